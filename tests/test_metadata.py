"""The document's own fields from any head and any end."""

from __future__ import annotations

import pytest

from loaders.extract import metadata
from loaders.normalize import normalize
from loaders.segment import segment
from ontology.model import INFERRED, Citation, Metadata, Task

BODY = "\nĐiều 1. Giao các đơn vị thực hiện.\n"


def read(text: str) -> Metadata:
    return metadata.read(segment(normalize(text)))


def values(fields: Metadata, *names: str) -> tuple[str | None, ...]:
    return tuple(a.value if (a := getattr(fields, name)) else None for name in names)


MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"

HEADS = [
    (
        "agency over its place",
        (
            f"ỦY BAN NHÂN DÂN\nTỈNH SƠN LA\n{MOTTO}Số: 254/QĐ-UBND\nSơn La, ngày 17 tháng 02 năm 2023\nQUYẾT ĐỊNH\n"
            "Về việc ban hành Kế hoạch công tác năm 2023\nCăn cứ Luật Tổ chức chính quyền địa phương;"
        ),
        (
            "Quyết định",
            "254/QĐ-UBND",
            "2023-02-17",
            "Ủy ban nhân dân tỉnh Sơn La",
            "ban hành Kế hoạch công tác năm 2023",
        ),
    ),
    (
        "two columns run together, number and day blank",
        (
            "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTỈNH NGHỆ AN Độc lập - Tự do - Hạnh phúc\n"
            "Số:        /UBND-NC        Nghệ An, ngày     tháng     năm 2023\nV/v rà soát thủ tục hành chính\nKính"
            " gửi: Các sở, ban, ngành"
        ),
        ("Công văn", "/UBND-NC", "2023", "Ủy ban nhân dân tỉnh Nghệ An", "rà soát thủ tục hành chính"),
    ),
    (
        "department under its province",
        (
            f"ỦY BAN NHÂN DÂN TỈNH HÀ GIANG\nSỞ TƯ PHÁP\n{MOTTO}Số: 12/KH-STP\nHà Giang, ngày 03 tháng 3 năm 2022\n"
            "KẾ HOẠCH\nPhổ biến, giáo dục pháp luật năm 2022"
        ),
        ("Kế hoạch", "12/KH-STP", "2022-03-03", "Sở Tư pháp tỉnh Hà Giang", "Phổ biến, giáo dục pháp luật năm 2022"),
    ),
    (
        "office under its province",
        f"UBND TỈNH LÀO CAI\nVĂN PHÒNG\n{MOTTO}Số: 5/KH-VP\nLào Cai, ngày 04 tháng 02 năm 2025\nKẾ HOẠCH\nCông tác năm",
        ("Kế hoạch", "5/KH-VP", "2025-02-04", "Văn phòng Ủy ban nhân dân tỉnh Lào Cai", "Công tác năm"),
    ),
    (
        "subject beside the number",
        (
            f"BỘ TÀI CHÍNH\nCỤC THUẾ\n{MOTTO}Số: 5253/CT-CS V/v chính sách tiền thuê đất\nHà Nội, ngày 17 tháng 11"
            f" năm 2025\n"
            "Kính gửi: Thuế tỉnh Đắk Lắk."
        ),
        ("Công văn", "5253/CT-CS", "2025-11-17", "Cục Thuế", "chính sách tiền thuê đất"),
    ),
    (
        "kind and title on one line in capitals",
        (
            f"CHÍNH PHỦ\n{MOTTO}Số: 303/2025/NĐ-CP\nHà Nội, ngày 19 tháng 11 năm 2025\nNGHỊ ĐỊNH QUY ĐỊNH CƠ CẤU TỔ"
            f" CHỨC CỦA BỘ\n"
            "Căn cứ Luật Tổ chức Chính phủ số 63/2025/QH15;"
        ),
        ("Nghị định", "303/2025/NĐ-CP", "2025-11-19", "Chính phủ", "QUY ĐỊNH CƠ CẤU TỔ CHỨC CỦA BỘ"),
    ),
    (
        "party committee",
        (
            "TỈNH ỦY THÁI BÌNH\nĐẢNG CỘNG SẢN VIỆT NAM\nSố 31-CT/TU\nThái Bình, ngày 06 tháng 6 năm 2023\nCHỈ THỊ\n"
            "về tăng cường bảo vệ rừng"
        ),
        ("Chỉ thị", "31-CT/TU", "2023-06-06", "Tỉnh ủy Thái Bình", "tăng cường bảo vệ rừng"),
    ),
    (
        "counted within a series",
        (
            f"CHÍNH PHỦ\n{MOTTO}Số: 12.3/2025/NQ-CP\nHà Nội, ngày 01 tháng 12 năm 2025\n"
            "NGHỊ QUYẾT\nVỀ THÁO GỠ VƯỚNG MẮC\nCăn cứ Luật Tổ chức Chính phủ;"
        ),
        ("Nghị quyết", "12.3/2025/NQ-CP", "2025-12-01", "Chính phủ", "THÁO GỠ VƯỚNG MẮC"),
    ),
    (
        "no comma before the date",
        (
            f"CHÍNH PHỦ\n{MOTTO}Số: 86/NQ-CP\nHà Nội ngày 01 tháng 12 năm 2025\n"
            "NGHỊ QUYẾT VỀ VIỆC GIẢI TRÌNH DỰ ÁN LUẬT\nCăn cứ Luật Tổ chức Chính phủ;"
        ),
        ("Nghị quyết", "86/NQ-CP", "2025-12-01", "Chính phủ", "GIẢI TRÌNH DỰ ÁN LUẬT"),
    ),
    (
        "lines of the head run together without a space",
        (
            "QUỐC HỘI | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAMĐộc lập - Tự do - Hạnh phúc | Luật số: 12/2025/QH15"
            " | Hà Nội, ngày 24 tháng 6 năm 2025 |\n\nLUẬTLƯU TRỮ\n\nCăn cứ Hiến pháp nước Cộng hòa;"
        ),
        ("Luật", "12/2025/QH15", "2025-06-24", "Quốc hội", "LƯU TRỮ"),
    ),
    (
        "subject behind the number without V/v",
        (
            f"UBND TỈNH LÀO CAI\nSỞ Y TẾ\n{MOTTO}Số: 515/SYT-NV Về hướng dẫn tiêm chủng\n"
            "Lào Cai, ngày 28 tháng 11 năm 2025\nKính gửi: Các bệnh viện;"
        ),
        ("Công văn", "515/SYT-NV", "2025-11-28", "Sở Y tế tỉnh Lào Cai", "hướng dẫn tiêm chủng"),
    ),
    (
        "title only where the document is issued",
        (
            f"BỘ XÂY DỰNG\n{MOTTO}Số: 9/2025/TT-BXD\nHà Nội, ngày 25 tháng 11 năm 2025\nTHÔNG TƯ\n"
            "Căn cứ Luật Đường bộ số 35/2024/QH15;\n"
            "Bộ trưởng Bộ Xây dựng ban hành Thông tư quy định về bảo trì cầu treo."
        ),
        ("Thông tư", "9/2025/TT-BXD", "2025-11-25", "Bộ Xây dựng", "quy định về bảo trì cầu treo"),
    ),
    (
        "heading that repeats issuer, number and date",
        (
            f"BỘ XÂY DỰNG\n{MOTTO}Số: 4/2001/TT-BXD\nHà Nội, ngày 20 tháng 8 năm 2001\nTHÔNG TƯ\n"
            "CỦA BỘ XÂY DỰNG SỐ 4/2001/TT-BXD NGÀY 20 THÁNG 8 NĂM 2001 HƯỚNG DẪN CẢI TẠO NHÀ Ở\nCăn cứ Nghị định;"
        ),
        ("Thông tư", "4/2001/TT-BXD", "2001-08-20", "Bộ Xây dựng", "HƯỚNG DẪN CẢI TẠO NHÀ Ở"),
    ),
    (
        "title and legal basis on one line",
        (
            f"CHÍNH PHỦ\n{MOTTO}Số: 58/2025/NĐ-CP\nHà Nội, ngày 25 tháng 6 năm 2025\n"
            "NGHỊ ĐỊNH Quy định về hưu trí Căn cứ Luật Bảo hiểm xã hội ngày 29 tháng 6 năm 2024;"
        ),
        ("Nghị định", "58/2025/NĐ-CP", "2025-06-25", "Chính phủ", "Quy định về hưu trí"),
    ),
    (
        "consolidated text under the heading of what it consolidates",
        (
            f"VĂN BẢN HỢP NHẤT\nHỢP NHẤT MỨC TRỢ CẤP\n"
            f"BỘ NỘI VỤ\n{MOTTO}Số: 4/VBHN-BNV\nHà Nội, ngày 04 tháng 10 năm 2024\nNGHỊ ĐỊNH\n"
            "QUY ĐỊNH MỨC TRỢ CẤP\nNghị định số 75/2021/NĐ-CP ngày 24 tháng 7 năm 2021 của Chính phủ;"
        ),
        ("Văn bản hợp nhất", "4/VBHN-BNV", "2024-10-04", "Bộ Nội vụ", "QUY ĐỊNH MỨC TRỢ CẤP"),
    ),
    (
        "digits split by a scan",
        (
            f"THỦ TƯỚNG CHÍNH PHỦ\n{MOTTO}Số: 773/QĐ-TTg\nHà Nội, ngày 26 tháng 0 6 năm 2018\nQUYẾT ĐỊNH\n"
            "BAN HÀNH KẾ HOẠCH THỰC HIỆN CHỈ THỊ SỐ 14-CT/TW NGÀY 19 THÁNG 7 NĂM 2017"
        ),
        (
            "Quyết định",
            "773/QĐ-TTg",
            "2018-06-26",
            "Thủ tướng Chính phủ",
            "BAN HÀNH KẾ HOẠCH THỰC HIỆN CHỈ THỊ SỐ 14-CT/TW NGÀY 19 THÁNG 7 NĂM 2017",
        ),
    ),
]


