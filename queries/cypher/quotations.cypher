MATCH (n:Statement)-[:HAS_EVIDENCE]->(e:Evidence) WHERE n.iri IN $thing
RETURN n.iri AS thing, e.exact AS sentence, e.file AS file, e.start AS start, e.`end` AS `end`
UNION
MATCH (n:Task)-[:HAS_EVIDENCE]->(e:Evidence) WHERE n.iri IN $thing
RETURN n.iri AS thing, e.exact AS sentence, e.file AS file, e.start AS start, e.`end` AS `end`
UNION
MATCH (n:Responsibility)-[:HAS_EVIDENCE]->(e:Evidence) WHERE n.iri IN $thing
RETURN n.iri AS thing, e.exact AS sentence, e.file AS file, e.start AS start, e.`end` AS `end`
UNION
MATCH (n:IndexDefinition)-[:HAS_EVIDENCE]->(e:Evidence) WHERE n.iri IN $thing
RETURN n.iri AS thing, e.exact AS sentence, e.file AS file, e.start AS start, e.`end` AS `end`
UNION
MATCH (n:Target)-[:HAS_EVIDENCE]->(e:Evidence) WHERE n.iri IN $thing
RETURN n.iri AS thing, e.exact AS sentence, e.file AS file, e.start AS start, e.`end` AS `end`
UNION
MATCH (n:Gap)-[:HAS_EVIDENCE]->(e:Evidence) WHERE n.iri IN $thing
RETURN n.iri AS thing, e.exact AS sentence, e.file AS file, e.start AS start, e.`end` AS `end`
