"""The number and symbol (số, ký hiệu) by which Vietnamese documents name each other.

Four ways of numbering: administrative "3647/QĐ-UBND" and "2458/UBND-NC", normative "107/2020/NĐ-CP",
National Assembly "80/2015/QH13" and "832/NQ-UBTVQH14", Party "01-NQ/TU"; and standards "TCVN 14423:2025".
A number identifies a document only together with its issuer and a year or term: see ontology.iri.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from ontology.errors import NumberError
from ontology.folding import without_diacritics
from ontology.vocabulary import DocumentKind, document_kinds, kind_by_code, table

_DASHES_OF_BLANKS = ".…_·"
_EDGE = ".,;:()[]\"'“”"
_LONGEST = 120
_FORMS = table("number_forms")
LOOKALIKES: dict[str, str] = _FORMS["lookalikes"]
_CONFUSABLES = str.maketrans(LOOKALIKES | _FORMS["confusables"])


class Regime(StrEnum):
    """The way a number is given, hence what else is needed to identify the document."""

    ADMINISTRATIVE = "administrative"  # anew each year
    NORMATIVE = "normative"  # the year stands in the number
    NATIONAL_ASSEMBLY = "national_assembly"  # anew each term
    PARTY = "party"  # anew each congress term
    STANDARD = "standard"  # never anew


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentNumber:
    """A document number and its parts.

    `serial` as written, "" where it is left blank ("/UBND-NC"); `year` and `term` where they stand in the
    number; `code` of the kind in its usual spelling ("QĐ"), None where the number names no kind;
    `agency_part` all that stands for the issuer and its unit ("BTC-BKHCN", "UBND-NC").
    """

    written: str
    serial: str
    year: int | None
    term: int | None
    code: str | None
    agency_part: str
    regime: Regime

    @classmethod
    def parse(cls, text: str) -> DocumentNumber:
        """Reads one number, spaces and look-alike letters put right; NumberError if it is none."""
        number = cls.find(text)
        if number is None:
            raise NumberError(text[:_LONGEST])
        return number

    @classmethod
    def find(cls, text: str) -> DocumentNumber | None:
        """As `parse`, but None where the string is no document number."""
        return _found(text) if len(text) <= _LONGEST else None

    def __str__(self) -> str:
        return self.written

    @property
    def key(self) -> str:
        """For comparison: no leading zero, no diacritics, upper case, the usual separators."""
        serial = self.serial.lstrip("0").upper()
        return _bare(self._joined(serial)).upper()

    @property
    def slug_source(self) -> str:
        """As `key`, a serial below ten with its zero: what identifiers are made of."""
        serial = self.serial.lstrip("0")
        digits = sum(letter.isdigit() for letter in serial)
        return without_diacritics(self._joined("0" * (2 - digits) + serial if digits else serial)).lower()

    @property
    def kind(self) -> str | None:
        """The Vietnamese name of the kind that the number tells: "Quyết định"; None where it tells none."""
        if self.code is not None:
            return kind_by_code()[self.code].vi
        letter = self.regime is Regime.ADMINISTRATIVE and "/" in self.written and bool(self.agency)
        old = self.unit is None and self.agency in _FORMS["kindless_bodies"]
        return "Công văn" if letter and not old else None

    @property
    def agency(self) -> str:
        """The symbol of the (first) issuing agency: "UBND", "CP", "TTg", "BTC"; "" where there is none."""
        return self.agencies[0] if self.agencies else ""

    @property
    def agencies(self) -> tuple[str, ...]:
        """The symbols of all issuing agencies: several for a joint document."""
        parts = tuple(part for part in self.agency_part.replace("/", "-").split("-") if part)
        joint = self.code is not None and kind_by_code()[self.code].joint
        named = parts if joint else parts[:1]
        return tuple(_body_and_term(part)[0] for part in named)

    @property
    def unit(self) -> str | None:
        """The unit that drafted the document, behind the agency: "NC" in "2458/UBND-NC"."""
        if len(self.agencies) != 1:
            return None
        rest = self.agency_part.replace("/", "-").partition("-")[2]
        return rest or None

    @property
    def blank(self) -> bool:
        """Whether the serial is left open, so that the number identifies nothing."""
        return not self.serial

    def _joined(self, serial: str) -> str:
        """The parts in the usual separators of the regime."""
        if self.regime is Regime.STANDARD:
            return f"{self.agency_part} {serial}:{self.year}"
        if self.regime is Regime.PARTY:
            head = f"{serial}-{self.code}" if self.code else serial
            return f"{head}/{self.agency_part}" if self.agency_part else head
        symbol = "-".join(part for part in (self.code, self.agency_part.replace("/", "-")) if part)
        return "/".join([serial, *([str(self.year)] if self.year else []), symbol])


_bare = lru_cache(maxsize=1 << 12)(without_diacritics)


@lru_cache(maxsize=1 << 12)
def _found(text: str) -> DocumentNumber | None:
    """A document names the same few numbers again and again."""
    return _standard(text) or _numbered(_normalised(text))


def _normalised(text: str) -> str:
    """Composed letters, no white space, our own alphabet, a blank serial left out."""
    composed = unicodedata.normalize("NFC", text).translate(_CONFUSABLES)
    visible = "".join(letter for letter in composed if not letter.isspace() and unicodedata.category(letter) != "Cf")
    return visible.strip(_EDGE).lstrip(_DASHES_OF_BLANKS)


def _standard(text: str) -> DocumentNumber | None:
    """ "TCVN 14423:2025", "ISO 9001:2015": letters, a serial, a colon and the year."""
    words = unicodedata.normalize("NFC", text).split()
    serial, colon, year = words[-1].partition(":") if len(words) > 1 else ("", "", "")
    body = " ".join(words[:-1])
    if not (colon and body.isascii() and body.replace(" ", "").isalpha() and _digits(serial) and _year(year)):
        return None
    code = words[0] if words[0] in kind_by_code() else None
    return DocumentNumber(
        written=f"{body} {serial}:{year}", serial=serial, year=int(year), term=None,
        code=code, agency_part=body, regime=Regime.STANDARD,
    )  # fmt: skip


def _numbered(written: str) -> DocumentNumber | None:
    """A serial, a separator and a symbol."""
    cut = next((at for at, letter in enumerate(written) if letter in "/-"), -1)
    if cut < 0 or not _serial(written[:cut]):
        return None
    serial, separator, rest = written[:cut], written[cut], written[cut + 1 :]
    if not rest or not _symbol(rest):
        return None
    if separator == "-" and "/" in rest:
        return _hyphened(written, serial, rest)
    year, symbol = _year_before(rest) if separator == "/" else (None, rest)
    code, agency_part = _kind_and_agency(symbol, normative=year is not None)
    if code is None and not agency_part:
        return None
    return _with_regime(written, serial, year, code, agency_part)


def _hyphened(written: str, serial: str, rest: str) -> DocumentNumber:
    """The Party's form: the kind stands before the slash, the committee behind it."""
    kind, _, body = rest.partition("/")
    code = _code(kind)
    if code is None or body in _FORMS["state_bodies"]:
        agency_part = body if code else rest
        return _with_regime(written, serial, None, code, agency_part)
    return DocumentNumber(
        written=written, serial=serial, year=None, term=None, code=code, agency_part=body, regime=Regime.PARTY
    )


