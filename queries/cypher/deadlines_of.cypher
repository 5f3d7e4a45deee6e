MATCH (d:Document)<-[:ASSIGNED_IN]-(t:Task)-[own:LEAD_AGENCY|COORDINATING_AGENCY]->(asked:Agency)
WHERE t.description IS NOT NULL
  AND asked.iri IN $agency // if $agency
  AND d.iri IN $document // if $document
UNWIND $role AS role // if $role
WITH DISTINCT t, d // unless $role
WITH DISTINCT t, d, type(own) AS own, role // if $role
WHERE role = 'https://w3id.org/cancu/ontology#leadAgency' AND own = 'LEAD_AGENCY' // if $role
   OR role = 'https://w3id.org/cancu/ontology#coordinatingAgency' AND own = 'COORDINATING_AGENCY' // if $role
RETURN DISTINCT t.iri AS task, d.iri AS document,
  coalesce(t.deadlineQuarter, t.deadline) AS deadline, t.deadlineText AS deadline_text
ORDER BY task
