MATCH (g:Graph {iri: 'https://w3id.org/cancu/id/graph/ontology'})-[m:MENTIONS]->(t:Term)
UNWIND coalesce(m.label, []) AS label
UNWIND coalesce(m.inverse, ['']) AS inverse
RETURN t.iri AS term, 'vi' AS lang, label, CASE WHEN inverse = '' THEN null ELSE inverse END AS inverse
UNION
MATCH (g:Graph {iri: 'https://w3id.org/cancu/id/graph/ontology'})-[m:MENTIONS]->(t:Term)
UNWIND coalesce(m.labelEn, []) AS label
UNWIND coalesce(m.inverseEn, ['']) AS inverse
RETURN t.iri AS term, 'en' AS lang, label, CASE WHEN inverse = '' THEN null ELSE inverse END AS inverse
