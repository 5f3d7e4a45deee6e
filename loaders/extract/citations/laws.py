"""The names of laws, and of laws that amend others: "Luật sửa đổi, bổ sung một số điều của Luật A và Luật B"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice

from loaders.extract.citations.kinds import KINDS, LAWS, canonical
from loaders.extract.patterns import compiled

HEADS = ("Bộ luật", "Luật", "Pháp lệnh", "Hiến pháp")
HEAD = compiled(r"Bộ luật|Bộ Luật|Luật|Pháp lệnh|Hiến pháp", ignore_case=False, holds=HEADS)
NAME = compiled(
    r"(?:Bộ luật|Bộ Luật)\s+\p{L}+|(?:Luật|Pháp lệnh)\s+(?:\p{Lu}[\p{L}\-–]*|[Ss]ửa đổi)"
    r"|Hiến pháp\s+(?:\p{Lu}[\p{L}\-–]*|nước\s+Cộng|năm\s+\d|ngày\s+\d)",
    ignore_case=False,
)
# Repetitions are counted in code, not in patterns: RE2 copies a part for each time that it may stand.
WORD = compiled(r"(?:,?\s+(?:và\s+)?|\s*[-–]\s*)[\p{L}\-–]+", ignore_case=False)
WORDS, REACH = 28, 1200
PERSONS = ("sư", "gia")  # a lawyer, a jurist
ENDS = compiled(
    r",\s+(?:Luật|Bộ luật|Bộ tiêu|Pháp lệnh|Nghị định|pháp luật|trình|báo cáo|gửi|nghị định|thông tư|trừ|con|Điều|khoản"
    r"|điểm|đề nghị|đáp ứng|tôi|cơ quan|người đứng|kinh phí|cụ thể|Chủ tịch|UBND|Ủy ban|Bộ trưởng|các|điều lệ|luật)\s"
    r"|,?\s+(?:và các|và Nghị|và Thông|và Quyết|và Luật"
    r"|và Bộ luật|và Pháp|và Điều|và Chỉ|và Kế|năm\s+\d|ngày\s+\d|số\s+\d|hiện hành|của\s|được|đã|có hiệu lực|này"
    r"|trong|tại|theo|để|thì|cùng|khi|là|quy định|"
    r"đến|cho|trên|phải|không|nhằm|về việc|gồm|các văn bản|và văn bản|thực hiện|tổ chức thực hiện"
    r"|bảo đảm|đảm bảo|sẽ|về|với việc|đối với|và pháp luật|hoặc|mà|nhưng|nếu|do|bao|sống|như sau|dự kiến|xem xét|thuộc"
    r"|quyết định|hướng dẫn|và (?:khoản|trường|có|xác|diện|người|hiệu|hướng|thiết))(?:\s|$|[\d,;.])",
    ignore_case=False,
)
AMENDING = compiled(r"(?:Luật|Bộ luật|Bộ Luật|Pháp lệnh)\s+[Ss]ửa đổi", ignore_case=False)
OBJECT = compiled(
    r"^[^;:.()“”\"\n]{0,200}?\s(?:của|tại|trong|sửa đổi|bổ sung)\s+(?:các\s+|một số\s+)?"
    r"((?:Bộ luật|Bộ Luật|Luật|Pháp lệnh)\s+\p{L})",
    ignore_case=False,
)
NO_END = compiled(r"^\s+(?:theo phương thức|phải ở người)")  # words within the names of laws
NEXT = compiled(r"^(?:\s*,\s*(?:và\s+)?|\s+và\s+)((?:Bộ luật|Bộ Luật|Luật|Pháp lệnh)\s+\p{L})", ignore_case=False)
MANY = compiled(
    r"\s(?:của|tại)\s+(?:\d+|các)\s+[Ll]uật(?:\s+(?:có|liên|trong|về)\s[\p{L}\s]{0,80})?", ignore_case=False
)
MANY_ENDS = compiled(r"\s(?:ngày|số|năm|và|theo|của|được|đã|thì|quy định|hướng dẫn)(?:\s|$)")
NUMBERED = compiled(r"(Bộ luật|Bộ Luật|Luật|Pháp lệnh)((?:\s+[\p{L}\d,\-–]+)*?)\s+số\s*:?\s*$", ignore_case=False)
NUMBERED_WORDS, NUMBERED_REACH = 30, 220
AMENDS, AMENDING_WORDS, AMENDING_REACH = (
    compiled(r"^\s+[Ss]ửa đổi", ignore_case=False),
    160,
    900,
)  # a dozen laws at once
ANOTHER = compiled(r"(?:,|\s(?:và|của|theo|tại|bởi))\s+(?:các\s+)?(?:" + KINDS + r")\s", ignore_case=False)
SMALL = compiled(r"(?:Luật|Pháp lệnh)\s+\p{Ll}{2,}\s", ignore_case=False)
LED = compiled(
    r"(?:^|[^\p{L}])(?:[Cc]ăn cứ|(?:điều|khoản) của|quy định của|quy định chi tiết|hướng dẫn(?: thi hành| thực hiện)?"
    r"|(?:Luật|Pháp lệnh)\s[^;.:]{4,50}(?:,|\svà))\s+$",
    ignore_case=False,
)
STOPS = compiled(r"\s*(?:$|[;,.)]|(?:và|số)\s)")
DATED = compiled(r"\s+(?:ngày\s+\d|năm\s+(?:19|20)\d\d)", ignore_case=False)
LOUD = compiled(r"(?:^|[^\p{L}])(bộ luật|luật|pháp lệnh)\s+(\p{Ll})", ignore_case=False)
AT_LARGE = compiled(
    r"^(?:mới|cũ|nêu|trên|thì|và|là|hiện|khác|ban|về|của|cho|thuộc|này|sư|có|trong|tại|đối)\s", ignore_case=False
)
OPENING, LONGEST = 60, 1500  # characters that tell what a name is, and that hold it with its date
YEAR = compiled(r"\s+năm\s+\d{4}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class LawName:
    """Where a law's name stands; `objects` is the span of the laws that it amends, from its verb on."""

    start: int
    end: int
    kind: str
    title: str | None
    objects: tuple[int, int] | None = None


