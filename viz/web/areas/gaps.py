"""What a corpus lacks: documents to obtain, references left open, contradictions with both sides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeVar

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from ontology.iri import BASE
from ontology.namespaces import VB
from queries import agencies, conflicts, gaps, parameters
from queries.conflicts import Conflict, Found
from queries.documents import Card, cards, written_date
from queries.gaps import Counted, OpenReference
from queries.results import Quotation
from queries.stores.protocols import Store
from viz.web import contradictions
from viz.web.held import State, StateNow
from viz.web.pages import Lang, page
from viz.web.proofs import Proofs
from viz.web.sheets import csv_file, joined
from viz.web.side_by_side import compared, in_sentence, saying

area = APIRouter()
T = TypeVar("T")
SHOWS = ("missing", "references", "conflicts")
AT_ONCE = {"missing": 50, "references": 25, "conflicts": 25}  # things of a page
FEW = 12  # places of which all sentences are shown
MOST_TAKEN = 5_000  # rows of a file to take away


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What was asked for, as typed. `kind`: the local name of a reason or of a kind of contradiction."""

    show: Literal["missing", "references", "conflicts"] = "missing"
    agency: Annotated[str, Query(max_length=300)] = ""
    kind: Annotated[str, Query(max_length=60)] = ""
    page: Annotated[int, Query(ge=1, le=100_000)] = 1

    def parameters(self, **changed: object) -> dict[str, object]:
        """The same question as parameters of an address, with these changed."""
        return {"show": self.show, "agency": self.agency, "kind": self.kind} | changed


Asked = Annotated[Wanted, Depends()]


class Lacking:
    """What is asked for of the whole, narrowed to documents that one agency issued and to one kind."""

    def __init__(self, state: State, wanted: Wanted) -> None:
        self._state, self._wanted = state, wanted
        self.issuers = dict(agencies.find(state.store, wanted.agency)) if wanted.agency.strip() else {}
        self._slugs = {name.rpartition("/")[2] for name in self.issuers}

    def missing(self) -> Sequence[Counted]:
        every = self._state.derived("documents to obtain", gaps.counted)
        return [each for each in every if self._issued(*each.documents)] if self._slugs else every

    def references(self) -> Sequence[OpenReference]:
        every = self._state.derived("open references", gaps.open_references)
        return [each for each in every if self._issued(each.about)] if self._slugs else every

    def conflicts(self) -> Sequence[Found]:
        every = contradictions.every(self._state)
        return [each for each in every if self._issued(each.one, each.other)] if self._slugs else every

    def of_kind(self, every: Sequence[T], kind: str) -> Sequence[T]:
        """Those of the kind asked for; `kind` names the property that tells it."""
        wanted = self._wanted.kind
        return [each for each in every if _local(getattr(each, kind)) == wanted] if wanted else every

    def _issued(self, *documents: str) -> bool:
        """Whether one of these documents is of the agency asked for: its IRI says whose it is."""
        parts = (each.removeprefix(f"{BASE}document/").split("/") for each in documents)
        return any((each[1] if each[0] == "named" else each[0]) in self._slugs for each in parts if len(each) > 1)


