"""The state of a corpus at a glance: how much is held, what is missing, what is doubtful; kept with the store."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from queries import catalog, gaps
from queries.conflicts import conflicts
from queries.search import Index
from queries.search_hits import Hit
from queries.stores.protocols import Iri, Keeping, Store

POOR = 0.7  # text quality below which values were restored, and a reader should compare with the original
_FORM = "2"
_SHOWN, _SHOWN_MISSING = 5, 10  # documents of a list
_BATCH = 1_000
_RECENT = "SELECT id FROM document WHERE files > 0 AND date IS NOT NULL ORDER BY date DESC, id LIMIT ?"
_CITED = "SELECT id FROM document WHERE files {} AND means IS NULL AND speakers > 0 ORDER BY id LIMIT ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Counts, and the documents to begin with. `poor`: files whose text lost letters; `warned`: files with warnings."""

    documents: int
    files: int
    missing: int
    open_references: int
    conflicts: int
    agencies: int
    tasks: int
    poor: int
    warned: int
    recent: tuple[Hit, ...]
    cited_held: tuple[Hit, ...]
    cited_missing: tuple[Hit, ...]


def standing(store: Store, index: Index) -> Standing:
    """The state of this store: the one kept with it, else found now."""
    if not isinstance(store, Keeping):
        return _found(store, index)
    return _read(store.keep("standing", _FORM, lambda: json.dumps(asdict(_found(store, index)))))


def _found(store: Store, index: Index) -> Standing:
    held = list(catalog.rows(store, "documents"))
    quality = {str(row["file"]): float(row["quality"] or 0) for row in held}
    documents = list(dict.fromkeys(str(row["document"]) for row in held))
    return Standing(
        documents=len(documents),
        files=len(quality),
        missing=gaps.count(store),
        open_references=len({row["about"] for row in catalog.rows(store, "gaps")}),
        conflicts=len(conflicts(store)),
        agencies=_counted(index, "SELECT count(*) FROM agency WHERE issued + tasks > 0"),
        tasks=_counted(index, "SELECT count(*) FROM task"),
        poor=sum(share < POOR for share in quality.values()),
        warned=_warned(store, documents),
        recent=index.hits("document", _RECENT, _SHOWN),
        cited_held=index.hits("document", _CITED.format("> 0"), _SHOWN),
        cited_missing=index.hits("document", _CITED.format("= 0"), _SHOWN_MISSING),
    )


def _counted(index: Index, text: str) -> int:
    return int(index.rows(text)[0][0])


def _warned(store: Store, documents: list[str]) -> int:
    files: set[str] = set()
    for start in range(0, len(documents), _BATCH):
        batch = [Iri(document) for document in documents[start : start + _BATCH]]
        files.update(str(row["file"]) for row in catalog.rows(store, "warnings", document=batch))
    return len(files)


def _read(text: str) -> Standing:
    told: dict[str, Any] = json.loads(text)
    told.update({name: tuple(map(_hit, told[name])) for name in ("recent", "cited_held", "cited_missing")})
    return Standing(**told)


def _hit(told: dict[str, Any]) -> Hit:
    return Hit(**{**told, "weight": tuple(told["weight"])})
