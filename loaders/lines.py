"""Lines of print back to paragraphs.

A printed page breaks a paragraph where the next word would not fit. So a line that still had room for the
first word of the next one was ended on purpose; one that had none was not. Page numbers, addresses printed
by browsers and gazette headers are no lines of the text.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from loaders.extract.patterns import compiled
from loaders.text import Text

MARKER = compiled(
    r"^\s*(?:(?:Phần|PHẦN)\s+(?:thứ|THỨ|[IVX\d])|(?:Chương|CHƯƠNG|Mục|MỤC)\s+(?:[IVXLC]+|\d+)\s*[.:]?\s*(?:$|\p{Lu})"
    r"|(?:Điều|ĐIỀU)\s+\d+[a-zđ]?\s*[.:]|(?:Phụ lục|PHỤ LỤC)(?:\s+(?:số\s+)?[IVX\d]+)?\s*[.:]?\s*(?:$|\(|\p{Lu})"
    r"|[IVXL|]{1,6}\s*[.\-–)]\s*\S|1{1,3}\.\s+\p{Lu}{2}|\d{1,2}(?:\.\d{1,2}){0,3}\s*[.)](?:\s|\p{L}|$)"
    r"|\d{1,2}(?:\.\d{1,2}){1,3}\s+\p{Lu}|[a-zđ]\s*\)|[a-hđ]\.\s|[-–—•●▪*+]\s*\S"
    r"|V/v|(?:Luật s|S)ố\s*:|Độc lập\s*[-–]|\p{Lu}[\p{L} .]{2,25},\s+ngày\s[\d …._]*tháng|Kính gửi"
    r"|(?:NGHỊ ĐỊNH|NGHỊ QUYẾT|QUYẾT ĐỊNH|THÔNG TƯ|CHỈ THỊ|PHÁP LỆNH|LUẬT|KẾ HOẠCH|THÔNG BÁO)\s+\p{Lu}\p{Ll}"
    r"|KÍNH GỬI|Nơi nhận|NƠI NHẬN|Căn cứ |Theo đề nghị |Xét (?:đề nghị|Tờ trình)|(?:TM|KT|TL|TUQ|Q)\.\s?\p{Lu})",
    ignore_case=False,
)
BARE_DASH = compiled(r"^\s*[-–—]\s*\p{Ll}", ignore_case=False)
# Words that leave a phrase open: the line after them goes on with it whatever it begins with.
OPEN_WORDS = frozenset(
    "ngày tháng năm quý số điều khoản điểm của và tại theo về với các những cho trong để là do bởi từ đến giữa cùng"
    " hoặc thuộc luật".split()
)
OPEN_SIGNS = ",(=<>≥≤"  # signs that end no line on purpose
OPEN_KINDS = ("nghị quyết", "nghị định", "quyết định", "thông tư", "chỉ thị", "kế hoạch")
ENDED = ("pháp luật",)
# A colon behind these only stands before the names that go with them: "các Bộ: Tài chính, Y tế".
OPEN_LISTS = ("các bộ:", "các sở:", "các tỉnh:", "các thành phố:", "các tỉnh, thành phố:")
ENDS = ".;:!?/"
CLOSERS = '"”’)»]'
FURNITURE = compiled(
    r"^\s*(?:https?://\S+|www\.\S+|trang\s+\d{1,4}(?:\s*/\s*\d{1,4})?|\d*\s*công báo/số.*)\s*$", begins="hwtc0123456789"
)
PAGE_NUMBER = compiled(r"^\s*[-–]?\s*\d{1,3}\s*[-–]?\s*$")
PAGE_NUMBER_ENDS = frozenset("0123456789-–\t")
ROW_NUMBER = compiled(r"^(?:\d{1,3}(?:\.\d{1,2}){0,2}|[IVXL]{1,6}(?:\.\d{1,2})?|[A-HĐ])\s*[.)]?$", ignore_case=False)
LONGEST_ROW_NUMBER = 20  # characters
# A date broken over lines: the number between these is no row's.
BEFORE_NUMBER = ("ngày", "tháng", "điều", "khoản")
AFTER_NUMBER = ("tháng", "năm")
CUT_MARKERS = frozenset({"Điều", "Chương", "Mục", "Khoản", "Phần"})
CITED_PARTS = ("Phụ lục", "Mục", "Chương", "Phần", "Mẫu")
PARTS = (*CITED_PARTS, "Điều")
COMMON_LETTERS = "nhtigc"  # half the letters of any Vietnamese sentence
NARROW = 140  # no printed line of A4 holds more characters
PAGE_LINES = 12  # fewer lines between two bare numbers are a table, not pages


class Line(NamedTuple):
    start: int
    end: int
    words: str  # without the white space around
    blank_before: bool
    page_before: bool  # a form feed stands between this line and the one before
    stands_alone: bool  # a row of a table or a line in capitals


def lines_of(chars: str) -> list[Line]:
    """The lines that are not blank, each knowing whether a blank line or a new page stands before it."""
    found: list[Line] = []
    blank = page = False
    at = 0
    for raw in chars.split("\n"):
        words = raw.strip(" \f\r")  # a tab at the edge of a row is an empty cell
        page = page or "\f" in raw
        if words.strip():
            lead = len(raw) - len(raw.lstrip(" \f\r"))
            alone = is_table_row(words) or shouts(words)
            found.append(Line(at + lead, at + lead + len(words), words, blank, page, alone))
            blank = page = False
        else:
            blank = True
        at += len(raw) + 1
    return found


def is_table_row(words: str) -> bool:
    """Whether a line looks like a row of a table: cells set apart by tabs or bars."""
    return "\t" in words or words.count("|") >= 2 or " | " in words


def without_furniture(lines: list[Line]) -> list[Line]:
    """The lines without page numbers and what browsers and gazettes print around a page."""
    numbers = {
        i for i, line in enumerate(lines) if line.words[-1] in PAGE_NUMBER_ENDS and PAGE_NUMBER.match(line.words)
    }
    pages = {i for i in numbers if lines[i].page_before or (i + 1 < len(lines) and lines[i + 1].page_before)}
    value = {i: int("".join(c for c in lines[i].words if c.isdigit())) for i in numbers}
    ordered = sorted(numbers)
    for a, b in pairwise(ordered):
        if value[b] == value[a] + 1 and b - a > PAGE_LINES:
            pages |= {a, b}
    for i in numbers - pages:
        if 0 < i < len(lines) - 1 and _runs_past(lines[i - 1].words, lines[i + 1].words):
            pages.add(i)
    kept: list[Line] = []
    turned = False
    for i, line in enumerate(lines):
        if i in pages or FURNITURE.match(line.words):
            turned = True
            continue
        kept.append(line._replace(page_before=True) if turned else line)
        turned = False
    return kept


def _runs_past(a: str, b: str) -> bool:
    """Whether a sentence runs on past a bare number between its lines, and the number is none of its words."""
    last = a.rsplit(maxsplit=1)[-1].casefold()
    if last == "số":  # "dữ liệu số" ends there; "Quyết định số" goes on with a number
        return b[:1].isdigit()
    return _continues(a, b) and last not in BEFORE_NUMBER


def _terminated(words: str) -> bool:
    bare = words.rstrip(CLOSERS + " ")
    return bool(bare) and bare[-1] in ENDS


def _continues(a: str, b: str) -> bool:
    """Whether b goes on with the sentence that a left open."""
    if _terminated(a):
        return a[-1] == ":" and a.casefold().endswith(OPEN_LISTS) and b[:1].isupper()
    last = a.rsplit(maxsplit=1)[-1]
    if last.endswith("-") and "/" in last:
        return True  # a symbol broken within: "60/2021/NĐ-" and "CP"
    first = b.lstrip('"“‘(')[:1]
    return first.islower() or a[-1] in OPEN_SIGNS or _is_open(a, b)


def _is_open(a: str, b: str) -> bool:
    """Whether the last words of a line leave a phrase open; a kind of document does before a number, no days do."""
    *before, last = a.rsplit(maxsplit=2)[-2:]
    if not before:
        return last in OPEN_WORDS
    pair = f"{before[0].lower()} {last}"
    if pair in OPEN_KINDS:
        return b[:1].isdigit()
    return last in OPEN_WORDS and pair not in ENDED and not _counts(before[0])


def _counts(word: str) -> bool:
    return word[:1].isdigit() and "/" not in word


def print_width(lines: list[Line]) -> int | None:
    """The number of characters in a full line of print; None where a line is a whole paragraph."""
    lengths = sorted(len(line.words) for line in lines if len(line.words) >= 30 and not is_table_row(line.words))
    if len(lengths) < 4:
        return None
    width = lengths[int(0.95 * (len(lengths) - 1))]
    full = sum(1 for n in lengths if n >= 0.75 * width)
    return width if width <= NARROW and full >= 0.3 * len(lengths) else None


def shouts(words: str) -> bool:
    """Whether a line stands in capitals."""
    if sum(map(words.count, COMMON_LETTERS)) > 0.15 * len(words):
        return False
    letters = list(filter(str.isalpha, words))
    return len(letters) > 3 and " " in words and sum(map(str.isupper, letters)) > 0.85 * len(letters)


def joined(a: Line, b: Line, width: int | None, blank_ends: bool) -> bool:
    """Whether b continues the paragraph of a."""
    if b.words.startswith("/") and not b.words.startswith("//"):
        return not is_table_row(a.words)  # a symbol broken before its stroke
    if _broken_marker(a.words, b.words):
        return True
    if _opens(a, b, width) or _numbers_a_row(a.words, b.words):
        return False
    if b.page_before and a.words.endswith(";"):
        return True  # a new page ends no list within a paragraph
    if b.blank_before and blank_ends and not _continues(a.words, b.words):
        return _filled(a, b, width)
    return _ran_over(a, b, width)


def _broken_marker(a: str, b: str) -> bool:
    """Whether a line was cut within a marker ("Điều" / "4. …"), or before a part that its phrase or bracket names."""
    if a in CUT_MARKERS:
        return b[:1].isdigit()
    if b.startswith(CITED_PARTS) and (a[-1] == "," or _is_open(a, b)):
        return True  # "quy định tại" / "Phụ lục V …"
    return b.startswith(PARTS) and ")" in b and a.count("(") > a.count(")")


def _opens(a: Line, b: Line, width: int | None) -> bool:
    """Whether b begins something of its own: an item, a heading, a row."""
    if a.stands_alone or b.stands_alone:
        return True
    if _goes_on(b.words) or MARKER.match(b.words) is None:
        return False
    full = width is not None and len(a.words) >= 0.85 * width
    return not (full and not _terminated(a.words) and BARE_DASH.match(b.words))


def _goes_on(words: str) -> bool:
    """Whether a line begins with a word in small letters, which no marker does."""
    return words[:2].isalpha() and words[0].islower() and len(words) > 1


def _numbers_a_row(a: str, b: str) -> bool:
    """Whether one of the two is only the number of a table's row, a cell of its own."""
    if _row_number(b):
        *before, last = a.rsplit(maxsplit=2)[-2:]
        return last.casefold() not in BEFORE_NUMBER or bool(before and _counts(before[0]))
    return _row_number(a) and b.split(maxsplit=1)[0] not in AFTER_NUMBER


