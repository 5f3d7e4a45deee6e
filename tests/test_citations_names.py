"""Own numbers, titles and names of laws, by the places where they begin and end. Pairs in invented sentences."""

from __future__ import annotations

import pytest

from loaders.extract import metadata
from loaders.extract.citations import reader
from loaders.normalize import normalize
from loaders.segment import segment
from loaders.source import SourceFile
from ontology.model import Citation
from tests.test_citations import cite, one

DECISION = (
    "ỦY BAN NHÂN DÂN\nTỈNH LÂM ĐỒNG\nSố: 25/2025/QĐ-UBND\nLâm Đồng, ngày 3 tháng 11 năm 2025\nQUYẾT ĐỊNH\n"
    "Ban hành Quy định về cây xanh\n"
    "Điều 1. Ban hành Quy định về cây xanh.\nCHỦ TỊCH\nNguyễn Văn A\nQUY ĐỊNH\nVề cây xanh\n"
)


def in_decision(text: str, head: str = DECISION) -> list[Citation]:
    source = SourceFile(name="x.txt", sha256="0" * 64, media_type="text/plain", text=head + text)
    outline = segment(normalize(source.text))
    return list(reader.read(outline, metadata.read(outline), source))


NUMBERS = [
    ("Nghị quyết số 66.3/2025/NQ-CP ngày 5 tháng 9 năm 2025", "66.3/2025/NQ-CP", "2025-09-05"),
    ("công văn số 12/CCTKV.07-QLN ngày 1/7/2025", "12/CCTKV.07-QLN", "2025-07-01"),
    ("Luật số 88/2025/QH15 ngày 25/6 2025", "88/2025/QH15", "2025-06-25"),
]


@pytest.mark.parametrize(("mention", "number", "date"), NUMBERS)
def test_numbers_counted_in_series_and_dates_without_a_stroke(mention: str, number: str, date: str) -> None:
    found = one(f"Căn cứ {mention};")
    assert (found.surface, found.number, found.date) == (mention, number, date)


OWN = [
    ("Quyết định số /2025/QĐ-UBND ngày / /2025 của Ủy ban nhân dân tỉnh Lâm Đồng", "/2025/QĐ-UBND", "2025"),
    ("Quyết định số /2025/QĐ-UBND ngày tháng 11 năm 2025", "/2025/QĐ-UBND", "2025-11"),
    ("Quyết định số 2525/QĐ-UBND ngày 3 tháng 11 năm 2025", "2525/QĐ-UBND", "2025-11-03"),  # a stroke lost
]


@pytest.mark.parametrize(("mention", "number", "date"), OWN)
def test_the_own_number_under_the_heading_of_an_appendix(mention: str, number: str, date: str) -> None:
    (found,) = in_decision(f"(Ban hành kèm theo {mention})\nĐiều 1. Phạm vi\n")
    assert (found.kind, found.type, found.number, found.date) == ("self", "Quyết định", number, date)
    assert found.surface == mention


def test_a_number_that_is_not_the_own_one_misprinted_is_another_document() -> None:
    (found,) = in_decision("(Ban hành kèm theo Quyết định số 2599/QĐ-UBND)\nĐiều 1. Phạm vi\n")
    assert found.kind == "numbered"


BY = "của Bộ Xây dựng"
TITLES = [
    (f"Căn cứ Thông tư số 3/2024/TT-BXD {BY} quy định giá; quy định mức thu;", "quy định giá; quy định mức thu"),
    (f"Theo Quyết định số 4/QĐ-BXD {BY} về phiên họp (lần 2) về nhà ở.", "phiên họp (lần 2) về nhà ở"),
    (f"Theo Quyết định số 4/QĐ-BXD {BY} phê duyệt Dự án “Cây xanh” cho đô thị.", "Dự án “Cây xanh” cho đô thị"),
    (f"Theo Quyết định số 4/QĐ-BXD {BY} vể việc cấp phép.", "cấp phép"),
    (f"Theo Thông tư số 4/2024/TT-BXD {BY} xác định giá đất.", "xác định giá đất"),
    (f"Theo Quyết định số 4/QĐ-BXD {BY} công bố bổ sung thủ tục.", "công bố bổ sung thủ tục"),
    (f"Theo Quyết định số 4/QĐ-BXD {BY} về nhóm thủ tục hành chính: Cấp phép.", "nhóm thủ tục hành chính: Cấp phép"),
    (f"Thực hiện Quyết định số 4/QĐ-BXD {BY} về nhà ở; rà soát quỹ đất.", "nhà ở"),
    (f"Theo Quyết định số 4/QĐ-BXD {BY} về nhà ở (sau đây gọi là Quyết định 4).", "nhà ở"),
    (f"Thực hiện Quyết định số 4/QĐ-BXD {BY} về nhà ở, các bộ, cơ quan ngang bộ đã rà soát.", "nhà ở"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "title"), TITLES)
