MATCH (d:Document)<-[:ASSIGNED_IN]-(t:Task)-[:LEAD_AGENCY|COORDINATING_AGENCY]->(:Agency)
WHERE t.description IS NOT NULL
RETURN DISTINCT t.iri AS task, d.iri AS document,
  coalesce(t.deadlineQuarter, t.deadline) AS deadline, t.deadlineText AS deadline_text
ORDER BY task
