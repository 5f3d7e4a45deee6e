MATCH (f:SourceFile)-[:DESCRIBES]->(d:Document) WHERE d.iri IN $document
RETURN DISTINCT d.iri AS document, f.fileName AS file, f.sha256 AS sha256, f.format AS format, f.textQuality AS quality
ORDER BY file, sha256
