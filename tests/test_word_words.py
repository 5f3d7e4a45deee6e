"""Inside the paragraphs and tables of Word files: what stands there for a printed word, and what for none."""

from __future__ import annotations

import pytest

from loaders import pipeline
from loaders.readers import word
from ontology.errors import InputRefused
from tests.made_word import cell, docx, element, level, lists, numbered, p, package, relations, row, run, table

RAISED = '<w:vertAlign w:val="superscript"/>'


def lines(body: str, **parts: str) -> list[str]:
    return [line for line in word.read("a.docx", docx(body, **parts)).text.split("\n") if line]


def field(instruction: str, result: str) -> str:
    """A field as Word writes it: begin, instruction, separator, result, end."""
    sign = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    return sign("begin") + instruction + sign("separate") + result + sign("end")


def instruction(words: str) -> str:
    return f"<w:r><w:instrText>{words}</w:instrText></w:r>"


NOTES = [
    ("a number of a document", "Nghị định số 24/2024/NĐ-CP", "1", "Nghị định số 24/2024/NĐ-CP[1]"),
    ("a date", "ngày 15/7/2021", "12", "ngày 15/7/2021[12]"),
    ("an area", "diện tích 120 m", "2", "diện tích 120 m2"),
    ("a share of an area", "người/km", "2", "người/km2"),
    ("a power of ten", "tăng 10", "6", "tăng 10^6"),
    ("a star", "Mẫu số 1", "(*)", "Mẫu số 1(*)"),
    ("an ordinal", "lần thứ 2", "nd", "lần thứ 2nd"),
]


@pytest.mark.parametrize(("situation", "words", "raised", "read"), NOTES, ids=[n[0] for n in NOTES])
def test_a_raised_number_does_not_grow_onto_the_word_before(situation: str, words: str, raised: str, read: str) -> None:
    assert lines(p(words, run(raised, RAISED))) == [read]


def test_a_number_raised_in_two_pieces_or_by_a_style_is_one_mark() -> None:
    styles = f'<w:style w:styleId="Note" w:type="character"><w:rPr>{RAISED}</w:rPr></w:style>'
    two = run("1", RAISED) + run("0", '<w:rStyle w:val="Note"/>')
    assert lines(p("Luật Đầu tư", two, " năm 2020"), styles=styles) == ["Luật Đầu tư[10] năm 2020"]


