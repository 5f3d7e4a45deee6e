// DISTINCT makes the engine visit a document once instead of walking every way to it.
MATCH (root:Document)<-[:IMPLEMENTS|CONCRETIZES|BASED_ON|GUIDES*0..]-(document:Document)
WHERE root.iri IN $root
WITH DISTINCT root, document
MATCH (document)<-[:ASSIGNED_IN]-(task:Task)-[charge:LEAD_AGENCY|COORDINATING_AGENCY]->(agency:Agency)
WHERE task.description IS NOT NULL
  AND agency.iri IN $agency // if $agency
  AND CASE type(charge) WHEN 'LEAD_AGENCY' THEN 'https://w3id.org/cancu/ontology#leadAgency' ELSE 'https://w3id.org/cancu/ontology#coordinatingAgency' END IN $role // if $role
WITH DISTINCT root, document, task
MATCH (task)-[:HAS_EVIDENCE]->(evidence:Evidence)
MATCH (task)-[share:LEAD_AGENCY|COORDINATING_AGENCY]->(acting:Agency)
MATCH (graph:Graph)-[said:MENTIONS]->(acting) WHERE graph.iri = task.graph
UNWIND said.label AS acting_name
RETURN DISTINCT task.iri AS task, document.iri AS document, root.iri AS root, task.section AS section,
  task.description AS description, acting.iri AS acting, acting_name,
  CASE type(share) WHEN 'LEAD_AGENCY' THEN 'https://w3id.org/cancu/ontology#leadAgency' ELSE 'https://w3id.org/cancu/ontology#coordinatingAgency' END AS `as`,
  coalesce(task.deadlineQuarter, task.deadline) AS deadline, task.deadlineText AS deadline_text,
  task.deliverable AS deliverable, task.confidence AS confidence,
  evidence.exact AS sentence, evidence.file AS file, evidence.start AS start, evidence.`end` AS `end`
ORDER BY deadline, file, start, `as`, acting_name
