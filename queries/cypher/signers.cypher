MATCH (s:Statement)-[:SUBJECT]->(d:Document)
WHERE s.predicate = 'https://w3id.org/cancu/ontology#signer'
  AND d.iri IN $document // if $document
MATCH (s)-[:HAS_EVIDENCE]->(e:Evidence)
MATCH (g:Graph)-[m:MENTIONS]->(d) WHERE g.iri = s.graph
UNWIND coalesce(m.signerPosition, ['']) AS position
UNWIND coalesce(m.signingAuthority, ['']) AS authority
RETURN DISTINCT d.iri AS document, s.object AS signer, CASE WHEN position = '' THEN null ELSE position END AS position,
  CASE WHEN authority = '' THEN null ELSE authority END AS authority, s.confidence AS confidence,
  e.exact AS sentence, e.file AS file, e.start AS start, e.`end` AS `end`
ORDER BY file