def _row_number(words: str) -> bool:
    return len(words) < LONGEST_ROW_NUMBER and ROW_NUMBER.match(words) is not None


def _ran_over(a: Line, b: Line, width: int | None) -> bool:
    """Whether a was broken because the next word would not fit, or goes on by its words."""
    if width is None:
        return _continues(a.words, b.words)
    if len(a.words) + 1 + len(b.words.split(maxsplit=1)[0]) >= 0.9 * width:
        return True
    close = not b.blank_before and not _terminated(a.words) and len(a.words) >= 0.6 * width
    return close or (_continues(a.words, b.words) and not a.words.startswith(("Kính gửi", "Nơi nhận")))


def _filled(a: Line, b: Line, width: int | None) -> bool:
    """Whether a, a full line of print, was broken within a sentence: the blank line behind it is the reader's."""
    if width is None or len(a.words) < 0.9 * width or _terminated(a.words):
        return False
    return len(a.words) + 1 + len(b.words.split(maxsplit=1)[0]) > 0.97 * width


def _blank_ends(lines: list[Line]) -> bool:
    """Whether a blank line ends a paragraph: not so where sentences run over most of them."""
    gaps = [(a, b) for a, b in pairwise(lines) if b.blank_before]
    running = sum(1 for a, b in gaps if _continues(a.words, b.words))
    return running < 0.25 * len(gaps)


def unwrap(text: Text) -> Text:
    """One paragraph, item, heading or table row a line; page furniture gone."""
    lines = without_furniture(lines_of(text.chars))
    if not lines:
        return text.edit([(0, len(text), "")]) if len(text) else text
    width, blank_ends = print_width(lines), _blank_ends(lines)
    changes = [(0, lines[0].start, "")]
    for a, b in pairwise(lines):
        glue = " " if joined(a, b, width, blank_ends) else "\n"
        changes.append((a.end, b.start, glue))
    changes.append((lines[-1].end, len(text), ""))
    return text.edit([c for c in changes if text.chars[c[0] : c[1]] != c[2]])