@pytest.mark.parametrize(("situation", "text", "expected"), HEADS, ids=[h[0] for h in HEADS])
def test_heads(situation: str, text: str, expected: tuple[str, ...]) -> None:
    assert values(read(text + BODY), "type", "number", "date", "issuer", "title") == expected


def test_the_first_date_in_the_text_is_not_the_documents_own() -> None:
    fields = read(
        "Kính gửi: Các phòng thuộc Sở\nThực hiện Kế hoạch số 219/KH-UBND ngày 21/12/2022 của UBND tỉnh, đề"
        " nghị:\n- Báo cáo."
    )
    assert values(fields, "type", "number", "date", "issuer") == ("Công văn", None, None, None)


def test_number_and_date_from_the_heading_of_an_appendix() -> None:
    text = (
        "KẾ HOẠCH\nTuyên truyền cải cách hành chính tỉnh Bình Định năm 2023\nThực hiện chương trình của tỉnh,"
        " UBND tỉnh ban hành Kế hoạch:\n"
        "I. MỤC ĐÍCH\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn A\nPhụ lục\n"
        "(Ban hành kèm theo Kế hoạch số: 22 /KH-UBND ngày 31 tháng 01 năm 2023 của UBND tỉnh)"
    )
    fields = read(text)
    assert values(fields, "number", "date", "issuer") == ("22/KH-UBND", "2023-01-31", "Ủy ban nhân dân tỉnh Bình Định")


