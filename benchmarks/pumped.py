"""Texts that repeat one thing without end: what a reader whose time grows faster than its text chokes on."""

from __future__ import annotations

HEAD = "ỦY BAN NHÂN DÂN\nTỈNH QUẢNG TRỊ\nSố: 22/KH-UBND\nKẾ HOẠCH\nCải cách hành chính năm 2023\nI. NHIỆM VỤ\n"
PARAGRAPH = (
    "1. Sở Nội vụ chủ trì, phối hợp với các sở, ban, ngành triển khai Nghị quyết số 76/NQ-CP ngày 15/7/2021 của"
    " Chính phủ trước ngày 30/11/2023, phấn đấu ít nhất 80% thủ tục hành chính được tích hợp. "
)
TABLE = "| TT | Nhiệm vụ | Chủ trì | Phối hợp | Thời gian |\n"
ROW = "| 1 | Rà soát thủ tục hành chính | Sở Nội vụ | Các sở, ban, ngành | Quý IV/2023 |\n"

REPEATED = {
    "paragraphs": PARAGRAPH + "\n",
    "one endless line": PARAGRAPH,
    "citations in one paragraph": "Quyết định số 1557/QĐ-UBND ngày 21/6/2021 của UBND tỉnh, ",
    "numbers without a kind": "22/KH-UBND, ",
    "numbers without an end": "22/KH-UBND",
    "documents that change each other": "sửa đổi Nghị định số 1/2020/NĐ-CP ",
    "documents changed by others": "được sửa đổi bởi Nghị định số 1/2020/NĐ-CP, ",
    "documents in open brackets": "(ban hành kèm theo Quyết định số 1/QĐ-UBND ",
    "laws in one paragraph": "Luật Cán bộ, ",
    "plans in one paragraph": "Kế hoạch phát triển ",
    "provisions": "khoản 1 Điều 2 ",
    "legal basis": "Căn cứ ",
    "lines of a legal basis": "Căn cứ Luật Tổ chức Chính phủ;\n",
    "agencies in a list": "Sở Nội vụ, ",
    "groups in a list": "các sở, ban, ngành, ",
    "provinces in a list": "tỉnh Quảng Trị, ",
    "agencies that order others": "Bộ trưởng giao Sở Nội vụ ",
    "beginnings of agencies": "Bộ ",
    "partners": "phối hợp với ",
    "short items": "- Sở Nội vụ\n",
    "headings that may be agencies": "1. Trung tâm Rà soát\n",
    "headings": "Điều 1. Phạm vi\n",
    "numerals": "I. A\n",
    "shares": "80% ",
    "aims": "phấn đấu ít nhất 3 hộ, ",
    "dates": "trước ngày 15/7/2021 ",
    "indices": "PAR INDEX, PAPI, SIPAS ",
    "small tables": "1. Nội dung\n" + TABLE + ROW + "\nVăn bản.\n",
    "rows": ROW,
    "bars": "|",
    "cells of a line": " | Sở Nội vụ",
    "cells a line each": "1\nNội dung\nSở Nội vụ\n",
    "words between tabs": "a\t",
    "recipients": "Nơi nhận:\n- Như trên;\n",
    "signatures": "TM. ỦY BAN\n",
    "open brackets": "(",
    "quotations in quotations": "“a ",
    "joints": "và ",
    "dots": "…",
    "stops": ". ",
    "strokes": "/",
    "digits": "1",
    "one endless word": "nghiêng",
    "words in capitals": "QUYẾT ĐỊNH ",
    "letters set apart": "C H U ",
    "marks without a letter": "\u0323",
    "blank lines": "\n",
    "mark-up": "<b>",
    "without diacritics": "Uy ban nhan dan tinh ban hanh ke hoach cai cach hanh chinh nam 2023\n",
    "without diacritics or an end": "Uy ban nhan dan tinh ban hanh ke hoach ",
}


def pumped(case: str, length: int) -> str:
    """A document of about `length` characters that repeats one thing."""
    return HEAD + REPEATED[case] * (length // len(REPEATED[case]))
