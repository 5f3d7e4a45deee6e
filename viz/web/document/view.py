"""All that the page of one document shows, gathered from the store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ontology.namespaces import DCTERMS, ELI, VB
from queries import catalog, document_parts, documents
from queries.conflicts import Conflict, namesakes
from queries.document_parts import Aim, Charge, File, Naming, Task
from queries.documents import Card, Field, written_date
from queries.results import Quotation, text
from queries.stores.protocols import Iri
from viz.web import contradictions
from viz.web.document.marks import Marks
from viz.web.document.relations import Nearest, Relations, nearest, relations
from viz.web.document.text import Missing, Shown, shown, text_of
from viz.web.held import State
from viz.web.known_cards import cards

ByProperty = tuple[tuple[str, tuple[tuple[tuple[int, Field], ...], ...]], ...]
CONFLICTS = 6  # shown with their words
REMEMBERED = 40  # documents
# In the order in which a reader expects them.
_FIELDS = (
    VB.kind, VB.number, ELI.date_document, ELI.passed_by, DCTERMS.title, VB.signer, VB.signerPosition,
    VB.signingAuthority, VB.addressee, VB.recipient,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Gap:
    """Why it stays open which document is meant, and which it may be."""

    reasons: tuple[str, ...]
    candidates: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One document. `fields`: by property and value, each with its number. No `text` and none `missing`: only cited."""

    card: Card
    resolved: tuple[Card, ...]
    files: tuple[File, ...]
    file: File | None
    warnings: tuple[str, ...]
    fields: ByProperty
    relations: Relations
    up: Nearest
    down: Nearest
    tasks: tuple[Task, ...]
    charges: tuple[Charge, ...]
    namings: tuple[Naming, ...]
    aims: tuple[Aim, ...]
    conflicts: tuple[Conflict, ...]
    conflicts_left: int
    gap: Gap
    text: Shown | None
    missing: Missing | None
    quoted: tuple[Quotation, ...]  # where there is no text: the sentences in their order
    cards: dict[str, Card]

    @property
    def dates(self) -> str:
        """The dates that documents write for it, as people write them."""
        return "; ".join(map(written_date, self.card.dates))

    @property
    def kinds(self) -> Counter[str]:
        """How many marks there are of each kind."""
        return Counter(mark.kind for mark in self.text.marks) if self.text else Counter()


def view(state: State, address: str, card: Card, wanted: str | None) -> View:
    """The page of a document; `wanted`: the name of the file whose text is shown, where several hold it.

    Those that were looked at last are remembered for the state of the store.
    """
    recent = state.derived("documents looked at", lambda _: dict[tuple[str, str | None], View]())
    found = recent.get((card.iri, wanted))
    if found is None:
        found = _view(state, address, card, wanted)
        if len(recent) >= REMEMBERED:
            recent.clear()
        recent[card.iri, wanted] = found
    return found


def _view(state: State, address: str, card: Card, wanted: str | None) -> View:
    store, name = state.store, card.iri
    files = document_parts.files(store, name)
    file = next((each for each in files if each.name == wanted), files[0] if files else None)
    fields = documents.fields(store, name) if file else ()
    related = relations(state, name)
    parts = _Parts.of(state, name) if file else _Parts()
    concerning = contradictions.by_document(state).get(name, ())
    found = tuple(contradictions.told(state, concerning[:CONFLICTS]))
    quotations = [*_of_fields(fields), *(q for said in related.spoken for q in said.quotations), *parts.quotations]
    kept = text_of(address, file, quotations) if file else None
    cut = None
    if file and kept and not isinstance(kept, Missing):
        marks = Marks(kept.text, file.name)
        marks.fields(fields)
        marks.statements(related.spoken, related.shown)
        marks.tasks(parts.tasks)
        marks.indices(parts.charges, parts.namings, parts.aims)
        cut = shown(kept, file.name, marks.all, quotations)
    sides = {side.about for each in found for side in (each.one, each.other)}
    return View(
        card=card,
        resolved=tuple(cards(state, card.resolved).values()),
        files=files,
        file=file,
        warnings=tuple(dict.fromkeys(documents.warnings(store, name))),
        fields=_by_property(fields),
        relations=related,
        up=nearest(state, name, related.short, up=True),
        down=nearest(state, name, related.short, up=False),
        tasks=parts.tasks,
        charges=parts.charges,
        namings=parts.namings,
        aims=parts.aims,
        conflicts=found,
        conflicts_left=len(concerning) - len(found),
        gap=_gap(state, card),
        text=cut,
        missing=kept if isinstance(kept, Missing) else None,
        quoted=() if cut or not file else _in_order(quotations, file.name),
        cards={**related.cards, **cards(state, sides | {name})},
    )


@dataclass(frozen=True, slots=True)
class _Parts:
    """What a document assigns and names."""

    tasks: tuple[Task, ...] = ()
    charges: tuple[Charge, ...] = ()
    namings: tuple[Naming, ...] = ()
    aims: tuple[Aim, ...] = ()

    @classmethod
    def of(cls, state: State, document: str) -> _Parts:
        return cls(
            document_parts.tasks(state.store, document),
            document_parts.charges(state.store, document),
            document_parts.namings(state.store, document),
            document_parts.aims(state.store, document),
        )

    @property
    def quotations(self) -> list[Quotation]:
        found = [quotation for task in self.tasks for quotation in task.quotations]
        return found + [each.quotation for those in (self.charges, self.namings, self.aims) for each in those]


def _of_fields(fields: Iterable[Field]) -> list[Quotation]:
    return [field.quotation for field in fields if field.quotation]


def _by_property(fields: Sequence[Field]) -> ByProperty:
    """Each value once, with every proof of it: several files may hold one document."""
    found: dict[str, dict[tuple[str, bool], list[tuple[int, Field]]]] = {name: {} for name in _FIELDS}
    for number, field in enumerate(fields):
        found[field.name].setdefault((field.value, field.inferred), []).append((number, field))
    return tuple((name, tuple(map(tuple, those.values()))) for name, those in found.items() if those)


def _gap(state: State, card: Card) -> Gap:
    rows = list(catalog.rows(state.store, "gaps", about=Iri(card.iri)))
    reasons = dict.fromkeys(filter(None, (text(row["reason"]) for row in rows)))
    maybe = {str(row["candidate"]) for row in rows if row["candidate"]}
    maybe.update(() if card.held else namesakes(state.store, card))
    return Gap(tuple(reasons), tuple(cards(state, sorted(maybe)).values()))


def _in_order(quotations: Iterable[Quotation], file: str) -> tuple[Quotation, ...]:
    return tuple(sorted({each for each in quotations if each.file == file}, key=lambda each: (each.start, -each.end)))
