MATCH (gap:Gap)-[:ABOUT]->(about:Document)
WHERE gap.reason IS NOT NULL
  AND about.iri IN $about // if $about
MATCH (gap)-[:HAS_EVIDENCE]->(e:Evidence)
OPTIONAL MATCH (gap)-[:CANDIDATE]->(candidate:Document)
OPTIONAL MATCH (why:Term {iri: gap.reason})<-[m:MENTIONS]-(:Graph)
UNWIND coalesce(m.label, ['']) AS reason
RETURN DISTINCT about.iri AS about, CASE WHEN reason = '' THEN null ELSE reason END AS reason, candidate.iri AS candidate,
  e.exact AS sentence, e.file AS file, e.start AS start, e.`end` AS `end`
ORDER BY about, candidate
