"""The lines that a web page shows, and which of them are those that only an administrative document has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from unicodedata import is_normalized, normalize

from loaders.extract.patterns import compiled
from loaders.readers.web_page_tree import VERBATIM, Node, Words

STATE, MOTTO, NUMBER, DATE = "state", "motto", "number", "date"
ADDRESSEE, RECIPIENTS, AUTHORITY = "addressee", "recipients", "authority"
ARTICLE, CHAPTER, BASIS, KIND = "article", "chapter", "basis", "kind"
# Named once in a document; what stands many times in one.
ONCE = (NUMBER, DATE, ADDRESSEE, RECIPIENTS, AUTHORITY)
OFTEN = (ARTICLE, CHAPTER, BASIS, KIND)
KINDS = (
    (
        STATE,
        compiled(
            r"^(?:[^\p{Ll}]{0,120}CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM"
            r"|[^\p{Ll}]{0,120}ĐẢNG CỘNG SẢN VIỆT NAM[^\p{L}\d]*$"
            r"|[^\p{L}\d]*(?i:cộng h(?:òa|oà) xã hội chủ nghĩa việt nam|việt nam dân chủ cộng h(?:òa|oà))[^\p{L}\d]*$)",
            ignore_case=False,
        ),
    ),
    (MOTTO, compiled(r"^[^\p{L}\d]*độc lập\s*[-–.]\s*tự do\s*[-–.]\s*hạnh phúc[^\p{L}\d]*$")),
    (
        NUMBER,
        compiled(
            r"^(?:(?:bộ )?luật |nghị quyết |pháp lệnh )?số\s*:?\s*[\d.…_]*\s*"
            r"(?:/\s*(?:\d{4}|[\p{L}…._])|-\s*\p{L}{2,10}/)"
        ),
    ),
    (DATE, compiled(r"^[^,]{2,40},?\s*ngày[\s\d.…_]*tháng[\s\d.…_]*năm[\s\d.…_]*$")),
    (ADDRESSEE, compiled(r"^kính gửi\s*:")),
    (RECIPIENTS, compiled(r"^nơi (?:nhận|gửi)\s*:")),
    (
        AUTHORITY,
        compiled(
            r"^(?:(?:TM|KT|TL|TUQ|T/M|K/T)\.?\s*\p{Lu}{2}"
            r"|(?:PHÓ |QUYỀN )?(?:CHỦ TỊCH|BỘ TRƯỞNG|THỨ TRƯỞNG|THỦ TƯỚNG|GIÁM ĐỐC|CỤC TRƯỞNG|CHÁNH VĂN PHÒNG)"
            r"[\p{Lu}\s]*$)",
            ignore_case=False,
        ),
    ),
    (ARTICLE, compiled(r"^[^\p{L}\d]*(?:Điều|ĐIỀU)\s+\d+[a-zđ]?\s*[.:]", ignore_case=False)),
    (
        CHAPTER,
        compiled(r"^(?:Chương|CHƯƠNG|Mục|MỤC|Phần|PHẦN|Phụ lục|PHỤ LỤC)\s+(?:[IVXLC]+|\d+|thứ)", ignore_case=False),
    ),
    (BASIS, compiled(r"^Căn cứ\s+\p{Lu}.{15}", ignore_case=False)),
    (
        KIND,
        compiled(
            r"^(?:QUYẾT (?:ĐỊNH|NGHỊ)|NGHỊ (?:ĐỊNH|QUYẾT)|THÔNG TƯ|CHỈ THỊ|KẾ HOẠCH|THÔNG BÁO|BÁO CÁO|TỜ TRÌNH"
            r"|QUY CHẾ|QUY ĐỊNH|LUẬT|PHÁP LỆNH|CÔNG ĐIỆN|HƯỚNG DẪN|CHƯƠNG TRÌNH)\s*:?$",
            ignore_case=False,
        ),
    ),
)
TODAY = ("thứ ", "chủ nhật", "hôm nay")  # begin the date that a portal shows its visitors
FILLED = compiled(r"số\s*:?\s*(\d[\d.]*\s*(?:/\s*\d{4}\s*)?[/\-]\s*[\p{L}\d\-/&]+)")
BEGINNING = 250  # characters of a line that tell its kind
LINKED = 0.6  # a line with more of it in links leads elsewhere


@dataclass(slots=True)
class Lines:
    """The page's lines in order, the kind of each ("" for most), and sums up to each line."""

    words: list[str]
    kinds: list[str]
    chars: list[int]
    linked: list[int]

    def share_linked(self, first: int, last: int) -> float:
        """How much of the text of some lines leads elsewhere (0 to 1)."""
        chars = self.chars[last] - self.chars[first]
        return (self.linked[last] - self.linked[first]) / chars if chars else 0.0

    def count(self, kinds: Iterable[str], first: int, last: int) -> int:
        wanted = frozenset(kinds)
        return sum(kind in wanted for kind in self.kinds[first:last])

    def numbers(self, first: int, last: int) -> set[str]:
        """The document numbers, none of them blank, of the number lines."""
        of = (
            FILLED.search(w) for w, k in zip(self.words[first:last], self.kinds[first:last], strict=True) if k == NUMBER
        )
        return {"".join(found.group(1).split()).upper() for found in of if found is not None}


def lines_of(root: Node) -> Lines:
    """The lines that the page's blocks show; each block learns which of them are its own."""
    counting = _Counting()
    counting.count(root)
    chars = [0, *accumulate(map(len, counting.words))]
    return Lines(counting.words, counting.kinds, chars, [0, *accumulate(counting.linked)])


class _Counting:
    def __init__(self) -> None:
        self.words: list[str] = []
        self.linked: list[int] = []
        self.kinds: list[str] = []
        self._line: list[Words] = []

    def count(self, node: Node) -> None:
        node.first = len(self.words)
        for each in node.inside:
            node.at.append(len(self.words))
            if isinstance(each, Words):
                self._add(each, verbatim=node.tag in VERBATIM)
                continue
            self._end()
            if each is not None:
                self.count(each)
        self._end()
        node.last = len(self.words)

    def _add(self, words: Words, *, verbatim: bool) -> None:
        for i, line in enumerate(words.words.split("\n") if verbatim else (words.words,)):
            if i:
                self._end()
            self._line.append(words._replace(words=line))

    def _end(self) -> None:
        words = plain("".join(each.words for each in self._line))
        if words:
            linked = min(len(words), sum(len(plain(each.words)) for each in self._line if each.linked))
            self.words.append(words)
            self.linked.append(linked)
            self.kinds.append("" if linked > LINKED * len(words) else kind_of(words))
        self._line.clear()


def plain(words: str) -> str:
    """Words with one blank between them, without what is not seen."""
    return " ".join(words.replace("\u00ad", "").replace("\u200b", "").split())


def kind_of(words: str) -> str:
    """What only an administrative document has, as far as this line shows it; "" for other lines."""
    begin = words[:BEGINNING]
    if not is_normalized("NFC", begin):
        begin = normalize("NFC", begin)
    kind = next((kind for kind, pattern in KINDS if pattern.search(begin)), "")
    return "" if kind == DATE and begin.lower().startswith(TODAY) else kind
