"""Small Word files, made in the tests themselves."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
NAMED = "http://schemas.openxmlformats.org"
MORE = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    f' xmlns:m="{NAMED}/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml"'
    f' xmlns:a="{NAMED}/drawingml/2006/main"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"'
)


def element(name: str, inside: str) -> str:
    """The XML of a whole part."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} xmlns:w="{W}" {MORE}>{inside}</w:{name}>'


def relations(targets: Mapping[str, str]) -> str:
    """The relations of a part: kind -> target."""
    each = "".join(f'<Relationship Id="{k}" Type="{RELATIONS}/{k}" Target="{t}"/>' for k, t in targets.items())
    return f'<Relationships xmlns="{PACKAGE}">{each}</Relationships>'


def docx(body: str, **parts: str) -> bytes:
    """A Word file with this body; `numbering`, `styles`, `footnotes` are what those parts hold."""
    roots = {"numbering": "numbering", "styles": "styles", "footnotes": "footnotes", "header": "hdr"}
    return package(
        {
            "_rels/.rels": relations({"officeDocument": "word/document.xml"}),
            "word/document.xml": element("document", f"<w:body>{body}</w:body>"),
            "word/_rels/document.xml.rels": relations({kind: f"{kind}.xml" for kind in parts}),
            **{f"word/{kind}.xml": element(roots[kind], inside) for kind, inside in parts.items()},
            "[Content_Types].xml": content_types(parts),
        }
    )


def content_types(parts: Iterable[str]) -> str:
    """What kind each part is, which other programs ask before they open a file."""
    kinds = {"document": "document.main", **{part: part for part in parts}}
    each = "".join(
        f'<Override PartName="/word/{part}.xml"'
        f' ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"/>'
        for part, kind in kinds.items()
    )
    rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{rels}{each}</Types>'


def package(files: Mapping[str, str | bytes]) -> bytes:
    """A zip archive of these files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def p(*words: str, properties: str = "") -> str:
    """A paragraph; its words are given as text, or as the XML of runs."""
    runs = "".join(each if each.startswith("<") else run(each) for each in words)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def cell(*paragraphs: str, properties: str = "") -> str:
    inside = "".join(each if each.startswith("<") else p(each) for each in paragraphs)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside or p('')}</w:tc>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(each if each.startswith('<w:tc>') else cell(each) for each in cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def numbered(words: str, num: int = 1, level: int = 0) -> str:
    return p(words, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')


def level(at: int, form: str, pattern: str, more: str = "") -> str:
    """A level of a list; the pattern is that of Word: "%1.%2."."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{escape(pattern)}"/></w:lvl>'
    )


def lists(*levels: str, nums: str = "") -> str:
    """The numbering part with one list, known as number 1."""
    return (
        f'<w:abstractNum w:abstractNumId="7">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>{nums}'
    )
