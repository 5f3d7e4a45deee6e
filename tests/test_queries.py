"""Named questions, references as people type them, periods, contradictions, and what a user's own query may not do."""

from __future__ import annotations

from datetime import date
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.errors import UsageError
from queries import agencies, catalog, conflicts, gaps, parameters, references, responsibility, results, tasks
from queries.catalog import Kind, Parameter
from queries.periods import Period, period
from queries.row_order import ordered
from queries.stores.oxigraph import OxigraphReader
from queries.stores.protocols import Iri, Rows

# -- the catalogue -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", catalog.names())
def test_a_question_is_a_query_with_the_columns_its_header_names(name: str) -> None:
    question = catalog.question(name)
    found = ox.Store().query(question.text, use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions)
    assert tuple(variable.value for variable in found.variables) == question.columns


@pytest.mark.parametrize(
    ("header", "wrong"),
    [
        ("# colour: red\n", "no such header"),
        ("# param x: text sometimes\n", "neither required nor optional"),
        ("# param x: sound required\n", "not a valid Kind"),
        ("# title.vi: a\n# columns: x\n", "needs title"),
        ("# title.vi: a\n# title.en: a\n# about.vi: a\n# about.en: a\n# columns: x\n# order: -y\n", "order by: y"),
        ("# title.vi: a\n# title.en: a\n# about.vi: a\n# about.en: a\n# columns: x\n# whole.vi: a\n", "one language"),
        (
            "# title.vi: a\n# title.en: a\n# about.vi: a\n# about.en: a\n# columns: x\n# param y: text required\n",
            "no VALUES",
        ),
    ],
)
def test_a_header_must_be_right(header: str, wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong):
        catalog.parsed("made", header + "SELECT ?x WHERE { VALUES ?x { UNDEF } }")


def test_a_parameter_that_is_needed_or_unknown_is_named() -> None:
    with pytest.raises(UsageError, match="document"):
        catalog.question("lineage_up").asked().sparql()
    with pytest.raises(UsageError, match="colour"):
        catalog.question("documents").asked(colour="red").sparql()
    with pytest.raises(UsageError, match="lineage_up"):
        catalog.question("no_such")


@given(st.text())
def test_any_text_is_inserted_as_that_text(text: str) -> None:
    try:
        written = Parameter("x", Kind.TEXT, True).written(text)
    except UsageError:
        text.encode("utf-8", "strict") if not any("\ud800" <= letter <= "\udfff" for letter in text) else None
        return
    found = ox.Store().query(f"SELECT ?x WHERE {{ VALUES ?x {{ {written} }} }}")
    assert isinstance(found, ox.QuerySolutions)
    assert [row["x"].value for row in found] == [text]


@pytest.mark.parametrize("iri", ["", "no scheme", "http://x/> } DROP ALL #", 'http://x/"', "http://x/ y"])
def test_what_is_no_iri_is_refused(iri: str) -> None:
    with pytest.raises(UsageError):
        Parameter("x", Kind.DOCUMENT, True).written(iri)


ORDERED = Rows(("n", "t"), ((1, "b"), (3, None), (None, "c"), (3, "a"), (2.5, Iri("http://x/"))))


@pytest.mark.parametrize(
    ("order", "n"),
    [
        (["n"], [None, 1, 2.5, 3, 3]),
        (["-n"], [3, 3, 2.5, 1, None]),
        (["t"], [3, 3, 1, None, 2.5]),
        ([], [1, 3, None, 3, 2.5]),
    ],
)
def test_answers_come_in_the_order_of_the_question(order: list[str], n: list[float | None]) -> None:
    assert [row["n"] for row in ordered(ORDERED, order)] == n


def test_rows_that_the_order_does_not_tell_apart_are_told_apart_by_their_other_columns() -> None:
    assert [row["t"] for row in ordered(ORDERED, ["n"])][-2:] == [None, "a"]


def test_details_become_columns(samples: OxigraphReader) -> None:
    rows = catalog.rows(samples, "statements", relation=parameters.relation("amends"))
    (only,) = results.gathered(rows)
    assert only["rule"]
    assert "detail" not in only


