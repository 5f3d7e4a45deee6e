"""What people confirm and reject: kept apart from the documents, followed in lineage, never lost, never unsaid."""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from graph_cli import loading, reviewing
from graph_cli.main import run
from ontology.errors import PolicyRefused, UsageError
from ontology.namespaces import RDF, VB
from ontology.review import quotation_hash
from queries import catalog, lineage, references, reviews
from queries.lineage import Reason
from queries.results import Statement, statements
from queries.stores import opening
from queries.stores.layout import StoreFolder
from queries.stores.oxigraph import OxigraphReader, open_reader
from queries.stores.protocols import Iri
from queries.stores.review_log import ReviewLog
from tests.conftest import SAMPLES

PERSON = "Nguyễn Thị Thử"
DIRECTIVE = "000"


@pytest.fixture
def store(tmp_path: Path, sample_store: Path) -> Path:
    path = tmp_path / "store"
    shutil.copytree(sample_store, path, symlinks=True)
    return path


def opened(store: Path) -> closing[OxigraphReader]:
    return closing(open_reader(store))


def first_step(store: Path) -> Statement:
    """A statement by which the lineage of the directive goes on, the only one between its two documents."""
    with opened(store) as reader:
        found = lineage.trace(reader, references.find(reader, DIRECTIVE).iri)
    return next(p.steps[0].statement for p in found.paths if p.steps[0].strong and len(p.steps[0].statements) == 1)


def open_reference(store: Path) -> tuple[str, str]:
    """A reference that stays open, and a document that it may mean."""
    with opened(store) as reader:
        rows = [row for row in catalog.rows(reader, "gaps") if row["candidate"]]
    return str(rows[0]["about"]), str(rows[0]["candidate"])


def decided(store: str, **said: Any) -> str:
    return reviewing.decide(store, **said)[0].number


def rejected(store: Path, **more: Any) -> tuple[Statement, str]:
    said = first_step(store)
    return said, decided(str(store), by=PERSON, confirmed=False, reason="chỉ nhắc lại", statement=said.iri, **more)


def listed(store: Path) -> dict[str, reviews.Review]:
    with opened(store) as reader:
        return {each.number: each for each in reviews.reviews(reader)}


def dumped(store: Path) -> bytes:
    """All graphs of documents and links."""
    with opened(store) as reader:
        return b"".join(sorted(line for line in reader.dump().splitlines(True) if b"graph/reviews>" not in line
                               and b"graph/ledger>" not in line))  # fmt: skip


# -- effects ---------------------------------------------------------------------------------


