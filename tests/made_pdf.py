"""Small PDF files, made in the tests themselves: every letter half as wide as its size, sheets of 595 by 842 points."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

WIDTH, HEIGHT = 595, 842
CODES = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def /CMapType 2 def\n"
UNICODE = (
    CODES
    + "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    + "".join(
        f"100 beginbfrange\n{ranges}endbfrange\n"
        for block in range(0, 256, 100)
        for ranges in ["".join(f"<{i:02X}00> <{i:02X}FF> <{i:02X}00>\n" for i in range(block, min(256, block + 100)))]
    ).replace("100 beginbfrange\n<C8", "56 beginbfrange\n<C8")
    + "endcmap end end"
)
FONT = (
    "<< /Type /Font /Subtype /Type0 /BaseFont /Own /Encoding /Identity-H /DescendantFonts [5 0 R] /ToUnicode 6 0 R >>",
    (
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Own /DW 500 /FontDescriptor 7 0 R"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
    ),
    (
        "<< /Type /FontDescriptor /FontName /Own /Flags 4 /FontBBox [0 -200 1000 800] /ItalicAngle 0 /Ascent 800"
        " /Descent -200 /CapHeight 700 /StemV 80 >>"
    ),
)


def stream(content: bytes, more: str = "") -> bytes:
    return f"<< /Length {len(content)} {more} >>\nstream\n".encode() + content + b"\nendstream"


def pdf(
    *pages: str, page: str = "", more: Sequence[bytes] = (), resources: str = "", fonts: str = "", trailer: str = ""
) -> bytes:
    """A file of these pages, given as what draws them; `page` is put into each page's dictionary.

    `more` are further objects, numbered from 8 on; `resources` and `fonts` may name them.
    """
    first = 8 + len(more)
    kids = " ".join(f"{first + 2 * i} 0 R" for i in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        f"<< /Font << /F 4 0 R {fonts} >> {resources} >>".encode(),
        FONT[0].encode(),
        FONT[1].encode(),
        stream(UNICODE.encode()),
        FONT[2].encode(),
        *more,
    ]
    for i, content in enumerate(pages):
        box = "" if "/MediaBox" in page else f"/MediaBox [0 0 {WIDTH} {HEIGHT}]"
        told = f"<< /Type /Page /Parent 2 0 R {box} /Resources 3 0 R /Contents {first + 2 * i + 1} 0 R {page} >>"
        objects += [told.encode(), stream(zlib.compress(content.encode()), "/Filter /FlateDecode")]
    return written(objects, trailer)


def written(objects: Sequence[bytes], trailer: str = "") -> bytes:
    """The file of these objects, the first of them its catalogue."""
    made = b"%PDF-1.7\n"
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n".encode() + each + b"\nendobj\n"
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(f"{at:010} 00000 n \n" for at in places)
    end = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{len(made)}\n%%EOF\n"
    return made + table.encode() + end.encode()


def show(x: float, y: float, words: str, size: float = 14, *, more: str = "") -> str:
    """Words at a place counted from the left and the top; `more` are operators before them ("3 Tr")."""
    return f"BT {more} /F {size} Tf 1 0 0 1 {x} {HEIGHT - y} Tm <{words.encode('utf-16-be').hex()}> Tj ET\n"


def simple_font(name: str) -> bytes:
    """A font of one byte a letter, in the Western order."""
    widths = " ".join(["500"] * 256)
    return (
        f"<< /Type /Font /Subtype /TrueType /BaseFont /{name} /Encoding /WinAnsiEncoding /FirstChar 0 /LastChar 255"
        f" /Widths [{widths}] /FontDescriptor 7 0 R >>"
    ).encode()


def show_bytes(x: float, y: float, data: bytes, font: str, size: float = 14) -> str:
    """The codes of a font of one byte a letter."""
    return f"BT /{font} {size} Tf 1 0 0 1 {x} {HEIGHT - y} Tm <{data.hex()}> Tj ET\n"


def lines(x: float, y: float, *said: str, size: float = 14, step: float = 18) -> str:
    """Lines below one another."""
    return "".join(show(x, y + i * step, words, size) for i, words in enumerate(said))


def rule(x0: float, y0: float, x1: float, y1: float) -> str:
    """A ruled line."""
    return f"{x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S\n"


def ruled(xs: Sequence[float], ys: Sequence[float]) -> str:
    """All lines of a table."""
    return "".join(rule(x, ys[0], x, ys[-1]) for x in xs) + "".join(rule(xs[0], y, xs[-1], y) for y in ys)


def table(xs: Sequence[float], ys: Sequence[float], *rows: Sequence[str], size: float = 12) -> str:
    """A table with its words, one line a cell."""
    said = (
        show(x + 3, y + size + 2, words, size)
        for row, y in zip(rows, ys, strict=False)
        for words, x in zip(row, xs, strict=False)
    )
    return ruled(xs, ys) + "".join(said)
