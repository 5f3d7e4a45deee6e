"""Bytes to characters: Unicode, and the encodings that Vietnamese offices wrote in before it.

What a file is encoded in nothing says for sure. Each encoding is tried, and the one is taken under which the words
with diacritics are Vietnamese words, where no other comes near; a text that stays uncertain is refused. A text of
another language stays as it is, or is refused, but never becomes Vietnamese.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple
from unicodedata import is_normalized, normalize

from loaders.readers import legacy_letters
from loaders.readers.legacy_letters import LEGACY, TCVN3, WINDOWS_1252
from loaders.syllables import language_model
from ontology.errors import InputRefused, Refusal

MARKS = (  # the longer first: a mark of UTF-32 begins like one of UTF-16
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
SAMPLE = 1 << 16
MOST_OLD = 5_000_000  # bytes of a text in an old encoding: no document of those years comes near
PLAIN = bytes(range(128))
SURE = 0.75  # the share of words with diacritics that are Vietnamese words
READABLE = 0.6
NEAR = 0.3  # less ahead of another encoding is not enough
LEAST = 4  # words with diacritics; fewer decide nothing
MANGLED = ("áº", "á»", "Ä‘", "Ä\x90", "Æ°", "Æ¡", "Ã¡", "Ãª", "Ã´", "Ã¢")
PUNCTUATION = dict.fromkeys(map(ord, "\"'“”‘’«»()[]{}<>.,;:!?…/\\|-–—+*•=_&%#@~^`0123456789\ufeff"), " ")
LINES = (9, 10, 11, 12, 13)
DROPPED = dict.fromkeys(code for code in (*range(32), 127) if code not in LINES)
BINARY = 50  # one such character in so many, and it is no text

CONVERTED = "bảng mã {name}, đã chuyển sang Unicode / encoded in {name}, converted to Unicode"
CAPITALS = (
    "TCVN3 không phân biệt chữ hoa có dấu: chữ nào không rõ thì để chữ thường"
    " / TCVN3 has no capitals with tone marks: where nothing tells, small letters stand"
)
UNDONE = "UTF-8 bị đọc nhầm thành Windows-1252, đã khôi phục / UTF-8 that was taken for Windows-1252, undone"
CONTROLS = "đã bỏ {count} ký tự điều khiển / {count} control characters were left out"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's characters, in composed letters where the encoding has none, and what was done to get them."""

    text: str
    warnings: tuple[str, ...] = ()


class Mending(NamedTuple):
    """What puts a text right, whole or in pieces, and what its reader should know."""

    mend: Callable[[str], str]
    warnings: tuple[str, ...]


def decoded(name: str, data: bytes) -> Decoded:
    """The characters of a text; InputRefused for what is no text or in no encoding for certain."""
    found = in_unicode(name, data)
    if found is not None:
        return _checked(name, repaired(name, found))
    if _is_binary(data[:SAMPLE].decode("latin-1"), zeros=True):
        raise InputRefused(name, Refusal.BINARY)
    part = _part(data)
    best = _best({encoding: decode(part) for encoding, decode in legacy_letters.DECODERS.items()})
    if best is None:
        raise InputRefused(name, Refusal.UNKNOWN_ENCODING, _first_fault(data))
    if len(data) > MOST_OLD:
        raise InputRefused(name, Refusal.TOO_LARGE)
    text = legacy_letters.DECODERS[best](data)
    text = legacy_letters.with_capitals(text) if best == TCVN3 else text
    return _checked(name, Decoded(text, warnings_of(best)))


def repaired(name: str, text: str) -> Decoded:
    """Unicode in which letters of an older encoding were taken for Western ones, put right; others as they are."""
    mending = mending_of(name, text)
    return Decoded(text) if mending is None else Decoded(mending.mend(text), mending.warnings)


def mending_of(name: str, text: str) -> Mending | None:
    """What puts a text right; None where nothing is wrong with it, or nobody can tell what."""
    if text.isascii() or vietnamese(text) >= READABLE:
        return None
    if _is_mangled(name, text):
        return Mending(_reread_lines, (UNDONE,))
    encoding = _taken_for_western(text)
    return None if encoding is None else conversion(encoding)


def undone(name: str, text: str) -> Decoded:
    """A text that is UTF-8 taken for Windows-1252 as what it was; any other as it is."""
    if text.isascii() or vietnamese(text) >= READABLE or not _is_mangled(name, text):
        return Decoded(text)
    return Decoded(_reread_lines(text), (UNDONE,))


def mending_in_font(name: str, encoding: str | None, said: Sequence[str]) -> Mending | None:
    """What puts words right that are set in fonts of an encoding, or in ordinary ones; None where they are right."""
    text = "\n".join(filter(legacy_letters.is_western, said))
    if encoding is None:
        return mending_of(name, text)
    if text.isascii() or not all(map(legacy_letters.is_western, said)) or vietnamese(text) >= READABLE:
        return None  # the font's name is left over from other days: the letters are Unicode's
    return conversion(encoding)


def conversion(encoding: str) -> Mending:
    """What turns Western letters into those that an older encoding has in their places."""
    return Mending(partial(_converted, encoding), warnings_of(encoding))


def warnings_of(encoding: str) -> tuple[str, ...]:
    """What a reader of a text should know that was converted."""
    return (CONVERTED.format(name=legacy_letters.NAMES[encoding]), *(CAPITALS,) * (encoding == TCVN3))


