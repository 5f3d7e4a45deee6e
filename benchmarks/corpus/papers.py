"""Which documents a made corpus knows: levels from laws to letters of departments, half of each level held.

A document is found from its level and its place in the level's order of time, so nothing has to be kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property, lru_cache

from benchmarks.corpus.offices import FIRST_YEAR, LAST_YEAR, MINISTRIES, Office, Province, office, provinces
from ontology import iri
from ontology.document_number import DocumentNumber
from ontology.folding import folded
from ontology.namespaces import ELI, RDF, RDFS, VB

YEARS = LAST_YEAR - FIRST_YEAR + 1
_FIRST_LOCAL = 5
_MASK = (1 << 64) - 1
_SERIAL = "987654"  # stands for the serial while a number's form is made
_ACTIONS = (
    "Đẩy mạnh", "Triển khai", "Nâng cao chất lượng", "Rà soát", "Đổi mới", "Thí điểm", "Kiểm tra", "Tổng kết",
    "Hoàn thiện", "Tăng cường", "Công bố", "Điều chỉnh",
)  # fmt: skip
_FIELDS = (
    "cải cách hành chính", "chuyển đổi số", "dịch vụ công trực tuyến", "kiểm soát thủ tục hành chính", "đầu tư công",
    "quản lý đất đai", "an sinh xã hội", "phát triển doanh nghiệp", "bảo vệ môi trường", "xây dựng nông thôn mới",
    "giáo dục phổ thông", "y tế cơ sở", "phòng, chống thiên tai", "an toàn giao thông", "văn thư, lưu trữ",
    "công tác cán bộ", "quản lý biên chế", "phòng, chống tham nhũng", "thi đua, khen thưởng", "du lịch",
)  # fmt: skip
_SCOPES = (
    "cấp tỉnh", "cấp xã", "vùng khó khăn", "khu vực đô thị", "ven biển", "trong trường học", "tại các khu công nghiệp",
    "cho thanh niên", "cho người cao tuổi", "cho hộ nghèo", "giai đoạn mới", "theo chuẩn quốc gia", "có trọng điểm",
    "liên ngành", "trong doanh nghiệp nhỏ", "tại bộ phận một cửa", "ở miền núi", "của ngành", "toàn diện", "bền vững",
    "gắn với kinh tế số", "của hợp tác xã", "tại làng nghề", "có sự tham gia của người dân", "trong mùa mưa bão",
    "sau thanh tra", "theo kết luận kiểm toán", "của quỹ phát triển", "trên môi trường mạng", "tại trung tâm dịch vụ",
)  # fmt: skip


class Level(Enum):
    """A kind of document of one sort of issuer: its share of a corpus, its word, the form of its number."""

    LAW = (0.004, "Luật", "#/{year}/QH{term}")
    DECREE = (0.02, "Nghị định", "#/{year}/NĐ-CP")
    RESOLUTION = (0.012, "Nghị quyết", "#/NQ-CP")
    PRIME_MINISTER = (0.03, "Quyết định", "#/QĐ-TTg")
    CIRCULAR = (0.05, "Thông tư", "#/{year}/TT-{symbol}")
    COUNCIL = (0.05, "Nghị quyết", "#/NQ-HĐND")
    DECISION = (0.31, "Quyết định", "#/QĐ-UBND")
    PLAN = (0.12, "Kế hoạch", "#/KH-UBND")
    LETTER = (0.12, "Công văn", "#/UBND-NC")
    DEPARTMENT_LETTER = (0.284, "Công văn", "#/{symbol}-VP")

    def __init__(self, share: float, kind: str, form: str) -> None:
        self.share, self.kind, self.form = share, kind, form
        self.number = len(type(self).__members__)
        self.local = self.number >= _FIRST_LOCAL  # a province issues it


@dataclass(frozen=True)
class Paper:
    """A document as every file that names it tells of it; `at` is its place in the time of its level."""

    level: Level
    at: int
    moment: float  # 0..1, when in the years of the corpus
    province: Province | None
    issuer: Office
    number: str
    key: str
    iri: str
    date: str
    title: str
    held: bool

    @property
    def label(self) -> str:
        return f"{self.level.kind} {self.number}"

    @property
    def written(self) -> str:
        """As a sentence names it: "Kế hoạch số 22/KH-UBND ngày 31/01/2023 của Ủy ban nhân dân tỉnh Quảng Trị"."""
        year, month, day = self.date.split("-")
        return f"{self.level.kind} số {self.number} ngày {day}/{month}/{year} của {self.issuer.name}"

    @cached_property
    def lines(self) -> tuple[str, ...]:
        return (
            f"<{self.iri}> <{RDF.type}> <{VB.Document}>",
            f'<{self.iri}> <{RDFS.label}> "{self.label}"@vi',
            f'<{self.iri}> <{VB.searchKey}> "{folded(self.label)}"',
            f"<{self.iri}> <{VB.kind}> <{iri.kind(self.level.kind)}>",
            f'<{self.iri}> <{VB.number}> "{self.number}"',
            f'<{self.iri}> <{VB.numberKey}> "{self.key}"',
            f'<{self.iri}> <{ELI.date_document}> "{self.date}"^^<http://www.w3.org/2001/XMLSchema#date>',
        )


def mixed(*parts: int) -> int:
    """A number that looks like chance, the same for the same parts (SplitMix64)."""
    state = 0
    for part in parts:
        state = (state + part + 0x9E3779B97F4A7C15) * 0xBF58476D1CE4E5B9 & _MASK
        state = (state ^ state >> 31) * 0x94D049BB133111EB & _MASK
        state ^= state >> 29
    return state


@lru_cache(maxsize=1 << 14)
def _form(form: str, slug: str, symbol: str, year: int) -> tuple[str, str, str]:
    """Number, key and identifier of the documents of an issuer and year, with a mark for the serial."""
    term = 13 + (year >= 2016) + (year >= 2021)
    number = DocumentNumber.parse(form.format(year=year, term=term, symbol=symbol).replace("#", _SERIAL))
    return str(number), number.key, iri.document(number, agency=slug, date=f"{year}-07-01")


class Papers:
    """All documents that a corpus of about `documents` held ones knows: of each two in time one is held."""

    def __init__(self, documents: int, seed: int = 1) -> None:
        self._seed = seed
        self.provinces = provinces(documents)
        self.count = {level: 2 * max(3, round(documents * level.share)) for level in Level}
        self._of_state = {
            Level.LAW: office("Quốc hội"), Level.DECREE: office("Chính phủ"),
            Level.RESOLUTION: office("Chính phủ"), Level.PRIME_MINISTER: office("Thủ tướng Chính phủ"),
        }  # fmt: skip
        self._ministries = tuple(office(name) for name in MINISTRIES)
        self.paper = lru_cache(maxsize=1 << 15)(self._paper)

    def held(self) -> Iterator[Paper]:
        """The documents of the corpus, from laws to letters."""
        for level, count in self.count.items():
            yield from (self.paper(level, 2 * pair + self._which(level, pair)) for pair in range(count // 2))

    def _which(self, level: Level, pair: int) -> int:
        """0 or 1: which of two documents is the one held."""
        return mixed(self._seed, level.number, pair) & 1

    def of_province(self, level: Level, province: Province, moment: float, back: int) -> Paper | None:
        """A document of a province some places before a moment; None where there was none yet."""
        width = len(self.provinces)
        last = int(moment * (self.count[level] // width)) - 1 - back
        return self.paper(level, last * width + self.provinces.index(province)) if last >= 0 else None

    def _paper(self, level: Level, at: int) -> Paper:
        province = self.provinces[at % len(self.provinces)] if level.local else None
        issuer, turns = self._issuer(level, at, province)
        position, length = at // turns, max(1, self.count[level] // turns)
        years = min(position * YEARS // length, YEARS - 1)
        first = -(-years * length // YEARS)  # of this issuer's documents the first of the year
        a_year = max(1, -(-length // YEARS))
        day = min((position - first) * 336 // a_year, 335)
        number, key, name = _form(level.form, issuer.slug, issuer.symbol, FIRST_YEAR + years)
        serial = str(position - first + 1)
        return Paper(
            level=level, at=at, moment=min(position / length, 1.0), province=province, issuer=issuer,
            number=number.replace(_SERIAL, serial), key=key.replace(_SERIAL, serial),
            iri=name.replace(_SERIAL, serial.zfill(2)),
            date=f"{FIRST_YEAR + years}-{day // 28 + 1:02}-{day % 28 + 1:02}",
            title=_title(level, mixed(self._seed, level.number, at, 1), FIRST_YEAR + years),
            held=at % 2 == self._which(level, at // 2),
        )  # fmt: skip

    def _issuer(self, level: Level, at: int, province: Province | None) -> tuple[Office, int]:
        """Who issues the document, and how many issuers of the level take turns."""
        width = len(self.provinces)
        if province is None:
            turns = len(self._ministries)
            return (self._ministries[at % turns], turns) if level is Level.CIRCULAR else (self._of_state[level], 1)
        if level is Level.DEPARTMENT_LETTER:
            turns = len(province.departments)
            return province.departments[at // width % turns], width * turns
        return (province.council if level is Level.COUNCIL else province.committee), width


def _title(level: Level, chosen: int, year: int) -> str:
    """What the document is about; only plans and letters name their year."""
    action, field, scope = (each[chosen // size % len(each)] for each, size in _PARTS)
    words = f"{action} {field} {scope}"
    return f"{words} năm {year}" if level in (Level.PLAN, Level.LETTER) else words


_PARTS = ((_ACTIONS, 1), (_FIELDS, len(_ACTIONS)), (_SCOPES, len(_ACTIONS) * len(_FIELDS)))
