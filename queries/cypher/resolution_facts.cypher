MATCH (f:SourceFile)-[:DESCRIBES]->(d:Document)
RETURN f.iri AS subject, 'https://w3id.org/cancu/ontology#describes' AS property, d.iri AS value
UNION ALL
MATCH (f:SourceFile), (g:Graph {iri: f.graph})-[m:MENTIONS]->(d:Document)
UNWIND [
  {property: 'https://w3id.org/cancu/ontology#number', said: coalesce(m.number, [])},
  {property: 'https://w3id.org/cancu/ontology#kind', said: coalesce(m.kind, [])},
  {property: 'http://data.europa.eu/eli/ontology#date_document', said: coalesce(m.date, [])},
  {property: 'http://data.europa.eu/eli/ontology#passed_by', said: coalesce(m.issuedBy, [])},
  {property: 'https://w3id.org/cancu/ontology#inferredIssuer', said: coalesce(m.inferredIssuer, [])},
  {property: 'http://purl.org/dc/terms/title', said: coalesce(m.title, [])}
] AS fact
UNWIND fact.said AS value
RETURN d.iri AS subject, fact.property AS property, value
UNION ALL
MATCH (f:SourceFile), (g:Graph {iri: f.graph})-[m:MENTIONS]->(a:Agency)
UNWIND m.place AS value
RETURN a.iri AS subject, 'https://w3id.org/cancu/ontology#place' AS property, value
UNION ALL
MATCH (f:SourceFile), (s:Statement {graph: f.graph})
UNWIND [
  {property: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#subject', value: s.subject},
  {property: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate', value: s.predicate},
  {property: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#object', value: s.object},
  {property: 'https://w3id.org/cancu/ontology#speaker', value: s.speaker},
  {property: 'https://w3id.org/cancu/ontology#surface', value: s.surface},
  {property: 'http://purl.org/dc/terms/title', value: s.title}
] AS fact
WITH s, fact WHERE fact.value IS NOT NULL
RETURN s.iri AS subject, fact.property AS property, fact.value AS value
UNION ALL
MATCH (f:SourceFile), (n:Statement {graph: f.graph})-[:HAS_EVIDENCE]->(e:Evidence)
RETURN n.iri AS subject, 'https://w3id.org/cancu/ontology#evidence' AS property, e.iri AS value
UNION ALL
MATCH (f:SourceFile), (n:Task {graph: f.graph})-[:HAS_EVIDENCE]->(e:Evidence)
RETURN n.iri AS subject, 'https://w3id.org/cancu/ontology#evidence' AS property, e.iri AS value
UNION ALL
MATCH (f:SourceFile), (n:Responsibility {graph: f.graph})-[:HAS_EVIDENCE]->(e:Evidence)
RETURN n.iri AS subject, 'https://w3id.org/cancu/ontology#evidence' AS property, e.iri AS value
UNION ALL
MATCH (f:SourceFile), (n:IndexDefinition {graph: f.graph})-[:HAS_EVIDENCE]->(e:Evidence)
RETURN n.iri AS subject, 'https://w3id.org/cancu/ontology#evidence' AS property, e.iri AS value
UNION ALL
MATCH (f:SourceFile), (n:Target {graph: f.graph})-[:HAS_EVIDENCE]->(e:Evidence)
RETURN n.iri AS subject, 'https://w3id.org/cancu/ontology#evidence' AS property, e.iri AS value
