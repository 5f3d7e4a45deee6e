"""What a reader of a record should know before trusting it: what is missing and why, and how good the text is."""

from __future__ import annotations

from collections.abc import Iterator

from loaders.diacritics import Quality
from ontology.model import Metadata

POOR_QUALITY = 0.7

# Vietnamese first, English beside it, as in every message that is not asked for in one language.
_MISSING = {
    "type": (
        "không rõ loại văn bản: không có dòng tên loại, ký hiệu hay nơi gửi"
        " / kind unknown: no line names it, no symbol, no addressee"
    ),
    "number": (
        "không có số, ký hiệu: phần đầu và tiêu đề phụ lục không ghi"
        " / no number: neither the head nor an appendix heading gives one"
    ),
    "date": "không có ngày ban hành: văn bản không ghi / no date: the text gives none",
    "issuer": (
        "không rõ cơ quan ban hành: không có tiêu đề cơ quan, chữ ký hay ký hiệu nào cho biết"
        " / issuer unknown: no letterhead, signature or symbol tells"
    ),
}
_NO_SERIAL = "số để trống / the serial number is blank"
_POOR = (
    "chất lượng chữ {share:.2f}: thiếu dấu, các giá trị được khôi phục, hãy đối chiếu với bản gốc"
    " / text quality {share:.2f}: diacritics are missing, values were restored; compare with the original"
)
_UNREADABLE = (
    "chỉ đọc được {share:.0%} số chữ: không phải tiếng Việt, sai bảng mã hoặc bản quét hỏng; đừng tin các giá trị"
    " / only {share:.0%} of the words can be read: another language, a wrong encoding or a broken scan; trust no value"
)


def of(fields: Metadata, text: Quality) -> Iterator[str]:
    """The warnings for a document's fields and the quality of its text."""
    yield from (reason for name, reason in _MISSING.items() if getattr(fields, name) is None)
    if fields.number is not None and not fields.number.value[0].isdigit():
        yield _NO_SERIAL
    if not text.readable:
        yield _UNREADABLE.format(share=text.score)
    elif text.score < POOR_QUALITY:
        yield _POOR.format(share=text.score)
