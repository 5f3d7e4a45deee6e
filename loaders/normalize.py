"""From the characters of a file to clean paragraphs, one a line, each character still knowing its source.

The steps run in the order of `CHARACTERS`, then `PARAGRAPHS`. None of them knows what a document says;
they only undo what typing, printing and scanning did to the text: split letters, stray marks, mark-up,
page furniture, broken lines and broken numbers.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from loaders.broken_rows import join_rows
from loaders.extract.patterns import compiled
from loaders.glued import part_words
from loaders.layout import open_flattened, open_layout
from loaders.lines import unwrap
from loaders.misread import even_capitals, plain_labels
from loaders.spaced import join_letters
from loaders.symbols import mend_symbols
from loaders.tail import part_end
from loaders.text import Text
from ontology.document_number import LOOKALIKES

VOWELS = "aăâeêioôơuưy"
TONES = "\u0300\u0301\u0303\u0309\u0323"
# Open syllables carry the tone on the first vowel in the spelling that decrees use (hóa, Ủy), on the
# second in another: one spelling makes one pattern serve both.
OPEN_SYLLABLES = ("oa", "oe", "uy")

MARKED = compiled(r"[\p{L}\s]\p{M}+|[ḅḍḥḳḷṃṇṛṣṭṿẉẓḄḌḤḲḶṂṆṚṢṬṾẈẒ]")
INVISIBLE = compiled(
    r"[\x{200B}-\x{200F}\x{202A}-\x{202E}\x{2060}-\x{2069}\x{FEFF}\x{00AD}\x{0000}-\x{0008}\x{000E}-\x{001F}]+"
)
SPACES = compiled(r"[\x{00A0}\x{1680}\x{2000}-\x{200A}\x{202F}\x{205F}\x{3000}]")
LOOKALIKE = compiled(f"[{''.join(LOOKALIKES)}]", ignore_case=False)
NEWLINES = compiled(r"\r\n?|\x{2028}|\x{2029}|\x{000B}", holds="\r\u2028\u2029\v")
PAGE_WITHIN = compiled(r"[^\n\f](\f+)[^\n\f]", holds=("\f",))
MARKUP = compiled(
    r"\*\*+|<br ?/?>|</?(?:sub|sup|b|i|u|strong|em)>|(?m:^ {0,3}#{1,6} +)|\\([_*#\[\]().\-])",
    holds=("**", "<", "#", "\\"),
)
BLANKS = compiled(r" {2,}", holds=("  ",))
SPLIT_SYMBOL = compiled(r"(/[\p{Lu}]{1,8}(?:-[\p{Lu}\d&]+)*-) +[\p{Lu}]", ignore_case=False, holds=("- ",))


def _tone_table() -> dict[str, str]:
    """Both spellings of each open syllable: "oà" -> "òa", in every case of letters."""
    table: dict[str, str] = {}
    for syllable in OPEN_SYLLABLES:
        first, second = syllable[0], syllable[1]
        for tone in TONES:
            late = first + unicodedata.normalize("NFC", second + tone)
            early = unicodedata.normalize("NFC", first + tone) + second
            for cased in (str.lower, str.upper, str.capitalize):
                table[cased(late)] = cased(early)
    return table


TONE_PLACES = _tone_table()
LATE_TONE = compiled("|".join(sorted(TONE_PLACES)), ignore_case=False)


def compose(text: Text) -> Text:
    """Letters and their marks as one character each (NFC); a mark on the wrong letter goes to its vowel."""
    changes: dict[int, tuple[int, int, str]] = {}
    for match in MARKED.finditer(text.chars):
        start, end = match.start(), match.end()
        cluster = unicodedata.normalize("NFC", text.chars[start:end])
        marks = "".join(c for c in unicodedata.normalize("NFD", text.chars[start:end]) if unicodedata.combining(c))
        base = unicodedata.normalize("NFD", cluster)[0]
        if base.lower() in VOWELS and len(cluster) == 1:
            changes[start] = (start, end, cluster)
            continue
        changes[start] = (start, end, base)
        vowel = _vowel_before(text.chars, start)
        if vowel is not None:
            before = changes.get(vowel, (vowel, vowel + 1, text.chars[vowel]))
            marked = unicodedata.normalize("NFC", before[2] + marks)
            if len(marked) == 1:
                changes[vowel] = (before[0], before[1], marked)
    return text.edit(changes[k] for k in sorted(changes)) if changes else text


def _vowel_before(chars: str, at: int) -> int | None:
    """The nearest vowel to the left within the word."""
    for i in range(at - 1, max(-1, at - 5), -1):
        base = unicodedata.normalize("NFD", chars[i])[0].lower()
        if unicodedata.combining(chars[i]):
            continue
        if not chars[i].isalpha():
            return None
        if base in VOWELS:
            return i
    return None


def place_tones(text: Text) -> Text:
    """One spelling for open syllables: "hoá" reads "hóa", "Uỷ" reads "Ủy"; "quý" and "hoàn" stay."""
    changes = []
    for match in LATE_TONE.finditer(text.chars):
        start, end = match.start(), match.end()
        closed = end < len(text.chars) and text.chars[end].isalpha()
        after_q = start > 0 and text.chars[start - 1] in "qQ"
        if not closed and not after_q:
            changes.append((start, end, TONE_PLACES[match.group()]))
    return text.edit(changes) if changes else text


def drop_invisible(text: Text) -> Text:
    """Zero-width, bidirectional and control characters go; every kind of blank becomes a space, lookalikes letters."""
    return (
        text.sub(INVISIBLE, "")
        .sub(SPACES, " ")
        .sub(NEWLINES, "\n")
        .sub(LOOKALIKE, lambda m: LOOKALIKES[m.group() or ""])
    )


def join_pages(text: Text) -> Text:
    """A form feed within a line, where a paragraph goes on over the page, is a blank."""
    return text.edit((m.start(1), m.end(1), " ") for m in PAGE_WITHIN.finditer(text.chars))


def drop_markup(text: Text) -> Text:
    """The signs of light mark-up go, the words stay."""
    return text.sub(MARKUP, lambda m: m.group(1) or " " * (m.group() or "").startswith("<br"))


def join_symbols(text: Text) -> Text:
    """A symbol broken over a line is one again: "NĐ- CP" reads "NĐ-CP"."""
    return text.edit((m.end(1), m.end() - 1, "") for m in SPLIT_SYMBOL.finditer(text.chars))


def single_spaces(text: Text) -> Text:
    """One space between words; tabs stay, they part the cells of a table."""
    return text.sub(BLANKS, " ")


Step = Callable[[Text], Text]
CHARACTERS: tuple[Step, ...] = (
    drop_invisible,
    join_pages,
    compose,
    place_tones,
    drop_markup,
    join_letters,
    mend_symbols,
    plain_labels,
    part_words,
    join_rows,
    open_layout,
    open_flattened,
    single_spaces,
)
PARAGRAPHS: tuple[Step, ...] = (even_capitals, part_end, unwrap, join_symbols)


def normalize(source: str, restore: Step = lambda text: text) -> Text:
    """Clean paragraphs of a file's text, one a line; `restore` gives back what a scan lost."""
    text = Text.of(source)
    for step in (*CHARACTERS, restore, *PARAGRAPHS):
        text = step(text)
    return text
