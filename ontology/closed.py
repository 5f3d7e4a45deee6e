"""A vocabulary of IRIs that is a closed list: a mistyped term is an error at once."""

from __future__ import annotations

from collections.abc import Iterator


class Closed(type):
    """Gives every annotated name of a vocabulary its IRI and lets nobody add to it."""

    terms: dict[str, str]
    base: str

    def __new__(mcs, name: str, bases: tuple[type, ...], body: dict[str, object], base: str = "") -> Closed:
        annotated = body.get("__annotations__", {})
        assert isinstance(annotated, dict)
        terms = {term: base + term for term in annotated}
        made = super().__new__(mcs, name, bases, {**body, **terms})
        type.__setattr__(made, "terms", terms)
        type.__setattr__(made, "base", base)
        return made

    def __setattr__(cls, name: str, value: object) -> None:
        raise AttributeError(f"{cls.__name__} is closed: declare {name} in ontology/data/cancu.ttl")

    def __getitem__(cls, name: str) -> str:
        """The IRI of a term whose name is data; KeyError where there is none."""
        return cls.terms[name]

    def __iter__(cls) -> Iterator[str]:
        return iter(cls.terms.values())

    def __contains__(cls, iri: object) -> bool:
        return iri in cls.terms.values()
