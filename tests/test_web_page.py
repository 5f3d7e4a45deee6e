"""Web pages: the document in them and nothing else, whatever the portal; pages that hold none, or mean harm."""

from __future__ import annotations

import html as entities
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders import pipeline, reading
from loaders.readers import legacy_letters, web_page, web_page_tree
from loaders.readers.legacy_letters import TCVN3, VNI, WINDOWS_1258
from ontology.errors import InputRefused
from tests import made_pages
from tests.made_encodings import encoded, taken_for_western
from tests.made_pages import (
    BODY,
    HEAD_LEFT,
    HEAD_RIGHT,
    MENU,
    PORTALS,
    RELATED,
    SHOWN,
    archive,
    columns,
    document,
    html,
)


def lines(page: str | bytes) -> list[str]:
    text = web_page.read("a.html", page if isinstance(page, bytes) else page.encode()).text
    return [line for line in text.split("\n") if line]


def body(inside: str) -> list[str]:
    """The lines of what stands in a document after its second article."""
    found = lines(html(document(end=" ", after=inside)))
    return found[found.index(SHOWN[14]) + 1 :]


def warnings(page: str | bytes) -> tuple[str, ...]:
    return web_page.read("a.html", page if isinstance(page, bytes) else page.encode()).warnings


def refusal(page: str | bytes) -> str:
    with pytest.raises(InputRefused) as refused:
        lines(page)
    return refused.value.code


@pytest.mark.parametrize("page", PORTALS.values(), ids=PORTALS.keys())
def test_the_document_is_found_whatever_stands_around_it(page: Callable[[], str]) -> None:
    data = page().encode()
    assert web_page.recognises(data)
    assert lines(data) == SHOWN
    assert not warnings(data)


@pytest.mark.parametrize("coding", ["quoted-printable", "base64"])
def test_a_web_archive_is_read_as_its_page(coding: str) -> None:
    data = archive(made_pages.tabs(), coding=coding)
    assert web_page.recognises(data)
    assert lines(data) == SHOWN


def test_fields_citations_and_tasks_of_a_page() -> None:
    record = pipeline.extract(pipeline.read_bytes("45.txt", made_pages.soup().encode()))
    fields = record.document
    assert record.media_type == "text/html"
    assert [a and a.value for a in (fields.type, fields.number, fields.date, fields.issuer, fields.title)] == [
        "Quyết định", "45/QĐ-UBND", "2024-03-05", "Ủy ban nhân dân tỉnh Quảng Trị",
        "ban hành Kế hoạch cải cách hành chính năm 2024",
    ]  # fmt: skip
    assert [a.value for a in fields.recipients] == ["Như Điều 2", "Lưu: VT"]
    assert "76/NQ-CP" in [c.number for c in record.citations]
    assert [(t.description, t.lead) for t in record.tasks][:1] == [("Rà soát quy trình nội bộ", ("Sở Nội vụ",))]


def test_the_whole_page_without_a_letterhead_is_told() -> None:
    page = html(BODY + "<p><b>Điều 3.</b> Các ông, bà chịu trách nhiệm thi hành.</p>")
    assert lines(page)[0].startswith("QUYẾT ĐỊNH") or lines(page)[0].startswith("Căn cứ")
    assert any("quốc hiệu" in warning for warning in warnings(page))


def test_an_appendix_saved_by_itself_is_read_whole() -> None:
    page = html("<p>Danh mục các thủ tục hành chính được công bố, cập nhật theo từng lĩnh vực</p>" + made_pages.TASKS)
    assert lines(page)[1:] == SHOWN[21:]
    assert any("quốc hiệu" in warning for warning in warnings(page))


