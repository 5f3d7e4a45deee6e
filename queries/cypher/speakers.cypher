MATCH (d:Document)<-[:OBJECT]-(s:Statement)-[:SPEAKER]->(by:Document)
WHERE s.predicate <> 'https://w3id.org/cancu/ontology#resolvedTo'
RETURN DISTINCT d.iri AS document, by.iri AS speaker
ORDER BY document, speaker
