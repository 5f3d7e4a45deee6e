"""`cancu query`: named questions shown, explained and asked, and queries of one's own, in either language."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from graph_cli.main import run
from queries import catalog, supervision


def cancu(*arguments: str, store: Path | str, lang: str = "vi") -> int:
    return run(["--lang", lang, "--store", str(store), *arguments])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", 9),
        ("DROP ALL", 9),
        ("SELEKT", 4),
        ("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", 5),
        ("ASK {}", 0),
        ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 1", 0),
    ],
)
def test_a_query_of_ones_own(text: str, code: int, sample_store: Path, tmp_path: Path) -> None:
    path = tmp_path / "own.rq"
    path.write_text(text)
    assert cancu("query", str(path), "--timeout", "1", store=sample_store) == code


def test_a_query_may_come_from_standard_input(
    sample_store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("SELECT (1 AS ?one) {}"))
    assert cancu("query", "-", "--format", "json", store=sample_store) == 0
    assert json.loads(capsys.readouterr().out) == [{"one": 1}]


def test_a_cut_answer_says_so(
    sample_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(supervision, "MAX_ROWS", 2)
    (tmp_path / "own.rq").write_text("SELECT ?x { VALUES ?x { 1 2 3 } }")
    assert cancu("query", str(tmp_path / "own.rq"), store=sample_store) == 0
    said = capsys.readouterr()
    assert said.out == "x\n1\n2\n"
    assert "sau 2 dòng" in said.err


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("name", catalog.names())
def test_a_question_is_shown_with_what_it_asks_and_can_be_run_as_shown(
    name: str, lang: str, sample_store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    question = catalog.question(name)
    assert cancu("query", name, "--show", store=sample_store, lang=lang) == 0
    shown = capsys.readouterr().out
    assert shown.startswith(f"# {question.title[lang]}\n# {question.about[lang]}\n")
    assert all(f"# --param {parameter.name}=" in shown for parameter in question.parameters)
    assert shown.partition("\nPREFIX")[2] == question.text.partition("\nPREFIX")[2]


def test_what_is_shown_runs(sample_store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cancu("query", "most_cited", "--show", store=sample_store)
    (tmp_path / "shown.rq").write_text(capsys.readouterr().out)
    assert cancu("query", "most_cited", store=sample_store) == 0
    named = capsys.readouterr().out
    assert cancu("query", str(tmp_path / "shown.rq"), store=sample_store) == 0
    assert sorted(capsys.readouterr().out.splitlines()) == sorted(named.splitlines())


def test_a_question_is_explained_with_its_values(sample_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cancu("query", "owners", "--param", "index=PCI", "--explain", store=sample_store) == 0
    said = capsys.readouterr().out
    assert "VALUES ?index { <https://w3id.org/cancu/id/index/pci> }" in said
    assert "UNDEF" not in said


@pytest.mark.parametrize(
    "arguments",
    [
        ("nothing_of_the_sort",),
        ("owners", "--explain"),
        ("owners", "--param", "index"),
        ("{own}", "--param", "index=PCI"),
        ("most_cited", "--language", "latin"),
    ],
)
def test_what_cannot_be_meant_is_told(
    arguments: tuple[str, ...], sample_store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "own.rq"
    own.write_text("ASK {}")
    assert cancu("query", *(each.format(own=own) for each in arguments), store=sample_store) == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "store"),
    [
        (("most_cited", "--language", "cypher"), "sparql+http://127.0.0.1:9/none"),
        (("most_cited", "--language", "sparql"), "bolt://127.0.0.1:9"),
        (("{own}",), "bolt://127.0.0.1:9"),
    ],
)
def test_a_language_that_a_server_does_not_speak_is_told(
    arguments: tuple[str, ...], store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "own.rq"
    own.write_text("ASK {}")
    assert cancu("query", *(each.format(own=own) for each in arguments), store=store, lang="en") == 2
    assert "does not speak" in capsys.readouterr().err


def test_the_list_names_parameters_and_columns(sample_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cancu("query", "--list", "--format", "json", store=sample_store) == 0
    listed = {row["name"]: row for row in json.loads(capsys.readouterr().out)}
    assert set(listed) == set(catalog.names())
    assert listed["owners"]["parameters"] == ["index: index", "role: role?"]
    assert listed["owners"]["columns"][:2] == ["agency", "agency_name"]


# -- Cypher over the same folder -------------------------------------------------------------------


def test_a_question_is_shown_and_explained_in_cypher(sample_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cancu("query", "owners", "--language", "cypher", "--show", store=sample_store, lang="en") == 0
    shown = capsys.readouterr().out
    assert shown.startswith("// Who answers for an index\n")
    assert "// --param index=… (index, required)" in shown and "MATCH" in shown
    asked = ("query", "owners", "--param", "index=PCI", "--language", "cypher", "--explain")
    assert cancu(*asked, store=sample_store) == 0
    said = capsys.readouterr().out
    assert '// $index = ["https://w3id.org/cancu/id/index/pci"]' in said
    assert "$role" not in said  # not given, so its condition is not there
    assert "SCAN" in said


@pytest.mark.parametrize("store", ["{}", "cypher:{}"])
def test_a_named_question_has_the_same_rows_in_both_languages(
    store: str, sample_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = []
    for language in ("sparql", "cypher"):
        asked = ("query", "owners", "--param", "index=PCI", "--language", language, "--format", "json")
        assert cancu(*asked, store=store.format(sample_store)) == 0
        answers.append(sorted(json.loads(capsys.readouterr().out), key=repr))
    assert answers[0] == answers[1] != []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("MATCH (d:Document) WHERE d.number = '22/KH-UBND' RETURN d.number AS number", 0),
        ("EXPLAIN MATCH (d:Document) RETURN d", 0),
        ("MATCH (d:Document) RETURN", 4),
        ("RETURN " + "(" * 200 + "1" + ")" * 200, 4),
        ("MATCH (a), (b), (c) WHERE a.iri < b.iri AND b.iri < c.iri RETURN count(*)", 5),
        ("CREATE (:Document {iri: 'urn:x'})", 9),
        ("LOAD FROM '/etc/passwd' (file_format='csv') RETURN *", 9),
        ("CALL show_tables() RETURN *", 9),
    ],
)
def test_cypher_of_ones_own_over_a_folder(
    text: str, code: int, sample_store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "own.cypher"  # the ending tells the language
    path.write_text(text)
    assert cancu("query", str(path), "--timeout", "1", store=sample_store) == code
    assert code or capsys.readouterr().out.startswith(("number\n22/KH-UBND", "explain result"))


def test_the_plan_of_ones_own_text_is_under_limits_too(sample_store: Path, tmp_path: Path) -> None:
    hanging, writing = tmp_path / "own.cypher", tmp_path / "writing.cypher"
    hanging.write_text("RETURN 1" + "+1" * 5000)
    writing.write_text("CREATE (:Document {iri: 'urn:x'})")
    assert cancu("query", str(hanging), "--explain", "--timeout", "0.5", store=sample_store) == 5
    assert cancu("query", str(writing), "--explain", store=sample_store) == 9
