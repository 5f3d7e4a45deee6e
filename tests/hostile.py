"""Queries that nobody means well with: that fetch, write, break a parser, or take all there is."""

from __future__ import annotations

from collections.abc import Callable

# {} stands for the address that would be fetched.
FETCHING = [
    "SELECT * {{ SERVICE <{0}> {{ ?s ?p ?o }} }}",
    "select * {{ service silent <{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ SeRvIcE\t<{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ SERVICE#c\n<{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ SERVICE#c\rSILENT#c\n<{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ #c\rSERVICE <{0}> {{ ?s ?p ?o }} \n}}",
    "BASE <{0}> SELECT * {{ SERVICE<y> {{ ?s ?p ?o }} }}",
    "PREFIX : <{0}> SELECT * {{ SERVICE :p {{ ?s ?p ?o }} }}",
    "PREFIX : <{0}> SELECT * {{ SERVICE:p {{ ?s ?p ?o }} }}",
    "PREFIX x: <http://a/> SELECT * {{ ?s ?p x:.SERVICE <{0}> {{ ?a ?b ?c }} }}",
    "SELECT * {{ VALUES ?x {{ <{0}> }} SERVICE ?x {{ ?s ?p ?o }} }}",
    "SELECT * {{ VALUES ?x {{ <{0}> }} SERVICE $x {{ ?s ?p ?o }} }}",
    "SELECT * {{ \\u0053ERVICE <{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ \\U00000053ERVICE <{0}> {{ ?s ?p ?o }} }}",
    "SELECT ('\"' AS ?x) {{ SERVICE <{0}> {{ ?s ?p ?o }} }}",
    'SELECT ("""a"b""" AS ?x) {{ SERVICE <{0}> {{ ?s ?p ?o }} }}',
    'SELECT ("\\u0022" AS ?x) {{ SERVICE <{0}> {{ ?s ?p ?o }} FILTER(?o != "a") }}',
    "SELECT * {{ ?s ?p ?o FILTER(?o<'x>y' && EXISTS {{ SERVICE <{0}> {{ ?d ?e ?f }} }} && ?o != 'z') }}",
    "SELECT * {{ ?s ?p ?o FILTER(?o<#x>'''\n'z' && EXISTS {{ SERVICE <{0}> {{ ?d ?e ?f }} }})\n#'''\n}}",
    "SELECT * {{ ?s ?p 1SERVICE<{0}> {{ ?a ?b ?c }} }}",
    "SELECT * {{ ?s ?p trueSERVICE<{0}> {{ ?a ?b ?c }} }}",
    "ASK {{ SERVICE <{0}> {{ ?s ?p ?o }} }}",
    "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ SERVICE <{0}> {{ ?s ?p ?o }} }}",
    "DESCRIBE ?s {{ SERVICE <{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ {{ SELECT * {{ SERVICE <{0}> {{ ?s ?p ?o }} }} }} }}",
    "SELECT * FROM <{0}> {{ ?s <a:b> ?o }}",
    "SELECT * FROM NAMED <{0}> {{ ?s <a:b> ?o }}",
    "PREFIX x: <{0}> SELECT * FROM x:y {{ ?s <a:b> ?o }}",
    "LOAD <{0}>",
    "LOAD SILENT <{0}> INTO GRAPH <a:b>",
]
WRITING = [
    "INSERT DATA { <a:a> <a:b> <a:c> }",
    "DELETE WHERE { ?s ?p ?o }",
    "DELETE DATA { <a:a> <a:b> <a:c> }",
    "WITH <a:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "DROP ALL",
    "CLEAR DEFAULT",
    "CREATE GRAPH <a:g>",
    "ADD <a:g> TO <a:h>",
    "MOVE <a:g> TO <a:h>",
    "COPY <a:g> TO <a:h>",
]

