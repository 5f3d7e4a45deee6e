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
