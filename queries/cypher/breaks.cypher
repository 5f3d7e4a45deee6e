MATCH (d:Document)-[:IMPLEMENTS|CONCRETIZES|BASED_ON|GUIDES*1..]->(stop:Document) WHERE d.iri IN $document
WITH DISTINCT stop
WHERE NOT EXISTS { MATCH (stop)<-[:DESCRIBES]-(:SourceFile) }
  AND NOT EXISTS { MATCH (stop)-[:IMPLEMENTS|CONCRETIZES|BASED_ON|GUIDES|RESOLVED_TO]->(:Document) }
// DISTINCT again: Neo4j 5 drops the first where several documents are asked about.
RETURN DISTINCT stop.iri AS break
ORDER BY break
