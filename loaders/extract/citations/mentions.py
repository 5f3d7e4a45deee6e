"""Mentions of documents by number: kind, number, date, issuer, provision, and the title after them.

A search anchors on the number and then looks around it, left for the kind, right for date and issuer.
Offsets count characters of the stretch of text given, a paragraph or a cell.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from loaders.extract import agencies, dates
from loaders.extract.patterns import Match, compiled
from ontology.authority import Place, issuer_of_symbol
from ontology.document_number import DocumentNumber
from ontology.vocabulary import document_kinds, kind_by_name

LAWS = ("Bộ luật", "Luật", "Pháp lệnh")
KIND_NAMES = tuple(sorted((k.vi for k in document_kinds()), key=len, reverse=True))
KINDS = "|".join(name.replace(" ", r"\s+") for name in KIND_NAMES)
CANONICAL = {name.casefold(): name for name in kind_by_name()}

_PARTY_CODES = "NQLT|NQ|QĐi|QĐ|CTr|CTHĐ|CT|KL|QC|QyĐ|QyC|TB|HD|CV|BC|KH|TTr|ĐA|ĐL|TT|QT|BB|LT"
NUMBER = compiled(
    r"\d{1,6}[a-zA-Z]?\s?(?:/\s?(?:(?:(?:19"
    r"|20)\d{2}\s?/\s?)?\p{Lu}[\p{L}\d]*(?:(?:\s?[-–&]|[-–&]\s)\p{Lu}[\p{L}\d]*|\s[-–]\s\p{Lu}{2,}|[/.]\p{Lu}[\p{L}\d]*)*)"
    r"|[-–]\s?(?:(?:" + _PARTY_CODES + r")\s?/\s?\p{Lu}[\p{L}\d]*(?:[-–./]\s?\p{Lu}[\p{L}\d]*)*))",
    ignore_case=False,
    holds="/",
)
KIND_BEFORE = compiled(r"(?:^|[^\p{L}])(" + KINDS + r")(?:\s+(?:này|liên tịch))?\s*(?:\(?(?:số|s6)\)?)?\s*[:.]?\s*$")
QUALIFIED = compiled(r"(?:^|[^\p{L}])(" + KINDS + r")((?:\s+\p{L}+,?){1,5})\s+số\s*[:.]?\s*$")
SERIAL_WORD = compiled(r"(?:^|[^\p{L}])số\s*[:.]?\s*$")
NO_DOCUMENT = compiled(
    r"(?:mẫu|phụ lục|biểu|hợp đồng|hóa đơn|tài khoản|giấy phép|chứng chỉ|QCVN|TCVN|ISO)\s*(?:số)?\s*[\d\-]*:?\s*$"
)
LAW_BEFORE = compiled(
    r"(Bộ luật|Bộ Luật|Luật"
    r"|Pháp lệnh)((?:\s+[\p{L},\-–]+)*?)\s+số\s*:?\s*$",
    ignore_case=False,
)
LAW_WORDS = 30  # counted in code: RE2 copies a part for each time that it may stand
ISSUED_BY = compiled(r"^\s*,?\s*(?:của|do)\s+(?:các\s+)?")
UNLISTED = compiled(
    r"^((?:Tổ|Ban|Hội đồng|Ủy ban|Tổng cục|Cục|Chi cục|Vụ|Viện|Trung tâm|Đoàn|Đảng|Liên đoàn|Tập đoàn"
    r"|Tổng công ty|Huyện|Thị|Đại hội)[\p{L}\s\-]{2,90}?)"
    r"(?:\s+(?:về|quy định|ban hành|phê duyệt|hướng dẫn|sửa đổi|và|tại|thực hiện|ngày|triển khai|theo"
    r"|trên|để|nhằm|đối với|cho|công bố|trong|giao|được)(?:\s|$)|[,;.:()“\"]|$)"
)
PROVISION = compiled(
    r"((?:(?:điểm|khoản|điều|mục|chương|phần|phụ lục)\s+(?:số\s+)?(?:[\dIVX]+[a-zđ]?|[a-zđ])(?:\s*(?:,"
    r"|và)\s*(?:(?:điểm|khoản|điều|mục|phụ lục)\s+)?(?:[\dIVX]+[a-zđ]?|[a-zđ])(?:[\s,]))*[\s,]*)+)(?:của\s+)?$"
)
IN_YEAR = compiled(r"^\s*năm\s+((?:19|20)\d{2})")


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
    title: str | None = None
    provision: str | None = None
    about: tuple[int, int] | None = None
    lead: int = -1  # where the words that introduce it begin, a title in front of it included
    rule: str = "number"
    confidence: float = 0.97

    @property
    def begins(self) -> int:
        return self.lead if self.lead >= 0 else self.start


def squeezed(raw: str) -> str:
    return "".join(raw.split()).replace("–", "-")


def find(words: str, place: Place | None) -> list[Mention]:
    """The numbered mentions of a stretch, in order."""
    found: list[Mention] = []
    for match in NUMBER.finditer(words):
        mention = _mention(words, match, place, found[-1].end if found else 0)
        if mention is not None and (not found or mention.start >= found[-1].end):
            found.append(mention)
    return _shared_issuers(words, found)


def _mention(words: str, match: Match, place: Place | None, floor: int) -> Mention | None:
    start, end = match.start(), match.end()
    if start and (words[start - 1].isalnum() or words[start - 1] in "/.-:"):
        return None
    left = words[max(floor, start - 220) : start]
    introduced = KIND_BEFORE.search(left[-60:])
    parsed = _number(words[start:end], left, introduced=introduced is not None)
    if parsed is None:
        return None
    begin, kind, title = _lead(left, start, parsed, introduced)
    if kind == "Đề án" and parsed.kind is None and "số" not in words[begin:start].casefold():
        return None  # "Đề án 06/CP" is a nickname
    kind = kind or ("Luật" if parsed.term else None)
    mention = Mention(start=begin, end=end, kind="numbered", type=kind, number=str(parsed), title=title)
    mention = _with_date_and_issuer(words, mention, place)
    provision = PROVISION.search(words[max(floor, begin - 90) : begin])
    if provision:
        mention = replace(mention, provision=" ".join(provision.group(1).strip(" ,").split()))
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


def _lead(
    left: str, start: int, number: DocumentNumber, introduced: Match | None
) -> tuple[int, str | None, str | None]:
    """Where the words that introduce a number begin, the kind that they name, and a law's own name."""
    law = _law_before(left) if number.term else None
    if law:
        return start - len(left) + law.start(1), _canonical(law.group(1)), _law_title(law.group(1), law.group(2))
    if introduced:
        return start - len(left[-60:]) + introduced.start(1), _canonical(introduced.group(1)), None
    qualified = QUALIFIED.search(left[-80:])
    if qualified and _canonical(qualified.group(1)) == number.kind:
        return start - len(left[-80:]) + qualified.start(1), number.kind, None
    serial = SERIAL_WORD.search(left[-12:])
    if serial:
        return start - len(left[-12:]) + left[-12:].casefold().rfind("số"), number.kind, None
    return start, number.kind, None