def test_a_file_of_appendices_only_says_whose_they_are() -> None:
    text = (
        "PHỤ LỤC I\nMỨC TRỢ CẤP HẰNG THÁNG (Kèm theo Nghị định số 55/2023/NĐ-CP ngày 21 tháng 7 năm 2023 của"
        " Chính phủ)\nĐơn vị: đồng\n1. Thân nhân: 2.000.000"
    )
    assert values(read(text), "type", "number", "date") == ("Nghị định", "55/2023/NĐ-CP", "2023-07-21")


def test_a_letter_to_nobody_in_a_form_has_no_addressee() -> None:
    assert read("V/v mẫu đơn\nKính gửi: ……(2)……\nTôi tên là").addressees == ()


SIGNATURES = [
    ("a letter of bullets only", "- Báo cáo.\nKT. BỘ TRƯỞNG THỨ TRƯỞNG Bùi Văn Lĩnh", ("Bùi Văn Lĩnh", "Thứ trưởng")),
    (
        "office of its own kind",
        "TỔNG THANH TRA CHÍNH PHỦ Đoàn Hồng Phong",
        ("Đoàn Hồng Phong", "Tổng thanh tra Chính phủ"),
    ),
    (
        "run together",
        "TM. CHÍNH PHỦKT. THỦ TƯỚNGPHÓ THỦ TƯỚNG(Đã ký)Hồ Đức Phú",
        ("Hồ Đức Phú", "Phó Thủ tướng"),
    ),
    ("for the committee", "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nVõ Văn Hưng", ("Võ Văn Hưng", "Chủ tịch")),
    ("deputy", "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLê Đức Tiến", ("Lê Đức Tiến", "Phó Chủ tịch")),
    ("one line", "TM. CHÍNH PHỦ THỦ TƯỚNG Nguyễn Tấn Dũng", ("Nguyễn Tấn Dũng", "Thủ tướng")),
    (
        "all on one line",
        "KT. BỘ TRƯỞNG, CHỦ NHIỆM PHÓ CHỦ NHIỆM Nguyễn Khắc Định",
        ("Nguyễn Khắc Định", "Phó Chủ nhiệm"),
    ),
    ("position and name", "CHỦ TỊCH Hoàng Quốc Khánh", ("Hoàng Quốc Khánh", "Chủ tịch")),
    (
        "signed mark",
        "TL. BỘ TRƯỞNG\nVỤ TRƯỞNG VỤ PHÁP CHẾ\n(Đã ký)\nPhan Chí Hiếu",
        ("Phan Chí Hiếu", "Vụ trưởng Vụ Pháp chế"),
    ),
]


