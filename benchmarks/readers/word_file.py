"""A document as a Word file, written as offices type it: tables without rules at head and end, page numbers above."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from benchmarks.readers.paper import Columns, Grid, Look, Paragraph, Piece

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
FONT = "TeX Gyre Termes"  # shaped like Times, with every Vietnamese letter: Debian's fonts-texgyre
CM = 567  # twentieths of a point in a centimetre
BODY, HEAD, SMALL = 28, 24, 22  # half points
PORTRAIT, LANDSCAPE = (round(21 * CM), round(29.7 * CM)), (round(29.7 * CM), round(21 * CM))
MARGINS = f'w:top="{2 * CM}" w:bottom="{2 * CM}" w:left="{3 * CM}" w:right="{2 * CM}" w:header="{CM}" w:footer="{CM}"'
TEXT_WIDTH = 16 * CM
AGENCY, MOTTO = round(6.2 * CM), round(10.8 * CM)
SIGNED = 4  # blank lines that a signature takes


def docx(pieces: Sequence[Piece]) -> bytes:
    """The file; the same pieces give the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in _parts("".join(_body(pieces))):
            archive.writestr(zipfile.ZipInfo(name, (2023, 1, 31, 0, 0, 0)), xml)
    return made.getvalue()


def _parts(body: str) -> Iterator[tuple[str, str]]:
    start = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{TYPE}.{kind}+xml"/>'
        for part, kind in (("document", "document.main"), ("styles", "styles"), ("header1", "header"))
    )
    yield (
        "[Content_Types].xml",
        (
            f'{start}<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
        ),
    )
    yield "_rels/.rels", f"{start}{_relations({'rId1': ('officeDocument', 'word/document.xml')})}"
    yield (
        "word/_rels/document.xml.rels",
        f"{start}{_relations({'rId1': ('styles', 'styles.xml'), 'rId2': ('header', 'header1.xml')})}",
    )
    yield "word/document.xml", f'{start}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}</w:body></w:document>'
    yield (
        "word/styles.xml",
        (
            f'{start}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>'
            f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}" w:eastAsia="{FONT}"/><w:sz w:val="{BODY}"/>'
            '<w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault></w:docDefaults></w:styles>'
        ),
    )
    field = "".join(
        f"<w:r>{each}</w:r>"
        for each in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve">PAGE</w:instrText>',
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    yield (
        "word/header1.xml",
        f'{start}<w:hdr xmlns:w="{W}"><w:p><w:pPr><w:jc w:val="center"/></w:pPr>{field}</w:p></w:hdr>',
    )


def _relations(targets: dict[str, tuple[str, str]]) -> str:
    each = "".join(f'<Relationship Id="{k}" Type="{R}/{kind}" Target="{to}"/>' for k, (kind, to) in targets.items())
    return f'<Relationships xmlns="{PACKAGE}/relationships">{each}</Relationships>'


def _body(pieces: Sequence[Piece]) -> Iterator[str]:
    turned = False
    for piece in pieces:
        wide = isinstance(piece, Grid) and piece.wide
        if wide is not turned:
            yield f"<w:p><w:pPr>{_section(turned)}</w:pPr></w:p>"
            turned = wide
        if isinstance(piece, Paragraph):
            yield _paragraph(piece)
        elif isinstance(piece, Columns):
            yield _columns(piece)
        else:
            yield _grid(piece)
    yield _section(turned)


def _section(turned: bool) -> str:
    width, height = LANDSCAPE if turned else PORTRAIT
    orient = ' w:orient="landscape"' if turned else ""
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="rId2"/><w:pgSz w:w="{width}" w:h="{height}"{orient}/>'
        f"<w:pgMar {MARGINS}/><w:titlePg/></w:sectPr>"
    )


def _p(words: str, *, align: str, bold: bool = False, italic: bool = False, size: int = BODY, more: str = "") -> str:
    look = "<w:b/>" * bold + "<w:i/>" * italic + f'<w:sz w:val="{size}"/>'
    return (
        f'<w:p><w:pPr>{more}<w:jc w:val="{align}"/></w:pPr>'
        f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(words)}</w:t></w:r></w:p>'
    )


def _paragraph(piece: Paragraph) -> str:
    title = piece.look is Look.TITLE
    indent = "" if title or piece.look is Look.LINE else f'<w:ind w:firstLine="{round(1.27 * CM)}"/>'
    return _p(
        piece.words,
        align="center" if title else "left" if piece.look is Look.LINE else "both",
        bold=title or piece.look is Look.HEADING,
        italic=piece.look is Look.BASIS,
        more=f'<w:spacing w:before="80" w:after="40"/>{indent}',
    )


def _columns(piece: Columns) -> str:
    widths = (TEXT_WIDTH // 2, TEXT_WIDTH // 2) if piece.end else (AGENCY, MOTTO)
    return _table([_laid_out(piece, *row) for row in piece.rows], widths, ruled=False)


def _laid_out(piece: Columns, left: Sequence[str], right: Sequence[str]) -> list[str]:
    if not piece.end:
        return [
            "".join(
                _p(words, align="center", bold=words.isupper(), size=HEAD if words.isupper() else HEAD + 2)
                for words in lines
            )
            for lines in (left, right)
        ]
    named = [i for i, words in enumerate(right) if not words.isupper()]
    signed = "".join(
        _p("", align="center") * (SIGNED if named and i == named[0] else 0) + _p(words, align="center", bold=True)
        for i, words in enumerate(right)
    )
    first = left[:1] if left and left[0].startswith("N") else ()
    received = "".join(_p(words, align="left", bold=True, italic=True, size=SMALL + 2) for words in first)
    return [received + "".join(_p(words, align="left", size=SMALL) for words in left[len(first) :]), signed]


def _grid(piece: Grid) -> str:
    count = max(len(row) for row in piece.rows)
    page = LANDSCAPE if piece.wide else PORTRAIT
    widths = _widths(piece, count, page[0] - 5 * CM)
    rows = []
    for i, row in enumerate(piece.rows):
        head = i < piece.header
        cells = [*row, *[""] * (count - len(row))]
        rows.append([_p(c, align="center" if head else "left", bold=head, size=BODY - 4) for c in cells])
    return _table(rows, widths, ruled=True, header=piece.header)


def _widths(piece: Grid, count: int, whole: int) -> list[int]:
    """Columns as wide as their words want, none too narrow for its longest word."""
    wants = []
    for at in range(count):
        cells = [row[at] for row in piece.rows if at < len(row)]
        longest = max((len(word) for cell in cells for word in cell.split()), default=1)
        wants.append(max(longest * 1.6 + 2, min(40.0, sum(map(len, cells)) / max(len(cells), 1) ** 1.0)))
    return [round(whole * want / sum(wants)) for want in wants]


def _table(rows: Sequence[Sequence[str]], widths: Sequence[int], *, ruled: bool, header: int = 0) -> str:
    sides = "".join(
        f'<w:{side} w:val="{"single" if ruled else "nil"}" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    lines = "".join(
        f"<w:tr>{'<w:trPr><w:tblHeader/></w:trPr>' if i < header else ''}"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell or "<w:p/>"}</w:tc>'
            for cell, width in zip(row, widths, strict=True)
        )
        + "</w:tr>"
        for i, row in enumerate(rows)
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{sides}'
        f'</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl><w:p/>'
    )
