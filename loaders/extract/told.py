"""What stands under agencies and orders nothing: the state of things, results, rows of figures, shares of each."""

from __future__ import annotations

from loaders.extract.patterns import compiled

_STATE = compiled(
    r"^\s*(?:(?:Hiện nay|Hiện tại|(?:Trong )?[Tt]hời gian (?:vừa )?qua|Những năm qua|Từ đầu năm đến nay)[^\p{L}]"
    r"|Ngày \d[^,;]{0,40}, [^.;]{0,100} đã [^.]"
    r"|(?:Về [^.;:]{1,120}: )?Kết quả đạt được[^\p{L}]|\([^()]+\)[.;/]*\s*$)",
    ignore_case=False,
)
_ROW = compiled(r"(?:\s\d[\d.,/%-]*){3,}\s*$|(?:\s\d[\d.,%-]*){5,}(?:\s|$)")
_EACH = r"(?:mỗi|từng)(?:\s+\p{L}+){1,6}?\s+"
_MOST = r"(?:không\s+quá|tối\s+đa)\s+"
_SHARES = compiled(
    rf"^\s*[^.;:]{{2,160}}:\s*(?:{_EACH})?(?:(?:đề\s+nghị|xét(?:\s+chọn)?|chọn|được)\s+)?(?:{_MOST})?\d{{1,4}}\s+"
    r"(?:cá\s+nhân|tập\s+thể|đồng\s+chí|đại\s+biểu|người|suất|giải|chỉ\s+tiêu)(?:\s*/\s*\d*\s*\p{L}+)?[\s.;,]*(?:$|\()"
    rf"|^\s*đối\s+với\s[^.:]{{2,600}}{_EACH}(?:đề\s+nghị|xét(?:\s+chọn)?|được)\s+{_MOST}\d"
)


def tells_state(words: str) -> bool:
    """Whether words under a lead-in tell how things are or went, or are a note in brackets."""
    return _STATE.search(words) is not None


def tells_figures(words: str) -> bool:
    """Whether a line is a row of figures, or says how many each may have or propose."""
    if not any(map(str.isdigit, words)):
        return False
    return not any(map(str.isalpha, words)) or _ROW.search(words) is not None or _SHARES.search(words) is not None
