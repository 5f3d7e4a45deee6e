MATCH (d:Document)<-[:SUBJECT]-(s:Statement)-[:HAS_EVIDENCE]->(e:Evidence) WHERE d.iri IN $document
  AND s.predicate IN [
    'https://w3id.org/cancu/ontology#kind',
    'https://w3id.org/cancu/ontology#number',
    'http://data.europa.eu/eli/ontology#date_document',
    'http://data.europa.eu/eli/ontology#passed_by',
    'http://purl.org/dc/terms/title',
    'https://w3id.org/cancu/ontology#signer',
    'https://w3id.org/cancu/ontology#signerPosition',
    'https://w3id.org/cancu/ontology#signingAuthority',
    'https://w3id.org/cancu/ontology#recipient',
    'https://w3id.org/cancu/ontology#addressee'
  ]
// One pattern: ladybug fails on a second OPTIONAL MATCH from a thing that may be missing and of either kind.
OPTIONAL MATCH (s)-[:OBJECT]->(:Agency|DocumentKind)<-[m:MENTIONS]-(:Graph) WHERE m.label IS NOT NULL
UNWIND coalesce(m.label, [s.object]) AS value
RETURN DISTINCT s.predicate AS field, value, s.status AS status, s.because AS because, s.confidence AS confidence, s.rule AS rule,
  e.exact AS sentence, e.file AS file, e.start AS start, e.`end` AS `end`
ORDER BY field, start