@pytest.mark.parametrize(("situation", "end", "expected"), SIGNATURES, ids=[s[0] for s in SIGNATURES])
def test_signatures(situation: str, end: str, expected: tuple[str, str]) -> None:
    fields = read("QUYẾT ĐỊNH\nĐiều 1. Giao Sở Nội vụ thực hiện.\n" + end)
    assert values(fields, "signer", "signer_position") == expected


def test_recipients_keep_their_notes_and_leave_the_next_column() -> None:
    fields = read(
        "Điều 1. Giao Sở Nội vụ.\nNơi nhận: TM. ỦY BAN NHÂN DÂN\n- Bộ Công an (Cục A03\n- để b/c);\n- Như"
        " trên;\n- Lưu: VT, NC.\n"
        "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLê Đức Tiến"
    )
    assert [r.value for r in fields.recipients] == ["Bộ Công an (Cục A03 - để b/c)", "Như trên", "Lưu: VT, NC"]
    assert values(fields, "signing_authority") == ("TM. Ủy ban nhân dân, KT. Chủ tịch",)


def test_a_room_of_economics_is_no_authority_to_sign() -> None:
    fields = read("Điều 1. Giao Sở Nội vụ.\nNơi nhận:\n- Phòng KT, TTPVHCC;\n- Lưu: VT.\nCHỦ TỊCH\nLê Tiến")
    assert fields.signing_authority is None
    assert [r.value for r in fields.recipients] == ["Phòng KT, TTPVHCC", "Lưu: VT"]


def test_addressees_with_their_bullets_within_one_line() -> None:
    fields = read("V/v báo cáo\nKính gửi:\n- Bộ Quốc phòng; - Bộ Nội vụ; - Bộ Tài chính\n\nThực hiện kế hoạch")
    assert [a.value for a in fields.addressees] == ["Bộ Quốc phòng", "Bộ Nội vụ", "Bộ Tài chính"]


