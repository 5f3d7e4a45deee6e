"""Mentions of documents by number: kind, number, date, issuer, provision, and the title after them.

A search anchors on the number and then looks around it, left for the kind, right for date and issuer.
Offsets count characters of the stretch of text given, a paragraph or a cell.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from loaders.extract import agencies, dates
from loaders.extract.citations import laws, provisions
from loaders.extract.citations.kinds import KINDS, LAWS, canonical
from loaders.extract.patterns import Match, compiled
from ontology.authority import Place, issuer_of_symbol
from ontology.document_number import DocumentNumber

_PARTY_CODES = "NQLT|NQ|QĐi|QĐ|CTr|CTHĐ|CT|KL|QC|QyĐ|QyC|TB|HD|CV|BC|KH|TTr|ĐA|ĐL|TT|QT|BB|LT"
NUMBER = compiled(
    r"(?:\d{1,4}\.)?\d{1,6}[a-zA-Z]?\s?(?:/\s?(?:(?:(?:19"
    r"|20)\d{2}\s?/\s?)?\p{Lu}[\p{L}\d]*(?:(?:\s?[-–&]|[-–&]\s)\p{Lu}[\p{L}\d]*|\s[-–]\s\p{Lu}{2,}|[/.]\p{Lu}[\p{L}\d]*|\.\d{1,3}-\p{Lu}[\p{L}\d]*)*)"
    r"|[-–]\s?(?:(?:" + _PARTY_CODES + r")\s?/\s?\p{Lu}[\p{L}\d]*(?:[-–./]\s?\p{Lu}[\p{L}\d]*)*))",
    ignore_case=False,
    holds="/",
)
KIND_BEFORE = compiled(r"(?:^|[^\p{L}])(" + KINDS + r")(?:\s+(?:này|liên tịch))?\s*(?:\(?(?:số|s6)\)?)?\s*[:.]?\s*$")
QUALIFIED = compiled(
    r"(?:^|[^\p{L}])(" + KINDS + r")((?:\s+\p{L}+,?){1,5}|\s+của\s+[\p{L}\s,–-]{3,80})\s+số\s*[:.]?\s*$"
)
SERIAL_WORD = compiled(r"(?:^|[^\p{L}])số\s*[:.]?\s*$")
NO_DOCUMENT = compiled(
    r"(?:mẫu|phụ lục|biểu|hợp đồng|hóa đơn|tài khoản|giấy phép|chứng chỉ|QCVN|TCVN|ISO)\s*(?:số)?\s*[\d\-]*:?\s*$"
)
ISSUED_BY = compiled(r"^\s*,?\s*(?:của|do)\s+(?:các\s+)?", begins=",cd")
UNLISTED = compiled(
    r"^((?:Tổ|Ban|Hội đồng|Ủy ban|Tổng cục|Cục|Chi cục|Vụ|Viện|Trung tâm|Đoàn|Đảng (?:bộ|ủy)|Liên đoàn|Tập đoàn"
    r"|Tổng công ty|Huyện|Thị|Đại hội)[\p{L}\s\-]{2,90}?)"
    r"(?:\s+(?:về|quy định|ban hành|phê duyệt|hướng dẫn|sửa đổi|và|tại|thực hiện|ngày|triển khai|theo"
    r"|trên|để|nhằm|đối với|cho|công bố|trong|giao|được)(?:\s|$)|[,;.:()“\"]|$)"
)
# A committee is named for its many tasks: "Ban Chỉ đạo phát triển khoa học, công nghệ và chuyển đổi số".
COMMITTEE = compiled(
    r"^((?:Ban [Cc]hỉ đạo|Tổ [Cc]ông tác|Hội đồng|Tiểu ban)[\p{L}\s\-]{2,90}(?:,\s+\p{Ll}[\p{L}\s\d]{2,50}?){1,6}?)"
    r"(?:\s+(?:về|ban hành|phê duyệt|triển khai|thực hiện)\s|[;.(]|$)",
    ignore_case=False,
)
# What an agency says in a document is no part of its name: "của Hội đồng nhân dân tỉnh quy định mức chi, …".
SAYS = compiled(r"^\s+(?:quy định|hướng dẫn|sửa đổi|thông qua|bãi bỏ)\s", begins="bhqst")
JOINED_ISSUER = compiled(r"^(?:\s*[,;–-]\s*(?:và\s+)?|\s+và\s+)(?:của\s+)?(?:liên\s+)?")
BLANK_DAY = compiled(
    r"^\s*,?\s*ngày\s*[.…_\s]*(?:tháng\s*[.…_]*\s*(\d{1,2})?[.…_\s]*năm\s*(20\d{2})|/\s*(\d{1,2})?[.…_\s]*/\s*(20\d{2}))",
    begins=",n",
)
LOST_STROKE = compiled(r"^\s*,?\s*ngày\s*(\d{1,2})\s*/\s*(\d{1,2})\s+(20\d{2})(?:[^\d/]|$)")
NEXT_ISSUER = compiled(r"^\s+(?:nêu\s+)?tại\s")  # "…, của Ban Bí thư tại Kết luận số …" speaks of the next one
NOTE = compiled(r"^\s?\[\d{1,3}\]")  # the mark of a footnote, between a number and its date
JOINTS = ("", ",", ";", "và", ", và", "; và")
PLURAL = compiled(r"(?:^|[^\p{L}])(?:các|những|\d\d?)\s+$")
IN_YEAR = compiled(r"^\s*năm\s+((?:19|20)\d{2})", begins="n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A stretch that names a document; `about` is the span of the title that follows it."""

    start: int
    end: int
    kind: str
    type: str | None
    number: str | None = None
    date: str | None = None
    issuer: str | None = None
    issuer_inferred: bool = False
    date_inferred: bool = False  # from its list or from the words in front of it
    title: str | None = None
    provision: str | None = None
    about: tuple[int, int] | None = None
    lead: int = -1  # where the words that introduce it begin, a title in front of it included
    encloses: bool = False  # its title is that of a regulation or plan that it promulgates
    rule: str = "number"
    confidence: float = 0.97

    @property
    def begins(self) -> int:
        return self.lead if self.lead >= 0 else self.start