def test_an_appendix_of_forms_from_a_word_processor_is_read_from_its_first_line() -> None:
    made = '<meta charset=utf-8><meta name="generator" content="LibreOffice 7.4.7.2 (Linux)"/>'
    form = columns(
        "TÊN CƠ QUAN<br>Số: ..../QĐ-....", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc"
    )
    page = html(f"<h1>Phụ lục III</h1><p>MẪU TRÌNH BÀY VĂN BẢN</p>{form}<p>Điều 1. ....</p>", made)
    contents = "<p class=MsoToc1><a href='#_Toc1'>Phụ lục III</a>" + "\t2</p>"
    assert lines(page.replace("<h1>", contents + "<h1>")) == lines(page)
    assert lines(page)[:3] == ["Phụ lục III", "MẪU TRÌNH BÀY VĂN BẢN", "TÊN CƠ QUAN"]


RESULTS = "".join(
    f'<div><h3><a href="/vb/{i}">Quyết định {i}/QĐ-UBND năm 2023</a></h3><p>Ngày ban hành: 0{i}/03/2023</p></div>'
    for i in range(1, 10)
)


FACTS = (
    "<table><tr><td>Số ký hiệu</td><td>45/QĐ-UBND</td></tr>"
    "<tr><td>Trích yếu</td><td>Về việc ban hành Kế hoạch cải cách hành chính</td></tr></table>"
)


@pytest.mark.parametrize(
    "inside",
    [
        f"<ul>{MENU}</ul><h1>Kết quả tìm kiếm</h1>{RESULTS}<p>Trang 1 2 3</p>",
        "<form><h1>Đăng nhập</h1><label>Tên</label><input name=u><label>Mật khẩu</label><input type=password></form>",
        f"<ul>{MENU}</ul>{FACTS}<a href=/f.pdf>Tải về</a><ul>{RELATED}</ul>",
        "",
        "<frameset><frame src=a.html></frameset>",
    ],
    ids=["results", "login", "facts only", "nothing", "frames"],
)
def test_a_page_without_a_document_is_refused(inside: str) -> None:
    assert refusal(html(inside)) == "no-document"


def test_a_second_document_of_a_page_is_left_out_and_told() -> None:
    other = document().replace("45/QĐ-UBND", "77/QĐ-UBND")
    for page in (html(f"<div>{document()}</div><div>{other}</div>"), html(document() + other)):
        assert lines(page) == SHOWN
        assert any("77/QĐ-UBND" in warning for warning in warnings(page))


def test_the_attached_regulation_and_forms_with_blank_numbers_stay() -> None:
    form = columns("CƠ QUAN<br>Số: ..../GCN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc")
    attached = f"<p>QUY CHẾ</p><p>Điều 1. Phạm vi điều chỉnh</p><p>Mẫu số 01</p>{form}<p>GIẤY CHỨNG NHẬN</p>"
    found = lines(html(document(after=attached)))
    assert found[:21] == SHOWN[:21]
    assert found[-1] == "GIẤY CHỨNG NHẬN"
    assert not warnings(html(document(after=attached)))


def test_lists_have_the_numbers_that_browsers_make() -> None:
    made = (
        "<ol><li>Một<li>Hai<ol type=a><li>Nhỏ<li><p>Nữa</p><p>tiếp</p></ol><li value=7>Bảy</ol>"
        "<ol start=4 style='list-style-type:upper-roman'><li>Bốn</ol><ul><li>Gạch</ul>"
        "<ol><li><li>Sau mục trống</ol><ul style='list-style:none'><li>1.1. Tự đánh số</ul>"
    )
    assert body(made) == [
        "1. Một", "2. Hai", "a. Nhỏ", "b. Nữa", "tiếp", "7. Bảy", "IV. Bốn", "- Gạch", "2. Sau mục trống",
        "1.1. Tự đánh số",
    ]  # fmt: skip