def test_addressees_one_for_each_item() -> None:
    fields = read(
        "V/v rà soát\nKính gửi:\n- Các sở, ban, ngành;\n- UBND các huyện, thành phố.\nThực hiện chỉ đạo của cấp"
        " trên, đề nghị:"
    )
    assert [a.value for a in fields.addressees] == ["Các sở, ban, ngành", "UBND các huyện, thành phố"]


def test_a_telegram_goes_to_whom_it_is_wired() -> None:
    fields = read(
        "CÔNG ĐIỆN\nVỀ ỨNG PHÓ MƯA LŨ\nTHỦ TƯỚNG CHÍNH PHỦ điện:\n- Chủ tịch Ủy ban nhân dân các tỉnh: Sơn La,\n"
        "- Lào Cai và Lai Châu;\n- Các Bộ: Quốc phòng, Công an.\nTheo dự báo, mưa lớn còn kéo dài trên diện rộng."
    )
    assert [a.value for a in fields.addressees] == [
        "Chủ tịch Ủy ban nhân dân các tỉnh: Sơn La, Lào Cai và Lai Châu",
        "Các Bộ: Quốc phòng, Công an",
    ]


def test_short_names_of_departments_go_on_with_the_recipient_before() -> None:
    fields = read(
        "Điều 1. Giao Sở Nội vụ.\nNơi nhận:\n- Như trên;\n- VPCP: BTCN, các Vụ: CN,\nKTTH, NN, KGVX;\n- Lưu: VT.\n"
        "CHỦ TỊCH\nLê Đức Tiến"
    )
    assert [r.value for r in fields.recipients] == ["Như trên", "VPCP: BTCN, các Vụ: CN KTTH, NN, KGVX", "Lưu: VT"]


def test_an_addressee_with_a_bullet_is_one() -> None:
    fields = read("V/v rà soát\nKính gửi:\n- Bộ trưởng; Thủ trưởng cơ quan ngang Bộ;\n- Sở Y tế.\nThực hiện chỉ đạo:")
    assert [a.value for a in fields.addressees] == ["Bộ trưởng; Thủ trưởng cơ quan ngang Bộ", "Sở Y tế"]


def test_a_symbol_keeps_its_dots() -> None:
    fields = read(f"VĂN PHÒNG CHÍNH PHỦ\n{MOTTO}Số: 54/VPCP-V.I\nHà Nội, ngày 3 tháng 3 năm 2025\nKính gửi: Bộ Y tế")
    assert values(fields, "number") == ("54/VPCP-V.I",)


def test_an_issuer_behind_a_mailbox_is_inferred() -> None:
    text = (
        "Kính gửi: Các phòng, đơn vị thuộc Sở\nThực hiện Kế hoạch số 2/KH-UBND ngày 02/01/2023 của UBND tỉnh,"
        " đề nghị gửi báo cáo về vp.sct@quangtri.gov.vn.\n"
    )
    issuer = read(text).issuer
    assert issuer is not None
    assert (issuer.value, issuer.status) == ("Sở Công Thương tỉnh Quảng Trị", INFERRED)
    assert issuer.because is not None


def test_an_undated_document_lies_between_what_it_cites_and_what_it_demands() -> None:
    cited = Citation(
        surface="", start=0, end=1, kind="numbered", type=None, number="1/QĐ-TTg", date="2023-04-05", issuer=None,
        title=None, provision=None, relation="cites",
    )  # fmt: skip
    task = Task(
        description="", start=0, end=1, lead=(), coordinate=(), deadline="2023-05-05", deadline_text=None,
        deliverable=None, section=None, rule="", confidence=1.0,
    )  # fmt: skip
    date = metadata.with_inferred_date(Metadata(), [cited], [task]).date
    assert date is not None
    assert (date.value, date.status) == ("2023", INFERRED)
    assert metadata.with_inferred_date(Metadata(), [], [task]).date is None
