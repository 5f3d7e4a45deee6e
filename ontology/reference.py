"""The reference page of the vocabulary, docs/ontology.md, made from what the ontology declares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ontology.declarations import Term, local_name, relations, terms
from ontology.namespaces import OWL, PREFIXES, VB

_HEAD = """# The vocabulary

Made from `ontology/data/cancu.ttl` by `python -m ontology.build`; a test fails where the two differ.
Prefix `vb:` is `{base}`. A relation is named from the document that acts and reads as a sentence both ways.
`≈` marks a close match in a published vocabulary, `⊂` a term that is a special case of another.
"""


def page() -> str:
    """The whole page in Markdown."""
    everything = terms().values()
    listed = relations()
    links = [term for term in everything if term.own and term.is_property and _is_link(term) and term not in listed]
    values = [term for term in everything if term.own and OWL.DatatypeProperty in term.types]
    notes = [term for term in everything if term.own and OWL.AnnotationProperty in term.types]
    individuals = [term for term in everything if OWL.NamedIndividual in term.types]
    sections = [
        ("Classes", _terms(term for term in everything if term.own and term.is_class)),
        ("Relations between documents", _directed(listed)),
        ("Links", _directed(links)),
        ("Values", _terms(values)),
        ("Individuals", _individuals(individuals)),
        ("Terms of published vocabularies that the data use", _foreign()),
        ("Words about these words", _terms(notes)),
    ]
    body = "\n".join(f"## {title}\n\n{''.join(lines)}" for title, lines in sections)
    return f"{_HEAD.format(base=VB.base)}\n{body}"


def _is_link(term: Term) -> bool:
    return OWL.DatatypeProperty not in term.types and OWL.AnnotationProperty not in term.types


def _terms(listed: Iterable[Term]) -> Iterator[str]:
    yield "| term | tiếng Việt | English | meaning | alignment |\n|---|---|---|---|---|\n"
    for term in listed:
        yield _row(_code(term), term.label["vi"], term.label["en"], term.comment["en"], _alignment(term))


def _directed(listed: Iterable[Term]) -> Iterator[str]:
    yield "| term | A … B | B … A | meaning | alignment |\n|---|---|---|---|---|\n"
    for term in listed:
        forwards = f"{term.label['vi']} / {term.label['en']}"
        backwards = f"{term.inverse_label['vi']} / {term.inverse_label['en']}"
        yield _row(_code(term), forwards, backwards, term.comment["en"], _alignment(term))


def _individuals(listed: Iterable[Term]) -> Iterator[str]:
    yield "| term | class | tiếng Việt | English | meaning |\n|---|---|---|---|---|\n"
    for term in listed:
        kind = next(local_name(iri) for iri in term.types if iri != OWL.NamedIndividual)
        yield _row(_code(term), kind, term.label["vi"], term.label["en"], term.comment["en"])


def _foreign() -> Iterator[str]:
    yield "| term | tiếng Việt | English |\n|---|---|---|\n"
    for term in terms().values():
        if not term.own:
            yield _row(_code(term), term.label["vi"], term.label["en"])


def _alignment(term: Term) -> str:
    broader = [f"⊂ `{_short(iri)}`" for iri in term.broader]
    return ", ".join([*broader, *(f"≈ `{_short(iri)}`" for iri in term.matches)])


def _code(term: Term) -> str:
    return f"`{_short(term.iri)}`"


def _short(iri: str) -> str:
    return next((f"{prefix}:{iri[len(base) :]}" for prefix, base in PREFIXES.items() if iri.startswith(base)), iri)


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"
