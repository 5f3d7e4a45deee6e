"""Who leads and who takes part by the words of a table cell: a list of names, or names with their roles."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.extract import agencies
from loaders.extract.columns import names_agencies
from loaders.extract.patterns import compiled
from loaders.extract.task_words import any_of

_LETTER = compiled(r"\p{L}")
_NUMBERED = compiled(r"^\(?(?:\d{1,3}|[IVXL]{1,6}|[a-zđ])[.)]\s*", ignore_case=False)
_BULLET = compiled(r"^[-–+•*]\s*")
_LABEL = compiled(r"(?:(?:cơ\s+quan|đơn\s+vị)\s+)?(?P<role>chủ\s+trì|thực\s+hiện|phối\s+hợp)(?:\s+thực\s+hiện)?\s*:")
_BRACKET = compiled(r"\((?:cơ\s+quan\s+|đơn\s+vị\s+)?(?P<role>chủ\s+trì|phối\s+hợp)\)")
_WITH = compiled(r"[,;.]?\s*(?:và\s+)?phối\s+hợp(?:\s+(?:cùng|chặt\s+chẽ))?(?:\s+với)?\s*:?")
_CHAIRS = compiled(r"\s*(?:là\s+(?:cơ\s+quan|đơn\s+vị)\s+)?chủ\s+trì(?:\s+thực\s+hiện)?[,;.]?\s*$")
_AIM = compiled(r"\s(?:với|để|khi|nhằm|trong\s+việc|đối\s+với)\s")
_MOST_WORDS = 9


@dataclass(frozen=True, slots=True)
class Actors:
    """`sure` is false where a name is none that is known as an agency's."""

    lead: tuple[str, ...] = ()
    coordinate: tuple[str, ...] = ()
    sure: bool = True

    def __bool__(self) -> bool:
        return bool(self.lead or self.coordinate)


def of_lead(pieces: list[str]) -> Actors:
    """The agencies of a lead's cell, given line by line; its words may tell partners too."""
    words = " ".join(pieces)
    if "phối hợp" not in words.casefold():
        return _actors(_listed(_chair_cut(words), pieces), ())
    for parts in (_labelled(words), _bracketed(words), _with(words)):
        if parts is not None:
            return _actors(_listed(parts[0], []), _listed(parts[1], []))
    return _actors(_listed(words, pieces), ())


def of_partners(pieces: list[str]) -> tuple[str, ...]:
    """The agencies of a partners' cell; what no list knows is left out unless it looks like a name."""
    return _kept(_listed(" ".join(pieces), pieces))[0]


def of_both(pieces: list[str]) -> Actors:
    """Lead and partners in one cell: by their labels, else the first leads and nothing is sure."""
    found = of_lead(pieces)
    if found.coordinate or len(found.lead) < 2:
        return found
    return Actors(found.lead[:1], found.lead[1:], sure=False)


def _chair_cut(words: str) -> str:
    return _CHAIRS.sub("", words)


def _labelled(words: str) -> tuple[str, str] | None:
    """ "Chủ trì: Sở Y tế; phối hợp: Sở Nội vụ"."""
    found = list(_LABEL.finditer(words))
    if not found:
        return None
    ends = [m.start() for m in found[1:]] + [len(words)]
    said = {"lead": words[: found[0].start()], "with": ""}
    for match, end in zip(found, ends, strict=True):
        role = "with" if match.group("role").casefold().startswith("phối") else "lead"
        said[role] += "; " + words[match.end() : end]
    return said["lead"], said["with"]


def _bracketed(words: str) -> tuple[str, str] | None:
    """ "Sở Nội vụ (chủ trì), Sở Tài chính (phối hợp)"."""
    found = list(_BRACKET.finditer(words))
    if not found:
        return None
    said = {"lead": "", "with": ""}
    at = 0
    for match in found:
        role = "with" if match.group("role").casefold().startswith("phối") else "lead"
        said[role] += "; " + words[at : match.start()].lstrip(" ,;.-")
        at = match.end()
    return said["lead"], said["with"] + "; " + words[at:].lstrip(" ,;.-")


def _with(words: str) -> tuple[str, str] | None:
    """ "Sở Y tế chủ trì, phối hợp với Sở Tài chính"."""
    match = _WITH.search(words)
    if match is None or not match.start():
        return None
    return _chair_cut(words[: match.start()]), words[match.end() :]


def _listed(words: str, pieces: list[str]) -> list[str]:
    """The names of a list; each bullet or numbered line is an item of its own."""
    if len(pieces) > 1:
        words = "; ".join(_NUMBERED.sub("", _BULLET.sub("", piece.strip().rstrip(";."))) for piece in pieces)
    words = " ".join(words.split())
    if _BULLET.search(words):  # the lines of a list run together
        words = _BULLET.sub("", words).replace(" - ", "; ").replace(" + ", "; ")
    words = words.strip(" ;,.")
    parts = words.split("/") if "/" in words else []
    if len(parts) > 1 and all(names_agencies(part.strip()) for part in parts):
        words = "; ".join(part.strip() for part in parts)
    return agencies.listed(words) if _LETTER.search(words) else []


def _actors(lead: list[str], coordinate: list[str] | tuple[str, ...]) -> Actors:
    leads, sure = _kept(lead)
    partners, _ = _kept(list(coordinate))
    return Actors(leads, tuple(name for name in partners if name not in leads), sure)


def _kept(names: list[str]) -> tuple[tuple[str, ...], bool]:
    """The names that can be names; whether all are agencies'."""
    kept: list[str] = []
    sure = True
    for name in names:
        aim = _AIM.search(name)
        said = name[: aim.start()] if aim else name
        if (
            len(said) < 4
            or not _LETTER.search(said)
            or any_of("columns", "nobody").search(said)
            or any_of("columns", "no_actor").search(said)
        ):
            continue
        if not names_agencies(said):
            if len(said.split()) > _MOST_WORDS or ":" in said:
                continue
            sure = False
        kept.append(said)
    return tuple(dict.fromkeys(kept)), sure
