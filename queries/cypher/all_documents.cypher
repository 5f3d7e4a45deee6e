MATCH (:Graph)-[m:MENTIONS]->(d:Document) WHERE 'https://w3id.org/cancu/ontology#Document' IN m.types
RETURN DISTINCT d.iri AS document
ORDER BY document
