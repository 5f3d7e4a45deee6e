// SHORTEST visits a document once; it does not begin with the document itself, which is therefore added.
MATCH (document:Document) WHERE document.iri IN $document
OPTIONAL MATCH (document)-[:IMPLEMENTS|CONCRETIZES|BASED_ON|GUIDES|PROMULGATES|AMENDS|REPLACES|REPEALS|CORRECTS|CONSOLIDATES|SUSPENDS|EXTENDS|PROPOSED_BY|ENCLOSES|DISSEMINATES|CITES* SHORTEST 1..30]->(passed:Document)
WITH collect(DISTINCT document.iri) + collect(DISTINCT passed.iri) AS above
MATCH (root:Document) WHERE root.iri IN $root
OPTIONAL MATCH (root)<-[:IMPLEMENTS|CONCRETIZES|BASED_ON|GUIDES|PROMULGATES|AMENDS|REPLACES|REPEALS|CORRECTS|CONSOLIDATES|SUSPENDS|EXTENDS|PROPOSED_BY|ENCLOSES|DISSEMINATES|CITES* SHORTEST 1..30]-(resting:Document)
WITH above, collect(DISTINCT root.iri) + collect(DISTINCT resting.iri) AS below
MATCH (subject:Document)<-[:SUBJECT]-(statement:Statement)-[:OBJECT]->(object:Document)
WHERE subject.iri IN above AND object.iri IN below
  AND statement.predicate <> 'https://w3id.org/cancu/ontology#resolvedTo'
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
