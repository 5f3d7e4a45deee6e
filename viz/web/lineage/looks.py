"""How the things of a lineage picture look: colours, kinds of lines, and the few forms that they are made of."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from viz.web.lineage.picture import Edge, Node

INK, MUTED, LINE, EDGE, PAPER, BAND = "#16202c", "#4c5a6b", "#7b8796", "#d5dbe3", "#ffffff", "#eef1f6"
ACCENT, DOUBT, ALARM = "#6d28d9", "#b45309", "#b42318"
FONT = "Noto Sans, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# The kinds of lines, as they are drawn and as the legend shows them.
SAMPLES = (
    ("strong", {"stroke": INK, "stroke-width": "2.2"}),
    ("weak", {"stroke": LINE, "stroke-width": "1.3"}),
    ("inferred", {"stroke": INK, "stroke-width": "2.2", "stroke-dasharray": "7 5"}),
    ("doubt", {"stroke": DOUBT, "stroke-width": "2.4", "stroke-dasharray": "1 6", "stroke-linecap": "round"}),
    ("conflict", {"stroke": ALARM, "stroke-width": "2.4"}),
)
_LOOKS = dict(SAMPLES)


def line(edge: Edge) -> dict[str, str]:
    """The looks of a line: weight says whether it hands authority on, dashes that it is inferred, dots a doubt."""
    if edge.doubt:
        return _LOOKS["doubt"]
    looks = {**_LOOKS["strong" if edge.strong else "weak"]}
    if edge.conflicts:
        looks["stroke"] = ALARM  # its width still says whether it hands authority on
    if edge.inferred:
        looks["stroke-dasharray"] = _LOOKS["inferred"]["stroke-dasharray"]
    return looks


def edge_classes(edge: Edge) -> str:
    """The classes of an edge: what a style sheet and a test know it by."""
    marks = {
        "doubt": edge.doubt, "strong": edge.strong, "weak": not edge.strong and not edge.doubt,
        "inferred": edge.inferred, "conflict": edge.conflicts, "path": edge.on_path, "fold": edge.fold,
    }  # fmt: skip
    return " ".join(["edge", *(name for name, on in marks.items() if on)])


def node_classes(node: Node) -> str:
    """The classes of a node."""
    held = node.card is not None and node.card.held
    marks = {
        "held": held, "cited": not held and node.card, "fold": node.fold, "focus": node.focus, "path": node.on_path,
        "conflict": node.conflicts,
    }  # fmt: skip
    return " ".join(["node", *(name for name, on in marks.items() if on)])


def box(x: float, y: float, wide: float, tall: float, radius: float) -> dict[str, str]:
    """A rectangle with round corners."""
    return {"x": units(x), "y": units(y), "width": units(wide), "height": units(tall), "rx": units(radius)}


def badge(parent: ET.Element, x: float, y: float, sign: str, colour: str, name: str) -> None:
    """A sign on a disc: colour is never the only sign."""
    ET.SubElement(
        parent, "circle", {"cx": units(x), "cy": units(y), "r": "8.5", "fill": colour, "class": f"badge {name}"}
    )
    looks = {"font-size": "12.5", "font-weight": "800", "text-anchor": "middle", "fill": PAPER, "class": "sign"}
    write(parent, sign, x, y + 4.5, looks)


def write(parent: ET.Element, text: str, x: float, y: float, looks: dict[str, str]) -> None:
    """A line of text."""
    ET.SubElement(parent, "text", {"x": units(x), "y": units(y), **looks}).text = clean(text)


def clean(text: str) -> str:
    """Without signs that XML does not know."""
    return _NOT_XML.sub("", text)


def units(value: float) -> str:
    """A length as short as it can be written."""
    return f"{value:.1f}".rstrip("0").rstrip(".")
