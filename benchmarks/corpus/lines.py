"""The growing graph of one made file: quotations, statements, agencies and documents as the file names them."""

from __future__ import annotations

from benchmarks.corpus.offices import Office
from benchmarks.corpus.papers import Paper
from ontology import iri
from ontology.namespaces import DCTERMS, ELI, OA, RDF, VB

_XSD = "http://www.w3.org/2001/XMLSchema#"
DATE = f"^^<{_XSD}date>"
DECIMAL = f"^^<{_XSD}decimal>"
_INTEGER = f"^^<{_XSD}integer>"


class FileLines:
    """N-Quads of one file's graph; every line ends in `end`."""

    def __init__(self, sha256: str) -> None:
        self.sha = sha256
        self.file = iri.file(sha256)
        self.graph = iri.graph(sha256)
        self.end = f" <{self.graph}> .\n"
        self.at = 0  # characters so far
        self._out: list[str] = []
        self._known: set[str] = set()
        self._evidence = iri.evidence(sha256, 0, 0).removesuffix("0-0")
        self._statement = iri.statement(sha256, 0, 0).removesuffix("0-0")

    def text(self) -> str:
        return "".join(self._out)

    def add(self, *lines: str) -> None:
        """Lines without the name of their graph."""
        self._out.append(self.end.join((*lines, "")))

    def office(self, office: Office) -> str:
        """An agency as the file names it, told once."""
        if office.iri not in self._known:
            self._known.add(office.iri)
            self.add(*office.lines)
        return office.iri

    def paper(self, paper: Paper, date: str | None = None) -> None:
        """A document as the file names it; `date` another date than its own."""
        self._known.add(paper.iri)
        lines = paper.lines if date is None else [line.replace(f'"{paper.date}"', f'"{date}"') for line in paper.lines]
        self.add(*lines)
        self.add(f"<{paper.iri}> <{ELI.passed_by}> <{self.office(paper.issuer)}>")

    def quotation(self, words: str) -> tuple[int, str]:
        """Words of the file: where they begin, and the evidence they are."""
        start, end = self.at, self.at + len(words)
        self.at = end + 1
        node, stop = f"<{self._evidence}{start}-{end}>", self.end
        self._out.append(
            f"{node} <{RDF.type}> <{OA.TextQuoteSelector}>{stop}"
            f"{node} <{RDF.type}> <{OA.TextPositionSelector}>{stop}"
            f'{node} <{OA.exact}> "{words}"{stop}'
            f'{node} <{OA.start}> "{start}"{_INTEGER}{stop}'
            f'{node} <{OA.end}> "{end}"{_INTEGER}{stop}'
            f"{node} <{VB.sourceFile}> <{self.file}>{stop}"
        )
        return start, node

    def proof(self, node: str, words: str, rule: str, confidence: str) -> None:
        """Rule, confidence and words behind a node."""
        _, evidence = self.quotation(words)
        stop = self.end
        self._out.append(
            f'{node} <{VB.rule}> "{rule}"{stop}{node} <{VB.confidence}> "{confidence}"{DECIMAL}{stop}'
            f"{node} <{VB.evidence}> {evidence}{stop}"
        )

    def statement(self, speaker: str, predicate: str, value: str, words: str, rule: str, confidence: str) -> str:
        """What the speaker says of itself, `value` a term; the statement's name."""
        start, evidence = self.quotation(words)
        node, stop = f"<{self._statement}{start}-0>", self.end
        self._out.append(
            f"{node} <{RDF.type}> <{VB.Statement}>{stop}"
            f"{node} <{RDF.subject}> <{speaker}>{stop}"
            f"{node} <{RDF.predicate}> <{predicate}>{stop}"
            f"{node} <{RDF.object}> {value}{stop}"
            f"{node} <{VB.speaker}> <{speaker}>{stop}"
            f"{node} <{VB.status}> <{VB.Stated}>{stop}"
            f'{node} <{VB.rule}> "{rule}"{stop}'
            f'{node} <{VB.confidence}> "{confidence}"{DECIMAL}{stop}'
            f"{node} <{VB.evidence}> {evidence}{stop}"
        )
        return node

    def field(self, document: str, predicate: str, value: str, words: str) -> None:
        """A field of the document itself and the words that prove it."""
        self.add(f"<{document}> <{predicate}> {value}")
        self.statement(document, predicate, value, words, "letterhead", "0.97")

    def relation(self, document: str, predicate: str, cited: str, words: str, surface: str, sure: str) -> str:
        """The direct triple and the statement that proves it."""
        self.add(f"<{document}> <{predicate}> <{cited}>")
        node = self.statement(document, predicate, f"<{cited}>", words, "governing-verb", sure)
        self.add(f'{node} <{VB.surface}> "{surface}"')
        return node

    def title(self, node: str, title: str) -> None:
        self.add(f'{node} <{DCTERMS.title}> "{title}"@vi')