def test_where_a_title_ends(text: str, title: str) -> None:
    assert cite(text)[0].title == title


def test_the_second_object_belongs_to_the_title_and_the_next_of_a_list_does_not() -> None:
    outer = cite(
        "Căn cứ Nghị định số 9/2025/NĐ-CP của Chính phủ sửa đổi một số điều của Nghị định số 7/2024/NĐ-CP về cây xanh "
        "và Nghị định số 8/2024/NĐ-CP về nhà ở;"
    )[0]
    assert outer.title and outer.title.endswith("và Nghị định số 8/2024/NĐ-CP về nhà ở")
    first, second = cite(
        "Căn cứ các Quyết định: số 5/QĐ-TTg phê duyệt Quy hoạch A và số 6/QĐ-TTg phê duyệt Quy hoạch B;"
    )
    assert (first.title, second.source, second.relation) == ("Quy hoạch A", "this", "basedOn")


LAWS = [
    ("Căn cứ Luật thống kê;", "Luật thống kê", None),
    ("Theo khoản 2 Điều 9 Luật Nhà ở năm 2023.", "Luật Nhà ở", "khoản 2 Điều 9"),
    ("Theo quy định của Luật Nhà ở, pháp luật về đất đai.", "Luật Nhà ở", None),
    ("Theo Luật Nhà ở và quy định khác.", "Luật Nhà ở", None),
    ("Theo Luật Đầu tư theo phương thức đối tác công tư.", "Luật Đầu tư theo phương thức đối tác công tư", None),
]


@pytest.mark.parametrize(("text", "title", "provision"), LAWS)
def test_names_of_laws(text: str, title: str, provision: str | None) -> None:
    found = one(text)
    assert (found.title, found.provision) == (title, provision)


@pytest.mark.parametrize("text", ["Theo Luật này và luật khác.", "Theo quy định của Luật mới.", "Trưởng Đoàn Luật sư."])
def test_law_at_large_is_no_mention(text: str) -> None:
    assert cite(text) == []


def test_laws_with_small_letters_stay_in_the_list_of_an_amending_law() -> None:
    outer, *inner = cite(
        "Căn cứ Luật sửa đổi, bổ sung một số điều của Luật Nhà ở, Luật thống kê ngày 2 tháng 6 năm 2024;"
    )
    assert (outer.date, [c.title for c in inner]) == ("2024-06-02", ["Luật Nhà ở", "Luật thống kê"])
    assert {c.relation for c in inner} == {"amends"}


ONE_LINE = "BỘ XÂY DỰNG\nSố: 25/2025/TT-BXD\nHà Nội, ngày 3 tháng 11 năm 2025\n"


def test_kind_and_title_on_one_line() -> None:
    text = "THÔNG TƯ SỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA THÔNG TƯ SỐ 6/2024/TT-BXD VỀ CÂY XANH\nCăn cứ Luật Xây dựng;\n"
    assert [c.relation for c in in_decision(text, ONE_LINE) if c.number] == ["amends"]


CITED = [
    "Triển khai khi có Thông tư mới thay thế Thông tư số 6/2024/TT-BXD.",
    "Bộ Xây dựng chưa ban hành Thông tư sửa đổi, bổ sung Thông tư số 6/2024/TT-BXD.",
    "Nội dung: bao gồm quy định chi tiết khoản 2 Điều 5 của Luật Nhà ở.",
]


@pytest.mark.parametrize("text", CITED)
def test_acts_of_other_documents_are_not_this_ones(text: str) -> None:
    assert cite(text)[-1].relation == "cites"


def test_a_report_that_appraises_proposes_nothing() -> None:
    proposal, report = cite(
        "Theo đề nghị của Sở Xây dựng tại Tờ trình số 8/TTr-SXD (được Sở Tư pháp thẩm định tại Báo cáo số 9/BC-STP);"
    )
    assert (proposal.relation, report.relation) == ("proposedBy", "cites")


