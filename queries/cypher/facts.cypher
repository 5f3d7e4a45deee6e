MATCH (:Graph)-[m:MENTIONS]->(d:Document) WHERE d.iri IN $document
UNWIND [
  {field: 'http://www.w3.org/2000/01/rdf-schema#label', said: coalesce(m.label, [])},
  {field: 'https://w3id.org/cancu/ontology#kind', said: coalesce(m.kind, [])},
  {field: 'https://w3id.org/cancu/ontology#number', said: coalesce(m.number, [])},
  {field: 'https://w3id.org/cancu/ontology#numberKey', said: coalesce(m.numberKey, [])},
  {field: 'http://data.europa.eu/eli/ontology#date_document', said: coalesce(m.date, [])},
  {field: 'https://w3id.org/cancu/ontology#inferredDate', said: coalesce(m.inferredDate, [])},
  {field: 'http://data.europa.eu/eli/ontology#passed_by', said: coalesce(m.issuedBy, [])},
  {field: 'https://w3id.org/cancu/ontology#inferredIssuer', said: coalesce(m.inferredIssuer, [])},
  {field: 'http://purl.org/dc/terms/title', said: coalesce(m.title, [])}
] AS fact
UNWIND fact.said AS value
RETURN d.iri AS document, fact.field AS field, value
UNION
MATCH (f:SourceFile)-[:DESCRIBES]->(d:Document) WHERE d.iri IN $document
RETURN d.iri AS document, 'https://w3id.org/cancu/ontology#fileName' AS field, f.fileName AS value
UNION
MATCH (d:Document)-[:RESOLVED_TO]->(other:Document) WHERE d.iri IN $document
RETURN d.iri AS document, 'https://w3id.org/cancu/ontology#resolvedTo' AS field, other.iri AS value
