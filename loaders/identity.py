"""Which document a mention means, and which agency a name: identity within one file, nothing guessed.

A short mention inherits what a full mention of the same file says: same number, compatible issuer, and only
one document that fits. What is still missing stays missing in the identifier ("undated", "unknown-issuer").
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, lru_cache

from loaders.quads import clean
from ontology import authority, iri
from ontology.agency_spelling import spelt
from ontology.document_number import DocumentNumber
from ontology.folding import folded
from ontology.model import INFERRED, Assertion, Citation, Record
from ontology.terms import scope
from ontology.vocabulary import kind_by_name, kind_named

# Units that only mean something inside the agency that speaks.
_INNER = ("phong ", "cac phong", "bo phan ", "to ", "doi ", "van phong so", "lanh dao ", "cac don vi thuoc")  # folded
_LAWS = ("Luật", "Bộ luật", "Hiến pháp", "Pháp lệnh")
_ANY_KIND = "Văn bản"  # a word for whatever kind
_TERM = " khóa "  # "Ban Chấp hành Trung ương Đảng khóa XII": the same body, whatever its term


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedMention:
    """What one mention says of a numbered document; `issuer` a full name, `scope` the year or term."""

    number: DocumentNumber
    issuer: str | None
    scope: str | None
    date: str | None

    def fits(self, other: NumberedMention) -> bool:
        """Whether both may mean one document."""
        same_scope = self.scope is None or other.scope is None or self.scope == other.scope
        return self.number.key == other.number.key and same_scope and compatible(self.issuer, other.issuer)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    iri: str
    name: str  # with its place
    place: authority.Place | None
    group: bool
    kind: str | None = None  # of a group that the registry knows


def compatible(one: str | None, other: str | None) -> bool:
    """Whether two names of issuers may mean one: unknown, equal, or one says more ("… Đảng Khóa XII")."""
    if one is None or other is None:
        return True
    first, second = folded(one), folded(other)
    return first.startswith(second) or second.startswith(first)


def whatever_term(issuer: str) -> str:
    """The name of a body without the term it was elected for."""
    cut = issuer.casefold().find(_TERM)
    return issuer if cut < 0 else issuer[:cut]


@cache
def _borders() -> frozenset[date]:
    """The days on which places began."""
    return frozenset(place.since for place in authority.registry().places if place.since)


def day(written: str | None) -> date | None:
    """A day that tells in which period a place was; None for a partial date that holds a change of places."""
    if not written:
        return None
    first = date.fromisoformat(written + "-01-01"[len(written) - 4 :])
    last = date.fromisoformat(written) if len(written) == 10 else date(first.year, 12, 31)
    return None if any(first < border <= last for border in _borders()) else first


@lru_cache(maxsize=1 << 14)
def number_in(written: str | None) -> DocumentNumber | None:
    """The document number of a mention; None where there is none that identifies anything."""
    number = DocumentNumber.find(written) if written else None
    return None if number is None or number.blank else number


def kind_of(written: str | None, number: DocumentNumber | None) -> str | None:
    """The kind of document: what the number tells goes before the word of the mention, unless that is narrower."""
    told = number.kind if number is not None else None
    named = kind_named(written) if written else None
    narrower = named is not None and told is not None and named.broader == kind_by_name()[told].slug
    if told is None or narrower:
        return written if written != _ANY_KIND else None
    return told


class Identities:
    """The identifiers one file uses."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.sha = record.sha256
        self._agencies: dict[tuple[str, date | None], Agency] = {}

    # -- when and where the file speaks ------------------------------------------------------

    @cached_property
    def day(self) -> date | None:
        """The document's own date; where it has none, the latest date it cites: it is not older."""
        own = self.record.document.date
        if own is not None and own.status != INFERRED and len(own.value) == 10:
            return day(own.value)
        cited = [c.date for c in self.record.citations if c.date and len(c.date) == 10]
        return day(max(cited)) if cited else day(own.value if own else None)

    @cached_property
    def place(self) -> authority.Place | None:
        named = self.record.document.place
        return authority.place(named, self.day) if named else None

    # -- agencies ----------------------------------------------------------------------------

    def agency(self, name: str, on: date | None = None) -> Agency:
        """An agency by its name as the file writes it; `on` the day it acted, else the file's own day."""
        on = on or self.day
        if (name, on) not in self._agencies:
            self._agencies[name, on] = self._agency(whatever_term(clean(name)), on)
        return self._agencies[name, on]

    def _agency(self, name: str, on: date | None) -> Agency:
        name = spelt(name)
        place, entry = self._place_on(on), authority.look_up(name)
        issuer = self.record.document.issuer
        inner = issuer.value if issuer is not None and folded(name).startswith(_INNER) else None
        slug = authority.agency_slug(name, place, on, inner)
        local = place is not None and not isinstance(entry, authority.Body) and slug.endswith(place.id)
        return Agency(
            iri=iri.agency(slug),
            name=authority.with_place(name, None, place),
            place=place if local else None,
            group=isinstance(entry, authority.Group) or name.casefold().startswith("các "),
            kind=entry.name if isinstance(entry, authority.Group) else None,
        )

    def _place_on(self, on: date | None) -> authority.Place | None:
        named = self.record.document.place
        return authority.place(named, on) if named else None

    # -- documents ---------------------------------------------------------------------------

    @cached_property
    def own(self) -> str:
        """The file's own document: by issuer, date and number where the text states them, else by the file."""
        mention = self._own_mention
        if mention is None or mention.scope is None or mention.issuer is None:
            return iri.document_of_file(self.sha)
        return self._numbered_iri(mention)

    @cached_property
    def _own_mention(self) -> NumberedMention | None:
        document = self.record.document
        number = number_in(document.number.value if document.number else None)
        if number is None:
            return None
        written = _stated(document.date)
        return NumberedMention(
            number=number, issuer=_stated(document.issuer), scope=scope(number, written), date=written
        )

    @cached_property
    def cited(self) -> tuple[str, ...]:
        """The document each citation means, in their order; the own one for a mention of itself."""
        return tuple(self._cited(citation) for citation in self.record.citations)

    def _cited(self, citation: Citation) -> str:
        if citation.kind == "self":
            return self.own
        mention = self._mention(citation)
        if mention is None:
            return self._named(citation.title or citation.surface, citation)
        return self._numbered_iri(self._completed(mention))

    def _mention(self, citation: Citation) -> NumberedMention | None:
        number = number_in(citation.number)
        if number is None:
            return None
        issuer = citation.issuer or authority.issuer_of_symbol(number, self._place_on(self.day_of(citation)))
        return NumberedMention(number=number, issuer=issuer, scope=scope(number, citation.date), date=citation.date)

    @cached_property
    def _full(self) -> tuple[NumberedMention, ...]:
        """Mentions that say all that identity needs, the document's own name among them."""
        mentions = [self._mention(c) for c in self.record.citations if c.kind == "numbered"]
        return tuple(m for m in (self._own_mention, *mentions) if m and m.issuer and m.scope)

    def _completed(self, mention: NumberedMention) -> NumberedMention:
        """What a short mention leaves out, from the one document of this file that fits."""
        if mention.issuer and mention.scope:
            return mention
        fitting = {self._numbered_iri(full): full for full in self._full if mention.fits(full)}
        return next(iter(fitting.values())) if len(fitting) == 1 else mention

    def _numbered_iri(self, mention: NumberedMention) -> str:
        on = day(mention.date) or self.day
        issuer = whatever_term(mention.issuer) if mention.issuer else None
        slug = authority.agency_slug(issuer, self._place_on(on), on) if issuer else None
        return iri.document(mention.number, agency=slug, date=mention.date, cited_in=self.sha)

    def _named(self, title: str, citation: Citation | None) -> str:
        """A name is only as wide as the authority it speaks of: an issuer, else the file's own place."""
        title = clean(title)
        if not any(
            letter.isascii() and letter.isalnum() for letter in folded(title)
        ):  # nothing readable: kept apart by its place
            return iri.named_document(f"{self.sha[:12]} {citation.start if citation else 0}", agency="unreadable")
        if citation is not None and citation.issuer:
            return iri.named_document(title, agency=self.agency(citation.issuer).iri.rpartition("/")[2])
        if title.startswith(_LAWS):
            return iri.named_document(title)
        if self.place is not None:
            return iri.named_document(title, agency=self.place.id)
        own = _stated(self.record.document.issuer)
        return iri.named_document(title, agency=self.agency(own).iri.rpartition("/")[2] if own else self.sha[:12])

    def enclosed_in(self, citation: Citation) -> str:
        """The plan, scheme or regulation that a citation names as promulgated by the cited document.

        Regulations of one name follow each other, so the decision's number belongs to the name.
        """
        return self._named(" ".join(filter(None, (citation.title or citation.surface, citation.number))), citation)

    def day_of(self, citation: Citation) -> date | None:
        """The day the cited document is of, else the file's own day."""
        return day(citation.date) or self.day

    def speaker_of(self, source: str) -> str:
        """The document that acts, by the number or name a citation gives for it."""
        number = number_in(source)
        called = self._by_key.get(number.key) if number is not None else self._by_name(folded(source))
        if called is not None:
            return called
        if number is None:
            return self._named(source, None)
        issuer = authority.issuer_of_symbol(number, self.place)
        mention = NumberedMention(number=number, issuer=issuer, scope=scope(number, None), date=None)
        return self._numbered_iri(self._completed(mention))

    @cached_property
    def _by_key(self) -> dict[str, str]:
        """The first document of the file with each number."""
        found: dict[str, str] = {}
        for citation, cited in zip(self.record.citations, self.cited, strict=True):
            number = number_in(citation.number)
            if number is not None:
                found.setdefault(number.key, cited)
        return found

    def _by_name(self, name: str) -> str | None:
        """The first document of the file whose name begins so."""
        for citation, cited in zip(self.record.citations, self.cited, strict=True):
            names = (citation.title, citation.surface) if citation.kind == "named" else ()
            if any(folded(each).startswith(name) for each in names if each):
                return cited
        return None


def _stated(assertion: Assertion | None) -> str | None:
    return assertion.value if assertion is not None and assertion.status != INFERRED else None