# -- references ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("76/NQ-CP", "76/NQ-CP"),
        ("76/nq-cp", "76/NQ-CP"),
        ("22/kh-ubnd", "22/KH-UBND"),
        ("ke hoach 22/KH-UBND", "22/KH-UBND"),
        ("Kế hoạch số 22/KH-UBND ngày 31/01/2023", "22/KH-UBND"),
        ("22 /KH-UBND", "22/KH-UBND"),
        ("001_69ad4df19bf567e7.txt", "22/KH-UBND"),
        ("001_69ad4df19bf567e7", "22/KH-UBND"),
        ("001", "22/KH-UBND"),
        ("01-NQ/TU", "01-NQ/TU"),
        ("1-nq/tu", "01-NQ/TU"),
        ("766/QĐ-TTg 2022", "766/QĐ-TTg"),
        ("quyet dinh 766/qd-ttg ngay 23/6/2023", "766/QĐ-TTg"),
        ("1085/QĐ-TTg thủ tướng", "1085/QĐ-TTg"),
    ],
)
def test_a_reference_as_typed(samples: OxigraphReader, typed: str, number: str) -> None:
    assert references.find(samples, typed).number == number


def test_an_iri_is_a_reference(samples: OxigraphReader) -> None:
    iri = references.find(samples, "76/NQ-CP").iri
    assert references.find(samples, iri).iri == references.find(samples, f"<{iri}>").iri == iri


def test_a_number_with_two_documents_asks_for_more(samples: OxigraphReader) -> None:
    with pytest.raises(references.SeveralDocuments) as caught:
        references.find(samples, "766/QĐ-TTg")
    assert {card.date for card in caught.value.found} == {"2022-06-23", "2023-06-23"}
    assert caught.value.exit_code == 2


@pytest.mark.parametrize("typed", ["999/QĐ-TTg", "22/KH-UBND 1999", "http://nowhere/", "", "…", "\ud800", "x" * 5000])
def test_a_reference_to_nothing_is_an_error_of_use(samples: OxigraphReader, typed: str) -> None:
    with pytest.raises(UsageError):
        references.find(samples, typed)


def test_the_nearest_are_named(samples: OxigraphReader) -> None:
    with pytest.raises(references.NoSuchDocument) as caught:
        references.find(samples, "767/QĐ-TTg")
    assert "766/QĐ-TTg" in [card.number for card in caught.value.nearest]


# -- agencies and periods ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    ["Sở Nội vụ", "sở nội vụ", "so noi vu", "Sở Nội vụ tỉnh Quảng Trị", "SỞ NỘI VỤ", "so noi vu tinh quang tri"],
)
def test_an_agency_as_typed(samples: OxigraphReader, typed: str) -> None:
    assert set(agencies.find(samples, typed).values()) == {"Sở Nội vụ tỉnh Quảng Trị"}


def test_an_abbreviation_is_an_agency(samples: OxigraphReader) -> None:
    assert set(agencies.find(samples, "Sở TT&TT").values()) == {"Sở Thông tin và Truyền thông tỉnh Quảng Trị"}


def test_an_agency_nobody_speaks_of(samples: OxigraphReader) -> None:
    with pytest.raises(agencies.NoSuchAgency):
        agencies.find(samples, "Sở Không Có")


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2023-Q1", "2023-01-01", "2023-03-31"),
        ("Q4/2023", "2023-10-01", "2023-12-31"),
        ("quý I/2023", "2023-01-01", "2023-03-31"),
        ("quý 2 năm 2024", "2024-04-01", "2024-06-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("tháng 10/2023", "2023-10-01", "2023-10-31"),
        ("10/2023", "2023-10-01", "2023-10-31"),
        ("2023", "2023-01-01", "2023-12-31"),
        ("30/11/2023", "2023-11-30", "2023-11-30"),
        ("trước ngày 30/11/2023", None, "2023-11-29"),
        ("trước quý IV/2023", None, "2023-09-30"),
        ("before 2023-11", None, "2023-10-31"),
        ("sau 2023-Q1", "2023-04-01", None),
        ("2023-01..2023-06", "2023-01-01", "2023-06-30"),
        ("2023-11-30..", "2023-11-30", None),
    ],
)
def test_a_period_as_typed(typed: str, first: str | None, last: str | None) -> None:
    assert period(typed) == Period(first, last)