def test_a_rejected_statement_stays_but_the_lineage_breaks_there(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = dumped(store)
    said, number = rejected(store)
    assert dumped(store) == before
    with opened(store) as reader:
        found = lineage.trace(reader, said.subject)
    assert said.object not in {end for path in found.paths for end in path.documents}
    broken = next(each for each in found.breaks if each.reason is Reason.REJECTED)
    assert (broken.document, broken.review and broken.review.number) == (said.object, number)
    assert run(["--store", str(store), "--lang", "vi", "trace", DIRECTIVE]) == 0
    assert f"ĐỨT: {PERSON} bác ngày" in capsys.readouterr().out
    assert run(["--store", str(store), "--lang", "vi", "show", DIRECTIVE]) == 0
    assert f"✗ {PERSON} bác ngày" in capsys.readouterr().out
    reviewing.take_back(str(store), number, by="Trần B")
    with opened(store) as reader:
        assert said.object in {end for path in lineage.trace(reader, said.subject).paths for end in path.documents}
    taken_back = listed(store)[number]
    assert (taken_back.withdrawn_by, taken_back.targets) == ("Trần B", (said.iri,))


def test_a_confirmed_resolution_is_a_link_that_says_who(store: Path) -> None:
    reference, document = open_reference(store)
    number = decided(str(store), by=PERSON, confirmed=True, reason="cùng tên", reference=reference, document=document)
    with opened(store) as reader:
        assert not [row for row in catalog.rows(reader, "gaps") if row["about"] == reference]
        triples = reader.query(
            f"SELECT ?status ?rule ?because WHERE {{ ?s <{VB.status}> ?status ; <{VB.rule}> ?rule ; "
            f"<{VB.because}> ?because ; <{RDF.subject}> <{reference}> ; <{RDF.predicate}> <{VB.resolvedTo}> }}"
        )
    assert {(row[0], row[1]) for row in triples.rows} == {(VB.Stated, "review")}
    assert all(PERSON in str(row[2]) and "cùng tên" in str(row[2]) for row in triples.rows)
    assert run(["--store", str(store), "--quiet", "check"]) == 0
    with pytest.raises(UsageError, match=number):
        decided(str(store), by="B", confirmed=False, reason="?", reference=reference, document=document)
    reviewing.take_back(str(store), number, by=PERSON)
    assert open_reference(store) == (reference, document)


def dumped_all(store: Path) -> bytes:
    with opened(store) as reader:
        return reader.dump()


def test_a_rejected_resolution_is_not_linked(store: Path) -> None:
    with opened(store) as reader:
        (reference, document) = reader.query(f"SELECT ?r ?d WHERE {{ ?r <{VB.resolvedTo}> ?d }} ORDER BY ?r").rows[0]
    decided(str(store), by=PERSON, confirmed=False, reason="khác năm", reference=str(reference), document=str(document))
    with opened(store) as reader:
        assert not reader.query(f"SELECT ?d WHERE {{ <{reference}> <{VB.resolvedTo}> ?d }}").rows
        reasons = {row["reason"] for row in catalog.rows(reader, "gaps", about=Iri(str(reference)))}
    assert reasons == {"bị bác khi rà soát"}
    reference, document = open_reference(store)
    decided(str(store), by=PERSON, confirmed=False, reason="không", reference=reference, document=document)
    with opened(store) as reader:
        left = {row["candidate"] for row in catalog.rows(reader, "gaps", about=Iri(reference))}
    assert left and document not in left
    assert run(["--store", str(store), "--quiet", "check"]) == 0


# -- what stays ------------------------------------------------------------------------------


def test_decisions_outlast_loading_again_and_rebuilding(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said, number = rejected(store)
    reference, document = open_reference(store)
    linked = decided(str(store), by=PERSON, confirmed=True, reason="", reference=reference, document=document)
    before = dumped_all(store)
    loading.load(store, list(loading.originals([SAMPLES])))
    assert dumped_all(store) == before
    assert run(["--store", str(store), "--quiet", "rebuild"]) == 0
    assert listed(store)[number].targets == (said.iri,)
    assert listed(store)[linked].stands
    assert dumped_all(store) == before


def test_a_statement_is_known_again_by_its_words_and_not_by_its_name(store: Path) -> None:
    said, _ = rejected(store)
    path = ReviewLog(store).path
    path.write_text(path.read_text("utf-8").replace(said.iri, f"{said.iri}9"), "utf-8")
    with opening.open_writer(str(store)) as writer:
        found = reviews.targets(writer, ReviewLog(store).decisions())
    assert list(found.values()) == [(said.iri,)]
    path.write_text(path.read_text("utf-8").replace(quotation_hash(said.quotations[0].sentence), "0" * 32), "utf-8")
    if len(said.quotations) == 1:
        with opening.open_writer(str(store)) as writer:
            assert list(reviews.targets(writer, ReviewLog(store).decisions()).values()) == [()]


def test_a_decision_whose_statement_is_gone_is_listed(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said, number = rejected(store)
    sha = next(
        str(row["sha256"]) for row in catalog.rows(open_reader(store), "of_file", beginning=said.quotations[0].file)
    )
    with opening.open_writer(str(store)) as writer:
        writer.remove(sha)
    loading.load(store, [loading.Original("moi.txt", lambda: b"QUY\xe1\xba\xbeT \xc4\x90\xe1\xbb\x8aNH\n")])
    assert listed(store)[number].targets == ()
    assert run(["--store", str(store), "--lang", "vi", "review", "list"]) == 0
    assert "không còn câu này" in capsys.readouterr().out


def test_a_torn_line_loses_nothing_else(store: Path) -> None:
    _, number = rejected(store)
    path = ReviewLog(store).path
    with path.open("ab") as handle:
        handle.write(b'{"act": "take-back", "number": "' + number.encode()[:5])
    reference, document = open_reference(store)
    second = decided(str(store), by=PERSON, confirmed=True, reason="", reference=reference, document=document)
    assert [each.number for each in ReviewLog(store).decisions()] == [number, second]
    assert all(each.stands for each in listed(store).values())


def test_what_was_noted_before_an_interruption_is_followed_by_the_next_writer(store: Path) -> None:
    said = first_step(store)
    _, number = rejected(store)
    log = ReviewLog(store)
    kept = log.path.read_bytes()
    reviewing.take_back(str(store), number, by=PERSON)
    log.path.write_bytes(kept)  # as if the graph had not followed the log
    StoreFolder(store).mark_unpublished()
    loading.load(store, list(loading.originals([SAMPLES])))
    assert listed(store)[number].stands and listed(store)[number].targets == (said.iri,)


def test_decisions_travel_with_a_copy(store: Path, tmp_path: Path) -> None:
    _, number = rejected(store)
    copy = tmp_path / "copy"
    assert run(["--quiet", "sync", str(store), str(copy)]) == 0
    assert listed(copy)[number] == listed(store)[number]
    reviewing.take_back(str(copy), number, by=PERSON)
    assert run(["--quiet", "sync", str(store), str(copy)]) == 0
    assert not listed(copy)[number].stands, "what the copy decided itself stays"


def test_decisions_that_came_without_their_log_are_not_made_to_go(store: Path) -> None:
    rejected(store)
    (store / "reviews.jsonl").unlink()  # as where they were copied from a server
    said, before = first_step(store), listed(store)
    with pytest.raises(PolicyRefused):
        decided(str(store), by=PERSON, confirmed=True, reason="", statement=said.iri)
    assert listed(store) == before


def test_a_decision_about_a_statement_keeps_what_was_found(store: Path) -> None:
    with opened(store) as reader:
        catalog.rows(reader, "missing")
        reviews.reviews(reader)
    rejected(store)
    *_, newest = sorted((store / "answers").iterdir(), key=lambda folder: int(folder.name.partition("-")[0]))
    kept = {path.name.rpartition("-")[0] for path in newest.iterdir()}
    assert "missing" in kept and "reviews" not in kept
    assert len(listed(store)) == 1


# -- the command -----------------------------------------------------------------------------


def test_the_command_decides_lists_and_takes_back(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base = ["--store", str(store), "--lang", "en"]
    said = first_step(store)
    short = said.iri.rpartition("/")[2]
    assert run([*base, "review", "list"]) == 0 and "no reviews" in capsys.readouterr().err
    assert run([*base, "review", "reject", short, "--as", PERSON]) == 2
    assert run([*base, "review", "reject", short, "--as", PERSON, "--reason", "-"]) == 0
    assert run([*base, "review", "list", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)[0]
    assert (told["decision"], told["reviewer"], told["targets"]) == ("rejected", PERSON, [said.iri])
    assert run([*base, "review", "take-back", told["review"], "--as", "B"]) == 0
    assert run([*base, "review", "take-back", told["review"]]) == 2
    assert run([*base, "review", "confirm", "urn:x:nothing"]) == 2
    assert run([*base, "review", "confirm", "> } DROP ALL"]) == 2


def test_a_server_is_not_reviewed() -> None:
    with pytest.raises(PolicyRefused):
        decided("sparql+http://127.0.0.1:1/x", by="A", confirmed=True, reason="", statement="urn:x:statement")
    assert statements(()) == ()
