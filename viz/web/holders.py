"""The agencies that hold a role for an index, each with the documents that say so and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from queries.responsibility import OWNING, Duty, Succession, ended, merged, successions


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """An agency in one role. `steps`, `gone` and `joined`: what became of it by the day asked for, an inference.

    `gone`: since when it no longer exists, with no successor known. `joined`: day, old and new name of its province.
    """

    duties: tuple[Duty, ...]  # one a document
    steps: tuple[Succession, ...] = ()
    gone: date | None = None
    joined: tuple[date, str, str] | None = None

    @property
    def first(self) -> Duty:
        return self.duties[0]

    @property
    def inferred(self) -> bool:
        """Whether no document says it in so many words."""
        return all(duty.inferred for duty in self.duties)


def by_agency(duties: Iterable[Duty]) -> list[tuple[Duty, ...]]:
    """The duties of each agency in one role, in their order."""
    found: dict[str, list[Duty]] = {}
    for duty in duties:
        found.setdefault(duty.agency, []).append(duty)
    return [tuple(each) for each in found.values()]


def holder(duties: tuple[Duty, ...], on: date | None) -> Holder:
    """An agency by its duties in one role, with what became of it by a day."""
    if on is None:
        return Holder(duties=duties)
    duty = duties[0]
    gone = ended(duty, on)
    return Holder(duties=duties, steps=successions(duty, on), gone=gone, joined=None if gone else merged(duty, on))


def now(duty: Duty, on: date | None) -> str | None:
    """The agency that does the work on that day; None without a day or without a known successor."""
    if on is None or ended(duty, on) is not None:
        return None
    steps = successions(duty, on)
    return steps[-1].after if steps else duty.agency_name


def differing(duties: Iterable[Duty]) -> bool:
    """Whether documents charge different single agencies with one owning role."""
    charged: dict[str, set[str]] = {}
    for duty in duties:
        if not duty.group and duty.role in OWNING:
            charged.setdefault(duty.document, set()).add(duty.agency)
    return len({frozenset(each) for each in charged.values()}) > 1
