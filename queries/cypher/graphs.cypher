MATCH (g:Graph) WHERE g.checksum IS NOT NULL
RETURN g.iri AS graph, g.sha256 AS sha256, g.extractorVersion AS extractor, g.checksum AS checksum
ORDER BY graph
