MATCH (d:Document)<-[:ASSIGNED_IN]-(t:Task)-[own:LEAD_AGENCY|COORDINATING_AGENCY]->(asked:Agency)
WHERE t.description IS NOT NULL
  AND t.deadline IS NOT NULL
  AND asked.iri IN $agency // if $agency
  AND d.iri IN $document // if $document
UNWIND $role AS role // if $role
WITH DISTINCT t, d // unless $role
WITH DISTINCT t, d, type(own) AS own, role // if $role
WHERE role = 'https://w3id.org/cancu/ontology#leadAgency' AND own = 'LEAD_AGENCY' // if $role
   OR role = 'https://w3id.org/cancu/ontology#coordinatingAgency' AND own = 'COORDINATING_AGENCY' // if $role
WITH DISTINCT t, d,
  CASE size(t.deadline) WHEN 4 THEN t.deadline + '-12-31' WHEN 7 THEN t.deadline + '-28' ELSE t.deadline END AS due
UNWIND $due_from AS due_from // if $due_from
WITH t, d, due, due_from WHERE due >= due_from // if $due_from
UNWIND $due_until AS due_until // if $due_until
WITH t, d, due, due_until WHERE due <= due_until // if $due_until
MATCH (t)-[acts:LEAD_AGENCY|COORDINATING_AGENCY]->(a:Agency)
MATCH (t)-[:HAS_EVIDENCE]->(e:Evidence)
MATCH (g:Graph)-[m:MENTIONS]->(a) WHERE g.iri = t.graph
UNWIND m.label AS acting_name
RETURN DISTINCT t.iri AS task, d.iri AS document, t.section AS section, t.description AS description, a.iri AS acting, acting_name,
  CASE type(acts) WHEN 'LEAD_AGENCY' THEN 'https://w3id.org/cancu/ontology#leadAgency'
    ELSE 'https://w3id.org/cancu/ontology#coordinatingAgency' END AS `as`,
  coalesce(t.deadlineQuarter, t.deadline) AS deadline, t.deadlineText AS deadline_text, t.deliverable AS deliverable,
  t.confidence AS confidence, e.exact AS sentence, e.file AS file, e.start AS start, e.`end` AS `end`
ORDER BY deadline, file, start, `as`, acting_name
