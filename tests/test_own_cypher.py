"""What a user's Cypher may say, found out without any engine."""

from __future__ import annotations

import pytest

from ontology.errors import PolicyRefused, QueryNotUnderstood
from queries.own_cypher import admit
from queries.own_size import MAX_BYTES, MAX_DEPTH

READS = [
    "MATCH (d:Document) RETURN d",
    "  // hỏi\n match (d) where d.number = '76/NQ-CP' return d.title limit 5 ;",
    "OPTIONAL MATCH (d:Document {iri: $iri}) RETURN d",
    "UNWIND [1, 2] AS x RETURN x",
    "WITH 1 AS x RETURN x",
    "EXPLAIN MATCH (d) RETURN d",
    "profile match (d) return d",
    "CALL { MATCH (d) RETURN d } RETURN d",
    "MATCH (d) CALL (d) { MATCH (d)-->(e) RETURN e } RETURN e",
    "MATCH (a)-[:IMPLEMENTS|BASED_ON*1..5]->(b) RETURN a, b",
    "MATCH p = shortestPath((a)-[*..15]->(b)) RETURN [n IN nodes(p) | n.iri]",
    "MATCH (t:Task) RETURN date.truncate('month', date(t.deadline)), duration.between(a, b), point.distance(a, b)",
    "MATCH (d) RETURN toLower(d.title), count(*), collect(DISTINCT d.iri)",
    # words that would write, where they are none
    "MATCH (d) WHERE d.title = 'CREATE (x) DELETE y' RETURN d",
    'MATCH (d) WHERE d.title CONTAINS "it\\"s SET" RETURN d',
    "MATCH (d) /* DELETE d */ RETURN d // SET d.x = 1",
    "MATCH (`set`:`Merge`) RETURN `set`.`remove`",
    "MATCH (n:Set)-[:USE]->(m) RETURN n.delete, n . load",
    "MATCH (n {set: 1}) RETURN {create: n.iri}",
    "MATCH (start)-->(stop) RETURN start, stop",
    "MATCH (d) RETURN d.title AS offset, d.created",
    "MATCH (d) WHERE d.title = '\\u1EA4' RETURN d",
    "MATCH (d) WHERE d.value > 1.5 RETURN d",
]
WRITES = [
    "CREATE (d:Document)",
    "MATCH (d) DETACH DELETE d",
    "MATCH (d) SET d.x = 1",
    "MATCH (d)\nset d.x = 1 RETURN d",
    "MATCH (d) REMOVE d.x",
    "MERGE (d:Document {iri: 'x'}) RETURN d",
    "MATCH (d) FOREACH (x IN [1] | SET d.x = x)",
    "INSERT (:Document)",
    "UNWIND [1] AS x CREATE (:A)",
    "MATCH (d) CALL { WITH d SET d.x = 1 }",
    "CALL { MATCH (n) DELETE n }",
    "DROP INDEX a",
    "EXPLAIN CREATE (d)",
    "MATCH (d) WHERE d.x=1CREATE (:A)",
    "MATCH (d) WHERE d.x = 1.CREATE (:A)",
    "MATCH (d) WHERE d.x = $1CREATE (:A)",
    "MATCH (d) WHERE d.x = 'a'/**/SET d.x = 1",
    "MATCH (d) WHERE d.x = 'a\\\\' SET d.x = 1 //'",
    "MATCH (d) RETURN d /* a */ */ DELETE d",
    "MATCH (d) RETURN d // a\r DELETE d",
    "MATCH (d) WHERE d.x = 'a\\u0027 SET d.x = 1 //'",
    "MATCH (d) \\u0053ET d.x = 1",
    "MATCH (d) WHERE d.x = 'a`' SET d.`x` = 1",
    "ALTER TABLE Document ADD x STRING",
]
FETCHES = [
    "LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row",
    "MATCH (d) LOAD CSV WITH HEADERS FROM $url AS row RETURN row",
    "LOAD FROM 'a.csv' RETURN *",
    "CALL apoc.load.json('http://a') YIELD value RETURN value",
    "CALL db.labels()",
    "CALL dbms.listConfig",
    "MATCH (d) OPTIONAL CALL db.labels() YIELD label RETURN label",
    "CALL `apoc`.`cypher`.`doIt`('CREATE (n)', {})",
    "CALL /* a */ db.labels() YIELD label RETURN label",
    "RETURN apoc.cypher.runFirstColumnSingle('CREATE (n) RETURN n', {})",
    "RETURN `apoc`.`cypher` . runFirstColumnMany ('x', {})",
    "RETURN apoc/**/.util.md5(['a'])",
    "USE other MATCH (d) RETURN d",
    "COPY Document TO 'a.csv'",
    "ATTACH 'a' AS b",
    "INSTALL httpfs",
    "EXPORT DATABASE 'a'",
    "MATCH (d) RETURN d UNION LOAD CSV FROM 'a' AS d RETURN d",
]
ADMINISTERS = [
    "SHOW USERS",
    "show transactions",
    "TERMINATE TRANSACTIONS 'a'",
    "GRANT ROLE a TO b",
    "CYPHER 5 MATCH (d)",
]


@pytest.mark.parametrize("text", READS)
def test_a_question_is_let_through(text: str) -> None:
    admit(text)


@pytest.mark.parametrize("text", [*WRITES, *FETCHES, *ADMINISTERS])
def test_what_is_no_question_is_refused(text: str) -> None:
    with pytest.raises(PolicyRefused) as refused:
        admit(text)
    assert refused.value.exit_code == 9


@pytest.mark.parametrize("text", ["", "  // nothing", "SELECT * WHERE {}", "MTACH (d) RETURN d", "{}", "EXPLAIN"])
def test_what_begins_like_no_question_is_not_understood(text: str) -> None:
    with pytest.raises(QueryNotUnderstood, match="MATCH"):
        admit(text)


def test_one_question_at_a_time() -> None:
    with pytest.raises(QueryNotUnderstood, match=";"):
        admit("MATCH (d) RETURN d; MATCH (e) RETURN e")


def test_a_name_that_looks_like_a_clause_is_told_how_to_be_written() -> None:
    with pytest.raises(PolicyRefused, match="`…`"):
        admit("MATCH (a) RETURN set")


@pytest.mark.parametrize(
    "text", ["RETURN " + "(" * (MAX_DEPTH + 1), "RETURN '" + "a" * MAX_BYTES + "'", "RETURN '\udcff'"]
)
def test_what_is_too_large_or_too_deep_or_no_text_is_refused_before_any_engine_sees_it(text: str) -> None:
    with pytest.raises(QueryNotUnderstood):
        admit(text)


@pytest.mark.parametrize("mark", ["'", '"', "`", "/*", "//", "(", "\\", "$", ".", "a.", "'\\"])
def test_long_and_broken_texts_are_read_in_time_that_grows_with_their_length(mark: str) -> None:
    with pytest.raises((QueryNotUnderstood, PolicyRefused)):
        admit(mark * (MAX_BYTES // len(mark)))
