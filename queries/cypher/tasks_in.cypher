MATCH (d:Document)<-[:ASSIGNED_IN]-(t:Task)-[acts:LEAD_AGENCY|COORDINATING_AGENCY]->(a:Agency)
WHERE d.iri IN $document
MATCH (t)-[:HAS_EVIDENCE]->(e:Evidence)
MATCH (g:Graph)-[m:MENTIONS]->(a) WHERE g.iri = t.graph
UNWIND m.label AS acting_name
RETURN DISTINCT t.iri AS task, d.iri AS document, t.section AS section, t.description AS description, a.iri AS acting, acting_name,
  CASE type(acts) WHEN 'LEAD_AGENCY' THEN 'https://w3id.org/cancu/ontology#leadAgency'
    ELSE 'https://w3id.org/cancu/ontology#coordinatingAgency' END AS `as`,
  coalesce(t.deadlineQuarter, t.deadline) AS deadline, t.deadlineText AS deadline_text, t.deliverable AS deliverable,
  t.confidence AS confidence, t.rule AS rule, e.exact AS sentence, e.file AS file, e.start AS start, e.`end` AS `end`
ORDER BY file, start, task, `as`, acting_name
