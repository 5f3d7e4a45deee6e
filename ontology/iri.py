"""The only place where identifiers of data are made: readable, stable, the same for the same input.

Every part is a slug of [a-z0-9-]; a long one is cut and ends in a hash of the whole.
"""

from __future__ import annotations

import hashlib
import unicodedata

from ontology.document_number import DocumentNumber
from ontology.errors import IdentifierError
from ontology.folding import folded
from ontology.terms import scope
from ontology.vocabulary import index_by_code, kind_named, table

BASE = "https://w3id.org/cancu/id/"
LONGEST_SLUG = 80
_HASH = 10
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
_WHITE = frozenset("\t\n\r ")
_ABBREVIATIONS: dict[str, str] = table("abbreviations")["abbreviations"]

LEDGER = BASE + "graph/ledger"
LINKS = BASE + "graph/links"
REVIEWS = BASE + "graph/reviews"
ONTOLOGY = BASE + "graph/ontology"
REGISTRY = BASE + "graph/registry"


def slug(text: str) -> str:
    """ "Sở Nội vụ" -> "so-noi-vu"; IdentifierError where nothing readable is left."""
    _refuse_unprintable(text)
    words = "".join(letter if letter in _LETTERS else " " for letter in folded(text)).split()
    if not words:
        raise IdentifierError(
            f"“{text}” không có chữ hay số nào để đặt mã định danh. Kiểm tra lại văn bản nguồn.",
            f"“{text}” has no letter or figure to make an identifier of. Check the source text.",
        )
    whole = "-".join(words)
    if len(whole) <= LONGEST_SLUG:
        return whole
    return f"{whole[: LONGEST_SLUG - _HASH - 1].rstrip('-')}-{_digest(whole, _HASH)}"


def document(number: DocumentNumber, *, agency: str | None, date: str | None, cited_in: str | None = None) -> str:
    """A document by its identity: issuer (slug, with place and period), year or term, number.

    `date` is ISO and may be partial; without what identity needs the scope is "undated". Without an issuer
    the SHA-256 of the citing file, `cited_in`, keeps the unknowns of two files apart.
    """
    if number.blank:
        raise IdentifierError(
            f"Số “{number}” còn để trống nên không định danh được văn bản. Dùng mã theo tệp.",
            f"Number “{number}” is left blank and identifies no document. Identify it by its file.",
        )
    issuer = slug(agency) if agency else f"unknown-issuer-{_short(cited_in)}"
    return f"{BASE}document/{issuer}/{scope(number, date) or 'undated'}/{slug(number.slug_source)}"


def document_of_file(sha256: str) -> str:
    """A document without a number or a date of its own, by the file that holds it."""
    return f"{BASE}document/file/{_checked(sha256)[:16]}"


def named_document(title: str, *, agency: str | None = None) -> str:
    """A document known by its name only; usual abbreviations in the name make no difference."""
    return f"{BASE}document/named/{slug(agency) if agency else 'any'}/{slug(expanded(title))}"


def expanded(title: str) -> str:
    """ "Kế hoạch CCHC nhà nước" -> "Kế hoạch cải cách hành chính nhà nước"."""
    return " ".join(_expanded_word(word) for word in title.split())


def file(sha256: str) -> str:
    return f"{BASE}file/{_checked(sha256)}"


def graph(sha256: str) -> str:
    """The named graph of one file."""
    return f"{BASE}graph/{_checked(sha256)}"


def statement(sha256: str, start: int, n: int) -> str:
    """The `n`-th statement made by the words at `start` of a file."""
    return f"{BASE}statement/{_short(sha256)}-{_count(start)}-{_count(n)}"


def beginning(node: str) -> int | None:
    """The first character of the words that a statement, task … of a file was read in; None for what is derived."""
    parts = node.rpartition("/")[2].split("-")
    return int(parts[1]) if len(parts) == 3 and parts[1].isdecimal() else None


def derived_statement(*parts: str) -> str:
    """A statement that follows from others: `parts` are the IRIs and words that make it what it is."""
    return f"{BASE}statement/derived-{_of_parts(parts)}"


def evidence(sha256: str, start: int, end: int) -> str:
    """A quotation: characters `start` to `end` of a file."""
    return f"{BASE}evidence/{_short(sha256)}-{_count(start)}-{_count(end)}"


