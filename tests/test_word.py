"""Word files: what a reader of the printed page reads, and files that are none or mean harm."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_cli import loading
from graph_cli.main import run as cancu_run
from loaders import pipeline
from loaders.readers import word
from ontology.errors import InputRefused
from tests import made_word
from tests.made_word import cell, docx, element, level, lists, numbered, p, package, relations, row, run, table

HEAD = table(
    row(
        cell("ỦY BAN NHÂN DÂN", "TỈNH QUẢNG TRỊ", "-------", "Số: 45/KH-UBND"),
        cell(
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Quảng Trị, ngày 05 tháng 3 năm 2024"
        ),
    )
)
BODY = (
    p("KẾ HOẠCH")
    + p("Cải cách hành chính năm 2024")
    + p("Thực hiện Quyết định số 76/QĐ-TTg ngày 15/7/2021 của Thủ tướng Chính phủ.")
    + p("I. NHIỆM VỤ")
)
TASKS = table(
    row("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian"),
    row("I", cell("Cải cách thể chế", properties='<w:gridSpan w:val="4"/>')),
    row("1", "Rà soát quy trình nội bộ", cell("Sở Nội vụ", "Sở Tư pháp"), "Sở Y tế", "ngày 30 tháng 6 năm 2024"),
    row("2", cell("Xây dựng kho dữ liệu", "dùng chung"), "Sở Tài chính", "", "Quý III/2024"),
)
END = table(
    row(cell("Nơi nhận:", "- Như trên;", "- Lưu: VT."), cell("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
    row("", "Nguyễn Văn A"),
)
PARTNERS = cell("- Sở Tư pháp", "- Sở Y tế", properties='<w:vMerge w:val="restart"/>')
MERGED, MERGES = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def lines(body: str, **parts: str) -> list[str]:
    return [line for line in word.read("a.docx", docx(body, **parts)).text.split("\n") if line]


def test_a_plan_is_read_as_from_text() -> None:
    source = pipeline.read_bytes("a.bin", docx(HEAD + BODY + TASKS + END))
    record = pipeline.extract(source)
    fields = record.document
    assert source.media_type == record.media_type == word.MEDIA_TYPE
    assert [a and a.value for a in (fields.type, fields.number, fields.date, fields.issuer, fields.title)] == [
        "Kế hoạch", "45/KH-UBND", "2024-03-05", "Ủy ban nhân dân tỉnh Quảng Trị", "Cải cách hành chính năm 2024",
    ]  # fmt: skip
    assert fields.signer is not None and fields.signer.value == "Nguyễn Văn A"
    assert [a.value for a in fields.recipients] == ["Như trên", "Lưu: VT"]
    assert [c.number for c in record.citations] == ["76/QĐ-TTg"]
    assert [(t.description, t.lead, t.coordinate, t.deadline) for t in record.tasks] == [
        ("Rà soát quy trình nội bộ", ("Sở Nội vụ", "Sở Tư pháp"), ("Sở Y tế",), "2024-06-30"),
        ("Xây dựng kho dữ liệu dùng chung", ("Sở Tài chính",), (), "2024-Q3"),
    ]
    (cited,) = record.citations
    assert source.text[cited.start : cited.end] == cited.surface


def test_paragraphs_stand_apart_and_lines_broken_by_hand_do_not() -> None:
    broken = "<w:r><w:t>KT. GIÁM ĐỐC</w:t><w:br/><w:t>PHÓ GIÁM ĐỐC</w:t></w:r>"
    assert word.read("a.docx", docx(p("Một") + p(broken) + p("") + p("Hai"))).text == (
        "Một\n\nKT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nHai\n"
    )


def test_a_table_is_one_row_a_line_and_merged_cells_are_said_once() -> None:
    rows = [
        row(cell("STT", properties=MERGED), cell("Cơ quan", properties='<w:gridSpan w:val="2"/>'), "Hạn"),
        row(cell(properties=MERGES), "Chủ trì", "Phối hợp", ""),
        row("1", cell("Sở Nội vụ", properties=MERGED), "Sở Y tế", "Quý I"),
        row("2", cell("Sở Nội vụ", properties=MERGES), "Sở | Xây dựng", "Quý II"),
        row("", "", "", ""),
    ]
    assert lines(table(*rows)) == [
        "| STT | Cơ quan |  | Hạn |",
        "|  | Chủ trì | Phối hợp |  |",
        "| 1 | Sở Nội vụ | Sở Y tế | Quý I |",
        "| 2 |  | Sở Xây dựng | Quý II |",
    ]


def test_tasks_from_a_table_with_merged_heading_and_merged_lead() -> None:
    rows = [
        row(cell("STT", properties=MERGED), cell("Nhiệm vụ", properties=MERGED),
            cell("Cơ quan thực hiện", properties='<w:gridSpan w:val="2"/>'), cell("Thời gian", properties=MERGED)),
        row(cell(properties=MERGES), cell(properties=MERGES), "Chủ trì", "Phối hợp", cell(properties=MERGES)),
        row("1", "Rà soát quy trình nội bộ", cell("Sở Nội vụ", properties=MERGED), PARTNERS, "Quý I/2024"),
        row("2", "Xây dựng kho dữ liệu", cell(properties=MERGES), cell(properties=MERGES), "Quý II/2024"),
    ]  # fmt: skip
    record = pipeline.extract(pipeline.read_bytes("a.docx", docx(HEAD + BODY + table(*rows))))
    assert [(t.lead, t.coordinate, t.deadline) for t in record.tasks] == [
        (("Sở Nội vụ",), ("Sở Tư pháp", "Sở Y tế"), "2024-Q1"),
        (("Sở Nội vụ",), ("Sở Tư pháp", "Sở Y tế"), "2024-Q2"),
    ]


def test_a_head_nested_in_a_table_is_read_cell_after_cell() -> None:
    inner = table(row(cell("BỘ Y TẾ", "-------"), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"))
    assert lines(table(row(cell(inner, "QUYẾT ĐỊNH")))) == [
        "BỘ Y TẾ", "-------", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "QUYẾT ĐỊNH",
    ]  # fmt: skip


def test_a_head_parted_by_tabs_is_two_lines_and_an_indent_is_none() -> None:
    parted = "<w:r><w:tab/><w:t>Số: 12/CV-SNV</w:t><w:tab/><w:tab/><w:t>Hà Nội, ngày 05 tháng 3 năm 2024</w:t></w:r>"
    marked = "<w:r><w:tab/><w:t>1.</w:t><w:tab/><w:t>Phạm vi</w:t></w:r>"
    assert lines(p(parted) + p(marked)) == ["Số: 12/CV-SNV", "Hà Nội, ngày 05 tháng 3 năm 2024", "1. Phạm vi"]


def test_numbers_that_word_makes_are_written_out() -> None:
    numbering = lists(
        level(0, "upperRoman", "%1."), level(1, "decimal", "%2.", "<w:isLgl/>"),
        level(2, "lowerLetter", "%3)"), level(3, "bullet", "\uf0b7"), level(4, "decimal", "%1.%2.%5."),
    )  # fmt: skip
    levels = [0, 1, 1, 2, 2, 3, 0, 1, 2, 4]
    body = "".join(numbered(f"việc {i}", level=at) for i, at in enumerate(levels))
    assert [line.split(" ")[0] for line in lines(body, numbering=numbering)] == [
        "I.", "1.", "2.", "a)", "b)", "-", "II.", "1.", "a)", "II.1.1.",
    ]  # fmt: skip


def test_a_list_begun_anew_and_one_by_style() -> None:
    anew = (
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
        "</w:lvlOverride></w:num>"
    )
    numbering = lists(level(0, "decimal", "Điều %1."), nums=anew)
    styles = (
        '<w:style w:styleId="Dieu"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="Dieu2"><w:basedOn w:val="Dieu"/></w:style>'
    )
    body = numbered("A") + p("B", properties='<w:pStyle w:val="Dieu2"/>') + numbered("C", num=2) + numbered("D", num=0)
    assert lines(body, numbering=numbering, styles=styles) == ["Điều 1. A", "Điều 2. B", "Điều 1. C", "D"]


def test_a_column_of_numbers_that_word_makes() -> None:
    empty = numbered("")
    rows = [row(cell(empty), "Nghị quyết", "NQ"), row(cell(empty), "Chỉ thị", "CT")]
    assert lines(table(*rows), numbering=lists(level(0, "decimal", "%1"))) == [
        "| 1 | Nghị quyết | NQ |", "| 2 | Chỉ thị | CT |",
    ]  # fmt: skip


def test_tracked_changes_are_read_as_accepted() -> None:
    changed = (
        "<w:del><w:r><w:delText>cũ</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>xa</w:t></w:r></w:moveFrom>"
        "<w:ins><w:r><w:t>mới</w:t></w:r></w:ins>"
    )
    joined = p("Hết hạn ", properties="<w:rPr><w:del/></w:rPr>") + p("năm 2025")
    gone = '<w:tr><w:trPr><w:del w:id="1"/></w:trPr>' + cell("bỏ") + cell("bỏ") + "</w:tr>"
    assert lines(p(run("Nội dung "), changed) + joined + table(row("a", "b"), gone)) == [
        "Nội dung mới", "Hết hạn năm 2025", "| a | b |",
    ]  # fmt: skip


def test_what_is_printed_and_what_is_not() -> None:
    box = f"<w:txbxContent>{p('KHẨN')}</w:txbxContent>"
    twice = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    drawn = f"<w:r><mc:AlternateContent>{twice}</mc:AlternateContent></w:r>"
    field = "<w:r><w:instrText>PAGE</w:instrText></w:r><w:hyperlink><w:r><w:t>trang chủ</w:t></w:r></w:hyperlink>"
    contents = p("Điều 1. Phạm vi 3", properties='<w:pStyle w:val="TOC1"/>')
    controlled = f"<w:sdt><w:sdtPr/><w:sdtContent>{p('Trong khung')}</w:sdtContent></w:sdt>"
    noted = p(run("Luật Đầu tư"), '<w:r><w:footnoteReference w:id="2"/></w:r>', run(" năm 2020"))
    body = p(drawn, run("ẩn", "<w:vanish/>"), run("hiện", '<w:vanish w:val="0"/>'), run(" in hoa", "<w:caps/>"), field)
    assert lines(
        body + contents + controlled + noted,
        styles='<w:style w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>',
        footnotes=f'<w:footnote w:id="2">{p("Đã sửa đổi.")}</w:footnote>',
        header=p("Trang 1"),
    ) == ["hiện IN HOAtrang chủ", "KHẨN", "Trong khung", "Luật Đầu tư[1] năm 2020", "[1] Đã sửa đổi."]


def test_the_strict_form_of_the_format_is_read_too() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    document = element("document", f"<w:body>{p('Kế hoạch')}</w:body>").replace(made_word.W, strict)
    data = package({"_rels/.rels": relations({"officeDocument": "word/document.xml"}), "word/document.xml": document})
    assert word.read("a.docx", data).text == "Kế hoạch\n"


def replaced(**parts: str | bytes) -> bytes:
    """A Word file with other parts: `document`, `rels`."""
    rels = parts.get("rels", relations({"officeDocument": "word/document.xml"}))
    document = parts.get("document", element("document", ""))
    kinds = made_word.content_types(())
    return package({"_rels/.rels": rels, "word/document.xml": document, "[Content_Types].xml": kinds})


def directory(at: int, byte: int) -> bytes:
    """A Word file with another byte in the first entry of the archive's directory."""
    data = bytearray(docx(p("Kế hoạch")))
    data[data.index(b"PK\x01\x02") + at] = byte
    return bytes(data)


