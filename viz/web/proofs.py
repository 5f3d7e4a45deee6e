"""Where a quotation stands: the document of its file, the page; and what relations are called. For every template."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from fastapi import Request

from queries import catalog, results
from queries.results import Quotation
from queries.reviews import Review, reviews, standing
from queries.stores.protocols import Keeping, Store
from viz.web.held import State, held

Pages = dict[tuple[int, int], int]
Words = dict[str, tuple[str, str]]
LONGEST = 260  # letters of a quotation before it is cut
_MOST_FILES = 5_000  # whose pages are remembered


@dataclass(frozen=True, slots=True)
class Place:
    """The document that a file holds; `alone`: no other file holds it."""

    document: str
    alone: bool


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A sentence cut around the words that matter: what stands before them, they themselves, what follows."""

    before: str
    words: str
    after: str
    cut: bool


class Proofs:
    """What templates ask about quotations and terms; nothing is asked of the store before that."""

    def __init__(self, request: Request, lang: str) -> None:
        self._request, self._lang = request, lang

    @cached_property
    def _state(self) -> State:
        return held(self._request).now()

    def place(self, quotation: Quotation) -> Place | None:
        """The one document that the file of a quotation holds; None where several are called so, or it takes long."""
        return self.of_file(quotation.file)

    def of_file(self, file: str) -> Place | None:
        """The same for a file by its name."""
        return self._places.get(file)

    @cached_property
    def _places(self) -> dict[str, Place]:
        return self._state.derived("places", _places) if isinstance(self._state.store, Keeping) else {}

    def page(self, quotation: Quotation) -> int | None:
        """The page of a quotation; None where the file has none."""
        return self._pages(quotation.file).get((quotation.start, quotation.end))

    def word(self, term: str, *, inverse: bool = False) -> str:
        """What a term is called: "thực hiện", seen from the other side "được thực hiện bởi"."""
        local = term.rpartition("#")[2].rpartition("/")[2]
        terms = self._state.derived(("terms", self._lang), self._terms)
        return terms.get(term, (local, local))[inverse]

    def review(self, thing: str) -> Review | None:
        """What a person decided about a statement (its IRI), where that stands."""
        return self._state.derived("standing reviews", _standing).get(thing)

    def resolution(self, reference: str, document: str) -> Review | None:
        """What a person decided about whether a reference means a document, where that stands."""
        return self._state.derived("standing resolutions", _resolutions).get((reference, document))

    def excerpt(self, sentence: str, around: str | None = None) -> Excerpt:
        """A sentence on one line, not much longer than LONGEST, around these words where it holds them."""
        line = " ".join(sentence.split())
        words = " ".join((around or "").split())
        at = line.casefold().find(words.casefold()) if words else -1
        words = line[at : at + len(words)] if at >= 0 else ""
        first, last = _window(line, max(at, 0), len(words))
        at = at if words else last
        before = ("… " if first else "") + line[first:at]
        after = line[at + len(words) : last] + (" …" if last < len(line) else "")
        return Excerpt(before, words, after, cut=first > 0 or last < len(line))

    def _pages(self, file: str) -> Pages:
        read = self._state.derived("pages of files", lambda _: dict[str, Pages]())
        found = read.get(file)
        if found is None:
            found = results.pages(self._state.store, file)
            if len(read) >= _MOST_FILES:
                read.clear()
            read[file] = found
        return found

    def _terms(self, store: Store) -> Words:
        rows = catalog.rows(store, "terms")
        own = (row for row in rows if row["lang"] == self._lang)
        return {str(row["term"]): (str(row["label"]), str(row["inverse"] or row["label"])) for row in own}


def _window(line: str, at: int, length: int) -> tuple[int, int]:
    """First and last character of what is shown of a line: the words at `at` with something on both sides."""
    if len(line) <= LONGEST * 1.2:
        return 0, len(line)
    first = max(0, min(at - (LONGEST - length) // 2, len(line) - LONGEST))
    first = line.find(" ", first, at) + 1 if first else 0
    end = max(first + LONGEST, at + length)
    last = line.rfind(" ", at + length, end) if end < len(line) else len(line)
    return first, last if last > 0 else min(end, len(line))


def _resolutions(store: Store) -> dict[tuple[str, str], Review]:
    return {(each.subject, each.object): each for each in reviews(store) if each.stands and each.is_resolution}


def _standing(store: Store) -> dict[str, Review]:
    return standing(reviews(store))


def _places(store: Store) -> dict[str, Place]:
    """By file name; a name that several documents' files bear is left out."""
    documents: dict[str, set[str]] = {}
    files: dict[str, int] = {}
    for row in catalog.rows(store, "of_file", beginning=""):
        documents.setdefault(str(row["file"]), set()).add(str(row["document"]))
        files[str(row["document"])] = files.get(str(row["document"]), 0) + 1
    found = {file: next(iter(those)) for file, those in documents.items() if len(those) == 1}
    return {file: Place(document, files[document] == 1) for file, document in found.items()}
