"""Which form of an answer a client takes: its Accept header against what is offered (RFC 9110, 12.5.1)."""

from __future__ import annotations

from collections.abc import Iterable


def chosen(accept: str, offered: Iterable[str]) -> str:
    """The offered media type with the greatest weight, the first of those that weigh the same; "" where none fits."""
    ranges = _ranges(accept) or [("*", "*", 1.0)]
    best, weight = "", 0.0
    for media in offered:
        found = _weight(ranges, media)
        if found > weight:
            best, weight = media, found
    return best


def _weight(ranges: list[tuple[str, str, float]], media: str) -> float:
    """The weight of the most specific range that a type falls in."""
    kind, _, form = media.partition("/")
    fitting = [each for each in ranges if each[0] in ("*", kind) and each[1] in ("*", form)]
    return max(fitting, key=lambda each: (each[0] != "*", each[1] != "*"))[2] if fitting else 0.0


def _ranges(accept: str) -> list[tuple[str, str, float]]:
    found = []
    for each in accept.split(",")[:64]:
        media, *parameters = (part.strip().lower() for part in each.split(";"))
        kind, stroke, form = media.partition("/")
        if stroke:
            found.append((kind, form, _quality(parameters)))
    return found


def _quality(parameters: list[str]) -> float:
    for each in parameters:
        name, _, value = each.partition("=")
        if name.strip() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0