def test_what_is_not_seen_is_not_read() -> None:
    made = (
        "<p>Diện tích 12 m<sup>2</sup>, CO<sub>2</sub>&shy; và ph&shy;ần&nbsp;trăm<!-- ẩn --></p>"
        "<p style='DISPLAY : NONE'>ẩn</p><p hidden>ẩn</p><del>bỏ</del><span style='text-transform:uppercase'>hoa</span>"
        "<select><option>chọn</select><button>Bấm</button><noscript>ẩn</noscript><template><p>ẩn</p></template>"
        "<svg><text>ẩn</text></svg><textarea>ẩn</textarea><pre>dòng một\ndòng  hai</pre>"
    )
    assert body(made) == ["Diện tích 12 m2, CO2 và phần trăm", "HOA", "dòng một", "dòng hai"]


def test_a_data_table_may_say_what_portals_say_and_nest_others() -> None:
    made = (
        "<table><tr><td>STT</td><td>Nội dung</td><td>Kết quả</td></tr><tr><td>1</td><td>Góp ý</td><td>Chia sẻ</td></tr>"
        "<tr><td>2</td><td><table><tr><td>Trong</td><td>bảng</td></tr></table></td><td><ul><li>a<li>b</ul></td></tr></table>"
    )
    assert body(made) == ["| STT | Nội dung | Kết quả |", "| 1 | Góp ý | Chia sẻ |", "| 2 | Trong bảng | - a - b |"]


def test_rows_that_an_empty_list_counts() -> None:
    made = (
        "<table><tr><td>STT<td>Tên loại<td>Viết tắt<tr><td><ol><li><p></p></ol><td>Nghị quyết<td>NQ"
        "<tr><td><ol start=2><li></ol><td>Quyết định<td>QĐ</table>"
    )
    assert body(made) == ["| STT | Tên loại | Viết tắt |", "| 1. | Nghị quyết | NQ |", "| 2. | Quyết định | QĐ |"]


def test_cells_that_reach_over_rows_and_columns_keep_their_places() -> None:
    made = (
        "<table><caption>Bảng 1</caption><thead><tr><th>A<th>B<th>C<th>D</thead><tbody>"
        "<tr><td rowspan=3>1<td colspan=2 rowspan=2>2<td>3<tr><td>4<tr><td>5<td>6<td>7"
        "<tr><td colspan=4>Nhóm hai</tbody></table>"
    )
    assert body(made) == [
        "Bảng 1", "| A | B | C | D |", "| 1 | 2 |  | 3 |", "|  |  |  | 4 |", "|  | 5 | 6 | 7 |", "| Nhóm hai |",
    ]  # fmt: skip


def test_a_page_that_withholds_text_says_so() -> None:
    page = html(document(after="<p>Bạn phải đăng nhập để xem toàn bộ nội dung văn bản này.</p>"))
    assert any("đăng nhập" in warning for warning in warnings(page))


def test_articles_that_a_page_folds_away_are_read_and_told() -> None:
    folded = '<div style="display:none"><p>Điều 3. Các sở, ngành chịu trách nhiệm thi hành.</p></div>'
    note = '<div style="display:none"><p>Điều 1. được sửa đổi bởi Quyết định khác</p></div>'
    page = html(document(body=BODY + folded))
    assert lines(page)[14:16] == [SHOWN[14], "Điều 3. Các sở, ngành chịu trách nhiệm thi hành."]
    assert any("gấp lại" in warning for warning in warnings(page))
    assert lines(html(document(body=BODY + note))) == SHOWN


def test_the_day_that_a_portal_shows_its_visitors_is_no_letterhead() -> None:
    banner = "<div>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</div><div>Thứ ba, ngày 5 tháng 3 năm 2024</div>"
    assert lines(html(f"<div>{banner}</div><ul>{MENU}</ul><div><p>Toàn văn</p>{document()}</div>")) == SHOWN


