MATCH (:Document)<-[:SUBJECT]-(s:Statement)-[:OBJECT]->(:Document)
WHERE s.predicate <> 'https://w3id.org/cancu/ontology#resolvedTo'
RETURN s.subject AS subject, s.predicate AS relation, s.object AS object, s.status AS status,
  count(DISTINCT s.iri) AS statements
ORDER BY subject, relation, object, status
