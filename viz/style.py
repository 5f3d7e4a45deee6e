"""What a document and a relation look like: one declaration for the picture, its legend and its tests.

A kind of document has a colour and its code of letters, so that colour is never the only sign. White text on
`fill` has a contrast of at least 4.5 : 1; `line` draws the borders of cited documents, on light and on dark paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ontology.vocabulary import document_kinds
from queries.walks import RELATIONS

LIGHT_PAPER, DARK_PAPER = "#ffffff", "#171b21"
READABLE = 4.5  # WCAG AA

_FILLS = {
    "hien-phap": "#7a1f3d",
    "luat": "#7a1f3d",
    "bo-luat": "#7a1f3d",
    "phap-lenh": "#8f2f52",
    "nghi-quyet": "#a8560a",
    "nghi-dinh": "#a5312f",
    "quyet-dinh": "#274b82",
    "chi-thi": "#776200",
    "ke-hoach": "#1d6fae",
    "chuong-trinh": "#62407f",
    "de-an": "#8b3f7c",
    "cong-van": "#3a6f82",
    "cong-dien": "#b03a52",
    "thong-bao": "#5c5fae",
    "thong-tu": "#33704d",
    "thong-tu-lien-tich": "#33704d",
    "huong-dan": "#1f7467",
    "bao-cao": "#566270",
    "to-trinh": "#7b5840",
    "quy-che": "#4c6a1b",
    "quy-dinh": "#4c6a1b",
}
_OTHER = "#5b6470"
UNKNOWN = "?"

MAYBE = "maybeSame"
_ORDER = {relation.rsplit("#", 1)[-1]: place for place, relation in enumerate(RELATIONS)}


@dataclass(frozen=True, slots=True)
class KindStyle:
    """How documents of one kind are drawn: name, letters, colour of the box, colour of a line on dark paper."""

    slug: str
    name: str
    code: str
    fill: str
    dark_line: str


@cache
def kind_style(slug: str | None, lang: str = "vi") -> KindStyle:
    """The style of a kind by its slug; an unknown kind is grey with a question mark."""
    fill = _FILLS.get(slug or "", _OTHER)
    kind = next((kind for kind in document_kinds() if kind.slug == slug), None)
    if kind is None:
        unknown = "Chưa rõ loại" if lang == "vi" else "Kind unknown"
        return KindStyle("", unknown, UNKNOWN, _OTHER, _lighter(_OTHER))
    name = kind.vi if lang == "vi" else kind.en
    return KindStyle(kind.slug, name, kind.code or _initials(kind.vi), fill, _lighter(fill))


def _initials(name: str) -> str:
    """ "Công văn" -> "CV"; "Thư công" -> "ThC", because "TC" is the code of another kind."""
    first, *rest = name.split()
    tail = "".join(word[0] for word in rest).upper()
    taken = first[0] + tail in {kind.code for kind in document_kinds()}
    return (first[:2] if taken else first[0]) + tail


def contrast(one: str, other: str) -> float:
    """The contrast of two colours by WCAG 2, 1 to 21."""
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def _luminance(colour: str) -> float:
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in _channels(colour))]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _lighter(colour: str) -> str:
    """The same hue, mixed with white until it can be read on dark paper."""
    for share in range(101):
        mixed = "#" + "".join(f"{round(value + (255 - value) * share / 100):02x}" for value in _channels(colour))
        if contrast(mixed, DARK_PAPER) >= READABLE:
            return mixed
    return "#ffffff"


def strength(relation: str) -> int:
    """The place of a relation (local name) in the order of telling: 0 first, drawn where several join one pair."""
    return _ORDER.get(relation, len(_ORDER))
