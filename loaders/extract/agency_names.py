"""Names of single agencies: those of the registry with their level and place, and those no registry holds."""

from __future__ import annotations

from loaders.extract.agency_levels import region, slots, with_levels
from loaders.extract.agency_lexicon import (
    DETERMINERS,
    HEADS,
    JOINTS,
    LEVELS,
    NAMES,
    NEVER,
    PLACES,
    SHARED_HEADS,
    SITES,
    STOPS,
    TITLES,
    Piece,
    after_joint,
    begins_agency,
)
from loaders.extract.agency_unlisted import unlisted
from loaders.extract.agency_words import Words, longest, trie
from ontology import authority
from ontology.agency_spelling import spelt
from ontology.authority import Body, LocalBody

_OWNERS = {"bộ": "Bộ", "sở": "Sở", "cục": "Cục", "tổng": "Tổng cục"}
_COMMON = frozenset(body.name for body in authority.registry().local_bodies if body.common)
_OF_A_PROVINCE = ("báo", "đài", "bưu")  # "Báo Quảng Trị"
# Nouns that stand beside "bộ" or "sở" before the names of members.
_BESIDE = trie((noun, noun) for noun in ("cơ quan", "ngành", "đơn vị", "ban"))
_OF_COUNCILS = " Hội đồng nhân dân"
_OFFICES = (("văn", "phòng"), ("thanh", "tra"), ("công", "đoàn"), ("đảng", "ủy"))


def single(words: Words, at: int, *, loose: bool) -> list[Piece]:
    """The agency named at word `at`; several where a list shares its head or its level."""
    if longest(NEVER, words, at)[1] is not None:
        return []
    own = _office_of_owner(words, at)
    if own:
        return own
    known = registered(words, at, loose=loose)
    if known and not _only_begins(words, known):
        return known
    return _headed_list(words, at) or unlisted(words, at, loose=loose) or known


def _only_begins(words: Words, known: list[Piece]) -> bool:
    """Whether more of the name stands behind the known words.

    "Đảng ủy" + "Quân sự", "Viettel" + "Nghệ An", "Trung tâm Chuyển đổi số" + "và Truyền thông".
    """
    first, end = known[0].first, known[-1].end
    head, noun = longest(HEADS, words, first)
    if known[-1].open and words.key(end) == "và" and noun is not None and noun not in SHARED_HEADS:
        return words.capital(end + 1) and not begins_agency(words, end + 1)
    whole = known[-1].name not in _COMMON and head != end
    return not whole and words.capital(end) and longest(STOPS, words, end)[1] is None


def registered(words: Words, at: int, *, loose: bool = False) -> list[Piece]:
    """A registry name with its level and place. `loose`: also where the bare words may be a common noun."""
    end, bodies = longest(NAMES, words, at)
    if not bodies or not (loose or words.key(end) == "cấp" or any(map(words.capital, range(at, end)))):
        return []
    local = next((body for body in bodies if isinstance(body, LocalBody)), None)
    central = next((body for body in bodies if isinstance(body, Body)), None)
    pieces = _local(words, at, end, local) if local is not None else []
    if central is not None and (not pieces or pieces[0].open):
        branch = region(words, end)
        if branch > end:  # "Kiểm toán nhà nước khu vực II"
            name = f"{central.name.removesuffix(' Việt Nam')} khu vực {words.written(end + 2, branch)}"
            return [Piece(at, branch, name)]
        return [Piece(at, _term(words, end), central.name), *_same_head(words, at, end)]
    if local is not None and local.common and pieces[0].open and not loose:
        return []
    return pieces


def _term(words: Words, end: int) -> int:
    """The end of "khóa XII", which belongs to the mention but not to the name."""
    return end + 2 if words.key(end) == "khóa" and words.upper(end + 1) else end


