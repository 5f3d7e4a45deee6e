"""The record as JSON: one object a document, as data/record.schema.json describes it."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from ontology.model import INFERRED, Assertion, Metadata, Record

_FIELDS = ("type", "number", "date", "issuer", "title", "signer", "signer_position", "signing_authority")
_LISTS = ("recipients", "addressees")
_MAY_BE_INFERRED = ("issuer", "date")
_OPTIONAL = (
    "also", "because", "date_assertion", "issuer_assertion", "pieces", "reading", "source_provision",
    "specific", "trigger",
)  # fmt: skip


def to_json(record: Record) -> str:
    """The record as one line of JSON; the same record gives the same line."""
    return json.dumps(as_object(record), ensure_ascii=False)


def as_object(record: Record) -> dict[str, Any]:
    """The record as plain values; optional entries are left out where there is nothing to say."""
    plain: dict[str, Any] = asdict(record) | {"document": _document(record.document)}
    for kind in ("citations", "tasks", "responsibilities"):
        plain[kind] = [_without_empty(entry) for entry in plain[kind]]
    del plain["pages"]  # each quotation says its own
    if record.pages:
        _tell_pages(plain, record)
    return plain


def _tell_pages(plain: Any, record: Record) -> None:
    """Write its page to every quotation."""
    if isinstance(plain, dict):
        if "start" in plain:
            plain["page"] = record.page(plain["start"])
        plain = list(plain.values())
    if isinstance(plain, list | tuple):
        for each in plain:
            _tell_pages(each, record)


def _document(metadata: Metadata) -> dict[str, Any]:
    found = {name: assertion for name in _FIELDS if (assertion := getattr(metadata, name))}
    lists = {name: getattr(metadata, name) for name in _LISTS}
    document: dict[str, Any] = {name: found[name].value if name in found else None for name in _FIELDS}
    document |= {name: [entry.value for entry in entries] for name, entries in lists.items()}
    document["place"] = metadata.place
    inferred = {name: found[name] for name in _MAY_BE_INFERRED if name in found and found[name].status == INFERRED}
    document |= {f"{name}_assertion": assertion.status for name, assertion in inferred.items()}
    if reasons := [assertion.because for assertion in inferred.values() if assertion.because]:
        document["because"] = "; ".join(reasons)
    document["assertions"] = {name: _proof(assertion) for name, assertion in found.items()} | {
        name: [_proof(entry) for entry in entries] for name, entries in lists.items() if entries
    }
    return document


def _proof(assertion: Assertion) -> dict[str, Any]:
    plain = asdict(assertion)
    del plain["value"]
    return _without_empty(plain)


def _without_empty(entry: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if value or key not in _OPTIONAL}
