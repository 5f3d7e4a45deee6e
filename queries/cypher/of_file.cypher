UNWIND $beginning AS beginning
MATCH (f:SourceFile)-[:DESCRIBES]->(d:Document)
WHERE toLower(f.fileName) STARTS WITH toLower(beginning) OR f.sha256 STARTS WITH toLower(beginning)
RETURN DISTINCT d.iri AS document, f.fileName AS file, f.sha256 AS sha256
ORDER BY file
