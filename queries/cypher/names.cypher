MATCH (n:Document)<-[m:MENTIONS]-(:Graph) WHERE n.iri IN $thing
UNWIND coalesce(m.label, []) AS name
RETURN n.iri AS thing, name
UNION
MATCH (n:Agency)<-[m:MENTIONS]-(:Graph) WHERE n.iri IN $thing
UNWIND coalesce(m.label, []) + coalesce(m.name, []) AS name
RETURN n.iri AS thing, name
UNION
MATCH (n:Place)<-[m:MENTIONS]-(:Graph) WHERE n.iri IN $thing
UNWIND coalesce(m.label, []) AS name
RETURN n.iri AS thing, name
UNION
MATCH (n:GovernanceIndex)<-[m:MENTIONS]-(:Graph) WHERE n.iri IN $thing
UNWIND coalesce(m.label, []) + coalesce(m.name, []) AS name
RETURN n.iri AS thing, name
UNION
MATCH (n:DocumentKind)<-[m:MENTIONS]-(:Graph) WHERE n.iri IN $thing
UNWIND coalesce(m.label, []) + coalesce(m.name, []) AS name
RETURN n.iri AS thing, name
UNION
MATCH (n:ReformArea)<-[m:MENTIONS]-(:Graph) WHERE n.iri IN $thing
UNWIND coalesce(m.label, []) + coalesce(m.name, []) AS name
RETURN n.iri AS thing, name
UNION
MATCH (n:Term)<-[m:MENTIONS]-(:Graph) WHERE n.iri IN $thing
UNWIND coalesce(m.label, []) + coalesce(m.name, []) AS name
RETURN n.iri AS thing, name
UNION
// What a task is called is what it says.
MATCH (n:Task) WHERE n.iri IN $thing AND n.description IS NOT NULL
RETURN n.iri AS thing, n.description AS name