REACH = 220  # characters in front of a number that may introduce it


def squeezed(raw: str) -> str:
    return "".join(raw.split()).replace("–", "-")


def find(words: str, place: Place | None) -> list[Mention]:
    """The numbered mentions of a stretch, in order."""
    found: list[Mention] = []
    for match in NUMBER.finditer(words):
        mention = _mention(words, match, place, found[-1].end if found else 0)
        if mention is not None and (not found or mention.start >= found[-1].end):
            found.append(mention)
    return _shared(words, found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """The words in front of a number: where they begin and what they say."""

    start: int
    kind: str | None
    title: str | None = None  # a law's own name
    about: tuple[int, int] | None = None  # the laws that it amends by name
    qualified: str = ""  # between kind and number: "Nghị định của Chính phủ số …"


def _mention(words: str, match: Match, place: Place | None, floor: int) -> Mention | None:
    start, end = match.span()
    if start and (words[start - 1].isalnum() or words[start - 1] in "/.-:"):
        return None
    left = words[max(floor, start - (laws.AMENDING_REACH if "QH" in words[start:end] else REACH)) : start]
    introduced = KIND_BEFORE.search(left[-60:])
    parsed = _number(words[start:end], left, introduced=introduced is not None)
    if parsed is None:
        return None
    lead = _lead(left, start, parsed, introduced)
    kind = lead.kind
    if kind == "Đề án" and parsed.kind is None and "số" not in words[lead.start : start].casefold():
        return None  # "Đề án 06/CP" is a nickname
    kind = kind or ("Luật" if parsed.term else None)
    mention = Mention(
        start=lead.start,
        end=end,
        kind="numbered",
        type=kind,
        number=_written(parsed),
        title=lead.title,
        about=lead.about,
    )
    by = ISSUED_BY.match(lead.qualified)
    named = issuer_at(lead.qualified, by.end(), place) if by else None
    mention = with_date_and_issuer(words, replace(mention, issuer=named[1]) if named else mention, parsed, place)
    provision = provisions.before(words[max(floor, lead.start - provisions.REACH) : lead.start])
    mention = replace(mention, provision=provision[1]) if provision else mention
    return mention if mention.issuer else _issuer_of_symbol(mention, place)


def _number(written: str, left: str, *, introduced: bool) -> DocumentNumber | None:
    """The number, unless what stands before it says that it is none; `introduced`: a kind of document does."""
    numbered = introduced or SERIAL_WORD.search(left[-12:]) is not None
    symbol = next(written[at + 1 :] for at, sign in enumerate(written) if sign in "/-–")
    if not _is_symbol(symbol, numbered):
        return None
    if not introduced and NO_DOCUMENT.search(left[-30:]):
        return None
    found = squeezed(written).replace("/OH1", "/QH1")  # a scanner's Q; no symbol is OH
    return DocumentNumber.find(found)


def _written(number: DocumentNumber) -> str:
    """The number as written, a forgotten hyphen put in: "92/2017/NĐCP" is "92/2017/NĐ-CP"."""
    glued = number.code is not None and f"/{number.code}{number.agency_part}" in number.written and number.agency_part
    return f"{number.serial}/{number.year}/{number.code}-{number.agency_part}" if glued and number.year else str(number)


def _lead(left: str, start: int, number: DocumentNumber, introduced: Match | None) -> Lead:
    """The words that introduce a number."""
    shift = start - len(left)
    kind = canonical(introduced.group(1)) if introduced else None
    law = (
        laws.before_number(left)
        if number.term and (kind is None or kind in LAWS or _in_law(left, introduced))
        else None
    )
    if law:
        objects = (shift + law.objects[0], shift + law.objects[1]) if law.objects else None
        return Lead(start=shift + law.start, kind=law.kind, title=law.title, about=objects)
    if introduced and (lead := _introduced(left, start, introduced, number)):
        return lead
    qualified = QUALIFIED.search(left[-120:])
    if qualified and canonical(qualified.group(1)) == number.kind:
        at = start - len(left[-120:])
        return Lead(start=at + qualified.start(1), kind=number.kind, qualified=qualified.group(2))
    serial = SERIAL_WORD.search(left[-12:])
    if serial:
        return Lead(start=start - len(left[-12:]) + left[-12:].casefold().rfind("số"), kind=number.kind)
    return Lead(start=start, kind=number.kind)


def _in_law(left: str, introduced: Match | None) -> bool:
    """Whether what looks like a kind is the name of a law: "Luật Quy hoạch số 21/2017/QH14"."""
    return introduced is not None and left[: len(left) - len(left[-60:]) + introduced.start(1)].rstrip().endswith(
        "Luật"
    )


def _introduced(left: str, start: int, introduced: Match, number: DocumentNumber) -> Lead | None:
    """The kind right before the number, unless it is part of a name: "Thông báo kết luận số", "Luật Quy hoạch (số"."""
    at = start - len(left[-60:]) + introduced.start(1)
    before = left[: at - start + len(left)].rstrip()
    kind = canonical(introduced.group(1))
    if number.kind and number.kind != kind and before.endswith(number.kind):
        return Lead(start=start - len(left) + len(before) - len(number.kind), kind=number.kind)
    return None if "(" in introduced.group() and before.endswith("Luật") else Lead(start=at, kind=kind)


def _is_symbol(symbol: str, numbered: bool) -> bool:
    capitals = sum(c.isupper() for c in symbol)
    return (capitals >= 2 and (numbered or "-" in symbol or "/" in symbol)) or (numbered and capitals >= 1)


def with_date_and_issuer(words: str, mention: Mention, number: DocumentNumber, place: Place | None) -> Mention:
    """Date and issuer right of the number, in either order, each once."""
    for _ in range(3):
        note = NOTE.match(words[mention.end : mention.end + 6])
        at = mention.end + (note.end() if note else 0)
        rest = words[at : at + REACH]
        day = _date(rest, mention.type)
        if day and mention.date in (None, day[1]):  # some texts print the day twice
            mention = replace(mention, end=at + day[0], date=day[1])
            continue
        by = None if mention.issuer else ISSUED_BY.match(rest)
        named = issuer_at(rest, by.end(), place) if by else None
        if by and named and not (by.group().lstrip().startswith(",") and NEXT_ISSUER.match(rest[named[0] :])):
            if len(number.agencies) > 1:
                named = _joint(words[at : at + 3 * REACH], named, place)
            mention = replace(mention, end=at + named[0], issuer=named[1])
    return mention


def _date(rest: str, kind: str | None) -> tuple[int, str] | None:
    """The date that the words begin with, with its end; a blank day leaves month or year."""
    dated = dates.ON_DATE.match(rest)
    if dated:
        day = dates.of_match(dated.groups()) if "Ngày" not in dated.group() else None
        return (dated.end(), day) if day else None
    year = IN_YEAR.match(rest) if kind in LAWS else None
    if year:
        return year.end(), year.group(1)
    lost = LOST_STROKE.match(rest)
    if lost and (day := dates.iso(*lost.groups())):
        return lost.end(3), day
    blank = BLANK_DAY.match(rest)
    if blank is None:
        return None
    month = (blank.group(1) or blank.group(3) or "").zfill(2)
    within = f"{blank.group(2) or blank.group(4)}-{month}"
    return blank.end(), within if "01" <= month <= "12" else within[:4]


def _joint(rest: str, first: tuple[int, str], place: Place | None) -> tuple[int, str]:
    """All the bodies that issued a joint document: "của Bộ Nội vụ, Bộ Tài chính"."""
    end, names = first[0], [first[1]]
    while joined := JOINED_ISSUER.match(rest[end:]):
        listed = agencies.match(rest, end + joined.end())
        if listed is None:
            break
        end = listed.end
        names.append(agencies.issuer(rest[listed.start : listed.end], place) or listed.name)
    return end, ", ".join(names)


def issuer_at(words: str, at: int, place: Place | None) -> tuple[int, str] | None:
    """The issuing agency that is named at `at`: where its name ends, and its full canonical name."""
    listed = agencies.match(words, at)
    committee = COMMITTEE.match(words[at : at + REACH])
    if listed is not None and (committee is None or _ends_with(words, listed.end, at + committee.end(1))):
        full = agencies.issuer(words[listed.start : listed.end], place) or listed.name
        return listed.end, full
    unlisted = committee or UNLISTED.match(words[at : at + REACH])
    if unlisted:
        return at + unlisted.end(1), " ".join(unlisted.group(1).split())
    return None


def _ends_with(words: str, listed: int, committee: int) -> bool:
    """Whether an agency's name ends where the registry says, not where a committee's long name would."""
    return committee <= listed or SAYS.match(words[listed : listed + 24]) is not None


def _issuer_of_symbol(mention: Mention, place: Place | None) -> Mention:
    named = issuer_of_symbol(mention.number or "", place, dates.earliest_day(mention.date))
    return replace(mention, issuer=named, issuer_inferred=True) if named else mention


def _shared(words: str, found: list[Mention]) -> list[Mention]:
    """ "Chỉ thị số A ngày …, Kế hoạch số B ngày … của X": X issued both when both symbols name the same body.

    Bare numbers share a date too: "các Công điện số A, B và C ngày …".
    """
    result = list(found)
    for i in range(len(found) - 2, -1, -1):
        a, b = result[i], result[i + 1]
        between = words[a.end : b.start].strip()
        if between not in JOINTS or _agency(a) != _agency(b) or not _agency(a):
            continue
        if (a.issuer is None or a.issuer_inferred) and b.issuer is not None and not b.issuer_inferred:
            a = replace(a, issuer=b.issuer, issuer_inferred=False)
        listed = _bare(words, b) and (_bare(words, a) or PLURAL.search(words[max(0, a.start - 60) : a.start]))
        if a.date is None and b.date is not None and listed:
            a = replace(a, date=b.date, date_inferred=True)
        result[i] = a
    for i in range(1, len(result)):  # "các văn bản số A, B và C": one head word for all
        a, b = result[i - 1], result[i]
        if a.type == "Văn bản" and _bare(words, b) and words[a.end : b.start].strip() in JOINTS:
            result[i] = replace(b, type=a.type)
    return result


def _bare(words: str, mention: Mention) -> bool:
    """Whether the mention names no kind of its own: "218/CĐ-TTg", "số 218/CĐ-TTg"."""
    return words[mention.start].isdigit() or words.startswith("số", mention.start)


def _agency(mention: Mention) -> str | None:
    parsed = DocumentNumber.find(mention.number or "")
    return parsed.agency if parsed else None
