MATCH (said:Statement)-[:OBJECT]->(document:Document)
WHERE document.iri IN $document AND said.predicate <> 'https://w3id.org/cancu/ontology#resolvedTo'
RETURN document.iri AS document, said.status AS status, min(said.iri) AS statement
ORDER BY document, status
