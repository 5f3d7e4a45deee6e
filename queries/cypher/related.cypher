MATCH (own:Document)<-[:SUBJECT|OBJECT]-(s:Statement)
WHERE own.iri IN $document AND s.predicate <> 'https://w3id.org/cancu/ontology#resolvedTo'
MATCH (a:Document)<-[:SUBJECT]-(s)-[:OBJECT]->(b:Document)
WHERE a.iri = own.iri AND NOT EXISTS { MATCH (b)-[:RESOLVED_TO]->(:Document) }
   OR b.iri = own.iri AND NOT EXISTS { MATCH (a)-[:RESOLVED_TO]->(:Document) }
RETURN DISTINCT s.iri AS statement, s.subject AS subject, s.predicate AS relation, s.object AS object, s.status AS status,
  s.speaker AS speaker, s.confidence AS confidence
ORDER BY subject, relation, object, statement
