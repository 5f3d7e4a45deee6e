MATCH (gap:Gap)-[:ABOUT]->(about:Document)
WHERE gap.reason IS NOT NULL
MATCH (gap)-[:HAS_EVIDENCE]->(e:Evidence)
RETURN about.iri AS about, gap.reason AS reason, count(DISTINCT e) AS places
ORDER BY places DESC, about, reason