def test_contents_and_a_translation_beside_the_document_are_not_read() -> None:
    contents = "".join(f'<li><a href="#d{i}">Điều {i}. Phạm vi</a></li>' for i in range(1, 9))
    english = (
        "<div><p>PEOPLE'S COMMITTEE</p><p>SOCIALIST REPUBLIC OF VIETNAM</p><p>No. 45/QD-UBND</p>"
        "<p>Article 1. Promulgate the plan together with this Decision.</p></div>"
    )
    page = html(f"<div><h2>Mục lục</h2><ul>{contents}</ul></div><div><div>{document()}</div>{english}</div>")
    assert lines(page) == SHOWN


def test_a_head_of_five_columns_and_links_in_every_line() -> None:
    head = f"<table><tr><td>{HEAD_LEFT}</td><td></td><td>&nbsp;</td><td>{HEAD_RIGHT}</td><td></td></tr></table>"
    linked = BODY.replace("Luật Tổ chức", '<a href="/luat">Luật Tổ chức').replace("năm 2015;", "năm 2015</a>;")
    linked = linked.replace("<b>Điều 1.</b>", '<a name=d1></a><a href="#d1"><b>Điều 1.</b></a>')
    assert lines(html(f"<div>{MENU}</div><div>{document(head, body=linked)}</div>")) == SHOWN


def test_a_page_of_verbatim_lines() -> None:
    text = "\n".join(SHOWN[:21])
    assert lines(html(f"<div>{MENU}</div><pre>{text}</pre><div>© 2024</div>")) == SHOWN[:21]


WESTERN = '<meta http-equiv="Content-Type" content="text/html; charset={}">'


@pytest.mark.parametrize("charset", ["utf-16", "utf-8-sig", "utf-16-le"])
def test_pages_in_unicode_with_and_without_its_mark(charset: str) -> None:
    data = html(document(), WESTERN.format("unicode")).encode(charset)
    assert web_page.recognises(data)
    assert lines(data) == SHOWN


def test_a_page_in_windows_1258() -> None:
    for said in ("windows-1258", "iso-8859-1"):
        data = encoded(html(document(), WESTERN.format("windows-1258")), WINDOWS_1258)
        assert lines(data) == SHOWN, said


@pytest.mark.parametrize("encoding", [TCVN3, VNI])
def test_a_page_in_letters_of_old_fonts(encoding: str) -> None:
    plain = html(document(), WESTERN.format("windows-1252"))
    shown = [line.casefold() for line in SHOWN]
    assert [line.casefold() for line in lines(encoded(plain, encoding))] == shown
    by_number = entities.unescape(encoded(plain, encoding).decode("cp1252", "replace"))
    numbered = by_number.encode("ascii", "xmlcharrefreplace")
    assert [line.casefold() for line in lines(numbered)] == shown
    assert any("Unicode" in warning for warning in warnings(numbered))


def test_fonts_tell_the_letters_of_single_words() -> None:
    western = [legacy_letters.decode_windows_1252(encoded(words, TCVN3)) for words in ("họp giao ban", "thông báo")]
    made = (
        f'<p><font face=".VnTime">{western[0]}</font></p><p style="font-family:.VnTimeH">{western[1]}</p><p>Hết ạ</p>'
    )
    left_over = '<p><font face=".VnTime">cộng hòa, đường phố, quyết định, thủ tướng</font></p>'
    assert body(made) == ["họp giao ban", "THÔNG BÁO", "Hết ạ"]
    assert body(left_over) == ["cộng hòa, đường phố, quyết định, thủ tướng"]


def test_a_page_taken_for_western_is_undone() -> None:
    assert lines(taken_for_western(html(document()).encode())) == SHOWN


