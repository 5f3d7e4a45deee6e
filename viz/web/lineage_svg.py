"""The picture of a lineage as SVG: for a page (links, classes that its style sheet colours) or as a file of its own.

Everything carries its looks as attributes, those of light paper; on a page the style sheet overrules them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from queries.documents import written_date
from viz.layout import HEIGHT, WIDTH, Point
from viz.style import kind_style
from viz.web.lineage_choice import slug_of
from viz.web.lineage_labels import TALL, Rect, curve, placed
from viz.web.lineage_letters import fitted, lines, width
from viz.web.lineage_picture import Edge, Node, Picture
from viz.web.lineage_said import Said

INK, MUTED, LINE, EDGE, PAPER, BAND = "#16202c", "#4c5a6b", "#7b8796", "#d5dbe3", "#ffffff", "#eef1f6"
ACCENT, DOUBT, ALARM = "#6d28d9", "#b45309", "#b42318"
FONT = "Noto Sans, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif"
HEAD = 34  # the years above the picture
STRIP = 38  # of a box, for the letters of the kind
WORD = 11.5  # letters of a relation word
SMALL = 11
PILL = 16  # height of an end mark
_STUB = 20  # of the way that goes no further
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Address = Mapping[str, str]  # where a node or edge leads, by its key


@dataclass(frozen=True, slots=True)
class Drawn:
    """`text` is the SVG element; `wordless` counts the lines whose word had no room."""

    text: str
    wide: float
    tall: float
    wordless: int


def drawn(picture: Picture, said: Said, address: Address | None = None, title: str = "") -> Drawn:
    """The picture as text. `address` gives the link of each node and edge by its key; without, it is a file."""
    return _Pen(picture, said, address).draw(title)


class _Pen:
    def __init__(self, picture: Picture, said: Said, address: Address | None) -> None:
        self._picture, self._said, self._address = picture, said, address
        self._places = picture.layout.places

    def draw(self, title: str) -> Drawn:
        layout = self._picture.layout
        wide = layout.stripes[-1].right if layout.stripes else WIDTH
        head, foot = (HEAD, 0) if self._address else (HEAD + 30, 34)
        tall = layout.bottom - layout.top + head + foot
        root = ET.Element("svg", {
            "xmlns": "http://www.w3.org/2000/svg", "width": _n(wide), "height": _n(tall), "font-family": FONT,
            "viewBox": f"0 {_n(layout.top - head)} {_n(wide)} {_n(tall)}", "font-size": "13",
            "role": "group" if self._address else "img", "aria-label": _clean(title), "class": "picture",
        })  # fmt: skip
        if not self._address:
            top, size = _n(layout.top - head), (_n(wide), _n(tall))
            ET.SubElement(root, "rect", {"y": top, "width": size[0], "height": size[1], "fill": PAPER})
            _text(root, title, 14, layout.top - head + 21, {"font-size": "16", "font-weight": "700", "fill": INK})
        self._stripes(root)
        words = self._words()
        self._things(root, words)
        if not self._address:
            self._legend(root, layout.bottom + 20)
        missing = sum(bool(self._said.short(edge)) for edge in self._picture.edges) - len(words)
        return Drawn(ET.tostring(root, encoding="unicode"), wide, tall, missing)

    def _stripes(self, root: ET.Element) -> None:
        layout = self._picture.layout
        band = ET.SubElement(root, "g", {"class": "bands", "aria-hidden": "true"})
        head = ET.SubElement(root, "g", {"class": "years", "aria-hidden": "true"})
        for number, stripe in enumerate(layout.stripes):
            size = {"x": _n(stripe.left), "width": _n(stripe.right - stripe.left)}
            fill = {"fill": PAPER if number % 2 else BAND, "class": f"band{number % 2}"}
            tall = _n(layout.bottom - layout.top + HEAD)
            ET.SubElement(band, "rect", {**size, **fill, "y": _n(layout.top - HEAD), "height": tall})
            ET.SubElement(head, "rect", {**size, **fill, "y": _n(layout.top - HEAD), "height": "26"})
            looks = {"font-weight": "700", "text-anchor": "middle", "fill": INK, "class": "ink"}
            middle = (stripe.left + stripe.right) / 2
            _text(head, self._said.years(stripe.years), middle, layout.top - HEAD + 18, looks)

    def _words(self) -> dict[int, Point]:
        """Where the words of the edges stand."""
        widths = {}
        for number, edge in enumerate(self._picture.edges):
            if word := self._said.short(edge):
                widths[number] = width(word, WORD, bold=edge.strong) + 10 + (16 if edge.conflicts else 0)
        ends = [self._pill(node) for node in self._picture.nodes if node.end]
        return placed(self._picture.layout, widths, ends)

    def _things(self, root: ET.Element, words: dict[int, Point]) -> None:
        """Each node followed by its edges that were not yet drawn: the order in which a keyboard meets them."""
        group = ET.SubElement(root, "g", {"class": "things"})
        seen: set[int] = set()
        for node in self._picture.nodes:
            beside = [at for at, e in enumerate(self._picture.edges) if node.key in (e.newer, e.basis)]
            if node.focus or not beside:
                self._node(group, node)
            for at in beside:
                if at not in seen:
                    seen.add(at)
                    self._edge(group, at, words.get(at))
            if not node.focus and beside:
                self._node(group, node)

    def _thing(self, parent: ET.Element, key: str, classes: str, label: str) -> ET.Element:
        attributes = {"class": classes, "data-key": key, "aria-label": _clean(label)}
        if self._address:
            return ET.SubElement(parent, "a", {**attributes, "href": self._address[key]})
        return ET.SubElement(parent, "g", {**attributes, "role": "img"})

    def _edge(self, parent: ET.Element, at: int, word: Point | None) -> None:
        edge = self._picture.edges[at]
        way = self._picture.layout.ways[at]
        group = self._thing(parent, edge.key, _edge_classes(edge), self._said.edge(edge))
        group.attrib.update({"data-newer": edge.newer, "data-basis": edge.basis})
        curves = curve(way)
        (tip, level), side = way.points[-1], (1 if way.points[-1][0] > self._places[edge.basis][0] else -1)
        path = f"M{_n(curves[0][0][0])} {_n(curves[0][0][1])}"
        for number, (_, b, c, d) in enumerate(curves):
            end = (d[0] + side * 8, d[1]) if number == len(curves) - 1 and not edge.doubt else d
            path += f"C{_n(b[0])} {_n(b[1])} {_n(c[0])} {_n(c[1])} {_n(end[0])} {_n(end[1])}"
        looks = _line(edge)
        ET.SubElement(
            group, "path", {"d": path, "class": "hit", "fill": "none", "stroke": "none", "stroke-width": "14"}
        )
        ET.SubElement(group, "path", {"d": path, "class": "line", "fill": "none", **looks})
        if not edge.doubt:
            arrow = f"M{_n(tip)} {_n(level)}l{side * 10} -5v10z"
            ET.SubElement(group, "path", {"d": arrow, "class": "arrow", "fill": looks["stroke"]})
        if word is not None:
            self._word(group, edge, word, looks["stroke"])

    def _word(self, group: ET.Element, edge: Edge, at: Point, colour: str) -> None:
        word = self._said.short(edge)
        wide = width(word, WORD, bold=edge.strong) + 8
        shift = 8 if edge.conflicts else 0
        ground = {"x": _n(at[0] - wide / 2 - shift), "y": _n(at[1] - TALL / 2), "width": _n(wide + 2 * shift)}
        ET.SubElement(group, "rect", {**ground, "height": _n(TALL), "rx": "4", "fill": PAPER, "class": "ground"})
        looks = {"text-anchor": "middle", "font-size": _n(WORD), "class": "word"}
        ink = INK if edge.strong else MUTED
        looks |= {
            "fill": colour if edge.doubt or edge.conflicts else ink,
            "font-weight": "600" if edge.strong else "400",
        }
        _text(group, word, at[0] - shift, at[1] + 4, looks)
        if edge.conflicts:
            _badge(group, at[0] + wide / 2, at[1], "!", ALARM, "alarm")

    def _node(self, parent: ET.Element, node: Node) -> None:
        group = self._thing(parent, node.key, _node_classes(node), self._said.node(node))
        x, y = self._places[node.key]
        left, top = x - WIDTH / 2, y - HEIGHT / 2
        if node.fold:
            self._fold(group, node, left, top)
            return
        assert node.card is not None
        style = kind_style(slug_of(node.card), self._said.lang)
        held = node.card.held
        if node.focus or node.on_path:
            ring = _box(left - 5, top - 5, WIDTH + 10, HEIGHT + 10, 11)
            ET.SubElement(
                group, "rect", {**ring, "fill": "none", "stroke": ACCENT, "stroke-width": "3", "class": "ring"}
            )
        border = {"stroke": ALARM if node.conflicts else style.fill, "stroke-width": "2.5" if node.conflicts else "1.5"}
        dashes = {} if held else {"stroke-dasharray": "6 4"}
        fill = style.fill if held else PAPER
        ET.SubElement(
            group, "rect", {**_box(left, top, WIDTH, HEIGHT, 7), "fill": fill, **border, **dashes, "class": "box"}
        )
        self._kind(group, style.code, style.fill, left, top, held)
        self._facts(group, node, left + STRIP + 8, y, "#ffffff" if held else INK)
        if node.conflicts:
            _badge(group, left + WIDTH - 3, top + 3, "!", ALARM, "alarm")
        elif node.reason or node.candidates:
            _badge(group, left + WIDTH - 3, top + 3, "?", DOUBT, "doubt")
        if node.end:
            self._end(group, node)

    def _kind(self, group: ET.Element, code: str, fill: str, left: float, top: float, held: bool) -> None:
        if held:
            shade = {"fill": "#000000", "fill-opacity": "0.26"}
            ET.SubElement(group, "rect", {**_box(left, top, STRIP, HEIGHT, 7), **shade, "class": "strip"})
        else:
            chip = _box(left + 5, top + HEIGHT / 2 - 12, STRIP - 5, 24, 5)
            ET.SubElement(group, "rect", {**chip, "fill": fill, "class": "chip"})
        size = 13 if len(code) < 3 else 11 if len(code) < 4 else 9.5
        looks = {"font-size": _n(size), "font-weight": "700", "text-anchor": "middle", "fill": "#ffffff"}
        _text(group, code, left + (STRIP / 2 if held else STRIP / 2 + 2.5), top + HEIGHT / 2 + size * 0.36, looks)

    def _facts(self, group: ET.Element, node: Node, x: float, y: float, ink: str) -> None:
        """Number or name, issuer, date: three or four lines in the middle of the box."""
        card, room = node.card, WIDTH - STRIP - 15
        assert card is not None
        sizes = (13.5, 12.5, 11.5) if card.number else (12.0,)
        name = card.number or card.label
        size = next((each for each in sizes if width(name, each, bold=True) <= room), min(sizes[:2]))
        heading = lines(name, room, size, 2, bold=True)
        date = " | ".join(written_date(each) for each in card.dates) or self._said.dated(card)
        small = [fitted(self._said.issuer(card), room, SMALL), fitted(date, room, SMALL)]
        if len(heading) > 1 and not small[0]:
            small = small[1:]
        rows = [(text, size, "700") for text in heading] + [(text, SMALL, "400") for text in small if text]
        step = 14 if len(rows) > 3 else 16.5
        first = y - step * (len(rows) - 1) / 2 + 4
        for at, (text, letters, weight) in enumerate(rows):
            looks = {"font-size": _n(letters), "font-weight": weight, "fill": ink, "class": "fact"}
            _text(group, text, x, first + at * step, looks)

    def _fold(self, group: ET.Element, node: Node, left: float, top: float) -> None:
        looks = {"fill": BAND, "stroke": LINE, "class": "box"}
        for shift in (8, 4, 0):
            ET.SubElement(group, "rect", {**_box(left + shift, top + 8 + shift, WIDTH - 8, HEIGHT - 20, 7), **looks})
        assert node.fold is not None
        text = {"text-anchor": "middle", "fill": INK, "font-weight": "700", "class": "fact"}
        _text(group, self._said.fold(node.fold), left + WIDTH / 2 - 4, top + HEIGHT / 2 + 3, text)

    def _end(self, group: ET.Element, node: Node) -> None:
        """A stub with a bar before the box, and in words why the way goes no further."""
        text = self._said.end(node)
        left, top, right, _ = self._pill(node)
        assert node.end is not None
        colour, name = (DOUBT, "doubt") if node.end.reason == "uncertain" else (MUTED, "muted")
        middle, start = top + PILL / 2, left + _STUB
        path = f"M{_n(start)} {_n(middle)}h{7 - _STUB}m0 -6v12m-4.5 -12v12"
        group = ET.SubElement(group, "g", {"class": f"end {name}"})
        looks = {"fill": PAPER, "stroke": colour, "class": "pill"}
        ET.SubElement(group, "rect", {**_box(start, top, right - start, PILL, 8), **looks})
        ET.SubElement(group, "path", {"d": path, "stroke": colour, "stroke-width": "2", "fill": "none", "class": "bar"})
        _text(group, text, start + 8, top + 11.8, {"font-size": "10.5", "fill": colour, "class": "why"})

    def _pill(self, node: Node) -> Rect:
        """The place of an end mark with its words: below the box, clear of a ring around it."""
        x, y = self._places[node.key]
        left, top = x - WIDTH / 2 - 2, y + HEIGHT / 2 + (9 if node.focus or node.on_path else 3)
        return left, top, left + _STUB + 16 + width(self._said.end(node), 10.5), top + PILL

    def _legend(self, root: ET.Element, y: float) -> None:
        x = 14.0
        for name, looks in SAMPLES:
            line = {"x1": _n(x), "x2": _n(x + 34), "y1": _n(y), "y2": _n(y), **looks}
            ET.SubElement(root, "line", line)
            word = self._said.legend(name)
            _text(root, word, x + 42, y + 4, {"font-size": "12", "fill": INK})
            x += 42 + width(word, 12) + 24


# The kinds of lines, as they are drawn and as the legend shows them.
SAMPLES = (
    ("strong", {"stroke": INK, "stroke-width": "2.2"}),
    ("weak", {"stroke": LINE, "stroke-width": "1.3"}),
    ("inferred", {"stroke": INK, "stroke-width": "2.2", "stroke-dasharray": "7 5"}),
    ("doubt", {"stroke": DOUBT, "stroke-width": "2.4", "stroke-dasharray": "1 6", "stroke-linecap": "round"}),
    ("conflict", {"stroke": ALARM, "stroke-width": "2.4"}),
)
_LOOKS = dict(SAMPLES)


def _line(edge: Edge) -> dict[str, str]:
    """The looks of a line: weight says whether it hands authority on, dashes that it is inferred, dots a doubt."""
    if edge.doubt:
        return _LOOKS["doubt"]
    looks = {**_LOOKS["strong" if edge.strong else "weak"]}
    if edge.conflicts:
        looks |= _LOOKS["conflict"]
    if edge.inferred:
        looks["stroke-dasharray"] = _LOOKS["inferred"]["stroke-dasharray"]
    return looks


def _edge_classes(edge: Edge) -> str:
    marks = {
        "doubt": edge.doubt, "strong": edge.strong, "weak": not edge.strong and not edge.doubt,
        "inferred": edge.inferred, "conflict": edge.conflicts, "path": edge.on_path, "fold": edge.fold,
    }  # fmt: skip
    return " ".join(["edge", *(name for name, on in marks.items() if on)])


def _node_classes(node: Node) -> str:
    held = node.card is not None and node.card.held
    marks = {
        "held": held, "cited": not held and node.card, "fold": node.fold, "focus": node.focus, "path": node.on_path,
        "conflict": node.conflicts,
    }  # fmt: skip
    return " ".join(["node", *(name for name, on in marks.items() if on)])


def _box(x: float, y: float, wide: float, tall: float, radius: float) -> dict[str, str]:
    return {"x": _n(x), "y": _n(y), "width": _n(wide), "height": _n(tall), "rx": _n(radius)}


def _badge(parent: ET.Element, x: float, y: float, sign: str, colour: str, name: str) -> None:
    ET.SubElement(parent, "circle", {"cx": _n(x), "cy": _n(y), "r": "8.5", "fill": colour, "class": f"badge {name}"})
    looks = {"font-size": "12.5", "font-weight": "800", "text-anchor": "middle", "fill": PAPER, "class": "sign"}
    _text(parent, sign, x, y + 4.5, looks)


def _text(parent: ET.Element, text: str, x: float, y: float, looks: dict[str, str]) -> None:
    ET.SubElement(parent, "text", {"x": _n(x), "y": _n(y), **looks}).text = _clean(text)


def _clean(text: str) -> str:
    """Without signs that XML does not know."""
    return _NOT_XML.sub("", text)


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
