"""The graphs of a made corpus as N-Quads, shaped as the loaders write them, leaner than those of real documents.

    for graph in corpus(1000, seed=1): graph.iri, graph.nquads

Lines are written as text: a library would take ten times as long. The tests hold them to the shapes, and to the
properties that `loaders.to_rdf` writes.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from random import Random

from benchmarks.corpus.citing import citations
from benchmarks.corpus.duties import add_duties
from benchmarks.corpus.lines import DATE, DECIMAL, FileLines
from benchmarks.corpus.links import Links
from benchmarks.corpus.papers import Level, Paper, Papers, mixed
from ontology import iri
from ontology.namespaces import DCTERMS, ELI, RDF, VB
from queries.stores.protocols import GraphOfFile

EXTRACTOR = "made"
_SIGNERS = ("Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Cường", "Phạm Thị Dung", "Hoàng Văn Đức", "Võ Thị Em")
_SLIP = 0.003  # share of citations that write a wrong year
_UNSURE = 0.05  # share of citations that the reader is not sure of
_TITLED = 0.3  # share of citations that name the title too
_NORMATIVE = (Level.LAW, Level.DECREE, Level.CIRCULAR)  # a wrong year leaves them the document that they are


def corpus(documents: int, seed: int = 1) -> Iterator[GraphOfFile]:
    """The graphs of about so many documents, and at last that of the links; the same for the same seed."""
    papers = Papers(documents, seed)
    links = Links(papers)
    for paper in papers.held():
        yield _file(papers, links, paper, seed)
    yield GraphOfFile(iri=iri.LINKS, sha256="", extractor="", nquads=links.text().encode())


def graph_of(papers: Papers, paper: Paper, seed: int = 1) -> GraphOfFile:
    """The graph of one document of the corpus."""
    return _file(papers, Links(papers), paper, seed)


def _file(papers: Papers, links: Links, paper: Paper, seed: int) -> GraphOfFile:
    chance = Random(mixed(seed, paper.level.number, paper.at, 2))
    sha = sha256(f"{paper.iri} {paper.title}".encode()).hexdigest()
    lines = FileLines(sha)
    lines.add(
        f"<{lines.file}> <{RDF.type}> <{VB.SourceFile}>",
        f'<{lines.file}> <{VB.fileName}> "{paper.key.replace("/", "-")}_{sha[:16]}.txt"',
        f'<{lines.file}> <{VB.sha256}> "{sha}"',
        f'<{lines.file}> <{DCTERMS.format}> "text/plain"',
        f'<{lines.file}> <{VB.textQuality}> "0.9{chance.randint(1, 9)}"{DECIMAL}',
        f"<{lines.file}> <{VB.describes}> <{paper.iri}>",
    )
    lines.paper(paper)
    _fields(lines, paper, chance)
    _citations(lines, papers, paper, chance)
    links.refer(lines, paper, chance)
    add_duties(lines, paper, chance)
    return GraphOfFile(iri=lines.graph, sha256=sha, extractor=EXTRACTOR, nquads=lines.text().encode())


def _fields(lines: FileLines, paper: Paper, chance: Random) -> None:
    """What the document says of itself; those that `FileLines.paper` told of are only proved here."""
    signer = chance.choice(_SIGNERS)
    year, month, day = paper.date.split("-")
    for predicate, value, words in (
        (ELI.passed_by, f"<{paper.issuer.iri}>", paper.issuer.name.upper()),
        (VB.number, f'"{paper.number}"', f"Số: {paper.number}"),
        (ELI.date_document, f'"{paper.date}"{DATE}', f"ngày {day} tháng {month} năm {year}"),
    ):  # fmt: skip
        lines.statement(paper.iri, predicate, value, words, "letterhead", "0.97")
    lines.field(paper.iri, DCTERMS.title, f'"{paper.title}"@vi', paper.title)
    lines.field(paper.iri, VB.signer, f'"{signer}"', signer)
    if paper.level.local:
        lines.field(paper.iri, VB.recipient, '"Như Điều 3"', "- Như Điều 3;")


def _citations(lines: FileLines, papers: Papers, paper: Paper, chance: Random) -> None:
    for citing in citations(papers, paper, chance):
        cited, date = citing.cited, citing.cited.date
        if cited.level in _NORMATIVE and chance.random() < _SLIP:
            date = f"{int(date[:4]) + 1}{date[4:]}"
        lines.paper(cited, None if date == cited.date else date)
        sure = "0.6" if chance.random() < _UNSURE else chance.choice(("0.98", "0.95", "0.9", "0.8"))
        node = lines.relation(paper.iri, citing.relation, cited.iri, citing.sentence, citing.surface, sure)
        lines.add(f'{node} <{VB.dateAsWritten}> "{date}"{DATE}')
        if chance.random() < _TITLED:
            lines.title(f"<{cited.iri}>", cited.title)
            lines.title(node, cited.title)
        if chance.random() < 0.2:
            lines.add(f'{node} <{VB.provision}> "Điều {chance.randint(1, 40)}"')
