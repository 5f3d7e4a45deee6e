"""One HTML file that shows a network and needs nothing else: no server, no other file, no connection.

pyvis builds the drawing (nodes, edges, options) and brings vis-network; the page around it is our own template.
Whatever comes from a document travels as escaped JSON and is only ever set as text; the Content-Security-Policy
names the scripts by their hashes, so nothing else can run.
"""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from viz.graph import Network
from viz.layout import Layout
from viz.pagedata import Strand, drawn, page_data
from viz.style import kind_style
from viz.wording import wording
from viz.writing import write_whole

if TYPE_CHECKING:
    from pyvis.network import Network as Drawing

_VIS = "templates/lib/vis-9.1.2/vis-network.min.js"  # shipped by pyvis 0.3.2, licence in its head
_SCRIPTS = ("model.js", "drawing.js", "panel.js", "sheets.js", "page.js")
_OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "nodes": {"shape": "custom", "chosen": False, "physics": False},
    "interaction": {
        "dragNodes": False,
        "hover": True,
        "hoverConnectedEdges": False,
        "selectConnectedEdges": False,
        "zoomSpeed": 0.7,
        "keyboard": {"enabled": True, "bindToWindow": False, "autoFocus": False},
    },
}
_UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def html(network: Network, *, lang: str = "vi") -> str:
    """The page as text. `lang` is "vi" or "en"; what documents say stays as they say it."""
    layout, strands = drawn(network)
    words = wording(lang)
    scripts = [_vis(), *(_static(name) for name in _SCRIPTS)]
    styles = _static("page.css")
    focus = next((d.label for d in network.documents if d.iri == network.focus), words["all"])
    from markupsafe import Markup

    drawing = _drawing(network, layout, strands)
    drawing.heading = f"{words['heading']} – {focus}"
    _prepare(
        drawing,
        lang=lang,
        words=words,
        policy=policy(scripts, styles),
        data=page_data(network, layout, words, lang),
        scripts=[Markup(text) for text in scripts],
        styles=Markup(styles),
    )
    return str(drawing.generate_html())


def write(network: Network, path: Path, *, lang: str = "vi") -> None:
    """Write the page as UTF-8; the file appears complete or not at all."""
    write_whole(path, html(network, lang=lang).encode("utf-8"))


def island(value: object) -> Any:
    """A value as JSON that cannot end a script element; safe to put into the page as it is."""
    from markupsafe import Markup

    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return Markup(text.translate(_UNSAFE))


def _drawing(network: Network, layout: Layout, strands: list[Strand]) -> Drawing:
    """The pyvis network: a box for each document, an edge for each pair that relations join."""
    from pyvis.network import Network as Drawing

    drawing = Drawing(directed=True, cdn_resources="in_line")
    number = {document.iri: at for at, document in enumerate(network.documents)}
    for document in network.documents:
        x, y = layout.places[document.iri]
        fill = kind_style(document.kind).fill
        drawing.add_node(number[document.iri], label=document.label, shape="custom", color=fill, x=round(x), y=round(y))
    for strand, way in zip(strands, layout.ways, strict=True):
        drawing.add_edge(
            number[strand.newer],
            number[strand.basis],
            relations=list(strand.relations),
            points=[[round(x), round(y)] for x, y in way.points],
            word=[round(way.word[0]), round(way.word[1])],
        )
    drawing.set_options(json.dumps(_OPTIONS))
    return drawing


def _prepare(drawing: Drawing, **variables: object) -> None:
    """Our template in place of pyvis's: everything in it is escaped unless it says otherwise."""
    drawing.set_template_dir(str(files("viz").joinpath("templates")), "page.html")
    environment = drawing.templateEnv
    environment.autoescape = True
    environment.filters.update(island=island, parsed=json.loads)
    environment.globals.update(variables)


def policy(scripts: list[str], styles: str) -> str:
    """A Content-Security-Policy that lets exactly these scripts and styles run, and nothing be fetched."""
    allowed = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(styles)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


@cache
def _vis() -> str:
    return files("pyvis").joinpath(_VIS).read_text(encoding="utf-8")


@cache
def _static(name: str) -> str:
    return files("viz").joinpath("static", name).read_text(encoding="utf-8")
