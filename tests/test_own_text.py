"""What a user's own query may not do, and that it ends, whatever it is."""

from __future__ import annotations

import resource
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import monotonic

import pytest

from ontology.errors import CancuError, PolicyRefused, QueryLimit, QueryNotUnderstood, UsageError
from queries import own_size, own_sparql, own_text, supervision
from queries.languages import Language, asked_in, of_file
from queries.stores.embedded_cypher import store as embedded_cypher
from queries.supervision import Order
from tests.hostile import CYPHER_HUNGRY, FETCHING, HUNGRY, NESTED, WRITING

IN_ALL = 20.0  # seconds: less than one of its own, and what a busy machine takes to start a process
GROWTH = 64 << 20  # bytes that the asking process may gain

# -- what is refused before anything runs ----------------------------------------------------------


@pytest.mark.parametrize("text", [*(each.format("http://x/") for each in FETCHING), *WRITING])
def test_fetching_and_writing_are_refused(text: str) -> None:
    with pytest.raises(PolicyRefused):
        own_sparql.admit(text)


@pytest.mark.parametrize(
    "text",
    [
        'SELECT * { ?s ?p "SERVICE" }',
        'SELECT * { ?s ?p "public service, from 2023 on" }',
        "SELECT ?from ?load { ?from <http://x/INSERT> ?load }",
        "SELECT * { ?service a ?from . ?myservice x:p ?o . ?s x:service <http://x/> ; x:from x:y }",
        "PREFIX load: <http://x/> SELECT * { ?s load:from ?o } # DROP",
        "SELECT * { ?s ?p '''it's a SERVICE''' }",
        "SELECT * { VALUES ?x { " + "<http://x/y#z> " * 900 + "} }",
        "ASK { ?s ?p ?o }",
    ],
)
def test_such_words_elsewhere_are_harmless(text: str) -> None:
    own_sparql.admit(text)


@pytest.mark.parametrize(
    "text",
    [
        "{" * 3000 + "}" * 3000,
        "(" * 9000,
        "ASK {" + "{#}\n" * 3000 + "}" * 3001,
        "SELECT * {" + "?s ?p ?o . " * 500 + "}",
        "SELECT * {" + "OPTIONAL { ?s ?p ?o } " * 2048 + "}",
        "#" * 70_000,
        "ASK { FILTER(" + "1+" * 5000 + "1) }",
        "ASK { FILTER(" + "!" * 9000 + "1) }",
        "ASK { ?s ?p '\ud800' }",
    ],
)
def test_text_that_would_break_the_parser_is_not_parsed(text: str) -> None:
    with pytest.raises(QueryNotUnderstood):
        own_sparql.admit(text)


