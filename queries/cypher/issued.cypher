MATCH (agency:Agency)<-[:ISSUED_BY|INFERRED_ISSUER]-(document:Document)
WHERE agency.iri IN $issuer
WITH DISTINCT agency, document
MATCH (document)<-[side:SUBJECT|OBJECT]-(statement:Statement)-[:HAS_EVIDENCE]->(evidence:Evidence)
WHERE type(side) = 'OBJECT' OR statement.predicate = 'http://data.europa.eu/eli/ontology#passed_by'
MATCH (graph:Graph)-[said:MENTIONS]->(document) WHERE graph.iri = statement.graph
UNWIND coalesce(said.date, []) + coalesce(said.inferredDate, []) AS date
UNWIND $year AS year
WITH agency, document, evidence, said, date, year WHERE date STARTS WITH year
UNWIND [
  {status: 'https://w3id.org/cancu/ontology#Stated', issuers: said.issuedBy},
  {status: 'https://w3id.org/cancu/ontology#Inferred', issuers: said.inferredIssuer}
] AS by
WITH agency, document, evidence, said, date, by WHERE agency.iri IN by.issuers
UNWIND said.label AS label
UNWIND coalesce(said.number, [null]) AS number
OPTIONAL MATCH (document)<-[:DESCRIBES]-(source:SourceFile)
RETURN DISTINCT document.iri AS document, label, number, date, agency.iri AS issuer, by.status AS status,
  source.iri IS NOT NULL AS held, evidence.exact AS sentence, evidence.file AS file, evidence.start AS start, evidence.`end` AS `end`
ORDER BY date, number, document, file, start
