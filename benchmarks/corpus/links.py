"""References that say too little to be a document: what the made files say of them, and what resolution made of it."""

from __future__ import annotations

from random import Random

from benchmarks.corpus.lines import DECIMAL, FileLines
from benchmarks.corpus.papers import Level, Paper, Papers
from ontology import iri
from ontology.document_number import DocumentNumber
from ontology.folding import folded
from ontology.namespaces import RDF, RDFS, VB

_UNDATED, _NAMED = 0.03, 0.04  # share of documents with such a reference
_OPEN = 0.3  # share of undated references that stay open
_BECAUSE = "Trong kho chỉ có một văn bản cùng số, cùng cơ quan và hợp thời gian."


class Links:
    """The graph of links of the corpus as it grows."""

    def __init__(self, papers: Papers) -> None:
        self._papers = papers
        self._end = f" <{iri.LINKS}> .\n"
        self._lines: set[str] = set()
        self._meant: dict[str, str] = {}

    def text(self) -> str:
        return "".join(sorted(self._lines))

    def refer(self, lines: FileLines, paper: Paper, chance: Random) -> None:
        """Perhaps a plan of one's province by its number alone, perhaps a scheme by its name."""
        if paper.province is not None and chance.random() < _UNDATED:
            self._undated(lines, paper, chance)
        if chance.random() < _NAMED:
            self._named(lines, paper, chance)

    def _undated(self, lines: FileLines, paper: Paper, chance: Random) -> None:
        assert paper.province is not None
        meant = self._papers.of_province(Level.PLAN, paper.province, paper.moment, chance.randint(0, 5))
        if meant is None:
            return
        number = DocumentNumber.parse(meant.number)
        reference = iri.document(number, agency=meant.issuer.slug, date=None)
        words = f"Thực hiện {meant.level.kind} số {meant.number} của {meant.issuer.name};"
        lines.add(*(each.replace(meant.iri, reference) for each in meant.lines if meant.date not in each))
        lines.office(meant.issuer)
        node = lines.relation(paper.iri, VB.implements, reference, words, meant.label, "0.9")
        evidence = f"<{iri.evidence(lines.sha, lines.at - len(words) - 1, lines.at - 1)}>"
        if chance.random() < _OPEN or self._meant.setdefault(reference, meant.iri) != meant.iri:
            last_year = meant.iri.replace(f"/{meant.date[:4]}/", f"/{int(meant.date[:4]) - 1}/")
            self._gap(reference, VB.ambiguousReference, (meant.iri, last_year), evidence)
        else:
            self._resolved(paper.iri, reference, meant.iri, node, evidence)

    def _named(self, lines: FileLines, paper: Paper, chance: Random) -> None:
        title = f"Đề án {paper.title.partition(' năm ')[0].lower()} số {chance.randint(1, 30)}"
        slug = paper.province.place.id if paper.province else None
        reference = iri.named_document(title, agency=slug)
        lines.add(
            f"<{reference}> <{RDF.type}> <{VB.Document}>", f'<{reference}> <{RDFS.label}> "{title}"@vi',
            f'<{reference}> <{VB.searchKey}> "{folded(title)}"', f"<{reference}> <{VB.kind}> <{iri.kind('Đề án')}>",
        )  # fmt: skip
        lines.title(f"<{reference}>", title)
        words = f"Theo {title};"
        lines.title(lines.relation(paper.iri, VB.cites, reference, words, title, "0.8"), title)
        evidence = f"<{iri.evidence(lines.sha, lines.at - len(words) - 1, lines.at - 1)}>"
        self._gap(reference, VB.titleOnly, (), evidence)

    def _gap(self, about: str, reason: str, candidates: tuple[str, ...], evidence: str) -> None:
        node = f"<{iri.gap(about, reason)}>"
        self._add(
            f"{node} <{RDF.type}> <{VB.Gap}>", f"{node} <{VB.about}> <{about}>", f"{node} <{VB.reason}> <{reason}>",
            f"{node} <{VB.evidence}> {evidence}", *(f"{node} <{VB.candidate}> <{each}>" for each in candidates),
        )  # fmt: skip

    def _resolved(self, speaker: str, reference: str, document: str, statement: str, evidence: str) -> None:
        self._add(f"<{reference}> <{VB.resolvedTo}> <{document}>", f"<{speaker}> <{VB.implements}> <{document}>")
        resolution = iri.derived_statement(reference, VB.resolvedTo, document, speaker)
        derived = iri.derived_statement(statement.strip("<>"), speaker, document)
        for node, subject, predicate in (
            (f"<{resolution}>", reference, VB.resolvedTo), (f"<{derived}>", speaker, VB.implements),
        ):  # fmt: skip
            self._add(
                f"{node} <{RDF.type}> <{VB.Statement}>", f"{node} <{RDF.subject}> <{subject}>",
                f"{node} <{RDF.predicate}> <{predicate}>", f"{node} <{RDF.object}> <{document}>",
                f"{node} <{VB.speaker}> <{speaker}>", f"{node} <{VB.status}> <{VB.Inferred}>",
                f'{node} <{VB.rule}> "number"', f'{node} <{VB.because}> "{_BECAUSE}"',
                f'{node} <{VB.confidence}> "0.7"{DECIMAL}', f"{node} <{VB.evidence}> {evidence}",
            )  # fmt: skip

    def _add(self, *lines: str) -> None:
        self._lines.update(f"{line}{self._end}" for line in lines)
