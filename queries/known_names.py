"""What documents are called and which file holds them, as one text each: searched at once, kept with the store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files

from ontology.folding import folded
from queries import catalog
from queries.stores.protocols import Keeping, Store

Name = tuple[str, str]  # a text, and the document that it is of


def names(store: Store) -> str:
    """A line for each name and title of a document, folded, with the document."""
    return _kept(store, "names", lambda: _lines(_names(store)))


def of_files(store: Store, start: str) -> list[Name]:
    """The files whose name or hash begins so, in small letters, each with the document that it holds."""
    if isinstance(store, Keeping):
        return list(_beginning(_kept(store, "files", lambda: _lines(_files(store, ""))), start))
    return [(name, document) for name, document in _files(store, start) if name.startswith(start)]


def _kept(store: Store, name: str, make: Callable[[], str]) -> str:
    return store.keep(name, _form(), make) if isinstance(store, Keeping) else make()


@cache
def _form() -> str:
    """What the texts follow from beside the store: how names are asked for, folded and written down."""
    code = (("ontology", "folding.py"), ("queries", "known_names.py"))
    texts = [files(package).joinpath(name).read_text("utf-8") for package, name in code]
    return "\n".join((*texts, *(catalog.question(name).text for name in ("called", "of_file"))))


def _lines(found: Iterator[Name]) -> str:
    """A line each; what parts names from documents, and lines, is a space within a name."""
    return "\n" + "".join(f"{' '.join(text.split())}\t{document}\n" for text, document in dict.fromkeys(found))


def _names(store: Store) -> Iterator[Name]:
    rows = list(catalog.rows(store, "called"))
    for row in rows:
        yield str(row["key"]), str(row["document"])
    for row in rows:
        if row["title"]:
            yield folded(str(row["title"])), str(row["document"])


def _files(store: Store, start: str) -> Iterator[Name]:
    for row in catalog.rows(store, "of_file", beginning=start):
        for called in (str(row["file"]), str(row["sha256"])):
            yield called.lower(), str(row["document"])


def every(lines: str) -> Iterator[Name]:
    for line in lines.split("\n"):
        text, tab, document = line.partition("\t")
        if tab:
            yield text, document


def holding(lines: str, words: str) -> Iterator[Name]:
    """The lines whose text holds these words as they stand; none for no words."""
    at = lines.find(words) if words else -1
    while at >= 0:
        start, end = lines.rfind("\n", 0, at) + 1, lines.find("\n", at)
        text, _, document = lines[start:end].partition("\t")
        if at + len(words) <= start + len(text):
            yield text, document
        at = lines.find(words, end)


def _beginning(lines: str, words: str) -> Iterator[Name]:
    for text, document in holding(lines, words):
        if text.startswith(words):
            yield text, document


def likest(lines: str, words: str, most: int) -> dict[str, str]:
    """The texts that share most pieces with these words, each with its document: all where there are few."""
    if lines.count("\n") <= most:
        return dict(every(lines))
    pieces = {piece for word in words.split() for piece in (word, *word.split("/")) if len(piece) > 1}
    shared: Counter[Name] = Counter(name for piece in pieces for name in holding(lines, piece))
    return dict(name for name, _ in shared.most_common(most))