CROSS = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i "
DOUBLING = " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(40))
NESTED: dict[str, Callable[[int], str]] = {
    "braces": lambda n: "SELECT * " + "{" * n + "}" * n,
    "brackets": lambda n: f"ASK {{ FILTER({'(' * n}1{')' * n}) }}",
    "path brackets": lambda n: f"ASK {{ ?s {'(' * n}<a:b>{')' * n} ?o }}",
    "unions": lambda n: "ASK { {} " + "UNION {} " * n + "}",
    "ors": lambda n: f"ASK {{ FILTER(true{'||true' * n}) }}",
    "ands": lambda n: f"ASK {{ FILTER(true{'&&true' * n}) }}",
    "sums": lambda n: f"ASK {{ FILTER(1{'+1' * n}) }}",
    "differences": lambda n: f"ASK {{ FILTER(1{'-1' * n}) }}",
    "negations": lambda n: f"ASK {{ FILTER({'!' * n}true) }}",
    "sub-selects": lambda n: "SELECT * { " + "{ SELECT * { " * n + "}}" * n + "}",
    "optionals": lambda n: "ASK { ?s ?p ?o " + "OPTIONAL { ?s ?p ?o } " * n + "}",
    "lists": lambda n: f"ASK {{ ?s ?p {'(' * n}1{')' * n} }}",
    "blank nodes": lambda n: f"ASK {{ ?s ?p {'[ ?p ' * n}1{']' * n} }}",
    "path steps": lambda n: f"ASK {{ ?s <a:b>{'/<a:b>' * n} ?o }}",
}
HUNGRY = {
    "cross join": f"SELECT (COUNT(*) AS ?n) {{ {CROSS} }}",
    "sorting": f"SELECT * {{ {CROSS} }} ORDER BY ?i ?a",
    "distinct": f"SELECT DISTINCT * {{ {CROSS} }}",
    "doubling": f"SELECT (STRLEN(?x40) AS ?n) {{ BIND('xxxxxxxxxxxxxxxx' AS ?x0) {DOUBLING} }}",
    "one long text": f"SELECT (GROUP_CONCAT(STR(?c)) AS ?x) {{ {CROSS} }}",
    "all pairs": "SELECT (COUNT(*) AS ?n) { ?a (!<a:b>)* ?b . ?c (!<a:b>)* ?d }",
    "slow pattern": f"SELECT * {{ {CROSS} FILTER(REGEX(STR(?c), '(a+)+$') && REGEX(STR(?f), '(x*)*y')) }}",
}

# The same in Cypher. {0} stands for an address of the network, {1} for a file, {2} for a folder that may be written.
CYPHER_FETCHING = [
    "LOAD FROM '{0}x.csv' RETURN *",
    "LOAD FROM '{1}' (file_format='csv') RETURN *",
    "LOAD WITH HEADERS (a STRING) FROM '{1}' (file_format='csv') RETURN a",
    "MATCH (d:Document) CALL {{ LOAD FROM '{1}' (file_format='csv') RETURN * }} RETURN *",
    "LOAD CSV FROM '{0}x.csv' AS line RETURN line",
    "INSTALL httpfs FROM '{0}'",
    "LOAD EXTENSION '{1}'",
    "ATTACH '{1}' AS other (dbtype lbug)",
    "IMPORT DATABASE '{2}'",
]
CYPHER_WRITING = [
    "CREATE (:Document {{iri: 'urn:x'}})",
    "MATCH (d:Document) SET d.label = 'x'",
    "MATCH (d:Document) DETACH DELETE d",
    "MERGE (:Document {{iri: 'urn:x'}})",
    "DROP TABLE Document",
    "COPY (MATCH (d:Document) RETURN d.iri) TO '{2}/out.csv'",
    "EXPORT DATABASE '{2}/exported'",
]
CYPHER_HUNGRY = {
    "brackets": "RETURN " + "(" * 5000 + "1" + ")" * 5000,
    "sums": "RETURN 1" + "+1" * 5000,
    "cross join": "MATCH (a), (b), (c) WHERE a.iri < b.iri AND b.iri < c.iri RETURN count(*)",
    "sorting": "MATCH (a), (b), (c) RETURN a.iri, b.iri, c.iri ORDER BY a.iri, c.iri",
    "walks": "MATCH (a:Document)-[*1..30]->(b) RETURN count(*)",
    "one long list": "UNWIND range(1, 100000000) AS x RETURN collect(x)",
    "many rows": "UNWIND range(1, 1000000000) AS x RETURN x",
    "doubling": "WITH 'xxxxxxxxxxxxxxxx' AS x0 "
    + " ".join(f"WITH x{n} + x{n} AS x{n + 1}" for n in range(40))
    + " RETURN size(x40)",
}
