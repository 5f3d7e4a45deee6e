"""The log of reviews in a store's folder: what people decided, in their order; nothing in it is ever changed.

    reviews.jsonl    one JSON object a line: a decision, or that one was taken back; on disk before it is acted upon

The graph of reviews follows from it and can be made again. A line that was not written to its end does not count.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from ontology.review import Decision
from queries.stores import failures
from queries.stores.layout import StoreFolder, fsync_folder

NAME = "reviews.jsonl"
_ACT, _DECIDES, _TAKES_BACK = "act", "decide", "take-back"


@runtime_checkable
class InFolder(Protocol):
    """A writer over a store in a folder."""

    folder: StoreFolder


class ReviewLog:
    """The log of one store; nothing is made before the first decision. Written under the writer's lock."""

    def __init__(self, root: Path) -> None:
        self._root, self.path = root, root / NAME

    @property
    def begun(self) -> bool:
        return self.path.exists()

    def decisions(self) -> tuple[Decision, ...]:
        """All decisions, oldest first; those taken back say when and by whom."""
        found: dict[str, Decision] = {}
        for line in self._lines():
            number = str(line.get("number"))
            if line[_ACT] == _DECIDES and (decision := _decision(line)) is not None:
                found.setdefault(number, decision)
            elif line[_ACT] == _TAKES_BACK and number in found and found[number].stands:
                found[number] = replace(found[number], withdrawn_at=str(line["at"]), withdrawn_by=str(line["by"]))
        return tuple(found.values())

    def decide(self, decision: Decision) -> None:
        self._append([{_ACT: _DECIDES, **_said(decision)}])

    def take_back(self, number: str, *, at: str, by: str) -> None:
        self._append([{_ACT: _TAKES_BACK, "number": number, "at": at, "by": by}])

    def take_over(self, other: ReviewLog) -> int:
        """Add what another log has and this one has not; how many lines."""
        known = {json.dumps(line, sort_keys=True) for line in self._lines()}
        new = [line for line in other._lines() if json.dumps(line, sort_keys=True) not in known]
        if new:
            self._append(new)
        return len(new)

    def _lines(self) -> list[dict[str, Any]]:
        if not self.begun:
            return []
        with failures.told_of(self._root):
            text = self.path.read_bytes().decode("utf-8", "replace")
        return [line for each in text.split("\n") if (line := _parsed(each)) is not None]

    def _append(self, lines: Iterable[Mapping[str, Any]]) -> None:
        new = not self.begun
        with failures.told_of(self._root):
            StoreFolder(self._root).mark_unpublished()  # an interruption from here on leaves something to be done
        with failures.told_of(self._root), self.path.open("ab+") as handle:
            handle.seek(-1 if handle.tell() else 0, os.SEEK_END)
            torn = handle.read() not in (b"", b"\n")
            text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
            handle.write(b"\n" * torn + text.encode("utf-8", "replace"))
            handle.flush()
            os.fsync(handle.fileno())
            if new:
                fsync_folder(self._root)


def of(writer: object) -> ReviewLog | None:
    """The log of the store that is written; None for a server, which keeps none."""
    return ReviewLog(writer.folder.root) if isinstance(writer, InFolder) else None


def _parsed(line: str) -> dict[str, Any] | None:
    try:
        found = json.loads(line)
    except ValueError:
        return None
    return found if isinstance(found, dict) and found.get(_ACT) in (_DECIDES, _TAKES_BACK) else None


def _said(decision: Decision) -> dict[str, Any]:
    return {key: value for key, value in asdict(decision).items() if not key.startswith("withdrawn")}


def _decision(line: Mapping[str, Any]) -> Decision | None:
    given = {key: value for key, value in line.items() if key in Decision.__dataclass_fields__}
    try:
        return Decision(**{**given, "quotations": tuple(given.get("quotations", ()))})
    except TypeError:
        return None
