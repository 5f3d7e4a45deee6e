"""The picture of a lineage as SVG: for a page (links, classes that its style sheet colours) or as a file of its own.

Everything carries its looks as attributes, those of light paper; on a page the style sheet overrules them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from queries.documents import Card, written_date
from viz.layout import HEIGHT, WIDTH, Point, Stripe
from viz.style import KindStyle, kind_style
from viz.web.lineage.choice import slug_of
from viz.web.lineage.labels import TALL, Rect, curve, placed
from viz.web.lineage.letters import fitted, lines, width
from viz.web.lineage.looks import (
    ACCENT,
    ALARM,
    BAND,
    DOUBT,
    FONT,
    INK,
    LINE,
    MUTED,
    PAPER,
    SAMPLES,
    badge,
    box,
    clean,
    edge_classes,
    line,
    node_classes,
    units,
    write,
)  # fmt: skip
from viz.web.lineage.picture import Edge, Node, Picture
from viz.web.lineage.said import Said

HEAD = 34  # the years above the picture
STRIP = 38  # of a box, for the letters of the kind
WORD = 11.5  # letters of a relation word
SMALL = 11
PILL = 16  # height of an end mark
_STUB = 20  # of the way that goes no further

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
        head, foot = (HEAD, 0) if self._address else (HEAD + 30, 58)
        wide = wide if self._address else max(wide, width(title, 16, bold=True) + 28, self._legend(None, 0))
        tall = layout.bottom - layout.top + head + foot
        root = ET.Element("svg", {
            "xmlns": "http://www.w3.org/2000/svg", "width": units(wide), "height": units(tall), "font-family": FONT,
            "viewBox": f"0 {units(layout.top - head)} {units(wide)} {units(tall)}", "font-size": "13",
            "role": "group" if self._address else "img", "aria-label": clean(title), "class": "picture",
        })  # fmt: skip
        if not self._address:
            top, size = units(layout.top - head), (units(wide), units(tall))
            ET.SubElement(root, "rect", {"y": top, "width": size[0], "height": size[1], "fill": PAPER})
            write(root, title, 14, layout.top - head + 21, {"font-size": "16", "font-weight": "700", "fill": INK})
        words = self._words()
        self._bands(root)
        self._things(root, words)
        self._years(root)
        if not self._address:
            self._legend(root, layout.bottom + 20)
        missing = sum(bool(self._said.short(edge)) for edge in self._picture.edges) - len(words)
        return Drawn(ET.tostring(root, encoding="unicode"), wide, tall, missing)

    def _bands(self, root: ET.Element) -> None:
        layout = self._picture.layout
        group = ET.SubElement(root, "g", {"class": "bands", "aria-hidden": "true"})
        for number, stripe in enumerate(layout.stripes):
            tall = layout.bottom - layout.top + HEAD
            ET.SubElement(
                group, "rect", {**_stripe(number, stripe), "y": units(layout.top - HEAD), "height": units(tall)}
            )

    def _years(self, root: ET.Element) -> None:
        """The years over their bands, above all else: a page keeps them in sight."""
        top = self._picture.layout.top - HEAD
        group = ET.SubElement(root, "g", {"class": "years", "aria-hidden": "true"})
        for number, stripe in enumerate(self._picture.layout.stripes):
            ET.SubElement(group, "rect", {**_stripe(number, stripe), "y": units(top), "height": "26"})
            looks = {"font-weight": "700", "text-anchor": "middle", "fill": INK, "class": "ink"}
            write(group, self._said.years(stripe.years), (stripe.left + stripe.right) / 2, top + 18, looks)

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
        attributes = {"class": classes, "data-key": key, "aria-label": clean(label)}
        if self._address:
            return ET.SubElement(parent, "a", {**attributes, "href": self._address[key]})
        return ET.SubElement(parent, "g", {**attributes, "role": "img"})

    def _edge(self, parent: ET.Element, at: int, word: Point | None) -> None:
        edge = self._picture.edges[at]
        way = self._picture.layout.ways[at]
        group = self._thing(parent, edge.key, edge_classes(edge), self._said.edge(edge))
        group.attrib.update({"data-newer": edge.newer, "data-basis": edge.basis})
        curves = curve(way)
        (tip, level), side = way.points[-1], (1 if way.points[-1][0] > self._places[edge.basis][0] else -1)
        path = f"M{units(curves[0][0][0])} {units(curves[0][0][1])}"
        for number, (_, b, c, d) in enumerate(curves):
            end = (d[0] + side * 8, d[1]) if number == len(curves) - 1 and not edge.doubt else d
            path += f"C{units(b[0])} {units(b[1])} {units(c[0])} {units(c[1])} {units(end[0])} {units(end[1])}"
        looks = line(edge)
        ET.SubElement(
            group, "path", {"d": path, "class": "hit", "fill": "none", "stroke": "none", "stroke-width": "14"}
        )
        ET.SubElement(group, "path", {"d": path, "class": "line", "fill": "none", **looks})
        if not edge.doubt:
            arrow = f"M{units(tip)} {units(level)}l{side * 10} -5v10z"
            ET.SubElement(group, "path", {"d": arrow, "class": "arrow", "fill": looks["stroke"]})
        if word is not None:
            self._word(group, edge, word, looks["stroke"])

    def _word(self, group: ET.Element, edge: Edge, at: Point, colour: str) -> None:
        word = self._said.short(edge)
        wide = width(word, WORD, bold=edge.strong) + 8
        shift = 8 if edge.conflicts else 0
        ground = {"x": units(at[0] - wide / 2 - shift), "y": units(at[1] - TALL / 2), "width": units(wide + 2 * shift)}
        ET.SubElement(group, "rect", {**ground, "height": units(TALL), "rx": "4", "fill": PAPER, "class": "ground"})
        looks = {"text-anchor": "middle", "font-size": units(WORD), "class": "word"}
        ink = INK if edge.strong else MUTED
        looks |= {
            "fill": colour if edge.doubt or edge.conflicts else ink,
            "font-weight": "600" if edge.strong else "400",
        }
        write(group, word, at[0] - shift, at[1] + 4, looks)
        if edge.conflicts:
            badge(group, at[0] + wide / 2, at[1], "!", ALARM, "alarm")

    def _node(self, parent: ET.Element, node: Node) -> None:
        group = self._thing(parent, node.key, node_classes(node), self._said.node(node))
        ET.SubElement(group, "title").text = clean(self._said.node(node))  # what is cut on the box is told in full
        x, y = self._places[node.key]
        left, top = x - WIDTH / 2, y - HEIGHT / 2
        if node.fold:
            self._fold(group, node, left, top)
            return
        assert node.card is not None
        style = self._style(node.card)
        held = node.card.held
        if node.focus or node.on_path:
            ring = box(left - 5, top - 5, WIDTH + 10, HEIGHT + 10, 11)
            ET.SubElement(
                group, "rect", {**ring, "fill": "none", "stroke": ACCENT, "stroke-width": "3", "class": "ring"}
            )
        border = {"stroke": ALARM if node.conflicts else style.fill, "stroke-width": "2.5" if node.conflicts else "1.5"}
        dashes = {} if held else {"stroke-dasharray": "6 4"}
        fill = style.fill if held else PAPER
        ET.SubElement(
            group, "rect", {**box(left, top, WIDTH, HEIGHT, 7), "fill": fill, **border, **dashes, "class": "box"}
        )
        self._kind(group, style.code, style.fill, left, top, held)
        self._facts(group, node, left + STRIP + 8, y, "#ffffff" if held else INK)
        if node.conflicts:
            badge(group, left + WIDTH - 3, top + 3, "!", ALARM, "alarm")
        elif node.reason or node.candidates:
            badge(group, left + WIDTH - 3, top + 3, "?", DOUBT, "doubt")
        if node.end:
            self._end(group, node)

    def _kind(self, group: ET.Element, code: str, fill: str, left: float, top: float, held: bool) -> None:
        if held:
            shade = {"fill": "#000000", "fill-opacity": "0.26"}
            ET.SubElement(group, "rect", {**box(left, top, STRIP, HEIGHT, 7), **shade, "class": "strip"})
        else:
            chip = box(left + 5, top + HEIGHT / 2 - 12, STRIP - 5, 24, 5)
            ET.SubElement(group, "rect", {**chip, "fill": fill, "class": "chip"})
        size = 13 if len(code) < 3 else 11 if len(code) < 4 else 9.5
        looks = {"font-size": units(size), "font-weight": "700", "text-anchor": "middle", "fill": "#ffffff"}
        write(group, code, left + (STRIP / 2 if held else STRIP / 2 + 2.5), top + HEIGHT / 2 + size * 0.36, looks)

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
            looks = {"font-size": units(letters), "font-weight": weight, "fill": ink, "class": "fact"}
            write(group, text, x, first + at * step, looks)

    def _fold(self, group: ET.Element, node: Node, left: float, top: float) -> None:
        looks = {"fill": BAND, "stroke": LINE, "class": "box"}
        for shift in (8, 4, 0):
            ET.SubElement(group, "rect", {**box(left + shift, top + 8 + shift, WIDTH - 8, HEIGHT - 20, 7), **looks})
        assert node.fold is not None
        text = {"text-anchor": "middle", "fill": INK, "font-weight": "700", "class": "fact"}
        write(group, self._said.fold(node.fold), left + WIDTH / 2 - 4, top + HEIGHT / 2 + 3, text)

    def _end(self, group: ET.Element, node: Node) -> None:
        """A stub with a bar before the box, and in words why the way goes no further."""
        text = self._said.end(node)
        left, top, right, _ = self._pill(node)
        assert node.end is not None
        colour, name = (DOUBT, "doubt") if node.end.reason == "uncertain" else (MUTED, "muted")
        middle, start = top + PILL / 2, left + _STUB
        path = f"M{units(start)} {units(middle)}h{7 - _STUB}m0 -6v12m-4.5 -12v12"
        group = ET.SubElement(group, "g", {"class": f"end {name}"})
        looks = {"fill": PAPER, "stroke": colour, "class": "pill"}
        ET.SubElement(group, "rect", {**box(start, top, right - start, PILL, 8), **looks})
        ET.SubElement(group, "path", {"d": path, "stroke": colour, "stroke-width": "2", "fill": "none", "class": "bar"})
        write(group, text, start + 8, top + 11.8, {"font-size": "10.5", "fill": colour, "class": "why"})

    def _pill(self, node: Node) -> Rect:
        """The place of an end mark with its words: below the box, clear of a ring around it."""
        x, y = self._places[node.key]
        left, top = x - WIDTH / 2 - 2, y + HEIGHT / 2 + (9 if node.focus or node.on_path else 3)
        return left, top, left + _STUB + 16 + width(self._said.end(node), 10.5), top + PILL

    def _legend(self, root: ET.Element | None, y: float) -> float:
        """The kinds of lines, and below the kinds of documents; gives the width that they take."""
        across = [14.0, 14.0]
        for name, looks in SAMPLES:
            x, word = across[0], self._said.legend(name)
            if root is not None:
                ends = {"x1": units(x), "x2": units(x + 34), "y1": units(y), "y2": units(y)}
                ET.SubElement(root, "line", {**ends, **looks})
                write(root, word, x + 42, y + 4, {"font-size": "12", "fill": INK})
            across[0] += 42 + width(word, 12) + 24
        for style in dict.fromkeys(self._style(node.card) for node in self._picture.nodes if node.card):
            x = across[1]
            if root is not None:
                ET.SubElement(root, "rect", {**box(x, y + 15, 34, 17, 4), "fill": style.fill})
                looks = {"font-size": "10", "font-weight": "700", "text-anchor": "middle", "fill": "#ffffff"}
                write(root, style.code, x + 17, y + 27, looks)
                write(root, style.name, x + 42, y + 28, {"font-size": "12", "fill": INK})
            across[1] += 42 + width(style.name, 12) + 24
        return max(across)

    def _style(self, card: Card) -> KindStyle:
        return kind_style(slug_of(card), self._said.lang)


def _stripe(number: int, stripe: Stripe) -> dict[str, str]:
    fill = PAPER if number % 2 else BAND
    return {
        "x": units(stripe.left),
        "width": units(stripe.right - stripe.left),
        "fill": fill,
        "class": f"band{number % 2}",
    }
