MATCH (s:Statement)-[:OBJECT]->(d:Document)
WHERE s.predicate <> 'https://w3id.org/cancu/ontology#resolvedTo'
  AND NOT EXISTS { MATCH (d)<-[:DESCRIBES]-(:SourceFile) } AND NOT EXISTS { MATCH (d)-[:RESOLVED_TO]->(:Document) }
WITH d.iri AS document, s.iri AS statement, s.speaker AS speaker,
  CASE WHEN s.status = 'https://w3id.org/cancu/ontology#Stated' THEN s.speaker ELSE null END AS states
WITH document, count(DISTINCT states) AS stated, count(DISTINCT speaker) AS all_speakers,
  count(DISTINCT statement) AS mentions
RETURN document, stated, all_speakers - stated AS inferred, mentions
ORDER BY stated DESC, mentions DESC, document
