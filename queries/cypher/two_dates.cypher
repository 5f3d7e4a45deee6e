MATCH (:Graph)-[m:MENTIONS]->(d:Document)
WHERE m.numberKey IS NOT NULL AND m.date IS NOT NULL
UNWIND m.numberKey AS key
UNWIND m.date AS date
UNWIND coalesce(m.issuedBy, []) + coalesce(m.inferredIssuer, []) AS issuer
WITH d, key, issuer, date WHERE size(date) = 10
RETURN DISTINCT d.iri AS document, key, issuer, date
ORDER BY key, issuer, date, document
