"""N-Quads as text: one graph, every literal through one escape, the same lines in the same order each time."""

from __future__ import annotations

import unicodedata

_XSD = "http://www.w3.org/2001/XMLSchema#"
_DATES = {4: "gYear", 7: "gYearMonth", 10: "date"}  # by the length of the ISO form

# Control characters, surrogates and non-characters cannot stand in every RDF and XML syntax and mean nothing in a text.
_UNFIT: dict[int, str | None] = dict.fromkeys(
    (*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)
)
_ESCAPES = _UNFIT | {ord('"'): '\\"', ord("\\"): "\\\\"}


def escaped(text: str) -> str:
    """The inside of an N-Triples literal."""
    return text.translate(_ESCAPES)


def clean(text: str) -> str:
    """Composed letters, no control characters, runs of white space as one space: the form in which words are stored."""
    return " ".join(" ".join(unicodedata.normalize("NFC", text).split()).translate(_UNFIT).split())


class GraphText:
    """The lines of one named graph, each once; values that are None are left out."""

    def __init__(self, graph: str) -> None:
        self._end = f" <{graph}> .\n"
        self._lines: set[str] = set()

    def link(self, subject: str, predicate: str, target: str | None) -> None:
        if target is not None:
            self._lines.add(f"<{subject}> <{predicate}> <{target}>{self._end}")

    def text(self, subject: str, predicate: str, value: str | None, language: str | None = None) -> None:
        if value is not None:
            tag = f"@{language}" if language else ""
            self._lines.add(f'<{subject}> <{predicate}> "{escaped(clean(value))}"{tag}{self._end}')

    def integer(self, subject: str, predicate: str, value: int | None) -> None:
        if value is not None:
            self._typed(subject, predicate, str(value), "integer")

    def decimal(self, subject: str, predicate: str, value: float | None) -> None:
        if value is not None:
            self._typed(subject, predicate, f"{value:.6f}".rstrip("0").rstrip("."), "decimal")

    def date(self, subject: str, predicate: str, value: str | None) -> None:
        """An ISO date, month or year with the datatype of its precision."""
        if value is not None:
            self._typed(subject, predicate, value, _DATES[len(value)])

    def instant(self, subject: str, predicate: str, value: str | None) -> None:
        """An ISO date with its time of day."""
        if value is not None:
            self._typed(subject, predicate, escaped(value), "dateTime")

    def _typed(self, subject: str, predicate: str, value: str, datatype: str) -> None:
        self._lines.add(f'<{subject}> <{predicate}> "{value}"^^<{_XSD}{datatype}>{self._end}')

    def nquads(self) -> bytes:
        return "".join(sorted(self._lines)).encode()