def _local(words: Words, at: int, end: int, body: LocalBody) -> list[Piece]:
    if not body.level:
        return _with_province(words, at, end, body)
    found = slots(words, end, usual=body.place)
    if found:
        return with_levels(at, body.name, found)
    stop = region(words, end)
    if stop > end:
        return [Piece(at, stop, f"{body.name} khu vực {words.written(end + 2, stop)}")]
    stop, province = longest(PLACES, words, end)
    if province is not None and words.capital(end) and not words.breaks(end):  # "Công an Hà Nội"
        unit = province if words.key(at) in _OF_A_PROVINCE else authority.places(province)[-1].label
        return [Piece(at, stop, f"{body.name} {unit}", province)]
    zone = _zone(words, at, end)
    if zone > end:
        return [Piece(at, zone, f"{body.name} {words.written(end, zone)}")]
    level = None if _of_one_council(words, end, body) else _borrowed(words, end, body.kind)
    if level is not None:
        return [Piece(at, end, f"{body.name} {level}"), *registered(words, after_joint(words, end), loose=True)]
    return [Piece(at, end, body.name, open=True)]


def _zone(words: Words, at: int, end: int) -> int:
    """The end of the proper name of a zone: "Ban Quản lý Khu kinh tế" + "Đông Nam"."""
    if words.key(at + 1) != "quản" or words.breaks(end) or words.upper(end):
        return end
    stop = longest(SITES, words, end)[0]
    last = stop + 4
    while stop < last and words.capital(stop) and not words.breaks(stop) and not begins_agency(words, stop):
        stop += 1
    named = words.capital(stop - 1) and longest(STOPS, words, end)[1] is None
    return stop if stop > end and named else end


def _of_one_council(words: Words, end: int, body: LocalBody) -> bool:
    """ "Thường trực HĐND, các Ban HĐND và đại biểu HĐND tỉnh": organs of a council stand as they are written."""
    bodies = longest(NAMES, words, after_joint(words, end))[1] or ()
    return body.name.endswith(_OF_COUNCILS) and any(other.name.endswith(_OF_COUNCILS) for other in bodies)


def _borrowed(words: Words, end: int, kind: str) -> str | None:
    """The level that a later member of the same kind carries for all: "Cục Thuế, Cục Hải quan tỉnh"."""
    start = after_joint(words, end)
    stop, bodies = longest(NAMES, words, start)
    if start == end or not any(isinstance(b, LocalBody) and b.level and b.kind == kind for b in bodies or ()):
        return None
    found = slots(words, stop)
    if not found:
        return _borrowed(words, stop, kind)
    return None if found[0].place else found[0].name


def _with_province(words: Words, at: int, end: int, body: LocalBody) -> list[Piece]:
    """ "Sở Nội vụ (tỉnh Quảng Trị)", "Tỉnh ủy Quảng Trị"; then the others that share the head."""
    of_all = slots(words, end) if body.kind == "department" else []
    if of_all and not of_all[0].place and of_all[0].name.startswith("các "):
        return [Piece(at, of_all[0].end, f"{body.name} {of_all[0].name}")]
    start, level = longest(LEVELS, words, end)
    stop, province = longest(PLACES, words, start)
    if province is None or not words.capital(start) or words.breaks(start) > 1:
        province = None
        stop = start if level in ("tỉnh", "thành phố") and body.kind == "department" else end
    if province is None and body.place and (shared := _shared_places(words, stop)):
        return [Piece(at, stop, name, place) for name, place in _in_each(body.name, shared)]
    name = (authority.full_name(body, authority.place(province)) if province else None) or body.name
    if (words.key(stop), words.key(stop + 1)) == ("lần", "thứ") and words.upper(stop + 2):  # a congress
        return [Piece(at, stop + 3, f"{name} {words.written(stop, stop + 3)}", province)]
    return [Piece(at, stop, name, province), *_same_head(words, at, stop)]


