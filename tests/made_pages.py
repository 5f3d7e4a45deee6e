"""Web pages as portals and Word make them, small, made in the tests themselves."""

from __future__ import annotations

import base64
import quopri

HEAD_LEFT = "ỦY BAN NHÂN DÂN<br>TỈNH QUẢNG TRỊ<br>-------<br>Số: 45/QĐ-UBND"
HEAD_RIGHT = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc<br>-------<br>"
    "<i>Quảng Trị, ngày 05 tháng 3 năm 2024</i>"
)
BODY = """<p align=center><b>QUYẾT ĐỊNH</b></p>
<p align=center>Về việc ban hành Kế hoạch
 cải cách hành chính năm 2024</p>
<p><i>Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;</i></p>
<p><i>Căn cứ Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ;</i></p>
<p><b>QUYẾT ĐỊNH:</b></p>
<p><b>Điều 1.</b> Ban hành kèm theo Quyết định này Kế hoạch cải cách&nbsp;hành chính năm 2024.</p>
<p><b>Điều 2.</b> Quyết định này có hiệu lực kể từ ngày ký.</p>
"""
TASKS = """<table border=1><tr><th rowspan=2>STT</th><th rowspan=2>Nhiệm vụ</th><th colspan=2>Cơ quan</th>
<th rowspan=2>Thời gian</th></tr><tr><th>Chủ trì</th><th>Phối hợp</th></tr>
<tr><td>1</td><td><p>Rà soát quy trình</p><p>nội bộ</p></td><td>Sở Nội vụ</td><td>Sở Y tế</td><td>Quý I/2024</td></tr>
<tr><td>2</td><td>Xây dựng kho dữ liệu</td><td rowspan=2>Sở Tài chính</td><td></td><td>Quý II/2024</td></tr>
<tr><td>3</td><td>Đánh giá | xếp hạng</td><td>Sở Nội vụ</td><td>Quý III/2024</td></tr></table>
"""
END_LEFT = "<b>Nơi nhận:</b><br>- Như Điều 2;<br>- Lưu: VT."
END_RIGHT = "<b>TM. ỦY BAN NHÂN DÂN<br>CHỦ TỊCH</b><br><br><br><b>Nguyễn Văn A</b>"

MENU = "".join(f'<li><a href="/c/{i}">Chuyên mục {i}</a></li>' for i in range(12))
RELATED = "".join(
    f'<li><a href="/vb/{i}">Quyết định {i}/QĐ-UBND năm 2023 phê duyệt Kế hoạch cải cách hành chính</a></li>'
    for i in range(8)
)
SCRIPT = (
    "<script>var a = '<p>Điều 9. Không phải văn bản</p>'; if (a < 1 && a > 0) {}</script><style>p {color: red}</style>"
)

SHOWN = """ỦY BAN NHÂN DÂN
TỈNH QUẢNG TRỊ
-------
Số: 45/QĐ-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
-------
Quảng Trị, ngày 05 tháng 3 năm 2024
QUYẾT ĐỊNH
Về việc ban hành Kế hoạch cải cách hành chính năm 2024
Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;
Căn cứ Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ;
QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Kế hoạch cải cách hành chính năm 2024.
Điều 2. Quyết định này có hiệu lực kể từ ngày ký.
Nơi nhận:
- Như Điều 2;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn A
| STT | Nhiệm vụ | Cơ quan |  | Thời gian |
|  |  | Chủ trì | Phối hợp |  |
| 1 | Rà soát quy trình nội bộ | Sở Nội vụ | Sở Y tế | Quý I/2024 |
| 2 | Xây dựng kho dữ liệu | Sở Tài chính |  | Quý II/2024 |
| 3 | Đánh giá xếp hạng |  | Sở Nội vụ | Quý III/2024 |
""".splitlines()


def columns(left: str, right: str) -> str:
    """Two columns as a table, the way Word and most portals set them."""
    return f"<table border=0 width='100%'><tr><td width='40%'>{left}</td><td>{right}</td></tr></table>"


def document(head: str = "", end: str = "", body: str = BODY, after: str = TASKS) -> str:
    """The decision whose lines are SHOWN."""
    return (head or columns(HEAD_LEFT, HEAD_RIGHT)) + body + (end or columns(END_LEFT, END_RIGHT)) + after


def html(body: str, head: str = '<meta charset="utf-8">') -> str:
    title = "<title>Quyết định 45/QĐ-UBND | Cổng thông tin</title>"
    return f"<!DOCTYPE html>\n<html lang=vi><head>{head}{title}</head>\n<body>{body}</body></html>"


