"""Signs and words that cannot be what was seen: read as what alone can stand there, and no longer held for sure.

Numbers of articles and dates are digits, headings count with I, V and X, symbols of documents have the forms that
the decree on them gives. Everything else stays as it was seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from loaders.extract.patterns import compiled
from loaders.readers.scan_engine import Word
from loaders.text import Match
from ontology.folding import folded

# Between these only digits stand: "ngày 15 tháng 11 năm 2019", "khoản 1 Điều 83".
COUNTED = frozenset({"khoan", "dieu"})
DATED = {"ngay": "thang", "thang": "nam", "nam": None}
PARTS = {"thang": (1, 2), "nam": (4,)}  # how many digits follow
UNFOLDED = {"thang": "tháng", "nam": "năm"}
LOOKALIKES = str.maketrans("IlÌÍỈìíỉ]|OoÔÒÓŠšSsZz§", "111111111100000555522" + "8")
ENDS = ".,;:)"
GUESSED = 0.5  # the sureness that remains


def _cut(text: str, wrong: str, right: str) -> str:
    before, _, after = text.rpartition(wrong)
    return before + right + after


def _numbered(text: str) -> str:
    number, slash, rest = text.partition("/")
    return number.translate(LOOKALIKES) + slash + rest


def _lettered(text: str) -> str:
    number, slash, rest = text.partition("/")
    return number + slash + rest.replace("1", "T") if any(map(str.isupper, rest)) else text


# What stands first in a line and numbers it.
MARKERS = {
    "§.": "8.", "§)": "8)", "ø)": "g)", "¡)": "i)", "(¡)": "(i)", "(¡¡)": "(ii)", "(¡¡¡)": "(iii)", "l.": "1.",
    "H.": "II.", "HI.": "III.", "IH.": "III.", "~": "-",
}  # fmt: skip
KINDS = "NQ|QĐ|QD|CT|KH|TB|KL|HD|CV|BC|QC|TTr|CTr|ĐA"
SYMBOLS = tuple(
    (compiled(pattern, ignore_case=False), mend)
    for pattern, mend in (
        (rf"^\d+-(?:{KINDS})7/?(?:TU|TW|ĐU|VPTW)", lambda m: _cut(m, "7/" if "7/" in m else "7", "/")),
        (r"^\d+/(?:\d{4}/)?NO-", lambda m: m[:-3] + "NQ-"),
        (r"^\d+/\d{4}/N[ĐÐD]-C\p{Lu}", lambda m: m[:-1] + "P"),  # decrees are the Government's
        (r"^\d+/\d{4}N[ĐÐD]-", lambda m: f"{m[:-3]}/{m[-3:]}"),
        (r"^\d+/\d{4}/QH[Il][\dIl]", lambda m: m[:-2] + m[-2:].translate(LOOKALIKES)),
        (r"^\d+/[\p{Lu}\d&\-]*111[\p{Lu}\d&\-]*", _lettered),
        (r"^[\dIl]+/(?:\d{4}/)?\p{Lu}{2}", _numbered),
    )
)
# No Vietnamese words: a mark too many, too few, or another one makes of the second column the first.
NO_WORDS = {
    "chỉ tiết": "chi tiết", "thị hành": "thi hành", "tò trình": "tờ trình", "tố chức": "tổ chức",
    "tô chức": "tổ chức", "thấm quyền": "thẩm quyền", "thấm định": "thẩm định", "bố sung": "bổ sung",
    "bô sung": "bổ sung", "sửa đối": "sửa đổi", "sửa đôi": "sửa đổi", "chuyển đối": "chuyển đổi",
    "tống hợp": "tổng hợp", "tống kết": "tổng kết", "tông hợp": "tổng hợp", "tông kết": "tổng kết",
    "đữ liệu": "dữ liệu", "chặt chế": "chặt chẽ", "thành phô": "thành phố", "phố biến": "phổ biến",
    "phô biến": "phổ biến", "hệ thông": "hệ thống", "quyên hạn": "quyền hạn", "chính quyên": "chính quyền",
    "cơ câu": "cơ cấu", "yêu câu": "yêu cầu", "đấu thâu": "đấu thầu", "đầu thâu": "đấu thầu", "đầu thầu": "đấu thầu",
    "lãnh đạo sỏ": "lãnh đạo sở", "giám đốc sỏ": "giám đốc sở", "tỉnh úy": "tỉnh ủy", "tỉnh uý": "tỉnh uỷ",
    "nởi nhận": "nơi nhận", "nởơi nhận": "nơi nhận", "noi nhận": "nơi nhận", "noi nhân": "nơi nhận",
}  # fmt: skip


def mended(lines: Sequence[Sequence[Word]]) -> list[list[Word]]:
    """Lines with what cannot stand where it was seen read as what can; a phrase may run over two of them."""
    run = _worded(_counted([word for line in lines for word in line]))
    made, at = [], 0
    for line in lines:
        words = run[at : at + len(line)]
        at += len(line)
        if len(words) > 1 and words[0].text in MARKERS:
            words[0] = _guess(words[0], MARKERS[words[0].text])
        made.append([_guess(word, _symbol(word.text)) for word in words])
    for before, after in pairwise(made):
        if before and after and before[-1].text.endswith(("/NĐ-", "/ND-")) and len(after[0].text.rstrip(ENDS)) == 2:
            after[0] = _guess(after[0], "CP" + after[0].text[2:])  # decrees are the Government's
    return made


def _guess(word: Word, text: str) -> Word:
    return word if text == word.text else word._replace(text=text, sure=min(word.sure, GUESSED))


def _counted(line: Sequence[Word]) -> list[Word]:
    """Digits where only digits can stand and letters were seen that look like them."""
    folds = [folded(word.text) for word in line]
    made = list(line)
    for at, word in enumerate(line[1:], 1):
        before, after = folds[at - 1], folds[at + 1] if at + 1 < len(line) else None
        bare = word.text.rstrip(ENDS)
        digits = bare.translate(LOOKALIKES)
        if bare == digits or not digits.isdecimal():
            continue
        dated = before in DATED and (after == DATED[before] or any(map(str.isdigit, bare)))
        if dated or before in COUNTED:
            made[at] = _guess(word, digits + word.text[len(bare) :])
    return _dated(made, folds)


def _dated(line: list[Word], folds: Sequence[str]) -> list[Word]:
    """The words of a date, whatever marks they lost: "31 thảng 01 nắm 2023"."""
    for at in range(1, len(line) - 1):
        before, after = line[at - 1].text, line[at + 1].text.rstrip(ENDS)
        length = PARTS.get(folds[at])
        if length and before.isdecimal() and after.isdecimal() and len(after) in length:
            line[at] = _guess(line[at], UNFOLDED[folds[at]])
    return line


def _worded(line: list[Word]) -> list[Word]:
    for length in (2, 3):
        for at in range(len(line) - length + 1):
            seen = [word.text.rstrip(ENDS) for word in line[at : at + length]]
            right = NO_WORDS.get(" ".join(seen).lower())
            for place, (was, word) in enumerate(zip(seen, (right or "").split(), strict=False), at):
                if was.lower() != word:
                    line[place] = _guess(line[place], _cased(word, was) + line[place].text[len(was) :])
    return line


def _cased(word: str, like: str) -> str:
    return word.upper() if like.isupper() else word.capitalize() if like[0].isupper() else word


def _symbol(text: str) -> str:
    for pattern, mend in SYMBOLS:
        match: Match | None = pattern.match(text)
        if match is not None:
            text = mend(text[: match.end()]) + text[match.end() :]
    return text
