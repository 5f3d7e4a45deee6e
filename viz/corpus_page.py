"""The whole graph as one HTML file that needs nothing else: the picture of `/overview`, for `cancu view`.

Scripts and styles are named by their hashes in the page's policy, so nothing else can run; places are found
beforehand, because a page from a file may start no worker.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

from viz import corpus
from viz.page import island, policy
from viz.web.overview_told import SCRIPTS
from viz.web.wording import Words
from viz.writing import write_whole

_STYLES = ("base.css", "overview.css")


def html(found: corpus.Corpus, told: dict[str, Any], *, lang: str = "vi") -> str:
    """The page as text; `told` is what `viz.web.overview_told` says in the same language."""
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(loader=PackageLoader("viz", "web/templates"), autoescape=True, undefined=StrictUndefined)
    environment.filters["island"] = island
    scripts = [_text("static", "vendor", "graph.js"), *(_text("web", "static", name) for name in SCRIPTS)]
    styles = "\n".join(_text("web", "static", name) for name in _STYLES)
    return environment.get_template("overview_page.html").render(
        lang=lang, t=Words(lang), told=told, data=corpus.columns(found), policy=policy(scripts, styles), worker="",
        address="", scripts=[Markup(text) for text in scripts], styles=Markup(styles),
    )  # fmt: skip


def write(found: corpus.Corpus, told: dict[str, Any], path: Path, *, lang: str = "vi") -> None:
    """Write the page as UTF-8; the file appears complete or not at all."""
    write_whole(path, html(found, told, lang=lang).encode("utf-8"))


def _text(*name: str) -> str:
    return files("viz").joinpath(*name).read_text(encoding="utf-8")