def at(words: str, start: int) -> LawName | None:
    """The law whose name begins at `start`; words all in capitals are read as if they were not."""
    if start and words[start - 1].isalnum():
        return None
    opening = words[start : start + OPENING]
    if AMENDING.match(opening):
        return _amending(words, start) or _plain(words, start)
    return _with_small_letter(words, start) if SMALL.match(opening) else _plain(words, start)


def _with_small_letter(words: str, start: int) -> LawName | None:
    """ "Luật tổ chức Chính phủ ngày …": what stands around it says that a law is named, not law at large."""
    law = _either_letter(words, start)
    if law is None or DATED.match(words[law.end : law.end + 20]):
        return law
    led = LED.search(words[max(0, start - OPENING) : start]) is not None
    return law if led and STOPS.match(words[law.end : law.end + 8]) else None


def _either_letter(words: str, start: int) -> LawName | None:
    """The law whose name begins at `start`, with a capital or a small letter."""
    near = words[start : start + LONGEST]
    if not SMALL.match(near):
        return _plain(words, start)
    capital = next(at for at in range(3, len(near)) if near[at].islower() and near[at - 1].isspace())
    if AT_LARGE.match(near[capital : capital + OPENING] + " "):
        return None
    law = _plain(near[:capital] + near[capital].upper() + near[capital + 1 :], 0)
    if law is None or law.title is None:
        return None
    return replace(law, start=start, end=start + law.end, title=near[: law.end])


def quiet(words: str) -> str:
    """Words all in capitals with the letters that names of laws have: "LUẬT ĐẤT ĐAI" as "Luật Đất đai"."""
    small = words.lower()
    if len(small) != len(words):
        return words
    letters = list(small)
    for head in LOUD.finditer(small):
        start, name = head.start(1), head.start(2)
        before, behind = small[max(0, start - OPENING) : start], small[name : name + OPENING]
        if before.rstrip().endswith("pháp") or AT_LARGE.match(behind):
            continue  # "PHÁP LUẬT VỀ …" names no law
        letters[start], letters[name] = small[start].upper(), small[name].upper()
    return "".join(letters)


