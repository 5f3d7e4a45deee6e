"""Turtle text for the files that are made from word lists: one block a subject, always in the same order."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ontology.namespaces import PREFIXES, XSD

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def name(iri: str) -> str:
    """An IRI, shortened where it has one of the usual prefixes."""
    for prefix, base in PREFIXES.items():
        local = iri.removeprefix(base)
        if local != iri and local.replace("_", "").isalnum():
            return f"{prefix}:{local}"
    return f"<{iri}>"


def words(text: str, lang: str) -> str:
    """Text in a language: "vi", "en"."""
    return f"{plain(text)}@{lang}"


def plain(text: str) -> str:
    return f'"{text.translate(_ESCAPES)}"'


def day(value: date) -> str:
    return f'"{value.isoformat()}"^^{name(XSD.date)}'


def block(subject: str, kinds: Iterable[str], facts: Iterable[tuple[str, Iterable[str]]]) -> str:
    """All that is said of a subject; predicates without objects are left out."""
    said = [("a", [name(kind) for kind in kinds])]
    said += [(name(predicate), written) for predicate, objects in facts if (written := list(objects))]
    lines = [f"{predicate} {', '.join(objects)}" for predicate, objects in said]
    return f"{name(subject)} " + " ;\n    ".join(lines) + " .\n"


def document(title: str, blocks: Iterable[str]) -> str:
    """A whole file: a comment, the prefixes, the blocks."""
    prefixes = "".join(f"@prefix {prefix}: <{base}> .\n" for prefix, base in PREFIXES.items())
    return f"# {title}\n\n{prefixes}\n" + "\n".join(blocks)
