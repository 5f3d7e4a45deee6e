MATCH (measure:GovernanceIndex)<-[:OF_INDEX]-(mention)-[:ASSIGNED_IN]->(document:Document) WHERE measure.iri IN $`index`
MATCH (mention)-[:HAS_EVIDENCE]->(words:Evidence)
MATCH (document)<-[:ASSIGNED_IN]-(task:Task)-[:HAS_EVIDENCE]->(evidence:Evidence)
WHERE evidence.sourceFile = words.sourceFile AND evidence.start < words.`end` AND evidence.`end` > words.start
MATCH (task)-[:LEAD_AGENCY|COORDINATING_AGENCY]->(:Agency)
WHERE task.description IS NOT NULL
RETURN DISTINCT task.iri AS task, document.iri AS document, measure.iri AS `index`,
  coalesce(task.deadlineQuarter, task.deadline) AS deadline, task.deadlineText AS deadline_text
ORDER BY task