def _plain(words: str, start: int) -> LawName | None:
    raw = _words(words[start : start + REACH])
    near = words[start : start + len(raw) + 24]
    ends = next((end for end in ENDS.finditer(near) if not NO_END.match(near[end.start() :])), None)
    name = (raw[: ends.start()] if ends else raw).removesuffix(" và").removesuffix(" năm").rstrip(" ,-–")
    first, _, second = name.partition(" ")
    if not second or (first == "Luật" and second.split()[0].casefold() in PERSONS):
        return None
    return LawName(start=start, end=start + len(name), kind=_kind(name), title=name)


def _kind(name: str) -> str:
    return next((k for k in (*LAWS, "Hiến pháp") if name.casefold().startswith(k.casefold())), "Luật")


def _words(words: str) -> str:
    """The words that may belong to the name of the law that they begin with; "" where they name none."""
    head = NAME.match(words)
    if head is None:
        return ""
    end = head.end()
    further = words[end:]
    taken = 0
    for step in islice(WORD.finditer(further), WORDS):
        if step.start() != taken:
            break
        taken = step.end()
    return words[: end + taken]


def _amending(words: str, start: int) -> LawName | None:
    """All the laws joined behind "sửa đổi … của" belong to the name of the one that amends them."""
    verb = start + words[start:].index("ửa đổi") - 1
    first = OBJECT.match(words[verb : verb + 260])
    end = _last_object(words, verb + first.start(1)) if first else _many_objects(words, verb)
    if end is None:
        return None
    name = " ".join(words[start:end].split())
    return LawName(start=start, end=end, kind=_kind(name), title=name, objects=(verb, end))


def _last_object(words: str, at: int) -> int | None:
    """Where the last of the laws joined to the one that begins at `at` ends."""
    law = _either_letter(words, at)
    while law is not None and (further := NEXT.match(words[law.end : law.end + 40])):
        more = _either_letter(words, law.end + further.start(1))
        if more is None:
            break
        law = more
    return law.end if law else None


def _many_objects(words: str, verb: int) -> int | None:
    """ "sửa đổi, bổ sung một số điều của 11 luật có liên quan đến quy hoạch"."""
    many = MANY.search(words[verb : verb + 100])
    if many is None or ";" in words[verb : verb + many.start()]:
        return None
    fixed = many.group().casefold().index("luật") + len("luật")
    stop = MANY_ENDS.search(many.group(), fixed)
    return verb + many.start() + len((many.group()[: stop.start()] if stop else many.group()).rstrip())


def before_number(left: str) -> LawName | None:
    """The law named right before its number, which the words end with."""
    found = NUMBERED.search(left[-AMENDING_REACH:])
    shift = max(0, len(left) - AMENDING_REACH)
    while found is not None:
        law, name = found.group(1), found.group(2)
        amends = AMENDS.match(name) is not None
        near = found.start() >= len(left) - shift - NUMBERED_REACH and len(name.split()) <= NUMBERED_WORDS
        if len(name.split()) <= AMENDING_WORDS if amends else near and not ANOTHER.search(name + " "):
            return _numbered(law, name, shift + found.start(), shift + found.start(2), amends=amends)
        found = NUMBERED.search(left[-AMENDING_REACH:], found.start() + 1)
    return None


def _numbered(law: str, name: str, start: int, named: int, *, amends: bool) -> LawName:
    words = YEAR.sub("", name)
    own = words.strip() and not words.lstrip().startswith("của ")
    return LawName(
        start=start,
        end=named + len(name),
        kind=canonical(law),
        title=f"{law} {' '.join(words.split())}" if own else None,
        objects=(named + len(name) - len(name.lstrip()), named + len(name)) if amends else None,
    )
