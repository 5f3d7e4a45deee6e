MATCH (d:Document)<-[:ASSIGNED_IN]-(n:IndexDefinition)-[:OF_INDEX]->(i:GovernanceIndex)
WHERE d.iri IS NOT NULL
  AND i.iri IN $`index` // if $index
MATCH (n)-[:HAS_EVIDENCE]->(e:Evidence)
RETURN DISTINCT i.iri AS `index`, n.definition AS definition, d.iri AS document,
  e.exact AS sentence, e.file AS file, e.start AS start, e.`end` AS `end`
ORDER BY `index`, file
