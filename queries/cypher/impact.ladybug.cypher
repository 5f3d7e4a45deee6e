// SHORTEST visits a document once; it does not begin with the document itself, which is therefore added.
MATCH (asked:Document) WHERE asked.iri IN $document
OPTIONAL MATCH (asked)<-[:IMPLEMENTS|CONCRETIZES|BASED_ON|GUIDES* SHORTEST 1..30]-(passed:Document)
WITH asked, collect(DISTINCT passed.iri) + [asked.iri] AS known
MATCH (base:Document) WHERE base.iri IN known
MATCH (base)<-[:OBJECT]-(saying:Statement)-[:SUBJECT]->(touched:Document)
WHERE saying.predicate IN [
    'https://w3id.org/cancu/ontology#implements', 'https://w3id.org/cancu/ontology#concretizes',
    'https://w3id.org/cancu/ontology#basedOn', 'https://w3id.org/cancu/ontology#guides'
  ]
  OR base.iri = asked.iri AND saying.predicate <> 'https://w3id.org/cancu/ontology#resolvedTo'
MATCH (saying)-[:HAS_EVIDENCE]->(evidence:Evidence)
OPTIONAL MATCH (task:Task)-[:ASSIGNED_IN]->(touched)
WITH asked, base, saying, touched, evidence, count(DISTINCT task.iri) AS tasks
RETURN asked.iri AS document, touched.iri AS affected, touched.label AS label, saying.predicate AS relation, base.iri AS `on`,
  base.iri = asked.iri AS direct, saying.iri AS statement, saying.status AS status,
  saying.confidence AS confidence, tasks, evidence.exact AS sentence, evidence.file AS file, evidence.start AS start, evidence.`end` AS `end`
ORDER BY document, direct DESC, affected, relation, statement, start
