"""How the time of reading grows with what a text repeats: `python -m benchmarks.growth`.

Twice the text should take twice the time; four times as long would be quadratic.
"""

from __future__ import annotations

import sys

from benchmarks.extraction import reading

HEAD = "ỦY BAN NHÂN DÂN\nTỈNH QUẢNG TRỊ\nSố: 22/KH-UBND\nKẾ HOẠCH\nCải cách hành chính năm 2023\nI. NHIỆM VỤ\n"
PARAGRAPH = (
    "1. Sở Nội vụ chủ trì, phối hợp với các sở, ban, ngành triển khai Nghị quyết số 76/NQ-CP ngày 15/7/2021 của"
    " Chính phủ trước ngày 30/11/2023, phấn đấu ít nhất 80% thủ tục hành chính được tích hợp. "
)
TABLE = "| TT | Nhiệm vụ | Chủ trì | Phối hợp | Thời gian |\n"
ROW = "| 1 | Rà soát thủ tục hành chính | Sở Nội vụ | Các sở, ban, ngành | Quý IV/2023 |\n"

REPEATED = {
    "paragraphs": (PARAGRAPH + "\n", 20),
    "one endless line": (PARAGRAPH, 20),
    "citations in one paragraph": ("Quyết định số 1557/QĐ-UBND ngày 21/6/2021 của UBND tỉnh, ", 60),
    "laws in one paragraph": ("Luật Cán bộ, ", 300),
    "short items": ("- Sở Nội vụ\n", 200),
    "headings that may be agencies": ("1. Trung tâm Rà soát\n", 300),
    "indices": ("PAR INDEX, PAPI, SIPAS ", 200),
    "small tables": ("1. Nội dung\n" + TABLE + ROW + "\nVăn bản.\n", 25),
    "brackets": ("(", 20_000),
    "dots": ("…", 20_000),
    "legal basis": ("Căn cứ ", 3_000),
    "without diacritics": ("Uy ban nhan dan tinh ban hanh ke hoach cai cach hanh chinh nam 2023\n", 20),
}


def main() -> int:
    print(f"{'repeated':32s} {'once':>8s} {'twice':>8s}  ratio")
    for case, (piece, times) in REPEATED.items():
        reading([HEAD + piece * 3])  # patterns are compiled at their first use
        once, twice = reading([HEAD + piece * times]), reading([HEAD + piece * 2 * times])
        print(f"{case:32s} {once:7.3f}s {twice:7.3f}s {twice / once:6.1f}")
    cells = " | ".join(["Sở Nội vụ"] * 30)
    row = reading([HEAD + TABLE + ROW + f"| 2 | Rà soát thủ tục | {cells} |\n"])
    print(f"{'a row of 30 cells, columns lost':32s} {row:7.3f}s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
