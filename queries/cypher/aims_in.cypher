MATCH (t:Target)-[:ASSIGNED_IN]->(d:Document)
WHERE d.iri IN $document AND t.description IS NOT NULL AND t.comparator IS NOT NULL AND t.value IS NOT NULL
MATCH (t)-[:HAS_EVIDENCE]->(e:Evidence)
OPTIONAL MATCH (t)-[:OF_INDEX]->(i:GovernanceIndex)
RETURN DISTINCT t.iri AS target, t.description AS description, i.iri AS `index`, t.comparator AS comparator, t.value AS value,
  t.unit AS unit, t.year AS year, t.confidence AS confidence, e.exact AS sentence, e.file AS file, e.start AS start, e.`end` AS `end`
ORDER BY file, start, `index`
