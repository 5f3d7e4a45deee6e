MATCH (:Graph)-[m:MENTIONS]->(d:Document)
UNWIND m.searchKey AS key
UNWIND coalesce(m.title, ['']) AS title
RETURN DISTINCT d.iri AS document, key, CASE WHEN title = '' THEN null ELSE title END AS title
ORDER BY document, title