def _with_regime(written: str, serial: str, year: int | None, code: str | None, agency_part: str) -> DocumentNumber:
    """The regime follows from the body, then from the year."""
    first = agency_part.replace("/", "-").partition("-")[0]
    body, term = _body_and_term(first)
    if term is not None or body in ("QH", "UBTVQH"):
        regime = Regime.NATIONAL_ASSEMBLY
    elif year is None and agency_part in _FORMS["party_bodies"]:
        regime = Regime.PARTY
    else:
        regime = Regime.ADMINISTRATIVE if year is None else Regime.NORMATIVE
    return DocumentNumber(
        written=written, serial=serial, year=year, term=term, code=code, agency_part=agency_part, regime=regime
    )


def _kind_and_agency(symbol: str, *, normative: bool) -> tuple[str | None, str]:
    """Splits "QĐ-UBND" into the kind's code and what stands for the agency."""
    head, agency_part = _first_token(symbol)
    code = _code(head)
    if code is not None and not (kind_by_code()[code].also_agency and agency_part and not _like_agency(agency_part)):
        return code, agency_part
    if normative and code is None and _body_and_term(head)[1] is None:
        glued = _glued(head)
        if glued is not None:
            rest = symbol[len(glued) :]
            return kind_by_code()[glued].code, rest
    return None, symbol