NESTED = "<w:sdt>" * 5000 + "</w:sdt>" * 5000
LAUGHS = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><d>&b;</d>'
OUTSIDE = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]><d>&x;</d>'
HARMFUL = [
    ("cut off", docx(p("Kế hoạch"))[:200], "damaged"),
    ("magic only", b"PK\x03\x04" + b"\x14\x00" * 20, "damaged"),
    ("an archive of a later version", directory(6, 255), "damaged"),
    ("a patch to another archive", directory(8, 0x20), "damaged"),
    ("locked with a password", directory(8, 0x01), "encrypted"),
    ("no words", docx(p("12345")), "empty"),
    ("a picture alone", docx(p("")), "empty"),
    ("another archive", package({"a.txt": "abc"}), "unsupported"),
    ("another office file", replaced(document=element("workbook", "")), "unsupported"),
    ("broken XML", replaced(document="<w:document"), "damaged"),
    ("unknown characters", replaced(document=b"<?xml version='1.0' encoding='x-y'?><a/>"), "damaged"),
    ("entities", replaced(document=LAUGHS), "damaged"),
    ("an entity from a file", replaced(document=OUTSIDE), "damaged"),
    ("blown up", replaced(document=element("document", " " * 30_000_000)), "resource-limit"),
    ("too many elements", replaced(document=element("document", "<w:p/>" * 2_000_001)), "resource-limit"),
    ("nested without end", docx(NESTED), "resource-limit"),
    ("too many parts", package({f"{i}.xml": "" for i in range(2100)}), "resource-limit"),
]  # fmt: skip