def tables_of_2005() -> str:
    """The whole page set by nested tables, the menu a column at the left."""
    left = f"<td width=180 valign=top><table><tr><td><ul>{MENU}</ul></td></tr></table></td>"
    right = f"<td width=150><table><tr><td>Văn bản liên quan</td></tr><tr><td><ul>{RELATED}</ul></td></tr></table></td>"
    inner = f"<table width='100%'><tr><td class=title>Toàn văn</td></tr><tr><td>{document()}</td></tr></table>"
    banner = "<tr><td colspan=3><font size=5>CỔNG THÔNG TIN ĐIỆN TỬ TỈNH QUẢNG TRỊ</font></td></tr>"
    foot = "<tr><td colspan=3>Bản quyền thuộc về UBND tỉnh. Điện thoại: 0233 3852 000</td></tr>"
    return html(
        f"<center><table width=960>{banner}<tr>{left}<td valign=top>{inner}</td>{right}</tr>{foot}</table></center>"
    )


def soup() -> str:
    """Blocks in blocks, nothing said by their names; head and end in floating columns, paragraphs as blocks."""
    head = (
        f'<div class="x1"><div class="x2" style="float:left">{HEAD_LEFT}</div>'
        f'<div class="x2" style="float:right">{HEAD_RIGHT}</div></div>'
    )
    end = f'<div><div style="float:left">{END_LEFT}</div><div style="float:right">{END_RIGHT}</div></div>'
    body = BODY.replace("<p", "<div").replace("</p>", "</div>")
    comments = "<div><div>Bình luận (2)</div><div>Bạn đọc: Điều 1. của Quyết định này hay quá</div></div>"
    return html(
        f"<div><div><ul>{MENU}</ul></div><div><div><span>Trang chủ</span> › <span>Văn bản</span></div>"
        f"<h1>Quyết định 45/QĐ-UBND năm 2024</h1><div><div><div>{document(head, end, body)}</div></div>"
        f"<div><h3>Tin liên quan</h3><ul>{RELATED}</ul></div>{comments}</div></div></div>" + SCRIPT
    )


def tabs() -> str:
    """A portal's page with tabs; the one with the document is hidden, as when it was saved from another tab."""
    facts = (
        "<table><tr><td>Số ký hiệu</td><td>45/QĐ-UBND</td></tr><tr><td>Ngày ban hành</td><td>05/03/2024</td></tr>"
        "<tr><td>Cơ quan ban hành</td><td>UBND tỉnh Quảng Trị</td></tr></table>"
    )
    return html(
        f'<nav><ul>{MENU}</ul></nav><div role="tabpanel">{facts}</div>'
        f'<div role="tabpanel" style="display: none">{document()}</div>'
        f'<div role="tabpanel" style="display: none"><ul>{RELATED}</ul></div><footer>© 2024 {MENU}</footer>'
    )


def framed() -> str:
    """The document in a frame of its own within the page."""
    inner = html(document()).replace("&", "&amp;").replace('"', "&quot;")
    return html(f'<div><ul>{MENU}</ul></div><iframe id="view" srcdoc="{inner}"></iframe><div><ul>{RELATED}</ul></div>')


def from_word() -> str:
    """A file saved from Word as a web page: conditional comments, styles of its own, sections."""
    head = (
        '<meta http-equiv=Content-Type content="text/html; charset=utf-8">'
        '<meta name=Generator content="Microsoft Word 15">'
        "<!--[if gte mso 9]><xml><w:WordDocument><w:View>Print</w:View></w:WordDocument></xml><![endif]-->"
        '<style><!-- p.MsoNormal {margin:0in; font-family:"Times New Roman"} --></style>'
    )
    end = columns(END_LEFT, END_RIGHT)
    return html(
        f"<div class=WordSection1>{columns(HEAD_LEFT, HEAD_RIGHT)}{BODY}{end}"
        "<p class=MsoNormal><o:p>&nbsp;</o:p></p></div>"
        f"<span><br clear=all style='page-break-before:always'></span><div class=WordSection2>{TASKS}</div>",
        head,
    )


def plain_lines() -> str:
    """The page for printing: everything in one block, lines broken by hand."""
    body = BODY.replace("</p>", "<br>").replace("<p>", "").replace("<p align=center>", "")
    return html(f"<div>In trang<br>{HEAD_LEFT}<br>{HEAD_RIGHT}<br>{body}{END_LEFT}<br>{END_RIGHT}<br>{TASKS}</div>")


def archive(page: str, coding: str = "quoted-printable") -> bytes:
    """A web archive with the page and a picture."""
    data = page.encode()
    body = quopri.encodestring(data) if coding == "quoted-printable" else base64.encodebytes(data)
    head = (
        "From: <Saved by a browser>\r\nSubject: =?utf-8?Q?Quy=E1=BA=BFt?=\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----=_Next"\r\n\r\n\r\n'
        "------=_Next\r\nContent-Type: text/html; charset=utf-8\r\n"
        f"Content-Transfer-Encoding: {coding}\r\nContent-Location: https://example.org/vb\r\n\r\n"
    )
    picture = "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo="
    return head.encode() + body + f"\r\n------=_Next\r\n{picture}\r\n------=_Next--\r\n".encode()


PORTALS = {
    "tables of 2005": tables_of_2005,
    "blocks in blocks": soup,
    "tabs": tabs,
    "a frame": framed,
    "Word": from_word,
    "lines broken by hand": plain_lines,
}