@pytest.mark.parametrize(
    "unit",
    ["1", "a-", "'a\\", '"a\\', "'", '"""', "\\", "<'", "service#", "service#\n", ":service", "from\t", "?a", "'''\\"],
)
def test_any_text_is_looked_through_at_once(unit: str) -> None:
    with suppress(CancuError):  # a careless pattern takes minutes for some of these
        own_sparql.admit(unit * (own_size.MAX_BYTES // len(unit)))


# -- what runs, ends -------------------------------------------------------------------------------


def resident() -> int:
    """Bytes of memory that this process has."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * resource.getpagesize()


def ends(order: Callable[[], object]) -> None:
    """In time, with an answer or an error that says why; this process does not grow."""
    before, start = resident(), monotonic()
    code = 0
    try:
        order()
    except CancuError as error:
        code = error.exit_code
    assert code in {0, 4, 5, 9}
    assert monotonic() - start < IN_ALL
    assert resident() - before < GROWTH


@pytest.mark.parametrize("shape", NESTED)
@pytest.mark.parametrize("size", [64, 512, 8000])
def test_a_text_that_would_break_or_hang_a_parser_ends(sample_store: Path, shape: str, size: int) -> None:
    ends(lambda: own_text.run(str(sample_store), NESTED[shape](size), timeout=0.4))


@pytest.mark.parametrize("shape", NESTED)
def test_it_ends_too_where_nothing_looked_through_it(sample_store: Path, shape: str) -> None:
    order = Order(language="sparql", folder=str(sample_store), text=NESTED[shape](8000), seconds=0.4)
    ends(lambda: supervision.carry_out(order))


@pytest.mark.parametrize("shape", HUNGRY)
def test_a_query_that_takes_all_there_is_ends(sample_store: Path, shape: str) -> None:
    ends(lambda: own_text.run(str(sample_store), HUNGRY[shape], timeout=0.4))


@pytest.mark.parametrize("shape", ["sorting", "doubling"])
def test_memory_has_an_end_too(sample_store: Path, shape: str) -> None:
    order = Order(language="sparql", folder=str(sample_store), text=HUNGRY[shape], seconds=60, memory=32 << 20)
    with pytest.raises(QueryLimit, match="bộ nhớ"):
        supervision.carry_out(order)


@pytest.mark.parametrize("shape", CYPHER_HUNGRY)
def test_a_query_in_cypher_that_takes_all_there_is_ends(sample_store: Path, shape: str) -> None:
    embedded_cypher.open_reader(sample_store).close()
    order = Order(language="cypher", folder=str(sample_store), text=CYPHER_HUNGRY[shape], seconds=0.4)
    ends(lambda: supervision.carry_out(order))


@pytest.mark.parametrize(
    ("text", "error", "said"),
    [
        ("SELEKT", QueryNotUnderstood, "SELECT"),
        (HUNGRY["cross join"], QueryLimit, "--timeout"),
        ("ASK { ?s ?p (" + "1 " * 300 + ") }", QueryLimit, "--timeout"),
        ("ASK { FILTER(<a:function>(1)) }", QueryNotUnderstood, "a:function"),
    ],
)
def test_why_it_ended_is_told(sample_store: Path, text: str, error: type[CancuError], said: str) -> None:
    with pytest.raises(error, match=said):
        own_text.run(str(sample_store), text, timeout=1)


def test_a_query_of_ones_own_is_answered(sample_store: Path) -> None:
    answer = own_text.run(str(sample_store), "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?f a ?t } }", timeout=10)
    assert answer.rows.columns == ("n",)
    assert not answer.truncated


def test_what_breaks_in_the_child_is_a_defect_and_no_limit(sample_store: Path) -> None:
    with pytest.raises(RuntimeError, match=r"queries\.worker"):
        supervision.carry_out(Order(language="latin", folder=str(sample_store), text="", seconds=1))


# -- how much of an answer there is ----------------------------------------------------------------


def limited(store: Path, text: str, rows: int, size: int) -> own_text.Answered:
    order = Order(language="sparql", folder=str(store), text=text, seconds=20, most_rows=rows, most_bytes=size)
    return supervision.carry_out(order)


@pytest.mark.parametrize(
    ("rows", "size", "kept", "truncated"), [(3, 1 << 20, 3, True), (6, 1 << 20, 6, False), (6, 36, 4, True)]
)
def test_an_answer_is_cut_at_its_rows_and_at_its_size(
    sample_store: Path, rows: int, size: int, kept: int, truncated: bool
) -> None:
    six = "SELECT ?x { VALUES ?x { 'a123' 'b123' 'c123' 'd123' 'e123' 'f123' } }"
    answer = limited(sample_store, six, rows, size)
    assert (len(answer.rows), answer.truncated) == (kept, truncated)


def test_a_first_row_that_is_too_large_is_an_error(sample_store: Path) -> None:
    with pytest.raises(QueryLimit, match="dòng đầu"):
        limited(sample_store, f"SELECT ('{'x' * 60_000}' AS ?x) {{}}", 10, 50_000)


# -- which store speaks what -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "language", "asked"),
    [
        ("kho", None, ("kho", "sparql")),
        ("kho", "cypher", ("cypher:kho", "cypher")),
        ("cypher:kho", None, ("cypher:kho", "cypher")),
        ("cypher:kho", "sparql", ("kho", "sparql")),
        ("bolt://h", None, ("bolt://h", "cypher")),
        ("sparql+http://h/d", "sparql", ("sparql+http://h/d", "sparql")),
    ],
)
def test_a_folder_speaks_both_languages(address: str, language: str | None, asked: tuple[str, str]) -> None:
    assert asked_in(address, Language(language) if language else None) == asked


@pytest.mark.parametrize(("address", "language"), [("neo4j://u:bí-mật@h", "sparql"), ("sparql+http://h/d", "cypher")])
def test_a_server_speaks_one_and_says_so(address: str, language: str) -> None:
    with pytest.raises(UsageError, match=r"cypher.*sparql|sparql.*cypher") as refused:
        asked_in(address, Language(language))
    assert "bí-mật" not in str(refused.value)


@pytest.mark.parametrize(
    ("name", "language"), [("a.rq", "sparql"), ("a.CYPHER", "cypher"), ("a.txt", None), ("-", None)]
)
def test_the_ending_of_a_file_tells_its_language(name: str, language: str | None) -> None:
    assert of_file(name) == language
