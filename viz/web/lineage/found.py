"""From what an address asks to what its page shows: documents found, ways between two, filters, picture."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial

from queries import lineage, references, walks
from queries.documents import Card, cards
from queries.lineage import Break, Path, Trace, Weight
from queries.references import NoSuchDocument, SeveralDocuments
from queries.results import Statement
from queries.stores.protocols import Store
from queries.surroundings import Surroundings, around
from queries.walks import LINEAGE
from viz.style import kind_style
from viz.web import contradictions
from viz.web.held import State
from viz.web.lineage.asked import Asked
from viz.web.lineage.choice import Chosen, Facet, Wish, chosen, counted, key_of, local, slug_of, year
from viz.web.lineage.picture import Picture, composed
from viz.web.wording import Words

_FILE = re.compile(r" \(([^() ]+\.\w{2,5})\)$")


@dataclass(frozen=True, slots=True)
class Meant:
    """What a person typed: the document meant, or several to choose from, or none and the nearest."""

    text: str
    card: Card | None = None
    several: tuple[Card, ...] = ()
    nearest: tuple[Card, ...] = ()


def meant(store: Store, reference: str) -> Meant:
    """The document that is meant; where several fit, none is chosen."""
    if not reference:
        return Meant("")
    named = _FILE.search(reference)  # documents without a number are called so: "Công văn (000.txt)"
    try:
        return Meant(reference, references.find(store, named[1] if named else reference))
    except SeveralDocuments as error:
        return Meant(reference, several=error.found)
    except NoSuchDocument as error:
        return Meant(reference, nearest=error.nearest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """What the filters offer."""

    relations: tuple[Facet, ...]
    kinds: tuple[Facet, ...]
    agencies: tuple[Facet, ...]
    years: tuple[int, ...]
    held: int
    cited: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """The ways from the document asked about to a second one; `picked` is the one shown in the picture."""

    goal: Card
    trace: Trace
    picked: Path | None
    ends: tuple[Break, ...]  # where the way up from the first one breaks
    resting: tuple[Card, ...]  # what rests on the second one, one step below it

    @property
    def lineages(self) -> int:
        """How many of the ways hand authority on at every step."""
        return sum(path.weight is Weight.LINEAGE for path in self.trace.paths)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """All that the page of one document shows."""

    start: Card
    found: Surroundings
    chosen: Chosen
    picture: Picture
    facets: Facets
    between: Between | None = None


def view(state: State, asked: Asked, start: Card, goal: Card | None, words: Words, word: object) -> View:
    """The lineage of `start`, with the ways to `goal`."""
    store, wish = state.store, asked.wish
    between = _between(store, start, goal, asked.path) if goal else None
    up, down = wish.direction != "down", wish.direction != "up"
    concerning = partial(contradictions.concerning, state)
    found = around(store, start.iri, concerning, up=up, down=down, besides=_said(between))
    path = between.picked.documents if between and between.picked else ()
    kept = chosen(found, wish, path)
    return View(
        start=start,
        found=found,
        chosen=kept,
        picture=composed(found, kept, path),
        facets=_facets(found, wish, words, word),
        between=between,
    )


def _said(between: Between | None) -> tuple[Statement, ...]:
    if between is None or between.picked is None:
        return ()
    return tuple(said for step in between.picked.steps for said in step.statements)


def _between(store: Store, start: Card, goal: Card, number: int) -> Between:
    """The ways on which the one rests on the other; the other way round where there is no lineage that way."""
    upward = trace = lineage.trace(store, start.iri, goal=goal.iri)
    if not _is_lineage(trace):
        turned = lineage.trace(store, start.iri, goal=goal.iri, down=True)
        if _is_lineage(turned) or (turned.paths and not trace.paths):
            trace = turned
    picked = trace.paths[min(number, len(trace.paths)) - 1] if trace.paths else None
    resting = () if _is_lineage(trace) else _resting(store, goal)
    return Between(goal=goal, trace=trace, picked=picked, ends=upward.breaks, resting=resting)


def _resting(store: Store, document: Card) -> tuple[Card, ...]:
    """The documents that carry a document out or are based on it."""
    said, _ = walks.lineage(store, document.iri, down=True)
    names = (each.subject for each in said if each.object == document.iri and each.relation in LINEAGE)
    known = cards(store, dict.fromkeys(names))
    return tuple(card for card in known.values() if not card.resolved)


def _is_lineage(trace: Trace) -> bool:
    return any(path.weight is Weight.LINEAGE for path in trace.paths)


def _facets(found: Surroundings, wish: Wish, words: Words, word: object) -> Facets:
    assert callable(word)
    shown = {found.start, *(end for step in found.steps for end in (step.start, step.end))}
    others = [found.cards[name] for name in sorted(shown) if name != found.start]
    said = {(local(each.relation), each.iri): each.relation for step in found.steps for each in step.statements}
    kinds = ((slug_of(card), kind_style(slug_of(card), words.lang).name) for card in others)
    agencies = (
        (key_of(card.issuer_iri), card.issuer or card.inferred_issuer or key_of(card.issuer_iri))
        for card in others
        if card.issuer_iri
    )
    years = {when for card in others if (when := year(card))}
    held = sum(card.held for card in others)
    return Facets(
        relations=counted(((name, word(iri)) for (name, _), iri in said.items()), wish.relations),
        kinds=counted(kinds, wish.kinds),
        agencies=counted(agencies, wish.agencies),
        years=tuple(sorted(years)),
        held=held,
        cited=len(others) - held,
    )
