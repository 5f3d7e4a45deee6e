MATCH (i:GovernanceIndex)<-[:OF_INDEX]-(r:Responsibility)-[:OF_AGENCY]->(a:Agency)
WHERE a.iri IN $agency
  AND r.role IN $role // if $role
MATCH (r)-[:ASSIGNED_IN]->(d:Document)
MATCH (r)-[:HAS_EVIDENCE]->(e:Evidence)
MATCH (g:Graph)-[m:MENTIONS]->(a) WHERE g.iri = r.graph
UNWIND m.label AS agency_name
UNWIND coalesce(m.place, ['']) AS place
RETURN DISTINCT a.iri AS agency, agency_name,
  'https://w3id.org/cancu/ontology#AgencyGroup' IN coalesce(m.types, []) AS `group`,
  CASE WHEN place = '' THEN null ELSE place END AS place,
  i.iri AS `index`, r.role AS role, r.status AS status, r.because AS because, r.confidence AS confidence,
  d.iri AS document, r.iri AS responsibility, e.exact AS sentence, e.file AS file, e.start AS start, e.`end` AS `end`
ORDER BY `index`, role, start
