MATCH (f:SourceFile)<-[:SOURCE_FILE]-(e:Evidence) WHERE f.fileName IN $file AND e.page IS NOT NULL
RETURN DISTINCT f.fileName AS file, e.start AS start, e.`end` AS `end`, e.page AS page
ORDER BY file, start