def _glued(head: str) -> str | None:
    """The code at the start of "NĐCP" or "TTBNN", where the hyphen was forgotten."""
    codes = (kind.code for kind in _by_length() if "normative" in kind.regimes and kind.code and len(kind.code) > 1)
    return next((code for code in codes if head.startswith(code) and len(head) > len(code) + 1), None)


@cache
def _by_length() -> tuple[DocumentKind, ...]:
    return tuple(sorted(document_kinds(), key=lambda kind: -len(kind.code or "")))


@cache
def _folded_codes() -> dict[str, str]:
    """Codes by their bare capitals; of two alike the first of the data file stands."""
    codes: dict[str, str] = {}
    for code in kind_by_code():
        codes.setdefault(without_diacritics(code).upper(), code)
    return codes


@cache
def _code(letters: str) -> str | None:
    """The kind's code in its usual spelling, also for "TTR", "QD" or "qđ"."""
    if letters in kind_by_code():
        return letters
    upper = {code.upper(): code for code in kind_by_code()}
    return upper.get(letters.upper()) or _folded_codes().get(without_diacritics(letters).upper())


def _like_agency(part: str) -> bool:
    """Whether the letters begin as symbols of agencies do; asked where a code is an agency's symbol as well."""
    return part.startswith(tuple(_FORMS["agency_beginnings"]))


def _body_and_term(part: str) -> tuple[str, int | None]:
    """ "QH13" -> ("QH", 13); the term only for the National Assembly's own bodies."""
    body = part.rstrip("0123456789")
    figures = part[len(body) :]
    if not figures or len(figures) > 2 or not _of_assembly(body):
        return part, None
    return body, int(figures)


def _of_assembly(body: str) -> bool:
    committee = body.startswith(_FORMS["assembly_committee_prefix"]) and body != "UB"
    return body in _FORMS["assembly_bodies"] or (committee and not body.startswith(tuple(_FORMS["not_assembly"])))


def _year_before(rest: str) -> tuple[int | None, str]:
    """ "2020/NĐ-CP" -> (2020, "NĐ-CP"); a hyphen behind the year is taken for the slash."""
    if len(rest) > 5 and _year(rest[:4]) and rest[4] in "/-":
        return int(rest[:4]), rest[5:]
    return None, rest


def _first_token(symbol: str) -> tuple[str, str]:
    cut = next((at for at, letter in enumerate(symbol) if letter in "/-"), len(symbol))
    return symbol[:cut], symbol[cut + 1 :]


def _serial(part: str) -> bool:
    """Blank, figures with at most two letters behind ("22", "02a"), or counted within a series ("66.7")."""
    figures = part.rstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZđĐ")
    series, dot, figures = figures.rpartition(".")
    if dot and not (_digits(series) and len(series) <= 4 and len(figures) <= 2):
        return False
    return part == "" or (_digits(figures) and len(figures) <= 7 and len(part.rpartition(".")[2]) - len(figures) <= 2)


def _symbol(rest: str) -> bool:
    """Letters and figures with the separators of symbols, at least one letter, no separator at the edge."""
    if rest[0] in "/-" or rest[-1] in "/-":
        return False
    return any(letter.isalpha() for letter in rest) and all(letter.isalnum() or letter in "/-&._" for letter in rest)


def _digits(part: str) -> bool:
    return part.isascii() and part.isdigit()


def _year(part: str) -> bool:
    return len(part) == 4 and _digits(part) and 1945 <= int(part) <= 2099
