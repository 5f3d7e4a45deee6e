// DISTINCT makes the engine visit a document once instead of walking every way to it.
MATCH (document:Document)<-[:IMPLEMENTS|CONCRETIZES|BASED_ON|GUIDES*0..]-(base:Document)
WHERE document.iri IN $document
WITH DISTINCT document, base
MATCH (base)<-[:OBJECT]-(saying:Statement)-[:SUBJECT]->(touched:Document)
WHERE saying.predicate IN [
    'https://w3id.org/cancu/ontology#implements', 'https://w3id.org/cancu/ontology#concretizes',
    'https://w3id.org/cancu/ontology#basedOn', 'https://w3id.org/cancu/ontology#guides'
  ]
  OR base.iri = document.iri AND saying.predicate <> 'https://w3id.org/cancu/ontology#resolvedTo'
MATCH (saying)-[:HAS_EVIDENCE]->(evidence:Evidence)
OPTIONAL MATCH (task:Task)-[:ASSIGNED_IN]->(touched)
WITH document, base, saying, touched, evidence, count(DISTINCT task.iri) AS tasks
RETURN touched.iri AS affected, touched.label AS label, saying.predicate AS relation, base.iri AS `on`,
  base.iri = document.iri AS direct, saying.iri AS statement, saying.status AS status,
  saying.confidence AS confidence, tasks, evidence.exact AS sentence, evidence.file AS file, evidence.start AS start, evidence.`end` AS `end`
ORDER BY direct DESC, affected, relation, statement, start
