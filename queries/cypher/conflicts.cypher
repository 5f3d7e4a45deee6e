MATCH (:Graph)-[said:MENTIONS]->(document:Document)
UNWIND said.numberKey AS key
UNWIND coalesce(said.issuedBy, []) + coalesce(said.inferredIssuer, []) AS issuer
UNWIND said.date AS day
WITH DISTINCT key, issuer, document.iri AS document, day WHERE size(day) = 10
WITH key, issuer, collect({document: document, day: day}) AS dated
UNWIND dated AS first
UNWIND dated AS second
WITH first, second
WHERE first.day < second.day AND (first.document = second.document OR right(first.day, 6) = right(second.day, 6))
RETURN DISTINCT 'https://w3id.org/cancu/ontology#twoDates' AS kind, first.document AS one, first.day AS one_says,
  second.document AS other, second.day AS other_says, CASE WHEN false THEN '' END AS task, CASE WHEN false THEN '' END AS statement
UNION
MATCH (:Graph)-[said:MENTIONS]->(document:Document)
UNWIND said.numberKey AS key
UNWIND said.number AS number
UNWIND coalesce(said.issuedBy, []) + coalesce(said.inferredIssuer, []) AS issuer
UNWIND said.kind AS kind
UNWIND said.title AS title
UNWIND said.date AS day
WITH document, key, number, issuer, kind, title, day
WHERE size(day) = 10 AND size(title) >= 20 AND title =~ '(?s).*(19|20)[0-9][0-9].*'
WITH DISTINCT issuer, kind, document.iri AS document, key, number,
  toInteger(left(day, 4)) * 12 + toInteger(right(left(day, 7), 2)) AS month,
  toLower(
    CASE WHEN title CONTAINS ' (' AND title CONTAINS ')'
      THEN head(split(title, ' (')) + right(title, size(title) - size(head(split(title, ')'))) - 1)
      ELSE title
    END
  ) AS words
WITH issuer, kind, words, collect({document: document, key: key, number: number, month: month}) AS titled
UNWIND titled AS first
UNWIND titled AS second
WITH first, second
WHERE first.document < second.document AND first.key <> second.key AND abs(first.month - second.month) < 12
RETURN DISTINCT 'https://w3id.org/cancu/ontology#twoNumbers' AS kind, first.document AS one, first.number AS one_says,
  second.document AS other, second.number AS other_says, CASE WHEN false THEN '' END AS task, CASE WHEN false THEN '' END AS statement
UNION
MATCH (mention:IndexDefinition)-[:OF_INDEX]->(measure:GovernanceIndex)
WHERE mention.definition IS NOT NULL
WITH toLower(mention.definition) AS words,
  collect(DISTINCT {measure: measure.iri, definition: mention.definition}) AS explained
UNWIND explained AS first
UNWIND explained AS second
WITH first, second WHERE first.measure < second.measure
RETURN DISTINCT 'https://w3id.org/cancu/ontology#oneMeaning' AS kind, first.measure AS one, first.definition AS one_says,
  second.measure AS other, second.definition AS other_says, CASE WHEN false THEN '' END AS task, CASE WHEN false THEN '' END AS statement
UNION
MATCH (document:Document)<-[:DESCRIBES]-(source:SourceFile)
WHERE source.graph IS NOT NULL
MATCH (graph:Graph)-[own:MENTIONS]->(document) WHERE graph.iri = source.graph
UNWIND own.date AS earlier
WITH document, graph, earlier WHERE size(earlier) = 10
MATCH (document)<-[:SPEAKER]-(saying:Statement)-[:OBJECT]->(other:Document)
WHERE saying.graph = graph.iri
  AND saying.predicate <> 'https://w3id.org/cancu/ontology#resolvedTo'
MATCH (graph)-[said:MENTIONS]->(other)
UNWIND said.date AS later
WITH document, earlier, saying, other, later WHERE size(later) = 10 AND earlier < later
RETURN DISTINCT 'https://w3id.org/cancu/ontology#deadlineBefore' AS kind, document.iri AS one, earlier AS one_says,
  other.iri AS other, later AS other_says, CASE WHEN false THEN '' END AS task, saying.iri AS statement
UNION
MATCH (task:Task)-[:ASSIGNED_IN]->(document:Document)<-[:DESCRIBES]-(source:SourceFile)
WHERE size(task.deadline) = 10 AND task.graph = source.graph
  AND NOT EXISTS { MATCH (:Graph)-[own:MENTIONS]->(document) WHERE any(day IN own.date WHERE size(day) = 10) }
MATCH (graph:Graph) WHERE graph.iri = source.graph
WITH document, graph, task, task.deadline AS earlier
MATCH (document)<-[:SPEAKER]-(saying:Statement)-[:OBJECT]->(other:Document)
WHERE saying.graph = graph.iri
  AND saying.predicate <> 'https://w3id.org/cancu/ontology#resolvedTo'
MATCH (graph)-[said:MENTIONS]->(other)
UNWIND said.date AS later
WITH document, earlier, saying, other, later, task WHERE size(later) = 10 AND earlier < later
RETURN DISTINCT 'https://w3id.org/cancu/ontology#deadlineBefore' AS kind, document.iri AS one, earlier AS one_says,
  other.iri AS other, later AS other_says, task.iri AS task, saying.iri AS statement
