MATCH (:Graph)-[m:MENTIONS]->(d:Document)
WHERE m.title IS NOT NULL AND m.numberKey IS NOT NULL AND m.kind IS NOT NULL AND m.date IS NOT NULL
UNWIND coalesce(m.issuedBy, []) + coalesce(m.inferredIssuer, []) AS issuer
UNWIND m.kind AS kind
WITH m, d, issuer, kind
WHERE issuer IS NOT NULL
  AND issuer IN $issuer // if $issuer
  AND kind IN $kind // if $kind
UNWIND m.number AS number
UNWIND m.numberKey AS key
UNWIND m.title AS title
UNWIND m.date AS date
RETURN DISTINCT d.iri AS document, number, key, issuer, kind, title, date
ORDER BY document, title