def test_measures_for_a_purpose_by_resolutions_carry_them_out() -> None:
    found = cite("Thực hiện các nhiệm vụ, giải pháp để khôi phục sản xuất theo Nghị quyết số 3/NQ-CP.")
    assert found[0].relation == "implements"


def test_objects_joined_by_commas_share_the_act_where_the_outer_list_has_semicolons() -> None:
    found = cite(
        "Căn cứ Thông tư số 2/2025/TT-BTC hướng dẫn một số điều của Luật Giá, Nghị định số 3/2024/NĐ-CP về thẩm định, "
        "Nghị định số 4/2024/NĐ-CP; Thông tư số 5/2024/TT-BTC;"
    )
    assert [(c.relation, c.source) for c in found] == [
        ("basedOn", "this"), ("guides", "2/2025/TT-BTC"), ("guides", "2/2025/TT-BTC"), ("guides", "2/2025/TT-BTC"),
        ("basedOn", "this"),
    ]  # fmt: skip


def test_one_head_word_for_all_numbers_of_a_list() -> None:
    assert [c.type for c in cite("Tại các văn bản số 8/BXD-KT, số 9/BC-BXD và 10/BXD-KT.")] == ["Văn bản"] * 3
    assert one("Tại Thông báo kết luận số 4/TB-VPCP.").type == "Thông báo"


def test_the_legal_basis_in_a_table_is_a_basis() -> None:
    rows = "| STT | Tên thủ tục | Căn cứ pháp lý |\n|---|---|---|\n| 1 | Cấp phép | Nghị định số 3/2024/NĐ-CP |\n"
    found = cite(rows + "| 2 | Gia hạn | - Thông tư số 4/2024/TT-BXD |\n")
    assert [c.relation for c in found] == ["basedOn", "basedOn"]


RUN_ON = [
    "hoặc trường hợp khác",
    "mà hộ gia đình sử dụng",
    "và có nhu cầu",
    ", trừ trường hợp sau",
    ", cơ quan chủ trì xem xét",
]


@pytest.mark.parametrize("further", RUN_ON)
def test_the_name_of_a_law_ends_where_the_sentence_goes_on(further: str) -> None:
    assert one(f"Theo Điều 9 Luật Nhà ở {further}.".replace(" ,", ",")).title == "Luật Nhà ở"


def test_decrees_in_brackets_behind_what_they_are() -> None:
    found = cite(
        "Căn cứ các Nghị định quy định chi tiết một số điều của Luật Quy hoạch (số 3/2019/NĐ-CP, số 5/2023/NĐ-CP);"
    )
    assert [(c.type, c.relation, c.source) for c in found if c.number] == [("Nghị định", "basedOn", "this")] * 2


def test_lines_of_one_list_lose_their_force_together() -> None:
    found = cite(
        "Các thủ tục đã công bố tại Quyết định số 1/QĐ-UBND;\nQuyết định số 2/QĐ-UBND;\n"
        "Quyết định số 3/QĐ-UBND hết hiệu lực kể từ ngày Quyết định này có hiệu lực."
    )
    assert [c.relation for c in found] == ["repeals"] * 3


NAMED = [
    ("Thực hiện Chiến lược phát triển kinh tế 10 năm 2021-2030.", ["Chiến lược phát triển kinh tế 10 năm 2021-2030"]),
    ("a) Kế hoạch sử dụng đất giai đoạn 2021-2025:", []),  # a heading
]


@pytest.mark.parametrize(("text", "titles"), NAMED)
def test_names_of_plans_and_what_is_none(text: str, titles: list[str]) -> None:
    assert [c.title for c in cite(text)] == titles


def test_what_a_decision_encloses_it_promulgates() -> None:
    assert one("Ban hành kèm theo Quyết định này Kế hoạch trồng cây giai đoạn 2026 - 2030.").relation == "promulgates"


def test_the_own_plan_with_words_left_out_is_no_mention() -> None:
    head = DECISION.replace(
        "Ban hành Quy định về cây xanh\nĐiều", "Kế hoạch trồng, chăm sóc cây trên địa bàn tỉnh năm 2026\nĐiều"
    )
    assert in_decision("1. Thực hiện Kế hoạch trồng, chăm sóc cây năm 2026.\n", head) == []
    assert in_decision("1. Thực hiện Kế hoạch trồng, chăm sóc cây năm 2025.\n", head) != []
