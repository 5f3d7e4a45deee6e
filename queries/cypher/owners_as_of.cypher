MATCH (i:GovernanceIndex)<-[:OF_INDEX]-(r:Responsibility)-[:OF_AGENCY]->(a:Agency)
WHERE i.iri IN $`index`
  AND r.role IN $role // if $role
// One change after another: what alternates its direction cannot be walked by both engines; none changed more than twice.
OPTIONAL MATCH (a)<-[:ORIGINAL_ORGANIZATION]-(c1:Term)-[:RESULTING_ORGANIZATION]->(a1:Agency)
OPTIONAL MATCH (a1)<-[:ORIGINAL_ORGANIZATION]-(c2:Term)-[:RESULTING_ORGANIZATION]->(a2:Agency)
OPTIONAL MATCH (a2)<-[:ORIGINAL_ORGANIZATION]-(c3:Term)-[:RESULTING_ORGANIZATION]->(a3:Agency)
UNWIND [
  {now: a.iri, since: '', source: ''},
  {now: a1.iri, since: c1.date, source: c1.source},
  {now: a2.iri, since: c2.date, source: c2.source},
  {now: a3.iri, since: c3.date, source: c3.source}
] AS step
UNWIND $day AS day
WITH DISTINCT i, r, a, day, step.now AS now, step.since AS since, step.source AS source
WHERE since <= day
  AND NOT EXISTS {
    MATCH (next:Term)-[:ORIGINAL_ORGANIZATION]->(there:Agency) WHERE there.iri = now AND next.date <= day
  }
MATCH (r)-[:ASSIGNED_IN]->(d:Document)
MATCH (r)-[:HAS_EVIDENCE]->(e:Evidence)
MATCH (g:Graph)-[m:MENTIONS]->(a) WHERE g.iri = r.graph
OPTIONAL MATCH (registry:Graph)-[known:MENTIONS]->(after:Agency)
WHERE registry.iri = 'https://w3id.org/cancu/id/graph/registry' AND after.iri = now
UNWIND m.label AS agency_name
UNWIND coalesce(m.place, ['']) AS place
UNWIND CASE WHEN since = '' THEN [agency_name] ELSE known.label END AS now_name
RETURN DISTINCT a.iri AS agency, agency_name,
  'https://w3id.org/cancu/ontology#AgencyGroup' IN coalesce(m.types, []) AS `group`,
  CASE WHEN place = '' THEN null ELSE place END AS place,
  i.iri AS `index`, r.role AS role, r.status AS status, r.because AS because, r.confidence AS confidence,
  d.iri AS document, r.iri AS responsibility, now, now_name,
  CASE WHEN since = '' THEN null ELSE since END AS since, CASE WHEN since = '' THEN null ELSE source END AS source,
  e.exact AS sentence, e.file AS file, e.start AS start, e.`end` AS `end`
ORDER BY role, agency_name, start