@pytest.mark.parametrize(
    ("data", "is_page"),
    [
        (b"<!-- saved from url=(0030)http://x -->\r\n<html><body>", True),
        (b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN"><html>', True),
        (b"\xef\xbb\xbf  <HTML>", True),
        (b"<p class=a>x</p>", True),
        (b"<table border=1><tr><td>", True),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument>', False),
        (b"<w:document/>", False),
        (b"Quy <b>trinh</b>", False),
        (b"1 < 2", False),
        (b"<<<<", False),
        (b"", False),
    ],
)
def test_pages_are_known_by_their_beginning(data: bytes, is_page: bool) -> None:
    assert web_page.recognises(data) is is_page


DEEP = 100_000


@pytest.mark.parametrize(
    "made",
    [
        "<div>" * DEEP,
        "<table><tr><td>" * DEEP,
        "<b><p>" * DEEP,
        "<ul><li>" * DEEP,
        "<font face=.VnTime><span hidden=0>" * DEEP,
        "<p " + "a=1 " * DEEP + ">",
        f'<p title="{"x" * 5_000_000}">',
        "&amp;" * 500_000,
        "&#x1EBF" * 300_000,
        "<!DOCTYPE a [<!ENTITY b 'c'>]>" * 1_000 + "&b;" * DEEP,
        "<" * 500_000,
        "</p>" * DEEP,
        "<table>" + "<tr><td colspan=1000 rowspan=65000>x" * 3_000,
        "<br>" * 300_000,
        "x " * 500_000,
        "<iframe srcdoc='&lt;iframe srcdoc=&amp;quot;&lt;p>x'>" * 2_000,
        "<!--" * DEEP,
        "<pre>" + "\n" * 500_000,
        "\x00" * DEEP,
    ],
    ids=lambda made: made[:20].encode("unicode_escape").decode(),
)
def test_hostile_pages_end_in_the_document_or_a_refusal(made: str) -> None:
    page = html(document(after=made))
    try:
        found = lines(page)
    except InputRefused:
        return
    assert found[:15] == SHOWN[:15]


def test_too_many_blocks_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_page_tree, "MOST_NODES", 10_000)
    assert refusal(html(document(after="<p>x" * 12_000))) == "resource-limit"
    assert lines(html(document(after="<p>x" * 2_000)))[:15] == SHOWN[:15]


def test_nothing_is_fetched_and_no_file_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("bí mật")
    made = (
        f'<!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
        + html(document(after=f'<p>&x;</p><img src="{secret.as_uri()}"><iframe src="{secret.as_uri()}"></iframe>'))
        + f'<object data="{secret.as_uri()}"></object><link rel=stylesheet href="{secret.as_uri()}">'
    )
    assert "bí mật" not in "\n".join(lines(made))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4_000), st.integers(0, 255)), max_size=30), st.integers(0, 4_500))
def test_damaged_pages_are_read_or_refused(changes: list[tuple[int, int]], length: int) -> None:
    data = bytearray(made_pages.soup().encode()[:length])
    for at, byte in changes:
        if at < len(data):
            data[at] = byte
    with suppress(InputRefused):
        reading.read("a.html", bytes(data))


def test_head_and_end_are_read_column_by_column() -> None:
    rows = (
        "<table><tr><td>SỞ NỘI VỤ</td><td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</td></tr>"
        "<tr><td>Số: 12/SNV</td><td>Hà Nội, ngày 5 tháng 3 năm 2024</td></tr></table>"
    )
    assert lines(html(rows + BODY))[:4] == [
        "SỞ NỘI VỤ", "Số: 12/SNV", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Hà Nội, ngày 5 tháng 3 năm 2024",
    ]  # fmt: skip


def test_a_head_parted_by_blanks_is_two_lines() -> None:
    parted = HEAD_LEFT + "<br>" + HEAD_RIGHT.replace("<i>", "Số: 45/QĐ-UBND" + "&nbsp;" * 12)
    page = html(f"<p>{parted}</p>{BODY}".replace("Số: 45/QĐ-UBND<br>", "", 1))
    assert lines(page)[3:8] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "-------", "Số: 45/QĐ-UBND",
        "Quảng Trị, ngày 05 tháng 3 năm 2024",
    ]  # fmt: skip
