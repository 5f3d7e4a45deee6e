"""The term in which a body numbers its documents: congress terms of the Party, terms of the National Assembly."""

from __future__ import annotations

from bisect import bisect_right

from ontology.document_number import DocumentNumber, Regime
from ontology.vocabulary import table

_TERMS = table("terms")


def scope(number: DocumentNumber, date: str | None) -> str | None:
    """What besides issuer and number identifies a document; None where `date` (ISO, maybe partial) does not tell.

    A year ("2021"), the start of a congress term ("2020"), the ordinal of a National Assembly ("15"),
    or "normative" where the number itself is enough.
    """
    if number.regime in (Regime.NORMATIVE, Regime.STANDARD):
        return "normative"
    if number.regime is Regime.NATIONAL_ASSEMBLY:
        return _assembly(number, date)
    if number.regime is Regime.PARTY:
        starts = _TERMS[committee_level(number.agency)]["starts"]
        at = _term(starts, date)
        return None if at is None else starts[at][:4]
    return date[:4] if date else None


def committee_level(committee: str) -> str:
    """The level of a Party committee by its symbol: "party_central", "party_provincial" or "party_local"."""
    levels: dict[str, list[str]] = _TERMS["committees"]
    return next((level for level, committees in levels.items() if committee in committees), "party_local")


def _assembly(number: DocumentNumber, date: str | None) -> str | None:
    if number.term is not None:
        return str(number.term)
    year = str(number.year) if number.year else None
    at = _term(_TERMS["national_assembly"]["starts"], date or year)
    return None if at is None else str(at + _TERMS["national_assembly"]["first"])


def _term(starts: list[str], date: str | None) -> int | None:
    """Which term a date falls in; None before the first, and where a partial date may fall in two."""
    if not date:
        return None
    earliest = bisect_right(starts, date + "-01-01"[len(date) - 4 :]) - 1
    latest = bisect_right(starts, date + "-12-31"[len(date) - 4 :]) - 1
    return earliest if earliest == latest and earliest >= 0 else None
