"""Words that Vietnamese administrative texts are known to use: what a reader made of other letters is none of them."""

from __future__ import annotations

from loaders.syllables import language_model
from ontology import authority


def in_words(name: str) -> bool:
    """Whether a name is of the registry, or every word of it a known word or an abbreviation."""
    if authority.look_up(name) is not None:
        return True
    known = language_model().counts
    words = name.replace(",", " ").replace("-", " ").split()
    return all(word.lower() in known or (word.isupper() and len(word) > 1) or not word.isalpha() for word in words)
