MATCH (:SourceFile)-[:DESCRIBES]->(d:Document)<-[:SPEAKER]-(s:Statement)-[:OBJECT]->(cited:Document)
WHERE s.predicate <> 'https://w3id.org/cancu/ontology#resolvedTo'
  AND d.iri IN $document // if $document
MATCH (d)<-[own:MENTIONS]-(g:Graph)-[m:MENTIONS]->(cited) WHERE g.iri = s.graph
UNWIND own.date AS date
UNWIND m.date AS cited_date
WITH d, s, cited, date, cited_date WHERE size(date) = 10 AND size(cited_date) = 10 AND date < cited_date
RETURN DISTINCT d.iri AS document, date, CASE WHEN date = '' THEN date ELSE null END AS task, cited.iri AS cited, cited_date, s.iri AS statement
UNION
MATCH (:SourceFile)-[:DESCRIBES]->(d:Document)<-[:ASSIGNED_IN]-(t:Task) WHERE size(t.deadline) = 10
  AND d.iri IN $document // if $document
MATCH (d)<-[:SPEAKER]-(s:Statement)-[:OBJECT]->(cited:Document)
WHERE s.predicate <> 'https://w3id.org/cancu/ontology#resolvedTo' AND s.graph = t.graph
MATCH (g:Graph)-[m:MENTIONS]->(cited) WHERE g.iri = t.graph
UNWIND m.date AS cited_date
WITH d, t, s, cited, cited_date WHERE size(cited_date) = 10 AND t.deadline < cited_date
  AND NOT EXISTS { MATCH (d)<-[own:MENTIONS]-(:Graph) WHERE any(day IN own.date WHERE size(day) = 10) }
RETURN DISTINCT d.iri AS document, t.deadline AS date, t.iri AS task, cited.iri AS cited, cited_date, s.iri AS statement
