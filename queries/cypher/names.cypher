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