@pytest.mark.parametrize(("situation", "data", "code"), HARMFUL, ids=[h[0] for h in HARMFUL])
def test_what_is_no_word_file_is_refused_by_name(situation: str, data: bytes, code: str) -> None:
    with pytest.raises(InputRefused) as refused:
        pipeline.read_bytes("a.docx", data)
    assert refused.value.code == code


def test_absurd_numbers_do_no_harm() -> None:
    huge = "9" * 5000
    wide = row(
        cell("a", properties=f'<w:gridSpan w:val="{huge}"/>'), cell("b", properties='<w:gridSpan w:val="99999"/>')
    )
    numbering = lists(level(0, "lowerRoman", "%1.").replace('w:val="1"/>', 'w:val="99998"/>', 1))
    found = lines(numbered("x") + p("y", properties=f'<w:numPr><w:numId w:val="{huge}"/></w:numPr>') + table(wide),
                  numbering=numbering)  # fmt: skip
    assert found[:2] == ["99998. x", "y"]
    assert len(found[2]) < 1000


@settings(max_examples=60, deadline=None)
@given(at=st.integers(0, 3000), byte=st.integers(0, 255), cut=st.integers(0, 3000))
def test_a_damaged_file_is_read_or_refused(at: int, byte: int, cut: int) -> None:
    data = bytearray(docx(HEAD + TASKS, numbering=lists(level(0, "decimal", "%1."))))
    data[at % len(data)] = byte
    if cut % 3 == 0:
        del data[len(data) - cut % len(data) :]
    with suppress(InputRefused):
        assert pipeline.read_bytes("a.docx", bytes(data)).text


def test_folders_give_word_files_and_not_words_own_lock_files(tmp_path: Path) -> None:
    for name in ("a.docx", "~$a.docx", "B.DOCX", "c.txt", "d.pdf", "e.xlsx"):
        (tmp_path / name).write_bytes(b"")
    assert [each.name for each in loading.originals([tmp_path])] == ["B.DOCX", "a.docx", "c.txt", "d.pdf"]
    assert loading.passed_over([tmp_path]) == 2


def test_the_text_that_offsets_count_in_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(docx(HEAD + BODY))
    assert cancu_run(["extract", "--text", str(path)]) == 0
    assert capsys.readouterr().out == pipeline.read_file(path).text
