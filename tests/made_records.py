"""Short records for the tests of graph, resolution and store: a text and what it says."""

from __future__ import annotations

import hashlib
from typing import Any

from ontology.model import Assertion, Citation, Metadata, Record


def sha_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def field(text: str, words: str, value: str | None = None, **more: Any) -> Assertion:
    start = text.index(words)
    return Assertion(value=value or words, start=start, end=start + len(words), rule="test", confidence=1.0, **more)


def citation(text: str, surface: str, relation: str = "implements", after: int = 0, **more: Any) -> Citation:
    """A citation whose sentence is the line it stands in."""
    start = text.index(surface, after)
    line = text.rfind("\n", 0, start) + 1
    ends = text.find("\n", start)
    given: dict[str, Any] = {
        "kind": "numbered" if more.get("number") else "named", "type": None, "number": None, "date": None,
        "issuer": None, "title": None, "provision": None, "rule": "test",
        "sentence_start": line, "sentence_end": ends if ends >= 0 else len(text),
    }  # fmt: skip
    return Citation(surface=surface, start=start, end=start + len(surface), relation=relation, **(given | more))


def record(text: str, *citations: Citation, place: str | None = "Quảng Trị", **more: Any) -> Record:
    fields = {name: more.pop(name) for name in list(more) if name in Metadata.__slots__}
    return Record(
        file=f"{sha_of(text)[:6]}.txt", sha256=sha_of(text), media_type="text/plain", text_quality=1.0,
        document=Metadata(place=place, **fields), citations=citations, **more,
    )  # fmt: skip


def plan(text: str, number: str, day: str, issuer: str, *citations: Citation, **more: Any) -> Record:
    """A record whose own number, date and issuer are stated: the words must stand in the text."""
    return record(
        text, *citations, type=field(text, "KẾ HOẠCH", "Kế hoạch"), number=field(text, number),
        date=field(text, number, day), issuer=field(text, number, issuer), **more,
    )  # fmt: skip