def test_signs_of_fonts_without_letters() -> None:
    signs = [("Symbol", "F0B3"), ("Symbol", "F061"), ("Wingdings", "F0FE"), ("Wingdings", "F04A"), ("Arial", "2192")]
    made = "".join(f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>' for font, code in signs)
    broken = '<w:r><w:sym w:font="Symbol" w:char="zz"/><w:sym/></w:r>'
    assert lines(p("Đạt ", made, broken, run(" 80%"))) == ["Đạt ≥α☑•→ 80%"]


def test_of_a_field_its_result_is_read_and_never_its_instruction() -> None:
    inner = field(instruction("MERGEFIELD x"), run("thử"))
    compared = field(instruction('IF "') + inner + instruction('" = "" "a" "b"'), run("Điều 5"))
    linked = f'<w:fldSimple w:instr="REF y">{run("khoản 2 ")}</w:fldSimple>'
    tagged = f'<w:smartTag w:element="place">{run(" Luật Đất đai")}</w:smartTag>'
    never_ended = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + instruction("PAGE")
    body = p(linked, compared, tagged) + p("Trang", never_ended) + p("Điều 6")
    assert lines(body) == ["khoản 2 Điều 5 Luật Đất đai", "Trang", "Điều 6"]


def test_text_boxes_in_groups_of_either_drawing_language_are_read_once() -> None:
    def box(words: str) -> str:
        return f"<w:txbxContent>{p(words)}</w:txbxContent>"

    new = "".join(f"<wps:wsp><wps:txbx>{box(w)}</wps:txbx></wps:wsp>" for w in ("HỎA TỐC", "Số đến: 12"))
    old = "".join(f"<v:shape><v:textbox>{box(w)}</v:textbox></v:shape>" for w in ("HỎA TỐC", "Số đến: 12"))
    drawn = f"<w:drawing><a:graphic><a:graphicData><wpg:wgp>{new}</wpg:wgp></a:graphicData></a:graphic></w:drawing>"
    both = (
        f'<mc:AlternateContent><mc:Choice Requires="wpg">{drawn}</mc:Choice>'
        f"<mc:Fallback><w:pict><v:group>{old}</v:group></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    assert lines(p(f"<w:r>{both}</w:r>", run("CÔNG ĐIỆN"))) == ["CÔNG ĐIỆN", "HỎA TỐC", "Số đến: 12"]
    assert lines(p(f"<w:r><w:pict><v:group>{old}</v:group></w:pict></w:r>", run("A"))) == ["A", "HỎA TỐC", "Số đến: 12"]


def test_of_several_alternatives_one_is_read() -> None:
    twice = f'<mc:Choice Requires="a">{run("một")}</mc:Choice><mc:Choice Requires="b">{run("hai")}</mc:Choice>'
    drawn = f'<mc:Choice Requires="cx"><w:drawing/></mc:Choice><mc:Fallback>{run("bảng")}</mc:Fallback>'
    wrap = "<mc:AlternateContent>{}</mc:AlternateContent>".format
    assert lines(p(wrap(twice), wrap(drawn), wrap(""))) == ["mộtbảng"]


def test_styles_hide_words_and_write_them_in_capitals() -> None:
    styles = (
        '<w:style w:styleId="Ten" w:type="paragraph"><w:rPr><w:caps/></w:rPr></w:style>'
        '<w:style w:styleId="Ten2" w:type="paragraph"><w:basedOn w:val="Ten"/></w:style>'
        '<w:style w:styleId="An" w:type="character"><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    hidden, plain = run("ẩn", '<w:rStyle w:val="An"/>'), run(" Số", '<w:caps w:val="0"/>')
    assert lines(p("Quyết định", hidden, plain, properties='<w:pStyle w:val="Ten2"/>'), styles=styles) == [
        "QUYẾT ĐỊNH Số"
    ]


def test_numbers_of_styles_that_only_name_their_level() -> None:
    numbering = lists(
        level(0, "upperRoman", "%1."), level(1, "decimal", "%2.", '<w:pStyle w:val="Muc"/>'),
        level(2, "lowerLetter", "%3)"),
    )  # fmt: skip
    styles = (
        '<w:style w:styleId="Chuong"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="Muc" w:type="paragraph"><w:basedOn w:val="Chuong"/></w:style>'
        '<w:style w:styleId="Diem" w:type="paragraph"><w:basedOn w:val="Chuong"/><w:pPr><w:numPr><w:ilvl w:val="2"/>'
        "</w:numPr></w:pPr></w:style>"
    )
    body = "".join(p(f"việc {s}", properties=f'<w:pStyle w:val="{s}"/>') for s in ("Chuong", "Muc", "Diem", "Diem"))
    found = lines(body, numbering=numbering, styles=styles)
    assert found == ["I. việc Chuong", "1. việc Muc", "a) việc Diem", "b) việc Diem"]


def test_a_deleted_paragraph_uses_no_number() -> None:
    kept = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    gone = p("<w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del>", properties=kept + "<w:rPr><w:del/></w:rPr>")
    begun = p("Sở ", properties=kept + "<w:rPr><w:del/></w:rPr>")
    body = numbered("một") + gone + numbered("hai") + begun + numbered("Nội vụ")
    assert lines(body, numbering=lists(level(0, "decimal", "%1."))) == ["1. một", "2. hai", "3. Sở Nội vụ"]


def test_what_word_makes_or_notes_beside_the_text_is_not_read() -> None:
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    made = f"<w:sdt>{gallery}<w:sdtContent>{p('Mục lục')}{p('Điều 1. Phạm vi 3')}</w:sdtContent></w:sdt>"
    old = p("Điều 1. Phạm vi 3", properties='<w:pStyle w:val="TOC1"/>')
    noted = p('<w:commentRangeStart w:id="1"/>', "Điều 1", '<w:r><w:commentReference w:id="1"/></w:r>')
    assert lines(made + old + noted) == ["Điều 1"]


OLD_FONTS = [
    ("a run's", '<w:rFonts w:hAnsi=".VnTime"/>', "QuyÕt ®Þnh cña Bé Y tÕ vÒ c«ng t¸c c¶i c¸ch hµnh chÝnh",
     "Quyết định của Bộ Y tế về công tác cải cách hành chính"),
    ("capitals only", '<w:rFonts w:ascii=".VnTimeH"/>', "QuyÕt ®Þnh vÒ c«ng t¸c c¶i c¸ch hµnh chÝnh",
     "QUYẾT ĐỊNH VỀ CÔNG TÁC CẢI CÁCH HÀNH CHÍNH"),
    ("VNI's", '<w:rFonts w:ascii="VNI-Times"/>', "Quyeát ñònh veà coâng taùc caûi caùch haønh chính",
     "Quyết định về công tác cải cách hành chính"),
    ("left over from other days", '<w:rFonts w:ascii=".VnTime"/>', "Quyết định về công tác", "Quyết định về công tác"),
    ("of another name", '<w:rFonts w:ascii="Times New Roman"/>', "à la carte, déjà vu", "à la carte, déjà vu"),
]  # fmt: skip


@pytest.mark.parametrize(("situation", "font", "said", "read"), OLD_FONTS, ids=[f[0] for f in OLD_FONTS])
def test_words_in_fonts_before_unicode(situation: str, font: str, said: str, read: str) -> None:
    source = pipeline.read_bytes("a.docx", docx(p(run(said, font))))
    assert source.text == read + "\n"
    assert bool(source.warnings) is (said != read)


def test_an_old_font_by_a_style_and_one_word_in_a_new_font() -> None:
    styles = (
        '<w:style w:styleId="Cu" w:type="paragraph"><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr></w:style>'
        '<w:style w:styleId="Moi" w:type="character"><w:rPr><w:rFonts w:ascii="Arial"/></w:rPr></w:style>'
    )
    new = run("số 45/QĐ-BYT", '<w:rStyle w:val="Moi"/>')
    body = p(run("QuyÕt ®Þnh "), new, run(" vÒ c¶i c¸ch hµnh chÝnh"), properties='<w:pStyle w:val="Cu"/>')
    assert lines(body, styles=styles) == ["Quyết định số 45/QĐ-BYT về cải cách hành chính"]


def test_formulas_are_read_in_a_line() -> None:
    def m(words: str) -> str:
        return f"<m:r><m:t>{words}</m:t></m:r>"

    share = f"<m:f><m:fPr/><m:num>{m('số hồ sơ đúng hạn')}</m:num><m:den>{m('N')}</m:den></m:f>"
    power = f"<m:sSup><m:e>{m('x')}</m:e><m:sup>{m('2')}</m:sup></m:sSup>"
    assert lines(p("T = ", f"<m:oMath>{share}{m(' + ')}{power}</m:oMath>")) == ["T = (số hồ sơ đúng hạn)/N + x^2"]


def test_cells_deleted_or_merged_by_an_older_word() -> None:
    rows = [
        row("1", cell("Sở", properties='<w:hMerge w:val="restart"/>'), cell("", properties="<w:hMerge/>"), "a"),
        row("2", "b", cell("bỏ", properties="<w:cellDel/>"), "c", "d"),
    ]
    assert lines(table(*rows)) == ["| 1 | Sở |  | a |", "| 2 | b | c | d |"]


def test_head_and_end_are_read_column_after_column() -> None:
    head = table(
        row("UBND TỈNH QUẢNG TRỊ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        row("Số: 12/KH-UBND", "Quảng Trị, ngày 05 tháng 3 năm 2024"),
    )
    end = table(
        row("", "Nơi nhận:", "", cell("KT. CHỦ TỊCH")),
        row("", cell("- Như trên;", "- Lưu: VT."), "", "PHÓ CHỦ TỊCH"),
        row("", "", "", "Nguyễn Văn A"),
        row(cell("Ghi chú: bản sao", properties='<w:gridSpan w:val="4"/>')),
    )
    assert lines(head + end) == [
        "UBND TỈNH QUẢNG TRỊ", "Số: 12/KH-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Quảng Trị, ngày 05 tháng 3 năm 2024",
        "Nơi nhận:", "- Như trên;", "- Lưu: VT.", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nguyễn Văn A", "Ghi chú: bản sao",
    ]  # fmt: skip


def test_a_head_that_lost_its_diacritics_is_a_head() -> None:
    head = table(row("UBND TINH QUANG TRI", "CONG HOA XA HOI CHU NGHIA VIET NAM"), row("Sb: 14 [KH-VP", "Doc lap"))
    assert lines(head) == ["UBND TINH QUANG TRI", "Sb: 14 [KH-VP", "CONG HOA XA HOI CHU NGHIA VIET NAM", "Doc lap"]


def test_a_list_of_documents_is_a_table_and_no_head() -> None:
    rows = [row("STT", "Văn bản", "Nội dung"), row("1", "Số 12/QĐ-BYT", "Về mua sắm")]
    assert lines(table(*rows)) == ["| STT | Văn bản | Nội dung |", "| 1 | Số 12/QĐ-BYT | Về mua sắm |"]


def test_a_part_that_was_not_read_is_told() -> None:
    source = pipeline.read_bytes("a.docx", docx(p("Kế hoạch") + '<w:altChunk r:id="x" xmlns:r="urn:r"/>'))
    assert source.text == "Kế hoạch\n"
    assert len(source.warnings) == 1 and source.warnings[0] in pipeline.extract(source).warnings


def picture(width: int, height: int) -> str:
    place = '<wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    return f'<w:r><w:drawing>{place}<wp:extent cx="{width}" cy="{height}"/><a:blip/></wp:inline></w:drawing></w:r>'


def test_scans_pasted_into_a_word_file_are_told() -> None:
    page, logo = picture(7_000_000, 9_900_000), picture(700_000, 700_000)
    source = pipeline.read_bytes("a.docx", docx(p("Kế hoạch", page, page, logo)))
    assert len(source.warnings) == 1 and source.warnings[0].startswith("2 ")
    with pytest.raises(InputRefused) as refused:
        pipeline.read_bytes("a.docx", docx(p(page)))
    assert refused.value.code == "empty" and "PDF" in refused.value.message()


@pytest.mark.parametrize("kind", ["document.macroEnabled", "template", "template.macroEnabledTemplate"])
def test_documents_with_macros_and_templates_are_read(kind: str) -> None:
    part = f'PartName="/word/document.xml" ContentType="application/vnd.ms-word.{kind}.main+xml"'
    data = package(
        {
            "[Content_Types].xml": f"<Types><Override {part}/></Types>",
            "_rels/.rels": relations({"officeDocument": "word/document.xml"}),
            "word/document.xml": element("document", f"<w:body>{p('Kế hoạch')}</w:body>"),
            "word/vbaProject.bin": b"\xd0\xcf\x11\xe0",
        }
    )
    assert pipeline.read_bytes("a.docm", data).text == "Kế hoạch\n"
