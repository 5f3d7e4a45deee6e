MATCH (f:SourceFile)-[:DESCRIBES]->(d:Document) WHERE d.iri IN $document
UNWIND f.warning AS warning
RETURN DISTINCT f.fileName AS file, f.textQuality AS quality, warning
ORDER BY file, warning
