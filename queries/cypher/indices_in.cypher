MATCH (d:Document)<-[:ASSIGNED_IN]-(n:IndexDefinition)-[:OF_INDEX]->(i:GovernanceIndex) WHERE d.iri IN $document
MATCH (n)-[:HAS_EVIDENCE]->(e:Evidence)
RETURN DISTINCT n.iri AS mention, i.iri AS `index`, n.definition AS definition, n.confidence AS confidence,
  e.exact AS sentence, e.file AS file, e.start AS start, e.`end` AS `end`
ORDER BY file, start, `index`