@area.get("/gaps", include_in_schema=False)
def lacking(request: Request, state: StateNow, wanted: Asked) -> Response:
    """One of the three lists, page by page, with the numbers of all three."""
    lacks = Lacking(state, wanted)
    every: dict[str, Sequence[Any]] = {
        "missing": lacks.missing(), "references": lacks.references(), "conflicts": lacks.conflicts(),
    }  # fmt: skip
    kinds = _kinds(every[wanted.show], wanted.show)
    found = lacks.of_kind(every[wanted.show], _TELLS[wanted.show]) if kinds else every[wanted.show]
    size = AT_ONCE[wanted.show]
    pages = max(1, -(-len(found) // size))
    number = min(wanted.page, pages)
    some = found[(number - 1) * size : number * size]
    return page(
        request, "gaps.html", wanted=wanted, shows=SHOWS, counts={show: len(those) for show, those in every.items()},
        kinds=kinds, count=len(found), number=number, pages=pages, first=(number - 1) * size + 1,
        issuers=lacks.issuers, most_taken=MOST_TAKEN, **_PAGES[wanted.show](state, some),
    )  # fmt: skip


_TELLS = {"references": "reason", "conflicts": "kind"}  # what tells the kind


def _kinds(every: Sequence[Any], show: str) -> list[tuple[str, str, int]]:
    """The kinds there are: local name, IRI, number."""
    if show not in _TELLS:
        return []
    found = Counter(getattr(each, _TELLS[show]) for each in every)
    return [(_local(kind), kind, times) for kind, times in found.most_common()]


def _local(term: str) -> str:
    return term.rpartition("#")[2]


def _missing(state: State, some: Sequence[Counted]) -> dict[str, Any]:
    """Documents to obtain: of a few mentions every sentence, of many the first."""
    store = state.store
    every = {document for each in some for document in each.documents}
    few = {document for each in some if each.mentions <= FEW for document in each.documents}
    said = state.remembered("mentions", sorted(few), lambda those: gaps.mentions(store, those))
    ends = {end for those in said.values() for each in those for end in (each.subject, each.object, each.speaker)}
    return {
        "some": some,
        "said": said,
        "first_words": state.remembered("words", sorted(every - few), lambda those: gaps.first_words(store, those)),
        "cards": cards(store, every | ends),
    }


def _references(state: State, some: Sequence[OpenReference]) -> dict[str, Any]:
    """Open references with the documents that they may mean."""
    store = state.store
    told = state.remembered("references", [each.about for each in some], lambda those: gaps.told(store, those))
    known = set(told) | {candidate for each in told.values() for candidate in each.candidates}
    return {"some": [each for each in some if each.about in told], "told": told, "cards": cards(store, known)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A contradiction ready to be shown: what each side says in pieces."""

    conflict: Conflict
    says: tuple[list[Any], list[Any]]


def _conflicts(state: State, some: Sequence[Found]) -> dict[str, Any]:
    """Contradictions, what differs marked."""
    store, told = state.store, contradictions.told(state, some)
    sides = {side.about for each in told for side in (each.one, each.other)}
    pairs = [
        Pair(
            conflict=each,
            says=compared(_plain(each.one.says), _plain(each.other.says), same=each.kind == VB.oneMeaning),
        )
        for each in told
    ]
    return {
        "some": pairs,
        "in_sentence": in_sentence,
        "saying": saying,
        "index_name": parameters.index_name,
        "cards": cards(store, (about for about in sides if "/document/" in about)),
    }


def _plain(says: str) -> str:
    """What a side says; a day as people here write it."""
    return written_date(says) if says[:4].isdigit() and says[4:5] == "-" else says


_PAGES: dict[str, Callable[[State, Any], dict[str, Any]]] = {
    "missing": _missing,
    "references": _references,
    "conflicts": _conflicts,
}


@area.get("/gaps.csv", include_in_schema=False)
def as_csv(request: Request, state: StateNow, lang: Lang, wanted: Asked) -> Response:
    """The same list as a spreadsheet."""
    lacks, proofs = Lacking(state, wanted), Proofs(request, lang)
    if wanted.show == "missing":
        return _missing_csv(state.store, lacks.missing()[:MOST_TAKEN])
    if wanted.show == "references":
        return _references_csv(state.store, lacks.of_kind(lacks.references(), "reason")[:MOST_TAKEN], proofs)
    return _conflicts_csv(state.store, lacks.of_kind(lacks.conflicts(), "kind")[:MOST_TAKEN], proofs)


def _missing_csv(store: Store, found: Sequence[Counted]) -> Response:
    known = cards(store, (document for each in found for document in each.documents))
    rows = []
    for each in found:
        named = [known[document] for document in each.documents]
        rows.append((
            " ≟ ".join(card.name for card in named), named[0].number, joined(card.date or "" for card in named),
            named[0].issuer, each.stated, each.inferred, each.mentions, joined(each.documents),
        ))  # fmt: skip
    columns = ("document", "number", "date", "issuer", "stated", "inferred", "mentions", "iri")
    return csv_file("van-ban-con-thieu.csv", columns, rows)


def _references_csv(store: Store, found: Sequence[OpenReference], proofs: Proofs) -> Response:
    told = gaps.told(store, [each.about for each in found])
    known = cards(store, {name for about, each in told.items() for name in (about, *each.candidates)})
    rows = [
        (
            known[each.about].name, proofs.word(each.reason), each.places,
            joined(known[candidate].name for candidate in told[each.about].candidates),
            *_proof(told[each.about].quotations),
        )
        for each in found
        if each.about in told
    ]  # fmt: skip
    columns = ("reference", "reason", "places", "candidates", "sentence", "file", "start", "end")
    return csv_file("vien-dan-chua-ro.csv", columns, rows)


def _conflicts_csv(store: Store, found: Sequence[Found], proofs: Proofs) -> Response:
    told = conflicts.told(store, found)
    known = cards(store, {s.about for each in told for s in (each.one, each.other) if "/document/" in s.about})
    rows = [
        (
            proofs.word(each.kind),
            *(cell for s in (each.one, each.other) for cell in (_name(s.about, known), s.says, *_proof(s.quotations))),
        )
        for each in told
    ]
    sides = [
        f"{side}{column}"
        for side in ("one", "other")
        for column in ("", "_says", "_sentence", "_file", "_start", "_end")
    ]
    return csv_file("mau-thuan.csv", ("kind", *sides), rows)


def _name(about: str, known: dict[str, Card]) -> str:
    return known[about].name if about in known else parameters.index_name(about)


def _proof(quotations: Sequence[Quotation]) -> tuple[object, ...]:
    """The sentences, and the place of the first."""
    if not quotations:
        return (None,) * 4
    first = quotations[0]
    return " … ".join(each.sentence for each in quotations), first.file, first.start, first.end
