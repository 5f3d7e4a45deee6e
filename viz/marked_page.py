"""One HTML file that shows a document as it was read, with all that was recognised in it: for those who check it.

The text is put into the page by a template that escapes everything; what is known of each mark travels as escaped
JSON and is only ever set as text. The Content-Security-Policy names the one script and the one style by their
hashes, so nothing else runs, loads or draws.
"""

from __future__ import annotations

import base64
import hashlib
import json
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from viz.marked_text import Range, leaves
from viz.marks import WIDE, Mark, marks
from viz.style import DARK_PAPER, READABLE, contrast
from viz.writing import write_whole

if TYPE_CHECKING:
    from loaders.source import SourceFile

# Kinds in the order of the legend; colours that are told apart on light and on dark paper, each with its own sign.
COLOURS = {
    "field": "#2f6f3e", "basedOn": "#1d5fa8", "implements": "#0b7285", "concretizes": "#0b7285", "guides": "#5b4bb5",
    "amends": "#b3480b", "replaces": "#b02a2a", "repeals": "#8f1f4b", "corrects": "#a05a00", "suspends": "#8f1f4b",
    "extends": "#7a6a00", "consolidates": "#6b4a8f", "promulgates": "#2458a6", "disseminates": "#3f7d20",
    "proposedBy": "#6a5a2c", "encloses": "#7a5230", "cites": "#3b6ea5", "self": "#5b6470",
    "task": "#9a6700", "lead": "#a3195b", "coordinate": "#6f42c1", "deadline": "#c0392b",
    "index": "#00796b", "responsibility": "#4a7c12", "target": "#a33ea1",
}  # fmt: skip
OTHER = "#5b6470"
_UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def html(source: SourceFile, record: Mapping[str, Any], *, lang: str = "vi") -> str:
    """The page as text. `record` as `ontology.record_json` writes it; `lang` is "vi" or "en"."""
    import jinja2

    words = wording(lang)
    found = marks(record, source.text)
    unsure = [(start, end, len(found) + n) for n, (start, end) in enumerate(source.unsure)]
    pages = leaves(source.text, source.pages, [*_ranges(found), *unsure])
    kinds = _kinds(found)
    styles = _static("marked.css") + colours(kinds)
    script = _static("marked.js")
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(_template), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    from markupsafe import Markup

    names = [words[mark.values[0][1][1:]] if mark.kind == "field" else "" for mark in found]
    return environment.get_template("marked.html").render(
        lang=lang, words=words, names=names, source=source, record=record, marks=found, last=len(found),
        leaves=pages, kinds=kinds,
        groups=[(kind, count, [n for n, m in enumerate(found) if m.kind == kind]) for kind, count in kinds.items()],
        unsure=len(unsure), policy=_policy(script, styles), styles=Markup(styles), script=Markup(script),
        data=Markup(_island([_told(mark, words) for mark in found])), doubtful=sum(mark.doubtful for mark in found),
    )  # fmt: skip


def write(source: SourceFile, record: Mapping[str, Any], target: Path, *, lang: str = "vi") -> None:
    """The page as a file that appears complete or not at all."""
    write_whole(target, html(source, record, lang=lang).encode("utf-8", "replace"))


@cache
def wording(lang: str) -> Mapping[str, str]:
    """The words of this page in one language."""
    words: dict[str, str] = tomllib.loads(_static("marked.toml"))[lang]
    return words


def _ranges(found: Sequence[Mark]) -> list[Range]:
    """Wide marks beneath, long ones beneath short ones."""
    flat = [(start, end, n) for n, mark in enumerate(found) for start, end in mark.ranges]
    return sorted(flat, key=lambda each: (found[each[2]].kind not in WIDE, each[0] - each[1], each[2]))


def _kinds(found: Sequence[Mark]) -> dict[str, int]:
    counts = Counter(mark.kind for mark in found)
    known = [kind for kind in COLOURS if kind in counts]
    return {kind: counts[kind] for kind in [*known, *sorted(counts.keys() - COLOURS.keys())]}


def _told(mark: Mark, words: Mapping[str, str]) -> dict[str, Any]:
    """What the card of a mark shows: plain values, keys already in the reader's language."""
    return {
        "kind": mark.kind,
        "name": words.get(mark.kind, mark.kind),
        "rows": [[words.get(key, key), _worded(value, words)] for key, value in mark.values],
        "rule": mark.rule,
        "confidence": f"{mark.confidence:.2f}",
        "doubtful": mark.doubtful,
        "inferred": mark.inferred,
        "place": f"{mark.ranges[0][0]}–{mark.ranges[-1][1]}",
    }


def _worded(value: str, words: Mapping[str, str]) -> str:
    """A value of ours ("@cites") in the reader's language; what the document says stays as it is."""
    return words.get(value[1:], value[1:]) if value.startswith("@") and value[1:].isidentifier() else value


def colours(kinds: Iterable[str]) -> str:
    """The style of marks of these kinds: a colour on light and on dark paper, and nothing where a kind is off."""
    lines = []
    for kind in kinds:
        colour = COLOURS.get(kind, OTHER)
        lines.append(f".k-{kind}{{--c:{colour};--d:{_lighter(colour)}}}\nbody.off-{kind} mark.k-{kind}{{all:unset}}")
    return "\n".join(lines)


def _lighter(colour: str) -> str:
    """The same hue for dark paper, mixed with white until it can be read there."""
    for share in range(101):
        mixed = "#" + "".join(
            f"{round(value + (255 - value) * share / 100):02x}"
            for value in (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        )
        if contrast(mixed, DARK_PAPER) >= READABLE:
            return mixed
    return "#ffffff"


def _policy(script: str, styles: str) -> str:
    allowed = f"script-src {_hash(script)}; style-src {_hash(styles)}"
    return f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def _island(value: object) -> str:
    return json.dumps(value, ensure_ascii=False).translate(_UNSAFE)


def _template(name: str) -> str:
    return files("viz").joinpath("templates", name).read_text(encoding="utf-8")


@cache
def _static(name: str) -> str:
    return files("viz").joinpath("static", name).read_text(encoding="utf-8")
