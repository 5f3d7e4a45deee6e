MATCH (d:Document)<-[:DESCRIBES]-(f:SourceFile)<-[:SOURCE_FILE]-(e:Evidence)
WHERE f.graph = e.graph
  AND d.iri IN $document // if $document
RETURN DISTINCT d.iri AS document, e.exact AS sentence, e.file AS file, e.start AS start, e.`end` AS `end`, e.page AS page
ORDER BY document, file, start, `end`
