MATCH (d:Document) WHERE d.numberKey IN $key
RETURN d.iri AS document
ORDER BY document
