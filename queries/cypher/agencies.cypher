MATCH (:Graph)-[m:MENTIONS]->(a:Agency)
UNWIND m.label AS name // if $called
UNWIND coalesce(m.label, []) + coalesce(m.labelEn, []) AS name // unless $called
WITH DISTINCT a.iri AS agency, name
WHERE name IN $called // if $called
RETURN agency, name
ORDER BY agency, name
