"""Letters of PDF files set in the fonts before Unicode (.VnTime, VNI-Times), whose codes stand for others."""

from __future__ import annotations

from collections.abc import Iterable, MutableSequence, Sequence
from dataclasses import dataclass, field

from loaders.extract.patterns import compiled
from loaders.readers import encodings, legacy_letters
from loaders.syllables import language_model
from ontology.errors import InputRefused

HYPHENED = compiled(r"\p{L}+-[\p{L}\-]*|-\p{L}[\p{L}\-]*")
SYMBOL = frozenset("/0123456789")  # beside a hyphen of a document's number
SUBSET = 7  # letters before the name of a font of which a file holds a part: "ABCDEF+"
SYMBOLS = range(0xF020, 0xF100)  # where fonts that tell no characters have their codes
FOREIGN = 0.05  # of the letters beyond A to Z: more that no such font has, and its name is left over from other days


@dataclass(frozen=True, slots=True)
class Face:
    """A font: the older encoding of its letters, and whether it shows capitals only."""

    encoding: str | None = None
    capitals: bool = False


PLAIN = Face()


def face_of(name: str) -> Face:
    """What the name of a font tells: "ABCDEF+.VnTimeH,Bold"."""
    bare = name[SUBSET:] if name[SUBSET - 1 : SUBSET] == "+" else name
    bare = bare.replace("#2E", ".").split(",")[0]
    encoding = legacy_letters.of_font(bare)
    if encoding is None:
        return PLAIN
    bare = bare.split("-")[0] if encoding == legacy_letters.TCVN3 else bare
    return Face(encoding, legacy_letters.is_capitals_font(bare))


def code_of(code: int, face: Face) -> int:
    """The code of a letter where a font of an older encoding keeps it among its symbols."""
    if face.encoding is None or code not in SYMBOLS:
        return code
    return ord(legacy_letters.decode_windows_1252(bytes([code - 0xF000])))


@dataclass(slots=True)
class Older:
    """The letters of a page that are set in fonts of one older encoding, by their places among all."""

    encoding: str
    places: list[tuple[int, Face]] = field(default_factory=list)

    def mend(self, letters: MutableSequence[str]) -> bool:
        """Put them right; a letter that was part of another becomes nothing. Whether they were not Unicode's."""
        said = [letters[at] for at, _ in self.places]
        other = sum(not legacy_letters.is_western(each) for each in said)
        text = "".join(each for each in said if legacy_letters.is_western(each))
        beyond = sum(not each.isascii() for each in said)
        if not beyond or other > FOREIGN * beyond or encodings.vietnamese(text) >= encodings.READABLE:
            return False
        for (before, _), (at, _) in zip(self.places, self.places[1:], strict=False):
            both = letters[before] + letters[at]
            if before == at - 1 and not both.isascii() and len(self._read(both)) < len(both):
                letters[before], letters[at] = both, ""
        for at, face in self.places:
            read = self._read(letters[at])
            letters[at] = read.upper() if face.capitals else read
        return True

    def _read(self, chars: str) -> str:
        try:
            return legacy_letters.LEGACY[self.encoding](legacy_letters.western(chars))
        except UnicodeEncodeError:
            return chars


def mended(letters: MutableSequence[str], faces: Sequence[Face]) -> frozenset[str]:
    """Put the letters of a page right that older fonts show; the encodings that were found."""
    older: dict[str, Older] = {}
    for at, face in enumerate(faces):
        if face.encoding is not None:
            older.setdefault(face.encoding, Older(face.encoding)).places.append((at, face))
    return frozenset(encoding for encoding, each in older.items() if each.mend(letters))


def completed(text: str, found: Iterable[str]) -> str:
    """A page's text with what TCVN3 has not where such letters were found: capitals, and the letter ư."""
    if legacy_letters.TCVN3 not in found:
        return text
    pieces: list[str] = []
    last = 0
    for word in HYPHENED.finditer(text):
        start, end = word.span()
        if not (text[start - 1 : start] in SYMBOL or text[end : end + 1] in SYMBOL):
            pieces += [text[last:start], _with_horn(text[start:end])]
            last = end
    return legacy_letters.with_capitals("".join([*pieces, text[last:]]))


def _with_horn(word: str) -> str:
    """A word whose hyphens are the letter ư, which has the code of a hyphen: "th-ờng"; others as they are."""
    read = word.replace("-", "Ư" if word.isupper() and len(word) > 2 else "ư")
    known = read.lower() in language_model().counts
    return read if known and (read.isupper() or read[1:].islower()) else word


def reread(name: str, texts: MutableSequence[str], pages: Iterable[int]) -> tuple[str, ...]:
    """Put right the pages of a text whose fonts do not tell that their letters stand for others; what was done."""
    lines = {at: texts[at].split("\n") for at in pages}
    western = "\n".join(line for page in lines.values() for line in page if legacy_letters.is_western(line))
    try:
        mending = encodings.mending_of(name, western)
    except InputRefused:
        return ()  # the record says that its text cannot be read
    if mending is None:
        return ()
    found = [legacy_letters.TCVN3] if encodings.CAPITALS in mending.warnings else []
    for at, page in lines.items():
        whole = "\n".join(mending.mend(line) if legacy_letters.is_western(line) else line for line in page)
        texts[at] = completed(whole, found)
    return mending.warnings
