MATCH (t:Target)-[:ASSIGNED_IN]->(d:Document)
MATCH (t)-[:OF_INDEX]->(i:GovernanceIndex) // if $index
OPTIONAL MATCH (t)-[:OF_INDEX]->(i:GovernanceIndex) // unless $index
WITH t, d, i WHERE t.description IS NOT NULL AND t.comparator IS NOT NULL AND t.value IS NOT NULL
  AND d.iri IN $document // if $document
  AND i.iri IN $`index` // if $index
MATCH (t)-[:HAS_EVIDENCE]->(e:Evidence)
RETURN DISTINCT t.iri AS target, d.iri AS document, t.description AS description, i.iri AS of_index, t.comparator AS comparator,
  t.value AS value, t.unit AS unit, t.year AS year, e.exact AS sentence, e.file AS file, e.start AS start, e.`end` AS `end`
ORDER BY file, start, of_index