def _shared_places(words: Words, end: int) -> list[str]:
    """The provinces that the committees named next carry for all: "Tỉnh ủy và Chủ tịch UBND các tỉnh: A, B"."""
    start = after_joint(words, end)
    begin = longest(TITLES, words, start)[0]
    stop, bodies = longest(NAMES, words, begin)
    body = next((b for b in bodies or () if isinstance(b, LocalBody) and b.place), None)
    if start == end or body is None:
        return []
    return [piece.place for piece in slots(words, stop) if piece.place] if body.level else _shared_places(words, stop)


def _in_each(name: str, provinces: list[str]) -> list[tuple[str, str]]:
    """A committee in each of the provinces that have one of its kind: a Tỉnh ủy in none of the cities."""
    kind = "thành phố" if name.endswith("Thành ủy") else "tỉnh"
    return [(f"{name} {p}", p) for p in provinces if kind in {unit.type for unit in authority.places(p)}]


def _same_head(words: Words, at: int, end: int) -> list[Piece]:
    """ "Sở Tài chính, Nội vụ và Tư pháp": the names behind the first."""
    head = words.key(at)
    pieces: list[Piece] = []
    while head in SHARED_HEADS and (start := after_joint(words, end)) > end and words.capital(start):
        stop, bodies = longest(NAMES[head], words, start)
        if not bodies or slots(words, stop):
            break
        pieces.append(Piece(start, stop, bodies[0].name))
        end = stop
    return pieces


def _headed_list(words: Words, at: int) -> list[Piece]:
    """ "các Sở: Nội vụ, Tài chính", "các Bộ Nội vụ, Tài chính"."""
    start, determiner = longest(DETERMINERS, words, at)
    head = words.key(start)
    if determiner is None or head not in SHARED_HEADS:
        return []
    behind = _alongside(words, start + 1)
    first = behind + (words.key(behind) == ":")
    stop, bodies = longest(NAMES[head], words, first)
    if not bodies or not words.capital(first) or (behind > start + 1 and not _several(words, head, stop)):
        return []
    further = _members(words, head, stop) if first > behind else _same_head(words, start, stop)
    alone = not further and first == start + 1  # "các Sở Xây dựng": those of all provinces
    return [Piece(at, stop, f"Các {bodies[0].name}" if alone else bodies[0].name), *further]


def _alongside(words: Words, at: int) -> int:
    """The end of ", cơ quan" in "các Bộ, cơ quan: Tài chính, …": the members have the head of the first noun."""
    while words.key(at) in JOINTS and (stop := longest(_BESIDE, words, at + 1)[0]) > at + 1:
        at = stop
    return at


def _several(words: Words, head: str, end: int) -> bool:
    """Whether ":" or a second member tells that names follow: "các Bộ, cơ quan tài chính" has none."""
    start = after_joint(words, end)
    known = longest(NAMES[head], words, start)[1] or longest(NAMES, words, start)[1]
    return start > end and words.capital(start) and known is not None


def _members(words: Words, head: str, end: int) -> list[Piece]:
    """What follows in a list behind a colon: "Nội vụ" has the head before the colon, "Tập đoàn Dầu khí" its own."""
    pieces: list[Piece] = []
    while (start := after_joint(words, end)) > end and words.capital(start):
        stop, bodies = longest(NAMES[head], words, start)
        if bodies and not slots(words, stop):
            found = [Piece(start, stop, bodies[0].name)]
        else:
            found = single(words, start, loose=False)
        if not found:
            break
        pieces += found
        end = found[-1].end
    return pieces


def _office_of_owner(words: Words, at: int) -> list[Piece]:
    """ "Văn phòng Sở", "Thanh tra Bộ"; the owner is the agency that speaks."""
    owner = _OWNERS.get(words.key(at + 2))
    if (words.key(at), words.key(at + 1)) not in _OFFICES or owner is None or not words.capital(at):
        return []
    end = at + 2 + len(owner.split())
    if longest(NAMES, words, at + 2)[1] is not None or words.key(end - 1) != owner.split()[-1].lower():
        return []
    return [Piece(at, end, spelt(f"{words.written(at, at + 2)} {owner}"))]
