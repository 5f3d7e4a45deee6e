"""Which parts of which documents order anything: aims, reports and definitions do not."""

from __future__ import annotations

from collections.abc import Iterator

from loaders.extract.actors import Kind, Opening
from loaders.extract.patterns import compiled
from loaders.extract.task_words import any_of, choice, data
from loaders.outline import Level, Outline, Part
from ontology.model import Metadata

_SILENT = compiled(rf"^[^\p{{L}}]*(?:công\s+tác\s+|những\s+|một\s+số\s+)?{choice('places', 'silent')}")
_CHARGE = compiled(rf"^[^.;:]{{0,160}}?{choice('duties', 'charge')}(?:[^\p{{L}}]|$)")
# A norm's word of order begins its sentence; further on it tells what an applicant or agency asks of another.
_OPENS = compiled(r"(?:^|[.;:(]\s*)(?:[^\s.;:(]+\s+){0,6}$")
_TERM = compiled(r"^\s*(?:trong\s+thời\s+hạn|chậm\s+nhất|định\s+kỳ|h[àằ]ng\s+(?:năm|quý|tháng))[^\p{L}]", begins="tcđh")
_SPEECH = compiled(
    r"^\s*(?:ban\s+hành|thông\s+báo|báo\s+cáo|kính|trân\s+trọng|trình|nhận\s+được|có\s+ý\s+kiến|đề\s+nghị|yêu\s+cầu|hướng\s+dẫn|công\s+bố|tổ\s+chức|xây\s+dựng|gửi|trả\s+lời|cung\s+cấp|sẽ)"
)
_ABOUT = compiled(r"^\s*đối\s+với")
_TELLING = frozenset({"Báo cáo", "Tờ trình", "Biên bản", "Giấy mời", "Thông cáo"})
_SHORT = 160
_PROCEDURES = compiled(r"(?:công\s+bố|danh\s+mục|quy\s+trình)[^.]{0,120}(?:thủ\s+tục\s+hành\s+chính|TTHC)")
_MOTTO = compiled(
    r"^(?:CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA|(?:Mẫu|Biểu\s+mẫu|Biểu)\s+(?:số\s*)?[\dIVX])", begins="CMB"
)


def specimens(outline: Outline) -> Iterator[int]:
    """Blocks of forms in the appendices: from a heading of a form or the motto on to the next appendix."""
    within = False
    for i, block in enumerate(outline.blocks):
        if block.part is not Part.APPENDIX or block.level in (Level.PART, Level.CHAPTER):
            within = False
        elif _MOTTO.search(outline.words(block)):
            within = True
        if within:
            yield i


class Places:
    """Asks of a block whether a directive may stand there."""

    def __init__(self, outline: Outline, metadata: Metadata) -> None:
        self._outline = outline
        kind = metadata.type.value if metadata.type else ""
        number = metadata.number.value if metadata.number else ""
        self._issuer = metadata.issuer.value if metadata.issuer else ""
        self._telling = kind in _TELLING
        title = metadata.title.value if metadata.title else ""
        self._procedures = _PROCEDURES.search(title) is not None
        self._specimens = frozenset(specimens(outline))
        self._normative = kind in data()["places"]["normative"] or number.count("/") == 2

    def lets(self, i: int, it: Opening, words: str) -> bool:
        """Whether a block without a holder above it may charge the agencies that it names."""
        if self._silent(i):
            return False
        if it.kind in (Kind.HEADING, Kind.LINE):
            return self.heads(i)
        if self._telling:
            return it.kind is Kind.ORDER
        if self._normative and it.kind is Kind.ORDER:
            return _OPENS.search(words[: it.start]) is not None
        if self._normative and it.kind is Kind.SUBJECT:
            return self._ordering(i) or _CHARGE.search(words[it.end :]) is not None or _TERM.search(words) is not None
        return True

    def heads(self, i: int) -> bool:
        """Whether a heading here may make its agencies the holders of what stands under it."""
        block = self._outline.blocks[i]
        if self._silent(i) or (block.part is Part.BASIS and block.level is not Level.PLAIN) or self._telling:
            return False
        if _ABOUT.search(self._outline.words(block)) and self._headings(i) and not self._ordering(i):
            return False
        return not self._normative or self._ordering(i)

    def doubt(self, i: int) -> float:
        """What the place takes from the confidence: norms and appendices order less surely."""
        return 0.1 if self._normative or (self._outline.blocks[i].part is Part.APPENDIX and self._deep(i)) else 0.0

    def specimen(self, i: int) -> bool:
        """Whether the block stands in a form to fill in, or describes a procedure that the document publishes."""
        return i in self._specimens or (self._procedures and self._outline.blocks[i].part is Part.APPENDIX)

    def _deep(self, i: int) -> bool:
        return not self._outline.ancestors(i)

    def _headings(self, i: int) -> list[str]:
        return [self._outline.words(self._outline.blocks[k])[:_SHORT] for k in self._outline.ancestors(i)]

    def _silent(self, i: int) -> bool:
        return any(_SILENT.search(heading) for heading in self._headings(i))

    def _ordering(self, i: int) -> bool:
        own = self._outline.words(self._outline.blocks[i])[:_SHORT]
        return any(any_of("places", "ordering").search(heading) for heading in [own, *self._headings(i)])

    def speaks(self, it: Opening, words: str) -> bool:
        """Whether the agency charged is the one that issues the document and only says what it does."""
        alone = len(it.names) == 1 and bool(self._issuer) and self._issuer.startswith(it.names[0])
        return alone and it.kind is Kind.SUBJECT and _SPEECH.search(words[it.end :]) is not None
