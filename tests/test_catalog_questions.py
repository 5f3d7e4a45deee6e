"""The named questions that walk the lineage or compare documents, asked of the sample documents."""

from __future__ import annotations

from typing import Any

import pytest

from ontology.namespaces import VB
from queries import agencies, catalog, parameters, references, results
from queries.results import Row
from queries.stores.oxigraph import OxigraphReader
from queries.stores.protocols import Iri


def document(samples: OxigraphReader, typed: str) -> Iri:
    return Iri(references.find(samples, typed).iri)


def asked(samples: OxigraphReader, name: str, **given: Any) -> list[Row]:
    return list(results.gathered(catalog.rows(samples, name, **given)))


# -- between two documents -----------------------------------------------------------------------


def test_between_two_documents_stand_the_statements_of_every_way(samples: OxigraphReader) -> None:
    programme, root = document(samples, "003"), document(samples, "76/NQ-CP")
    found = asked(samples, "between", document=programme, root=root)
    assert {(row["subject"], row["object"]) for row in found} == {(programme, root)}
    assert VB.concretizes in {row["relation"] for row in found}
    assert all("76/NQ-CP" in str(row["sentence"]) for row in found if row["status"] == VB.Stated)


def test_between_goes_from_the_document_to_its_root_only(samples: OxigraphReader) -> None:
    programme, root = document(samples, "003"), document(samples, "76/NQ-CP")
    assert asked(samples, "between", document=root, root=programme) == []


def test_a_break_is_not_bridged(samples: OxigraphReader) -> None:
    plan, root = document(samples, "22/KH-UBND"), document(samples, "76/NQ-CP")
    ends = {row["object"] for row in asked(samples, "between", document=plan, root=root)}
    assert document(samples, "3647/QĐ-UBND") not in ends


# -- impact --------------------------------------------------------------------------------------


def test_what_changes_if_a_decision_is_replaced(samples: OxigraphReader) -> None:
    decision = document(samples, "3647/QĐ-UBND")
    (row,) = [row for row in asked(samples, "impact", document=decision) if row["relation"] == VB.implements]
    assert row["affected"] == document(samples, "22/KH-UBND")
    assert (row["on"], row["direct"]) == (decision, True)
    assert int(row["tasks"] or 0) >= 9
    assert "3647/QĐ-UBND" in str(row["sentence"])


def test_who_only_spreads_a_document_is_affected_directly_but_hands_nothing_on(samples: OxigraphReader) -> None:
    found = asked(samples, "impact", document=document(samples, "76/NQ-CP"))
    assert {str(row["file"])[:3] for row in found if row["relation"] == VB.disseminates} >= {"000"}
    assert {row["on"] for row in found if not row["direct"]}.isdisjoint({document(samples, "000")})


def test_nothing_rests_on_a_letter_of_the_last_level(samples: OxigraphReader) -> None:
    assert asked(samples, "impact", document=document(samples, "000")) == []


# -- tasks under a root --------------------------------------------------------------------------


def test_tasks_under_a_root_stand_in_documents_that_rest_on_it(samples: OxigraphReader) -> None:
    found = asked(samples, "tasks_under", root=document(samples, "76/NQ-CP"))
    assert {row["document"] for row in found} == {document(samples, "003")}
    assert {row["root"] for row in found} == {document(samples, "76/NQ-CP")}


def test_tasks_under_a_root_of_one_agency_in_one_role(samples: OxigraphReader) -> None:
    home_affairs = list(agencies.find(samples, "Sở Nội vụ"))
    root, lead = document(samples, "76/NQ-CP"), Iri(VB.leadAgency)
    found = asked(samples, "tasks_under", root=root, agency=home_affairs, role=lead)
    leading = {row["task"] for row in found if row["as"] == VB.leadAgency and row["acting"] in home_affairs}
    assert leading == {row["task"] for row in found}
    assert 0 < len(leading) < len({row["task"] for row in asked(samples, "tasks_under", root=root)})


def test_from_an_index_to_the_tasks_under_a_root(samples: OxigraphReader) -> None:
    found = asked(samples, "tasks_on_index", root=document(samples, "76/NQ-CP"), index=parameters.index("PCI"))
    assert "Sở Kế hoạch và Đầu tư tỉnh Quảng Trị" in {row["acting_name"] for row in found}
    assert all("PCI" in str(row["sentence"]) or "Chỉ số" in str(row["sentence"]) for row in found)


# -- owners as of a day --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "now", "since"),
    [
        ("2025-02-28", "Sở Kế hoạch và Đầu tư tỉnh Quảng Trị", None),
        ("2025-03-01", "Sở Tài chính tỉnh Quảng Trị", "2025-03-01"),
    ],
)
def test_who_does_the_work_of_an_owner_on_a_day(samples: OxigraphReader, day: str, now: str, since: str | None) -> None:
    raising = asked(samples, "owners_as_of", index=parameters.index("PCI"), day=day, role=Iri(VB.Raise))
    assert {(row["agency_name"], row["now_name"], row["since"]) for row in raising} == {
        ("Sở Kế hoạch và Đầu tư tỉnh Quảng Trị", now, since)
    }


def test_every_owner_is_told_on_any_day(samples: OxigraphReader) -> None:
    index = parameters.index("PAPI")
    owners = {row["responsibility"] for row in asked(samples, "owners", index=index)}
    assert {row["responsibility"] for row in asked(samples, "owners_as_of", index=index, day="2026-01-01")} == owners


# -- documents of an issuer ----------------------------------------------------------------------


def test_documents_of_an_issuer_and_year(samples: OxigraphReader) -> None:
    prime = list(agencies.find(samples, "Thủ tướng Chính phủ"))
    found = asked(samples, "issued", issuer=prime, year="2022")
    assert {row["number"] for row in found} == {"06/QĐ-TTg", "766/QĐ-TTg", "1085/QĐ-TTg"}
    assert all(row["sentence"] and not row["held"] for row in found)


def test_what_is_held_of_an_issuer_is_proved_by_its_own_head(samples: OxigraphReader) -> None:
    province = list(agencies.find(samples, "Ủy ban nhân dân tỉnh Quảng Trị"))
    held = {(row["number"], row["date"]) for row in asked(samples, "issued", issuer=province, year="2023-01")}
    assert ("22/KH-UBND", "2023-01-31") in held


def test_an_inferred_issuer_is_called_inferred(samples: OxigraphReader) -> None:
    trade = list(agencies.find(samples, "Sở Công Thương"))
    (status,) = {row["status"] for row in asked(samples, "issued", issuer=trade, year="2023")}
    assert status == VB.Inferred


# -- contradictions ------------------------------------------------------------------------------


def test_contradictions_of_the_samples(samples: OxigraphReader) -> None:
    found = {(row["kind"], row["one_says"], row["other_says"]) for row in asked(samples, "conflicts")}
    assert found >= {
        (VB.twoDates, "2022-06-23", "2023-06-23"),
        (VB.twoNumbers, "219/KH-UBND", "22/KH-UBND"),
        (VB.deadlineBefore, "2023-05-05", "2023-06-23"),
    }
