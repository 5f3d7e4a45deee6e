"""Words that a converter ran together: "CHÍNH PHỦKT. THỦ TƯỚNG", "LUẬTCÁN BỘ", "NAMĐộc lập".

A run of letters is parted only where both sides are Vietnamese syllables and the whole is built like none, and
only where a diacritic shows that it is Vietnamese: names such as "VNeID" or "YouTube" stay as they are.
"""

from __future__ import annotations

from functools import lru_cache

from loaders.extract.patterns import compiled
from loaders.syllables import fold, is_syllable, language_model
from loaders.text import Text

# Only "nghiêng" has seven letters; shorter runs are suspect where the case changes inside,
# or in capitals, where headings lost the breaks between their lines.
SUSPECT = compiled(r"\p{L}{7,}|\p{Lu}{5,7}|\p{L}*\p{Ll}\p{Lu}\p{L}*|\p{Lu}+\p{Lu}\p{Ll}+", ignore_case=False)
AUTHORITY = ("KT", "TM", "TL", "TUQ")
DIGRAPHS = frozenset({"ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr"})
SHORTEST = 2
LONGEST = 60  # letters: what is longer is no heading run together, and has too many ways to fall apart


def part_words(text: Text) -> Text:
    """Spaces between words that were run together."""
    changes = []
    for match in SUSPECT.finditer(text.chars):
        ends = [match.start() + at for at in cuts(match.group() or "")]
        # The space stands for the letter before it: there is nothing else in the source that it could stand for.
        changes += [(at - 1, at, text.chars[at - 1] + " ") for at in ends]
    return text.edit(changes) if changes else text


@lru_cache(maxsize=16384)
def cuts(run: str) -> tuple[int, ...]:
    """Where a run of letters falls apart into words; none where it is one word or cannot be told."""
    if run.isascii() or len(run) > LONGEST or _is_word(run):
        return ()
    for at in _places(run):
        left, right = run[:at], run[at:]
        if not _is_known(left):
            continue
        if _is_known(right) or right in AUTHORITY:
            return (at,)
        if len(right) > SHORTEST and (more := cuts(right)):
            return (at, *(at + m for m in more))
    return ()


def _places(run: str) -> list[int]:
    """The places to try: changes of case first, then around whole consonants, then the others; longer words first."""
    bare = fold(run).lower()
    inner = range(len(run) - SHORTEST, SHORTEST - 1, -1)
    return sorted(
        inner, key=lambda at: (not _case_changes(run, at), bare[at - 1 : at + 1] in DIGRAPHS, bare[at] in "aeiouy")
    )


def _case_changes(run: str, at: int) -> bool:
    return (run[at - 1].islower() and run[at].isupper()) or (
        run[at - 1].isupper() and run[at].isupper() and run[at + 1 : at + 2].islower()
    )


def _is_known(run: str) -> bool:
    """Whether letters are a word of the language: "déng" is built like one, but a reader made it."""
    return _is_word(run) and run.lower() in language_model().counts


def _is_word(run: str) -> bool:
    """Whether letters are one syllable written as words are: small, capital, or with a capital first."""
    return (run.islower() or run.isupper() or run[1:].islower()) and is_syllable(run.lower())
