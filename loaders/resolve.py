"""Which document a short, undated or merely named reference means, across all files; what stays open is a gap.

    nquads = links(facts)      # the rows of queries/sparql/resolution_facts.rq

A reference is resolved only when one candidate remains. Everything here is labelled inferred and carries the
quotation of the reference and the one that proves it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from loaders.link_quads import REVIEWED, Gap, Link, written
from loaders.namings import Naming, Namings
from loaders.resolution_facts import Corpus, Document, Fact, Statement, gathered, is_central, same_agency
from loaders.titles import KnownTitle, Title, known_titles, read, same_issuers
from ontology import authority, iri
from ontology.document_number import Regime
from ontology.namespaces import DCTERMS, VB
from ontology.review import Decision

# Numbers begin anew every year or term: a reference without a date means a recent document.
_OLDEST_YEARS = {Regime.ADMINISTRATIVE: 3, Regime.PARTY: 10, Regime.NATIONAL_ASSEMBLY: 10}

_BY_TITLE = "Câu trích thứ hai gọi văn bản có số này bằng đúng tên đó."
_BY_NUMBER = "Trong kho chỉ có một văn bản cùng số, cùng cơ quan và hợp thời gian."
_BY_OWN_TITLE = "Văn bản được viện dẫn có cùng cơ quan, loại và tên với văn bản để trống số này."
_BY_REGISTRY = "Không câu nào trong kho nói tên này ứng với số nào; lấy từ danh mục văn bản trung ương, ngoài kho."


def links(facts: Iterable[Fact], decided: Iterable[Decision] = (), rejected: Collection[str] = frozenset()) -> bytes:
    """The graph of links as N-Quads: resolutions, what follows from them, and gaps.

    `decided`: what people said of resolutions; `rejected`: the statements that they rejected.
    """
    corpus = gathered(facts)
    resolution = Resolution(corpus)
    resolution.outcome()
    for decision in decided:
        resolution.review(decision)
    return written(corpus, resolution.links, resolution.gaps, rejected)


def _by_review(decision: Decision) -> str:
    day = "/".join(reversed(decision.at[:10].split("-")))
    return f"{decision.by} xác nhận ngày {day}" + (f": {decision.reason}" if decision.reason else ".")


class Resolution:
    """The references of a corpus, each with one document, or with the reason why not."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.about = corpus.about()
        self.fields = corpus.fields()
        self.by_key: dict[str, list[Document]] = defaultdict(list)
        for document in corpus.documents.values():
            if document.number is not None and document.scope is not None:
                self.by_key[document.number.key].append(document)
        self.links: dict[str, Link] = {}
        self.gaps: list[Gap] = []

    def outcome(self) -> tuple[dict[str, Link], list[Gap]]:
        documents = self.corpus.documents.values()
        for document in documents:
            if document.number is not None and document.scope is None and not document.held:
                self._short(document)
        namings = self._namings()
        for document in documents:
            if document.number is None and document.held:
                self._unnumbered(document, namings)
            elif document.number is None:
                self._named(document, namings)
            elif document.issuer is None:
                self._settle(document, [], VB.unknownIssuer, self.by_key[document.number.key])
        return self.links, self.gaps

    def review(self, decision: Decision) -> None:
        """Follow a person, whatever was found: a link that says so, or a gap."""
        reference, document = decision.subject, decision.object
        found, known = self.links.get(reference), self.corpus.documents
        agreed = found is not None and found.document == document
        gap = next((gap for gap in self.gaps if gap.about == reference), None)
        others = [gap for gap in self.gaps if gap.about != reference]
        if reference not in known:
            return
        if decision.confirmed and (agreed or document in known):
            self.gaps = others
            self.links[reference] = Link(
                reference=reference, document=document, rule=REVIEWED, because=_by_review(decision), confidence=1.0,
                proof=found.proof if found and agreed else (), known=found.known if found and agreed else None,
            )  # fmt: skip
        elif not decision.confirmed and (agreed or (gap and document in gap.candidates)):
            self.links.pop(reference, None)
            self.gaps = others
            left = {candidate for candidate in (gap.candidates if gap else ()) if candidate != document}
            self._gap(known[reference], VB.rejectedByReview, [known[each] for each in sorted(left) if each in known])

    # -- numbers without date ----------------------------------------------------------------

    def _short(self, short: Document) -> None:
        """A number without its date: the one document of this number and issuer that is not younger or too old."""
        assert short.number is not None
        same_key = [d for d in self.by_key[short.number.key] if d.iri != short.iri]
        fitting = [d for d in same_key if same_agency(short.issuer, d.issuer) and self._of_its_time(short, d)]
        titles = {d.iri: self._titles_agree(short, d) for d in fitting}
        fitting = [d for d in fitting if titles[d.iri] is not False]
        if len(fitting) != 1:
            reason = VB.ambiguousReference if fitting else VB.noDateOrTerm if short.issuer else VB.unknownIssuer
            return self._gap(short, reason, fitting or same_key)
        document = fitting[0]
        self.links[short.iri] = Link(
            reference=short.iri, document=document.iri, rule="number", because=_BY_NUMBER,
            confidence=0.9 if titles[document.iri] else 0.7, proof=self._proof(document),
        )  # fmt: skip
        return None

    def _titles_agree(self, one: Document, other: Document) -> bool | None:
        """None where one of them has no title."""
        pairs = [(a, b) for a in self._titles(one) for b in self._titles(other)]
        return any(a.same(b) or a.shortens(b) or b.shortens(a) for a, b in pairs) if pairs else None

    def _titles(self, document: Document) -> list[Title]:
        found = [
            self._read(s, s.title, document) for s in self.about[document.iri] if s.object == document.iri and s.title
        ]
        own = self.fields[document.iri, DCTERMS.title]
        return found + [self._read(field, field.object, document) for field in own]

    def _read(self, statement: Statement, title: str, document: Document) -> Title:
        speaker = self.corpus.documents[statement.speaker]
        return read(title, document.kind, speaker.place_name or document.place_name)

    def _of_its_time(self, reference: Document, document: Document) -> bool:
        """Whether all who make the reference could have known the document, and would still call it so shortly."""
        regime = document.number.regime if document.number else None
        years = _OLDEST_YEARS.get(regime, 1000) if regime and reference.number is not None else 1000
        for statement in self.about[reference.iri]:
            speaker = self.corpus.documents[statement.speaker]
            if not speaker.dates:
                continue
            too_old = int(speaker.first_day[:4]) - int(document.last_day[:4]) > years
            if document.first_day > speaker.last_day or (document.dates and too_old):
                return False
        return True

    # -- names -------------------------------------------------------------------------------

    def _namings(self) -> Namings:
        """Every sentence and own heading that gives a numbered document a title."""
        numbered = (d for d in self.corpus.documents.values() if d.number is not None and d.issuer is not None)
        return Namings(naming for document in numbered for naming in self._namings_of(document))

    def _namings_of(self, document: Document) -> Iterator[Naming]:
        target = self.links[document.iri].document if document.iri in self.links else document.iri
        for statement in self.about[document.iri]:
            if statement.object == document.iri and statement.title:
                yield Naming(self._read(statement, statement.title, document), target, statement.evidence)
        for field in self.fields[document.iri, DCTERMS.title]:
            yield Naming(self._read(field, field.object, document), target, field.evidence)

    def _named(self, named: Document, namings: Namings) -> None:
        """A name: the one document that some sentence gives this title, else what the registry knows."""
        titles = [self._read(s, s.named, named) for s in self.about[named.iri] if s.object == named.iri and s.named]
        local = any(title.local for title in [*titles, *self._surfaces(named)])
        same = self._meant(named, namings.same(titles), local)
        if not all(title.by_name_alone for title in titles):
            return self._gap(named, VB.titleOnly, self._documents(same))
        if same:
            return self._settle(named, same, VB.ambiguousReference, self._documents(same))
        known = next((k for k in known_titles() if any(t.same(o) for t in titles for o in k.titles)), None)
        if known is not None and self._issued(named, known, local):
            return self._from_registry(named, known)
        return self._gap(named, VB.titleOnly, self._documents(self._meant(named, namings.longer(titles), local)))

    def _surfaces(self, named: Document) -> list[Title]:
        """The mentions with all their words: "Kế hoạch … của tỉnh"."""
        return [self._read(s, s.surface, named) for s in self.about[named.iri] if s.object == named.iri and s.surface]

    def _meant(self, named: Document, namings: list[Naming], local: bool) -> list[Naming]:
        return [naming for naming in namings if self._may_mean(named, self.corpus.documents[naming.document], local)]

    def _may_mean(self, named: Document, document: Document, local: bool) -> bool:
        """Whether issuer, place and time allow that this name means that document."""
        if named.issuer is not None:
            allowed = same_agency(named.issuer, document.issuer) or same_issuers(named.issuer, document.issuer)
        else:
            speakers = [self.corpus.documents[s.speaker] for s in self.about[named.iri]]
            here = document.place is not None and all(s.place_name == document.place_name for s in speakers)
            allowed = here or (is_central(document.issuer) and not local)
        return allowed and self._of_its_time(named, document)

    def _issued(self, named: Document, known: KnownTitle, local: bool) -> bool:
        issuer = iri.agency(authority.slug(known.issuer))
        if named.issuer is None:
            return not local
        return named.issuer == issuer or same_issuers(named.issuer, issuer)

    def _from_registry(self, named: Document, known: KnownTitle) -> None:
        target = iri.document(known.number, agency=authority.slug(known.issuer), date=known.date)
        self.links[named.iri] = Link(
            reference=named.iri, document=target, rule="registry", because=_BY_REGISTRY,
            confidence=0.8, proof=(), known=known,
        )  # fmt: skip

    # -- held documents without a number -----------------------------------------------------

    def _unnumbered(self, held: Document, namings: Namings) -> None:
        """A held document whose number is blank: only the same issuer, kind, title, symbol and year prove it."""
        own = [self._read(f, f.object, held) for f in self.fields[held.iri, DCTERMS.title]]
        completing = (n for n in namings.same(own) if self._completes(held, self.corpus.documents[n.document]))
        same = list(completing) if held.stated_issuer else []
        self._settle(held, same, VB.blankNumber, self._documents(same), because=_BY_OWN_TITLE)

    def _completes(self, held: Document, document: Document) -> bool:
        in_time = held.first_day <= document.last_day and document.first_day <= held.last_day
        symbol = held.symbol is None or held.symbol == document.symbol
        kind = held.kind is None or held.kind == document.kind
        return same_agency(held.issuer, document.issuer) and not document.held and in_time and symbol and kind

    # -- outcomes ----------------------------------------------------------------------------

    def _settle(
        self, reference: Document, same: list[Naming], reason: str, candidates: list[Document],
        because: str = _BY_TITLE,
    ) -> None:  # fmt: skip
        """A link when one document remains, else a gap."""
        documents = {naming.document for naming in same}
        if len(documents) != 1:
            return self._gap(reference, reason, candidates)
        self.links[reference.iri] = Link(
            reference=reference.iri, document=documents.pop(), rule="title", because=because,
            confidence=0.9, proof=min(naming.evidence for naming in same),
        )  # fmt: skip
        return None

    def _gap(self, reference: Document, reason: str, candidates: list[Document]) -> None:
        evidence = {e for s in self.about[reference.iri] if s.object == reference.iri for e in s.evidence}
        if reference.held:
            evidence = {e for field in self.fields[reference.iri, VB.number] for e in field.evidence}
        others = {d.iri for d in candidates} - {reference.iri}
        self.gaps.append(Gap(reference.iri, reason, tuple(sorted(others)), tuple(sorted(evidence))))

    def _documents(self, namings: list[Naming]) -> list[Document]:
        return [self.corpus.documents[naming.document] for naming in namings]

    def _proof(self, document: Document) -> tuple[str, ...]:
        """A quotation that gives the document's number in full."""
        told = [s.evidence for s in self.about[document.iri] if s.object == document.iri]
        return min(told or [field.evidence for field in self.fields[document.iri, VB.number]], default=())
