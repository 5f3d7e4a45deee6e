MATCH (d:Document)<-[:ASSIGNED_IN]-(r:Responsibility)-[:OF_INDEX]->(i:GovernanceIndex) WHERE d.iri IN $document
MATCH (r)-[:OF_AGENCY]->(a:Agency)
MATCH (r)-[:HAS_EVIDENCE]->(e:Evidence)
MATCH (g:Graph)-[m:MENTIONS]->(a) WHERE g.iri = r.graph
UNWIND m.label AS agency_name
RETURN DISTINCT r.iri AS responsibility, a.iri AS agency, agency_name, i.iri AS `index`, r.role AS role, r.status AS status,
  r.because AS because, r.confidence AS confidence, e.exact AS sentence, e.file AS file, e.start AS start, e.`end` AS `end`
ORDER BY file, start, `index`, role, agency_name
