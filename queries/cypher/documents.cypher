MATCH (f:SourceFile)-[:DESCRIBES]->(d:Document)
MATCH (g:Graph)-[m:MENTIONS]->(d) WHERE g.iri = f.graph
UNWIND m.label AS label
UNWIND coalesce(m.number, ['']) AS number
UNWIND coalesce(m.date, ['']) AS date
UNWIND coalesce(m.issuedBy, ['']) AS passed_by
UNWIND coalesce(m.title, ['']) AS title
OPTIONAL MATCH (a:Agency {iri: passed_by})<-[said:MENTIONS]-(g)
UNWIND coalesce(said.label, ['']) AS issuer
RETURN DISTINCT d.iri AS document, label, CASE WHEN number = '' THEN null ELSE number END AS number,
  CASE WHEN date = '' THEN null ELSE date END AS date, CASE WHEN issuer = '' THEN null ELSE issuer END AS issuer,
  CASE WHEN title = '' THEN null ELSE title END AS title, f.fileName AS file, f.textQuality AS quality
ORDER BY file
