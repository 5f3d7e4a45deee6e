MATCH (own:Document)<-[:SPEAKER]-(s:Statement)-[:HAS_EVIDENCE]->(e:Evidence)
WHERE own.iri IN $document AND s.predicate <> 'https://w3id.org/cancu/ontology#resolvedTo'
MATCH (:Document)<-[:SUBJECT]-(s)-[:OBJECT]->(:Document)
UNWIND [
  {detail: 'https://w3id.org/cancu/ontology#status', said: s.status},
  {detail: 'https://w3id.org/cancu/ontology#rule', said: s.rule},
  {detail: 'https://w3id.org/cancu/ontology#because', said: s.because},
  {detail: 'https://w3id.org/cancu/ontology#surface', said: s.surface},
  {detail: 'https://w3id.org/cancu/ontology#dateAsWritten', said: s.dateAsWritten},
  {detail: 'https://w3id.org/cancu/ontology#provision', said: s.provision},
  {detail: 'https://w3id.org/cancu/ontology#sourceProvision', said: s.sourceProvision}
] AS more
WITH s, e, more WHERE more.said IS NOT NULL
RETURN DISTINCT s.iri AS statement, s.subject AS subject, s.predicate AS relation, s.object AS object, s.status AS status,
  s.speaker AS speaker, s.confidence AS confidence, more.detail AS detail, more.said AS detail_value,
  e.exact AS sentence, e.file AS file, e.start AS start, e.`end` AS `end`
ORDER BY file, start, statement
