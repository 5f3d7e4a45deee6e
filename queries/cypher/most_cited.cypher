MATCH (s:Statement)-[:OBJECT]->(d:Document)
WHERE s.predicate <> 'https://w3id.org/cancu/ontology#resolvedTo'
RETURN d.iri AS document, count(DISTINCT s.speaker) AS speakers, count(DISTINCT s.iri) AS mentions
ORDER BY speakers DESC, mentions DESC, document
