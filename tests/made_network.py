"""Small graphs for the tests of pictures and exports: made by hand, or read from a store of made records."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from loaders.resolve import links
from loaders.to_rdf import to_nquads
from ontology import iri
from ontology.model import Citation
from queries import catalog
from queries.results import Quotation
from queries.stores.oxigraph import OxigraphReader, open_reader, open_writer
from queries.stores.protocols import GraphOfFile
from tests.made_records import citation, plan
from viz.graph import Conflict, DocumentNode, IndexName, Network, Owner, Relation

UBND = "Ủy ban nhân dân tỉnh Quảng Trị"
FIRST = (
    "KẾ HOẠCH số 22/KH-UBND\nThực hiện Quyết định số 3647/QĐ-UBND ngày 17/11/2021\n"
    "Theo Quyết định số 766/QĐ-TTg ngày 23/6/2022\n"
)
SECOND = (
    "KẾ HOẠCH số 14/KH-VP\nThực hiện Kế hoạch số 22/KH-UBND ngày 31/01/2023\n"
    "Theo Quyết định số 766/QĐ-TTg ngày 23/6/2023\n"
)


def cited(text: str, surface: str, number: str, date: str, issuer: str, relation: str = "implements") -> Citation:
    kind = surface.partition(" số ")[0]
    return citation(text, surface, relation, type=kind, number=number, date=date, issuer=issuer)


@contextmanager
def made_store(folder: Path) -> Iterator[OxigraphReader]:
    """Two plans of which one carries out the other; they cite one decision with two dates."""
    prime = "Thủ tướng Chính phủ"
    first = plan(
        FIRST, "22/KH-UBND", "2023-01-31", UBND,
        cited(FIRST, "Quyết định số 3647/QĐ-UBND ngày 17/11/2021", "3647/QĐ-UBND", "2021-11-17", UBND),
        cited(FIRST, "Quyết định số 766/QĐ-TTg ngày 23/6/2022", "766/QĐ-TTg", "2022-06-23", prime, "cites"),
    )  # fmt: skip
    second = plan(
        SECOND, "14/KH-VP", "2025-02-04", "Văn phòng Ủy ban nhân dân tỉnh Quảng Trị",
        cited(SECOND, "Kế hoạch số 22/KH-UBND ngày 31/01/2023", "22/KH-UBND", "2023-01-31", UBND),
        cited(SECOND, "Quyết định số 766/QĐ-TTg ngày 23/6/2023", "766/QĐ-TTg", "2023-06-23", prime, "cites"),
    )  # fmt: skip
    with open_writer(folder) as writer:
        for record, text in ((first, FIRST), (second, SECOND)):
            quads = to_nquads(record, text)
            graph = iri.graph(record.sha256)
            writer.commit(GraphOfFile(iri=graph, sha256=record.sha256, extractor="1", nquads=quads))
        writer.replace_graph(
            iri.LINKS, links([(str(s), str(p), str(o)) for s, p, o in catalog.rows(writer, "resolution_facts").rows])
        )
    with closing(open_reader(folder)) as reader:
        yield reader


def quotation(sentence: str, start: int = 10) -> Quotation:
    return Quotation("a.txt", start, start + len(sentence), sentence)


def document(name: str, date: str | None = None, **more: object) -> DocumentNode:
    given = {"iri": f"{iri.BASE}document/{name}", "label": f"Kế hoạch {name}", "kind": "ke-hoach", "number": name}
    return DocumentNode(**{**given, "dates": (date,) if date else (), **more})  # type: ignore[arg-type]


def relation(source: DocumentNode, target: DocumentNode, name: str = "implements", **more: object) -> Relation:
    said = (quotation(f"{source.label} thực hiện {target.label}"),)
    given = {"source": source.iri, "target": target.iri, "relation": name, "quotations": said, "confidence": 0.9}
    return Relation(**{**given, **more})  # type: ignore[arg-type]


def small_network() -> Network:
    """Three generations, a reference that may be one of them, an inferred relation, a contradiction, an owner."""
    base = document("3647/QĐ-UBND", "2021-11-17", kind="quyet-dinh", label="Quyết định 3647/QĐ-UBND", issuer=UBND)
    plan_ = document("22/KH-UBND", "2023-01-31", file="001.txt", issuer=UBND, title="Tuyên truyền cải cách hành chính")
    twin = document("219/KH-UBND", "2022-12-21")
    letter = document("", "2023-04", kind="cong-van", label="Công văn", number=None, file="000.txt", date_inferred=True)
    clash = Conflict(
        kind="twoNumbers", label="Hai số", involves=(plan_.iri, twin.iri), quotations=(quotation("Hai số", 500),)
    )
    return Network(
        documents=(base, plan_, twin, letter),
        relations=(
            relation(plan_, base),
            relation(letter, twin, quotations=(quotation("Hai số", 500),)),
            relation(letter, base, "disseminates", inferred=True, because="theo sổ đăng ký"),
            relation(twin, plan_, "maybeSame", uncertain=True),
        ),
        conflicts=(clash,),
        owners=(
            Owner(agency="Sở Nội vụ", index="PAPI", role="raise", document=plan_.iri, quotations=(quotation("PAPI"),)),
        ),
        indices=(IndexName("PAPI", "Chỉ số hiệu quả quản trị"), IndexName("DTI", "Chỉ số chuyển đổi số")),
        words={"implements": "thực hiện", "disseminates": "tuyên truyền, phổ biến"},
    )