def _converted(encoding: str, text: str) -> str:
    try:
        found = LEGACY[encoding](legacy_letters.western(text))
    except UnicodeEncodeError:
        return text
    return legacy_letters.with_capitals(found) if encoding == TCVN3 else found


def _taken_for_western(text: str) -> str | None:
    """The encoding whose letters a text holds as Western ones; None for other texts."""
    if len(text) > MOST_OLD:
        return None
    try:
        data = legacy_letters.western(text)
    except UnicodeEncodeError:
        return None
    return _best({WINDOWS_1252: text} | {encoding: decode(data) for encoding, decode in LEGACY.items()})


def _is_mangled(name: str, text: str) -> bool:
    """Whether a text is UTF-8 that was taken for Windows-1252, whole or by lines; refused where it is past help."""
    whole = _reread(text)
    if whole is not None and len(text) - len(whole) > LEAST:
        return True  # no text of any language is UTF-8 by chance
    if not any(sign in text for sign in MANGLED):
        return False
    if vietnamese(_reread_lines(text)) >= SURE:
        return True
    if _mostly_mangled(text):
        raise InputRefused(name, Refusal.UNKNOWN_ENCODING, "UTF-8 → Windows-1252")
    return False


def vietnamese(text: str) -> float:
    """The share (0 to 1) of words with other letters than A to Z that are Vietnamese; 0 where there are too few."""
    return _share(_sample(text))


def in_unicode(name: str, data: bytes) -> str | None:
    """The text where it is Unicode, by its mark or by its bytes; None where it is not."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise InputRefused(name, Refusal.UNKNOWN_ENCODING, f"{encoding}, byte {error.start}") from error
    wide = _wide(data)
    for encoding in (wide, "utf-8") if wide else ("utf-8",):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark: every second byte is one of the few that begin Vietnamese characters."""
    sample = data[:SAMPLE]
    if len(data) % 2 or len(data) < 8 or b"\x00" not in sample:
        return None
    for encoding, high, low in (("utf-16-le", 1, 0), ("utf-16-be", 0, 1)):
        upper, lower = sample[high::2], sample[low::2]
        few = sum(upper.count(byte) for byte in b"\x00\x01\x03\x1e\x20")
        if few > 0.98 * len(upper) and lower.count(0) < 0.02 * len(lower) and upper.count(0) > 0.3 * len(upper):
            return encoding
    return None


def _best(read: dict[str, str]) -> str | None:
    """The encoding under which the text is Vietnamese, where no other comes near."""
    shares = {encoding: vietnamese(text) for encoding, text in read.items()}
    best = max(shares, key=lambda encoding: shares[encoding])
    others = [share for encoding, share in shares.items() if read[encoding] != read[best]]
    if shares[best] < SURE or shares[best] - max(others, default=0.0) < NEAR:
        return None
    return best if best != WINDOWS_1252 else None


def _reread_lines(text: str) -> str:
    return "\n".join(_reread(line) or line for line in text.split("\n"))


def _reread(text: str) -> str | None:
    try:
        return legacy_letters.western(text).decode("utf-8")
    except UnicodeError:
        return None


def _mostly_mangled(text: str) -> bool:
    words = [word for word in _sample(text).split() if not word.isascii()]
    return sum(any(sign in word for sign in MANGLED) for word in words) > 0.3 * len(words)


def _sample(text: str) -> str:
    """Enough of a text to know its language by, from its beginning, middle and end."""
    if len(text) <= 3 * SAMPLE:
        return text
    middle = len(text) // 2
    taken = text[:SAMPLE] + "\n" + text[middle : middle + SAMPLE] + "\n" + text[-SAMPLE:]
    return text if taken.isascii() else taken


def _part(data: bytes) -> bytes:
    """Enough of a file's bytes to know their encoding by: beginning, middle, end, and where other letters begin."""
    if len(data) <= 4 * SAMPLE:
        return data
    middle, other = len(data) // 2, len(data) - len(data.lstrip(PLAIN))
    return b"\n".join(data[at : at + SAMPLE] for at in (0, other, middle, len(data) - SAMPLE))


def _share(text: str) -> float:
    if not is_normalized("NFC", text):
        text = normalize("NFC", text)
    known = language_model().counts
    words = [word for word in text.lower().translate(PUNCTUATION).split() if not word.isascii()]
    return sum(word in known for word in words) / len(words) if len(words) >= LEAST else 0.0


def without_controls(text: str) -> str:
    """Without the characters that no text has; the line end of older programs is a line end."""
    return text.replace("\v", "\n").translate(DROPPED) if "\v" in text or _controls(text) else text


def _checked(name: str, read: Decoded) -> Decoded:
    if _is_binary(read.text[:SAMPLE]):
        raise InputRefused(name, Refusal.BINARY)
    text = without_controls(read.text)
    count = len(read.text) - len(text)
    return Decoded(text, (*read.warnings, CONTROLS.format(count=count))) if count else Decoded(text, read.warnings)


def _controls(text: str) -> int:
    return sum(text.count(chr(code)) for code in DROPPED)


def _is_binary(sample: str, *, zeros: bool = False) -> bool:
    """Whether too many characters are none; where Unicode was not told by its bytes, one zero is too many."""
    return (zeros and "\x00" in sample) or _controls(sample) > len(sample) // BINARY


def _first_fault(data: bytes) -> str:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return f"byte {error.start}"
    return ""