def _law_before(left: str) -> Match | None:
    """The law named right before its number."""
    law = LAW_BEFORE.search(left)
    while law and len(law.group(2).split()) > LAW_WORDS:
        law = LAW_BEFORE.search(left, law.start() + 1)
    return law


def _canonical(kind: str) -> str:
    return CANONICAL[" ".join(kind.split()).casefold()]


def _is_symbol(symbol: str, numbered: bool) -> bool:
    capitals = sum(c.isupper() for c in symbol)
    return (capitals >= 2 and (numbered or "-" in symbol or "/" in symbol)) or (numbered and capitals >= 1)


def _law_title(law: str, words: str) -> str:
    return f"{law} {' '.join(words.split())}".strip()


def _with_date_and_issuer(words: str, mention: Mention, place: Place | None) -> Mention:
    """Date and issuer right of the number, in either order, each once."""
    for _ in range(2):
        rest = words[mention.end : mention.end + 220]
        dated = None if mention.date else dates.ON_DATE.match(rest)
        if dated and "Ngày" not in dated.group() and (day := dates.of_match(dated.groups())):
            mention = replace(mention, end=mention.end + dated.end(), date=day)
            continue
        year = None if mention.date or mention.type not in LAWS else IN_YEAR.match(rest)
        if year:
            mention = replace(mention, end=mention.end + year.end(), date=year.group(1))
            continue
        by = None if mention.issuer else ISSUED_BY.match(rest)
        if by:
            named = issuer_at(rest, by.end(), place)
            if named:
                mention = replace(mention, end=mention.end + named[0], issuer=named[1])
    return mention


def issuer_at(words: str, at: int, place: Place | None) -> tuple[int, str] | None:
    """The issuing agency that is named at `at`: where its name ends, and its full canonical name."""
    listed = agencies.match(words, at)
    if listed is not None:
        full = agencies.issuer(words[listed.start : listed.end], place) or listed.name
        return listed.end, full
    unlisted = UNLISTED.match(words[at : at + 220])
    if unlisted:
        return at + unlisted.end(1), " ".join(unlisted.group(1).split())
    return None


def _issuer_of_symbol(mention: Mention, place: Place | None) -> Mention:
    named = issuer_of_symbol(mention.number or "", place, dates.earliest_day(mention.date))
    return replace(mention, issuer=named, issuer_inferred=True) if named else mention


def _shared_issuers(words: str, found: list[Mention]) -> list[Mention]:
    """ "Chỉ thị số A ngày …, Kế hoạch số B ngày … của X": X issued both when both symbols name the same body."""
    result = list(found)
    for i in range(len(found) - 2, -1, -1):
        a, b = result[i], result[i + 1]
        between = words[a.end : b.start].strip()
        if (
            not (a.issuer is None or a.issuer_inferred)
            or b.issuer is None
            or b.issuer_inferred
            or between not in (",", "và", ", và")
        ):
            continue
        if _agency(a) == _agency(b) and _agency(a):
            result[i] = replace(a, issuer=b.issuer, issuer_inferred=False)
    return result


def _agency(mention: Mention) -> str | None:
    parsed = DocumentNumber.find(mention.number or "")
    return parsed.agency if parsed else None