def task(sha256: str, start: int, n: int = 0) -> str:
    return _at("task", sha256, start, n)


def responsibility(sha256: str, start: int, n: int = 0) -> str:
    """One sentence may charge several agencies with several indices: `n` tells them apart."""
    return _at("responsibility", sha256, start, n)


def definition(sha256: str, start: int, n: int = 0) -> str:
    return _at("definition", sha256, start, n)


def target(sha256: str, start: int, n: int = 0) -> str:
    return _at("target", sha256, start, n)


def review(number: str) -> str:
    """A person's decision, by the number that the log of reviews gives it."""
    return f"{BASE}review/{slug(number)}"


def person(name: str) -> str:
    """Who reviews, by name."""
    return f"{BASE}person/{_of_parts((name,))}"


def gap(about: str, reason: str) -> str:
    """What stays open about the document with IRI `about`; `reason` is the IRI or name of the reason."""
    return f"{BASE}gap/{_of_parts((about, reason))}"


def conflict(kind: str, *involved: str) -> str:
    """A contradiction between the things with these IRIs, in whatever order."""
    return f"{BASE}conflict/{slug(kind)}-{_of_parts(tuple(sorted(involved)))}"


def agency(name: str) -> str:
    """An agency or group by its slug, with place and period where it has them: "so-noi-vu-quang-tri-1989"."""
    return f"{BASE}agency/{slug(name)}"


def place(name: str, since: int | None = None) -> str:
    """A place in one of its periods: ("Quảng Trị", 1989); `since` is the year the unit was established."""
    return f"{BASE}place/{slug(name if since is None else f'{name} {since}')}"


def index(code: str) -> str:
    """A governance index by its code: "PAR INDEX" -> id/index/par-index."""
    known = index_by_code().get(code)
    return f"{BASE}index/{known.slug if known else slug(code)}"


def kind(name: str) -> str:
    """A kind of document by its Vietnamese name: "Kế hoạch" -> id/kind/ke-hoach."""
    known = kind_named(name)
    return f"{BASE}kind/{known.slug if known else slug(name)}"


def reform_area(name: str) -> str:
    return f"{BASE}reform-area/{slug(name)}"


def scheme(name: str) -> str:
    """A list of concepts: "document-kinds"."""
    return f"{BASE}scheme/{slug(name)}"


def agency_kind(name: str) -> str:
    """A kind of local agency, which every place has: "Sở Nội vụ", or a category: "department"."""
    return f"{BASE}agency-kind/{slug(name)}"


def change(date: str, *involved: str) -> str:
    """A change of agencies on a day (ISO), by the names of what came out of it and of its place."""
    return f"{BASE}change/{slug(' '.join((date, *involved)))}"


def _at(what: str, sha256: str, start: int, n: int) -> str:
    return f"{BASE}{what}/{_short(sha256)}-{_count(start)}" + (f"-{_count(n)}" if n else "")


def _expanded_word(word: str) -> str:
    bare = word.strip(",.;:()“”\"'")
    return word.replace(bare, _ABBREVIATIONS[bare]) if bare in _ABBREVIATIONS else word


def _refuse_unprintable(text: str) -> None:
    for letter in text:
        if unicodedata.category(letter) in ("Cc", "Cs") and letter not in _WHITE:
            raise IdentifierError(
                f"Ký tự U+{ord(letter):04X} không được phép trong mã định danh. Làm sạch văn bản trước.",
                f"Character U+{ord(letter):04X} is not allowed in an identifier. Clean the text first.",
            )


def _checked(sha256: str | None) -> str:
    if sha256 is None or len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
        raise IdentifierError(
            f"“{sha256}” không phải mã SHA-256 của tệp (64 chữ số thập lục phân).",
            f"“{sha256}” is not the SHA-256 of a file (64 hexadecimal digits).",
        )
    return sha256


def _short(sha256: str | None) -> str:
    return _checked(sha256)[:12]


def _count(number: int) -> int:
    if number < 0:
        raise IdentifierError(f"Vị trí {number} là số âm.", f"Position {number} is negative.")
    return number


def _of_parts(parts: tuple[str, ...]) -> str:
    return _digest("\n".join(parts), 16)


def _digest(text: str, length: int) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:length]
