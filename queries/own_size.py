"""How large and how deep the text of a user's query may be, in either language."""

from __future__ import annotations

from ontology.errors import QueryNotUnderstood

MAX_BYTES = 64 * 1024
MAX_DEPTH = 100  # of brackets in brackets


def admit_size(text: str) -> None:
    """QueryNotUnderstood for a text that is too large, or that no file or server could hold."""
    if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        raise too_complex(f"hơn {MAX_BYTES // 1024} KB", f"more than {MAX_BYTES // 1024} KB")
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        raise QueryNotUnderstood("Câu truy vấn không phải UTF-8.", "The query is not UTF-8.")


def too_complex(vi: str, en: str) -> QueryNotUnderstood:
    """Of a text beyond a measure, which is named in both languages."""
    return QueryNotUnderstood(
        f"Câu truy vấn quá lớn hoặc quá phức tạp ({vi}). Chia nhỏ ra.",
        f"The query is too large or too complex ({en}). Break it up.",
    )
