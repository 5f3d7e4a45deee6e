"""A user's own Cypher on a Neo4j: for reading only, and within its limits."""

from __future__ import annotations

import time
from contextlib import closing

import pytest
from neo4j import Session

from ontology.errors import BackendUnavailable, PolicyRefused, QueryLimit, QueryNotUnderstood
from queries import own_text, supervision
from queries.languages import Language
from queries.stores.bolt import store as bolt
from queries.stores.bolt import text as bolt_text
from tests.property_store import held, signed
from tests.servers import empty_neo4j

NOBODY = "bolt://neo4j:bi-mat@127.0.0.1:1"


@pytest.fixture(scope="module")
def asked() -> str:
    """A Neo4j without documents."""
    address = signed(empty_neo4j())
    with bolt.open_writer(address):
        pass
    return address


def test_rows_are_plain_values(asked: str) -> None:
    found = own_text.run(
        asked,
        "UNWIND [1] AS x MATCH (g:Graph) WITH g ORDER BY g.iri LIMIT 1 "
        "RETURN g, 1.5 AS f, null AS n, [1, 'a', [true]] AS l, {a: date('2021-02-03')} AS m, datetime('2021') AS d",
        timeout=20,
    )
    assert found.rows.columns == ("g", "f", "n", "l", "m", "d") and not found.truncated
    graph, number, nothing, several, named_, when = found.rows.rows[0]
    assert str(graph).startswith("https://w3id.org/cancu/id/graph/")
    assert (number, nothing, several, named_) == (1.5, None, '[1, "a", [true]]', '{"a": "2021-02-03"}')
    assert str(when).startswith("2021-01-01T00:00")


@pytest.mark.parametrize(
    "text", ["CREATE (:Document {iri: 'x'}) RETURN 1", "MATCH (s:Store) SET s.schema = 9 RETURN 1"]
)
def test_the_server_itself_is_asked_for_reading_only(asked: str, text: str) -> None:
    before = held(asked)
    with pytest.raises(PolicyRefused) as refused:
        bolt_text.run(asked, text, timeout=20)
    assert refused.value.exit_code == 9 and held(asked) == before
    with pytest.raises(PolicyRefused):
        own_text.run(asked, text, timeout=20)


@pytest.mark.parametrize("text", ["MATCH (d RETURN d", "RETURN nothing", "RETURN 1 / 0", "MATCH (d) RETURN foo(d)"])
def test_what_the_server_does_not_understand(asked: str, text: str) -> None:
    with pytest.raises(QueryNotUnderstood):
        own_text.run(asked, text, timeout=20)


FOREVER = "UNWIND range(1, 1000000000) AS a UNWIND range(1, 1000000000) AS b RETURN sum(a * b % 7)"


def test_time_is_over_at_the_server(asked: str) -> None:
    with pytest.raises(QueryLimit, match=r"0\.5"):
        own_text.run(asked, FOREVER, timeout=0.5)


def test_time_is_over_here_where_the_server_does_not_keep_it(asked: str, monkeypatch: pytest.MonkeyPatch) -> None:
    begin = Session.begin_transaction
    monkeypatch.setattr(Session, "begin_transaction", lambda self, timeout: begin(self))
    with pytest.raises(QueryLimit, match=r"0\.5"):
        own_text.run(asked, FOREVER, timeout=0.5)
    with closing(bolt.open_reader(asked)) as reader:
        for _ in range(50):
            if len(reader.cypher("SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery CONTAINS '% 7'").rows) < 2:
                break  # this one itself
            time.sleep(0.2)
        else:
            pytest.fail("the query goes on")


@pytest.mark.parametrize(("rows", "kept"), [(5, 5), (6, 6), (500, 10)])
def test_no_more_rows_than_anyone_reads(asked: str, rows: int, kept: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervision, "MAX_ROWS", 10)
    found = own_text.run(asked, f"UNWIND range(1, {rows}) AS x RETURN x", timeout=20)
    assert len(found.rows) == kept and found.truncated is (rows > kept)


def test_no_more_bytes_than_anyone_reads(asked: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervision, "MAX_BYTES", 500)
    found = own_text.run(asked, "UNWIND range(1, 100) AS x RETURN 'a' + toString(x) AS name", timeout=20)
    assert found.truncated and 0 < len(found.rows) < 100
    with pytest.raises(QueryLimit):
        own_text.run(asked, f"RETURN '{'a' * 2000}' AS name", timeout=20)


def test_the_steps_of_a_question_are_told(asked: str) -> None:
    steps = own_text.plan(
        asked, "MATCH (d:Document) WHERE d.number IN $number RETURN d.iri", {"number": ["1/QĐ"]},
        language=Language.CYPHER, timeout=20,
    )  # fmt: skip
    assert steps is not None and any("Seek" in str(operator) for operator, *_ in steps.rows)


def test_the_driver_says_nothing_to_the_terminal(asked: str, capfd: pytest.CaptureFixture[str]) -> None:
    own_text.run(asked, "MATCH (n:NoSuchLabel) RETURN id(n), n.noSuchProperty", timeout=20)
    with pytest.raises(BackendUnavailable):
        bolt.open_reader(NOBODY)
    assert capfd.readouterr() == ("", "")
