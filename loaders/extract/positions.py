"""The offices that sign documents, as their title stands in capitals above a name."""

from __future__ import annotations

from loaders.syllables import fold

# Longer titles before those that they begin with.
TITLES = (
    "TỔNG BÍ THƯ",
    "TỔNG GIÁM ĐỐC",
    "TỔNG KIỂM TOÁN",
    "TỔNG THANH TRA",
    "TỔNG THƯ KÝ",
    "TỔNG BIÊN TẬP",
    "TỔNG CỤC TRƯỞNG",
    "CHI CỤC TRƯỞNG",
    "CHỈ HUY TRƯỞNG",
    "CHÁNH VĂN PHÒNG",
    "CHÁNH THANH TRA",
    "CHÁNH ÁN",
    "CHÍNH ỦY",
    "CHỦ TỊCH",
    "CHỦ NHIỆM",
    "BÍ THƯ",
    "BỘ TRƯỞNG",
    "CỤC TRƯỞNG",
    "GIÁM ĐỐC",
    "HIỆU TRƯỞNG",
    "THỐNG ĐỐC",
    "THỦ TƯỚNG",
    "THỨ TRƯỞNG",
    "TỔ TRƯỞNG",
    "TRƯỞNG BAN",
    "TRƯỞNG ĐOÀN",
    "TRƯỞNG PHÒNG",
    "TRƯỞNG THUẾ",
    "TƯ LỆNH",
    "VIỆN TRƯỞNG",
    "VỤ TRƯỞNG",
)
TITLE = "(?:" + "|".join(TITLES) + ")"
AUTHORITY = "(?:TM|KT|TL|TUQ|T/M|K/T|T/L)"
_FOLDED = tuple((fold(title), title) for title in TITLES)


def spelt(held: str) -> str:
    """A position in capitals with its office spelt as it should be, and its deputy: "HÓ CHỦ TICH" is "PHÓ CHỦ TỊCH"."""
    bare = fold(held)
    for folded, title in _FOLDED:
        at = bare.find(folded)
        if at >= 0:
            before = held[:at]
            maimed = bare[:at].strip() in ("HO", "PH", "PO", "PHO")
            return ("PHÓ " if maimed else before) + title + held[at + len(title) :]
    return held