@pytest.mark.parametrize("typed", ["", "soon", "2023-13", "31/02/2023", "Q5/2023", "trước", "99999", "2023-02-30..x"])
def test_what_is_no_period(typed: str) -> None:
    with pytest.raises(UsageError):
        period(typed)


def test_a_deadline_of_a_month_counts_as_its_last_day(samples: OxigraphReader) -> None:
    letter = references.find(samples, "004").iri
    due = {task.deadline for task in tasks.tasks(samples, document=letter, due=period("2023-10-21..2023-10-31"))}
    assert due == {"2023-10", "2023-10-30"}


# -- owners, contradictions, gaps ----------------------------------------------------------------


def test_the_successor_follows_the_register(samples: OxigraphReader) -> None:
    index = parameters.index("pci")
    assert index is not None
    found = responsibility.owners(samples, index)
    planning = next(duty for duty in found.owning if duty.agency_name.startswith("Sở Kế hoạch"))
    assert responsibility.successions(planning, date(2025, 2, 28)) == ()
    (change,) = responsibility.successions(planning, date(2025, 4, 1))
    assert change.after == "Sở Tài chính tỉnh Quảng Trị"


def test_an_agency_that_ended_without_successor(samples: OxigraphReader) -> None:
    index = parameters.index("PAPI")
    assert index is not None
    districts = next(duty for duty in responsibility.owners(samples, index).owning if "huyện" in duty.agency_name)
    assert responsibility.ended(districts, date(2025, 6, 30)) is None
    assert responsibility.ended(districts, date(2025, 7, 1)) == date(2025, 7, 1)


IPA = "Chỉ số đo lường sự hài lòng của người dân, tổ chức đối với sự phục vụ của cơ quan hành chính nhà nước cấp tỉnh"
DDCI = "Chỉ số đánh giá năng lực cạnh tranh cấp sở, ban, ngành và địa phương thuộc tỉnh"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Chỉ số hài lòng về sự phục vụ hành chính", IPA, True),
        ("Chỉ số năng lực cạnh tranh cấp tỉnh", DDCI, False),
        ("Chỉ số cải cách hành chính", "Chỉ số hiệu quả quản trị và hành chính công cấp tỉnh", False),
        ("Chỉ số đánh giá chuyển đổi số", "Chỉ số sẵn sàng chuyển đổi số và ứng dụng công nghệ thông tin", False),
    ],
)
def test_two_definitions_with_one_meaning(one: str, other: str, same: bool) -> None:
    assert conflicts.alike({"definition": one}, {"definition": other}) is same


def test_a_contradiction_shows_both_sentences(samples: OxigraphReader) -> None:
    for each in conflicts.conflicts(samples):
        assert each.one.quotations, each
        assert each.other.quotations, each


def test_one_number_with_two_dates_is_one_missing_document(samples: OxigraphReader) -> None:
    found = [each for each in gaps.missing(samples) if each.cards[0].number == "766/QĐ-TTg"]
    assert [(len(each.cards), each.stated) for each in found] == [(2, 2)]


def test_what_is_held_is_not_missing(samples: OxigraphReader) -> None:
    assert not [card for each in gaps.missing(samples) for card in each.cards if card.held]


# -- parameters as people type them -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        (Kind.INDEX, "par index", "https://w3id.org/cancu/id/index/par-index"),
        (Kind.RELATION, "basedon", "https://w3id.org/cancu/ontology#basedOn"),
        (Kind.ROLE, "lead", "https://w3id.org/cancu/ontology#leadAgency"),
        (Kind.INTEGER, "90", 90),
        (Kind.TEXT, "quý I", "quý I"),
    ],
)
def test_a_parameter_as_typed(samples: OxigraphReader, kind: Kind, typed: str, value: Any) -> None:
    assert parameters.values(samples, Parameter("x", kind, True), typed) == [value]


@pytest.mark.parametrize("kind", [Kind.INDEX, Kind.RELATION, Kind.ROLE, Kind.INTEGER, Kind.AGENCY, Kind.DOCUMENT])
def test_a_parameter_that_stands_for_nothing(samples: OxigraphReader, kind: Kind) -> None:
    with pytest.raises(UsageError):
        parameters.values(samples, Parameter("x", kind, True), "nothing of the sort")
