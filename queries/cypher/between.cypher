// Each walk ends in DISTINCT, so that the engine visits a document once instead of walking every way to it.
MATCH (document:Document)-[:IMPLEMENTS|CONCRETIZES|BASED_ON|GUIDES|PROMULGATES|AMENDS|REPLACES|REPEALS|CORRECTS|CONSOLIDATES|SUSPENDS|EXTENDS|PROPOSED_BY|ENCLOSES|DISSEMINATES|CITES*0..]->(subject:Document)
WHERE document.iri IN $document
WITH DISTINCT subject
MATCH (subject)<-[:SUBJECT]-(statement:Statement)-[:OBJECT]->(object:Document)
WHERE statement.predicate <> 'https://w3id.org/cancu/ontology#resolvedTo'
WITH object, collect(DISTINCT statement) AS saying
MATCH (object)-[:IMPLEMENTS|CONCRETIZES|BASED_ON|GUIDES|PROMULGATES|AMENDS|REPLACES|REPEALS|CORRECTS|CONSOLIDATES|SUSPENDS|EXTENDS|PROPOSED_BY|ENCLOSES|DISSEMINATES|CITES*0..]->(root:Document)
WHERE root.iri IN $root
WITH DISTINCT object, saying
UNWIND saying AS statement
MATCH (statement)-[:HAS_EVIDENCE]->(evidence:Evidence)
UNWIND [
  {name: 'https://w3id.org/cancu/ontology#status', value: statement.status},
  {name: 'https://w3id.org/cancu/ontology#rule', value: statement.rule},
  {name: 'https://w3id.org/cancu/ontology#because', value: statement.because},
  {name: 'https://w3id.org/cancu/ontology#surface', value: statement.surface},
  {name: 'https://w3id.org/cancu/ontology#dateAsWritten', value: statement.dateAsWritten},
  {name: 'https://w3id.org/cancu/ontology#provision', value: statement.provision},
  {name: 'https://w3id.org/cancu/ontology#sourceProvision', value: statement.sourceProvision}
] AS detail
WITH statement, evidence, detail WHERE detail.value IS NOT NULL
RETURN DISTINCT statement.iri AS statement, statement.subject AS subject, statement.predicate AS relation,
  statement.object AS object, statement.status AS status, statement.speaker AS speaker,
  statement.confidence AS confidence, detail.name AS detail, detail.value AS detail_value,
  evidence.exact AS sentence, evidence.file AS file, evidence.start AS start, evidence.`end` AS `end`
ORDER BY subject, relation, object, statement, start
