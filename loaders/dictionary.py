"""Words that Vietnamese administrative texts are known to use: what a reader made of other letters is none of them."""

from __future__ import annotations

from loaders.syllables import language_model
from ontology import authority
from ontology.bodies import slug

_LONGEST_PLACE = 6  # words of "thành phố Hồ Chí Minh"


def meant(name: str) -> str:
    """The name with the marks of the registry: "Số Nội vụ" -> "Sở Nội vụ"; a name that it lacks stays as it is."""
    words = name.split()
    for cut in range(len(words), max(1, len(words) - _LONGEST_PLACE), -1):
        stem, place = " ".join(words[:cut]), " ".join(words[cut:])
        entry = authority.look_up(stem)
        if entry is not None and (not place or authority.places(place)):
            known = next((known for known in (entry.name, *entry.aliases) if slug(known) == slug(stem)), stem)
            return f"{known} {place}".rstrip()
    return name


def in_words(name: str) -> bool:
    """Whether a name is of the registry, or every word of it a known word or an abbreviation."""
    if authority.look_up(name) is not None:
        return True
    known = language_model().counts
    words = name.replace(",", " ").replace("-", " ").split()
    return all(word.lower() in known or (word.isupper() and len(word) > 1) or not word.isalpha() for word in words)
