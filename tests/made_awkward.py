"""A small corpus of awkward shapes, read as the pipeline writes it: what engines could well tell differently.

One document with two files and three titles, a circle of documents that carry each other out, numbers with two
dates and titles with two numbers, one agency with two spellings, quotations with quotation marks, line ends,
tabs, separate accents and letters beyond the basic plane, statements and tasks that rest on several quotations,
fields that are missing or partial.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize

from loaders import review_quads
from loaders.resolve import links
from loaders.to_rdf import to_nquads
from ontology import iri
from ontology.model import INFERRED, IndexMention, OtherStatement, Piece, Record, Responsibility, Target, Task
from ontology.namespaces import VB
from ontology.review import Decision, quotation_hash
from queries import catalog, reviews
from queries.results import statements
from queries.stores.oxigraph import open_writer
from queries.stores.protocols import GraphOfFile, Store
from tests.made_records import citation, field, record

UBND = "Ủy ban nhân dân tỉnh Quảng Trị"
PRIME = "Thủ tướng Chính phủ"
PLAN = (
    "KẾ HOẠCH số 10/KH-UBND\nThực hiện Quyết định số 20/QĐ-UBND ngày 02/02/2022 “Đề án A”\n"
    "Theo Quyết định số 5/QĐ-TTg ngày 05/5/2022\n"
    'Giao "Sở Nội Vụ" \\ Sở Tài chính\tbáo cáo\nphần còn lại 😀\n'
    f"{normalize('NFD', 'Mở lớp bồi dưỡng nghiệp vụ')}\n"
    "Nâng cao Chỉ số PCI, Chỉ số SIPAS\nKế hoạch số 41/KH-UBND ngày 01/7/2022 về CCHC\n"
    "Đạt 0,29 điểm PCI\nTrong nhóm 20\n"
)
DECISION = (
    "QUYẾT ĐỊNH số 20/QĐ-UBND\nThực hiện Kế hoạch số 10/KH-UBND ngày 01/3/2022\n"
    "Cụ thể hóa Quyết định số 30/QĐ-UBND ngày 03/3/2021\nTheo Quyết định số 5/QĐ-TTg ngày 05/5/2021\n"
    "Kế hoạch số 42/KH-UBND ngày 01/8/2022 về CCHC\nGiao Sở Nội vụ đánh giá PCI\n"
)
SECOND_COPY = "QUYẾT ĐỊNH số 20/QĐ-UBND\nBản chụp, không rõ chữ\n"
LETTER = (
    "CÔNG VĂN\nThực hiện Kế hoạch số 10/KH-UBND\nTheo Quyết định số 20/QĐ-UBND ngày 02/02/2022 “Đề án khác”\n"
    "Nghị định số 99/2021/NĐ-CP sửa đổi Nghị định số 88/2020/NĐ-CP\nTheo Chiến lược quốc gia về điều chưa ai đặt số\n"
    "Nộp trước ngày 01/02/2022\n"
)
TITLED = "Kế hoạch cải cách hành chính (CCHC) của tỉnh năm 2022"


def fill(folder: Path) -> None:
    """Bring the corpus into a store in this folder."""
    with open_writer(folder) as writer:
        for each, text in ((plan(), PLAN), (decision(), DECISION), (copy(), SECOND_COPY), (letter(), LETTER)):
            graph = iri.graph(each.sha256)
            quads = to_nquads(each, text)
            writer.commit(GraphOfFile(iri=graph, sha256=each.sha256, extractor="1", nquads=quads))
        rows = catalog.rows(writer, "resolution_facts").rows
        writer.replace_graph(iri.LINKS, links([(str(s), str(p), str(o)) for s, p, o in rows]))
        decided = tuple(decisions(writer))
        writer.replace_graph(iri.REVIEWS, review_quads.written(decided, reviews.targets(writer, decided)))


def decisions(store: Store) -> Iterator[Decision]:
    """A rejection, a confirmation without a reason, one taken back, one of a reference, one of what is not there."""
    said = statements(catalog.rows(store, "joining"))
    for number, each in enumerate(said[:3]):
        yield Decision(
            number=f"0{number}", at=f"2026-01-0{number + 1}T08:00:00Z", by='Trần "B"', confirmed=number > 0,
            reason="không phải\ncăn cứ" if number == 0 else "", subject=each.subject, relation=each.relation,
            object=each.object, statement=each.iri, speaker=each.speaker,
            quotations=tuple(quotation_hash(quotation.sentence) for quotation in each.quotations),
            withdrawn_at="2026-02-01T08:00:00Z" if number == 2 else None, withdrawn_by="C" if number == 2 else None,
        )  # fmt: skip
    ends = {"subject": said[0].subject, "object": said[-1].object}
    yield Decision(
        number="10", at="2026-01-01T08:00:00Z", by="C", confirmed=True, reason="", relation=VB.resolvedTo, **ends
    )
    yield Decision(
        number="11", at="2026-01-01T08:00:00Z", by="C", confirmed=False, reason="?", relation=VB.cites, **ends
    )


def plan() -> Record:
    """It carries out a decision that carries it out, and cites one that is younger than itself; two pages."""
    return record(
        PLAN,
        citation(
            PLAN, "Quyết định số 20/QĐ-UBND ngày 02/02/2022", type="Quyết định", number="20/QĐ-UBND",
            date="2022-02-02", issuer=UBND, title="Đề án A", confidence=0.57,
        ),
        citation(
            PLAN, "Quyết định số 5/QĐ-TTg ngày 05/5/2022", "basedOn", type="Quyết định", number="5/QĐ-TTg",
            date="2022-05-05", issuer=PRIME, provision="khoản 2 Điều 5", source_provision="mục I",
        ),
        citation(
            PLAN, "Kế hoạch số 41/KH-UBND ngày 01/7/2022", "cites", type="Kế hoạch", number="41/KH-UBND",
            date="2022-07-01", issuer=UBND, title=TITLED,
        ),
        pages=(0, len(PLAN) // 2), type=field(PLAN, "KẾ HOẠCH", "Kế hoạch"), number=field(PLAN, "10/KH-UBND"),
        date=field(PLAN, "10/KH-UBND", "2022-03-01"), issuer=field(PLAN, "10/KH-UBND", UBND),
        title=field(PLAN, "Đề án A", 'Kế hoạch "nâng cao" chỉ số\nnăm 2022'),
        recipients=(field(PLAN, "Sở Nội Vụ", "- Như trên;"), field(PLAN, "Sở Tài chính", "- Lưu: VT.")),
        tasks=(
            task(PLAN, 'Giao "Sở', ("Sở Nội Vụ", "Sở Tài chính"), ("Các sở, ban, ngành",), "2022-Q1", more=True),
            task(PLAN, normalize("NFD", "Mở lớp"), ("Sở Nội vụ",), (), "2022-12"),
            task(PLAN, "Nâng cao", ("Sở Kế hoạch và Đầu tư",), ("Sở Nội vụ",), "2022"),
            task(PLAN, "Trong nhóm", ("Sở Tài chính",), (), None),
        ),
        responsibilities=(
            duty(PLAN, "Sở Nội Vụ", "PCI", "raise", "Nâng cao"),
            duty(PLAN, "Sở Kế hoạch và Đầu tư", "PCI", "plan", "Nâng cao", status=INFERRED, because="từ “bảng”"),
            duty(PLAN, "Các sở, ban, ngành", "SIPAS", "communicate", "Nâng cao"),
        ),
        index_mentions=(
            mention(PLAN, "PCI", "Chỉ số của tỉnh", "Chỉ số PCI"),
            mention(PLAN, "SIPAS", "CHỈ SỐ CỦA TỈNH", "Chỉ số SIPAS"),
            mention(PLAN, "PAPI", None, "Chỉ số SIPAS"),
        ),
        targets=(
            aim(PLAN, "Đạt 0,29 điểm PCI", "PCI", ">=", 0.29, "điểm", 2025),
            aim(PLAN, "Trong nhóm 20", None, "top", 20, None, None),
        ),
    )  # fmt: skip


def decision() -> Record:
    """It closes the circle, and dates the cited decision a year earlier than the plan does."""
    return record(
        DECISION,
        citation(
            DECISION, "Kế hoạch số 10/KH-UBND ngày 01/3/2022", type="Kế hoạch", number="10/KH-UBND",
            date="2022-03-01", issuer=UBND,
        ),
        citation(
            DECISION, "Quyết định số 30/QĐ-UBND ngày 03/3/2021", specific="concretizes", type="Quyết định",
            number="30/QĐ-UBND", date="2021-03-03", issuer=UBND, confidence=0.29,
        ),
        citation(
            DECISION, "Quyết định số 5/QĐ-TTg ngày 05/5/2021", "cites", type="Quyết định", number="5/QĐ-TTg",
            date="2021-05-05", issuer=PRIME,
        ),
        citation(
            DECISION, "Kế hoạch số 42/KH-UBND ngày 01/8/2022", "cites", type="Kế hoạch", number="42/KH-UBND",
            date="2022-08-01", issuer=UBND, title="Kế hoạch Cải cách hành chính của tỉnh năm 2022",
        ),
        type=field(DECISION, "QUYẾT ĐỊNH", "Quyết định"), number=field(DECISION, "20/QĐ-UBND"),
        date=field(DECISION, "20/QĐ-UBND", "2022-02-02"), issuer=field(DECISION, "20/QĐ-UBND", UBND),
        title=field(DECISION, "Thực hiện", "Đề án của tệp thứ nhất"),
        signer=field(DECISION, "Giao", "Nguyễn Văn A"), signer_position=field(DECISION, "Giao", "Chủ tịch"),
        tasks=(task(DECISION, "Giao Sở Nội vụ", ("Sở Nội vụ",), (), "2022-04-30"),),
        responsibilities=(duty(DECISION, "Sở Nội vụ", "PCI", "assess", "Giao Sở Nội vụ"),),
        index_mentions=(mention(DECISION, "PCI", "Chỉ số khác", "PCI"),),
    )  # fmt: skip


def copy() -> Record:
    """A second file of the same decision, with another title and two warnings."""
    return record(
        SECOND_COPY,
        type=field(SECOND_COPY, "QUYẾT ĐỊNH", "Quyết định"), number=field(SECOND_COPY, "20/QĐ-UBND"),
        date=field(SECOND_COPY, "20/QĐ-UBND", "2022-02-02"), issuer=field(SECOND_COPY, "20/QĐ-UBND", UBND),
        title=field(SECOND_COPY, "Bản chụp", "Đề án của tệp thứ hai"), warnings=("chữ mờ", "thiếu trang"),
    )  # fmt: skip


def letter() -> Record:
    """Without number and date; it names one document without its year, one by its title, and tells of two others."""
    start, end = line(LETTER, "Nghị định số 99")
    of_others = OtherStatement(source="99/2021/NĐ-CP", relation="amends", sentence_start=start, sentence_end=end)
    return record(
        LETTER,
        citation(LETTER, "Kế hoạch số 10/KH-UBND", type="Kế hoạch", number="10/KH-UBND", issuer=UBND),
        citation(
            LETTER, "Quyết định số 20/QĐ-UBND ngày 02/02/2022", "disseminates", type="Quyết định",
            number="20/QĐ-UBND", date="2022-02-02", issuer=UBND, title="Đề án khác",
        ),
        citation(
            LETTER, "Nghị định số 99/2021/NĐ-CP", "cites", type="Nghị định", number="99/2021/NĐ-CP", issuer="Chính phủ"
        ),
        citation(
            LETTER, "Nghị định số 88/2020/NĐ-CP", "cites", type="Nghị định", number="88/2020/NĐ-CP",
            issuer="Chính phủ", also=(of_others,),
        ),
        citation(
            LETTER, "Chiến lược quốc gia về điều chưa ai đặt số", "cites", type="Chiến lược",
            title="Chiến lược quốc gia về điều chưa ai đặt số",
        ),
        type=field(LETTER, "CÔNG VĂN", "Công văn"),
        issuer=field(LETTER, "CÔNG VĂN", "Sở Nội vụ tỉnh Quảng Trị", status=INFERRED, because="theo nơi nhận"),
        date=field(LETTER, "CÔNG VĂN", "2022", status=INFERRED, because="theo năm của kế hoạch"),
        tasks=(task(LETTER, "Nộp trước ngày", ("Sở Nội vụ",), (), "2022-02-01"),),
    )  # fmt: skip


def task(
    text: str, words: str, lead: tuple[str, ...], others: tuple[str, ...], deadline: str | None, *, more: bool = False
) -> Task:
    """A task of one line; with `more` it goes on in the next one."""
    start, end = line(text, words)
    rest = text.find("\n", end + 1)
    pieces = (Piece(start=end + 1, end=rest, text=text[end + 1 : rest]),) if more else ()
    return Task(
        description=text[start:end], start=start, end=end, lead=lead, coordinate=others, deadline=deadline,
        deadline_text=deadline and f"trước {deadline}", deliverable=None, section="I.1" if others else None,
        rule="test", confidence=0.9, pieces=pieces,
    )  # fmt: skip


def duty(text: str, agency: str, index: str, role: str, words: str, **more: str) -> Responsibility:
    start, end = line(text, words)
    return Responsibility(
        agency=agency, index=index, role=role, quote=text[start:end], start=start, end=end, rule="test",
        confidence=0.8, **more,
    )  # fmt: skip


def mention(text: str, index: str, definition: str | None, words: str) -> IndexMention:
    start = text.index(words)
    return IndexMention(
        index=index, definition=definition, start=start, end=start + len(words), rule="test", confidence=1.0
    )


def aim(
    text: str, words: str, index: str | None, comparator: str, value: float, unit: str | None, year: int | None
) -> Target:
    start, end = line(text, words)
    return Target(
        text=text[start:end], start=start, end=end, index=index, comparator=comparator, value=value, unit=unit,
        year=year, rule="test", confidence=0.7,
    )  # fmt: skip


def line(text: str, words: str) -> tuple[int, int]:
    """Where the line with these words begins and ends."""
    at = text.index(words)
    return text.rfind("\n", 0, at) + 1, text.index("\n", at)
