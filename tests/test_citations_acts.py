"""What documents do to each other: normative acts, amending laws, provisions, lists. Pairs in invented sentences."""

from __future__ import annotations

import pytest

from tests.test_citations import cite, one

TITLED_LAWS = "Luật sửa đổi, bổ sung một số điều của Luật Nhà ở và Luật Kinh doanh bất động sản"


def test_a_law_that_amends_laws_is_one_document_and_holds_the_others() -> None:
    outer, first, second = cite(f"Căn cứ {TITLED_LAWS} ngày 22 tháng 11 năm 2019;")
    assert (outer.title, outer.date, outer.relation) == (TITLED_LAWS, "2019-11-22", "basedOn")
    assert [(c.title, c.relation, c.source, c.date) for c in (first, second)] == [
        ("Luật Nhà ở", "amends", TITLED_LAWS, None),
        ("Luật Kinh doanh bất động sản", "amends", TITLED_LAWS, None),
    ]


def test_the_number_behind_an_amending_law_is_that_laws() -> None:
    outer, inner = cite("Căn cứ Luật Đầu tư; Luật sửa đổi Luật Nhà ở số 12/2022/QH15;")[1:]
    assert (outer.number, outer.title) == ("12/2022/QH15", "Luật sửa đổi Luật Nhà ở")
    assert (inner.title, inner.relation, inner.source) == ("Luật Nhà ở", "amends", "12/2022/QH15")


def test_a_law_without_a_name_has_no_title() -> None:
    assert one("Theo Luật số 12/2022/QH15.").title is None


ACTS = [
    ("Tạm ngưng hiệu lực thi hành Nghị định số 4/2014/NĐ-CP.", "suspends"),
    ("Kéo dài thời hạn áp dụng các quy định tại Nghị quyết số 2/2019/NQ-HĐND đến hết năm 2024.", "extends"),
    ("Đính chính lỗi kỹ thuật tại Điều 3 Quyết định số 12/2019/QĐ-UBND.", "corrects"),
    ("Nghị định này quy định chi tiết một số điều của Luật Đầu tư số 61/2020/QH14.", "guides"),
    ("Nghị định này quy định biện pháp thi hành Luật Đầu tư số 61/2020/QH14.", "guides"),
    ("Quyết định này sửa đổi, bổ sung một số điều của Quyết định số 12/2019/QĐ-UBND.", "amends"),
    ("Bãi bỏ cụm từ “và cấp huyện” tại Điều 3 Nghị định số 24/2014/NĐ-CP.", "repeals"),
    ("Thay thế Phụ lục I ban hành kèm theo Thông tư số 12/2019/TT-BTC.", "replaces"),
    ("Văn bản này được hợp nhất từ Thông tư số 12/2019/TT-BTC.", "consolidates"),
    ("Quyết định số 12/2019/QĐ-UBND hết hiệu lực kể từ ngày Quyết định này có hiệu lực thi hành.", "repeals"),
    ("Kể từ ngày Nghị định này có hiệu lực, Nghị định số 5/2015/NĐ-CP hết hiệu lực thi hành.", "repeals"),
    ("Quyết định số 12/2019/QĐ-UBND về mức chi; quy định phân bổ hết hiệu lực từ ngày Quyết định này.", "repeals"),
    ("Thực hiện theo Quyết định số 12/2019/QĐ-UBND đến khi hết hiệu lực.", "cites"),
    ("Nghị định số 5/2015/NĐ-CP về việc nộp hồ sơ; hồ sơ hết hiệu lực từ ngày Nghị định này thì bỏ.", "cites"),
    ("Danh mục thủ tục hành chính được sửa đổi, bổ sung lĩnh vực đường bộ Quyết định số 12/QĐ-BXD.", "cites"),
    ("Căn cứ kết luận của Bộ Chính trị tại Thông báo số 9-TB/TW.", "basedOn"),
    ("Triển khai chỉ đạo của Thủ tướng Chính phủ tại Công điện số 2/CĐ-TTg.", "implements"),
    ("Theo đề nghị của Sở Tài chính về thực hiện Nghị định số 12/2019/NĐ-CP.", "implements"),
]


@pytest.mark.parametrize(("sentence", "relation"), ACTS, ids=[a[0][:60] for a in ACTS])
def test_what_one_document_does_to_another(sentence: str, relation: str) -> None:
    found = one(sentence)
    assert (found.specific or found.relation, found.source) == (relation, "this")


PROVISIONS = [
    ("theo điểm a, b khoản 2 Điều 19a ", "điểm a, b khoản 2 Điều 19a"),
    ("Bãi bỏ khoản 2 Điều 5, Điều 7 và Phụ lục II ban hành kèm theo ", "khoản 2 Điều 5, Điều 7 và Phụ lục II"),
    ("theo khoản 3 Điều 10; khoản 4 Điều 47 của ", "khoản 3 Điều 10; khoản 4 Điều 47"),
    ("Bãi bỏ khoản 1 Mục I của Phụ lục ban hành kèm theo ", "khoản 1 Mục I của Phụ lục"),
    ("Sửa đổi một số điều của ", None),
]


@pytest.mark.parametrize(("left", "provision"), PROVISIONS, ids=[p[0] for p in PROVISIONS])
def test_the_provision_concerned(left: str, provision: str | None) -> None:
    assert one(f"{left}Nghị định số 24/2014/NĐ-CP.").provision == provision


LISTS = [
    "Quyết định này bãi bỏ các văn bản sau: a) Quyết định số 1/2019/QĐ-UBND; b) Chỉ thị số 5/2010/CT-UBND.",
    "Các Quyết định sau đây hết hiệu lực: Quyết định số 1/2019/QĐ-UBND; Quyết định số 5/2010/QĐ-UBND.",
    "Quyết định số 1/2019/QĐ-UBND và Quyết định số 5/2010/QĐ-UBND hết hiệu lực từ ngày Quyết định này có hiệu lực.",
    (
        "Kể từ ngày Nghị định này có hiệu lực, các Nghị định sau đây hết hiệu lực thi hành:\n"
        "a) Nghị định số 1/2019/NĐ-CP;\nb) Nghị định số 5/2010/NĐ-CP."
    ),
]


@pytest.mark.parametrize("text", LISTS, ids=[text[:40] for text in LISTS])
def test_all_of_a_list_lose_their_force(text: str) -> None:
    assert [c.relation for c in cite(text)] == ["repeals", "repeals"]


def test_under_a_heading_a_document_with_a_long_title_loses_its_force_too() -> None:
    text = "Điều 2. Hiệu lực thi hành\n3. Quyết định số 12/2019/QĐ-UBND của Ủy ban nhân dân tỉnh ban hành Quy định"
    text += " về quản lý, sử dụng kinh phí bảo đảm cho công tác xây dựng văn bản quy phạm pháp luật trên địa bàn tỉnh"
    assert one(text + " hết hiệu lực kể từ ngày Quyết định này có hiệu lực thi hành.").relation == "repeals"


def test_the_sentence_before_may_say_from_when() -> None:
    text = "Điều 2. Quyết định này có hiệu lực từ ngày 10/12/2025.\n\nQuyết định số 5/2021/QĐ-UBND ngày 15/3/2021"
    text += " của Ủy ban nhân dân tỉnh Bắc Giang ban hành Quy định hoạt động tư vấn, phản biện và giám định xã hội"
    assert one(text + " của Liên hiệp hội hết hiệu lực thi hành.").relation == "repeals"


def test_what_a_council_regulates_is_no_part_of_its_name() -> None:
    text = "Thực hiện Nghị quyết số 2/2024/NQ-HĐND ngày 04/10/2024 của Hội đồng nhân dân thành phố Hà Nội"
    found = one(text + " quy định một số nội dung chi, mức chi xây dựng văn bản.")
    assert found.issuer == "Hội đồng nhân dân thành phố Hà Nội"


def test_the_mark_of_a_footnote_parts_no_number_from_its_date() -> None:
    found = one("Căn cứ Nghị định số 24/2024/NĐ-CP[1] ngày 27 tháng 02 năm 2024 của Chính phủ.")
    assert (found.date, found.issuer) == ("2024-02-27", "Chính phủ")


def test_a_law_may_bear_the_name_of_a_kind_of_document() -> None:
    found = one("Căn cứ Luật Quy hoạch số 21/2017/QH14 ngày 24 tháng 11 năm 2017.")
    assert (found.type, found.title, found.number) == ("Luật", "Luật Quy hoạch", "21/2017/QH14")


def test_a_day_written_twice_is_a_day() -> None:
    assert one("Căn cứ Nghị định số 78/2025/NĐ-CP ngày ngày 01/4/2025 của Chính phủ.").date == "2025-04-01"


def test_a_decree_amends_the_decree_and_not_the_law_in_its_title() -> None:
    decree, law, later = cite(
        "Căn cứ Nghị định số 8/2015/NĐ-CP quy định chi tiết Luật Hải quan được sửa đổi, bổ sung bởi"
        " Nghị định số 59/2018/NĐ-CP."
    )
    assert [(a.source, a.relation) for a in decree.also] == [("59/2018/NĐ-CP", "amends")]
    assert (law.also, later.relation) == ((), "cites")


def test_a_circular_explains_the_law_and_the_decree_joined_in_its_title() -> None:
    found = cite("Căn cứ Thông tư số 2/2018/TT-BCT hướng dẫn Luật Đấu thầu và Nghị định số 6/2018/NĐ-CP.")
    assert [(c.relation, c.source) for c in found[1:]] == [("guides", "2/2018/TT-BCT")] * 2


def test_a_second_act_belongs_to_the_document_that_does_the_first() -> None:
    *_, last = cite(
        "Bãi bỏ Quyết định số 8/2023/QĐ-UBND sửa đổi Quy định kèm theo Quyết định số 5/2014/QĐ-UBND về hè phố"
        " và bãi bỏ một phần Quyết định số 4/2019/QĐ-UBND."
    )
    assert (last.number, last.relation, last.source) == ("4/2019/QĐ-UBND", "repeals", "8/2023/QĐ-UBND")


def test_a_proposal_to_replace_replaces_nothing() -> None:
    asked, meant = cite(
        "Xét Tờ trình số 3/TTr-UBND về việc đề nghị ban hành Nghị quyết thay thế Nghị quyết số 6/2021/NQ-HĐND;"
    )
    assert (asked.relation, meant.relation, meant.source) == ("proposedBy", "cites", "3/TTr-UBND")


def test_a_decision_to_be_repealed_proposes_nothing() -> None:
    text = "Theo đề nghị của Sở Tài chính tại Tờ trình số 62/TTr-STC ngày 08/10/2024 về việc ban hành Quyết định bãi bỏ"
    text += " Quyết định số 19/2019/QĐ-UBND và Quyết định số 7/2023/QĐ-UBND của Ủy ban nhân dân tỉnh"
    relations = {found.number: found.relation for found in cite(text + " quy định giá và báo cáo của Sở Tư pháp.")}
    assert relations == {"62/TTr-STC": "proposedBy", "19/2019/QĐ-UBND": "cites", "7/2023/QĐ-UBND": "cites"}


def test_bare_numbers_share_one_date() -> None:
    found = cite("Thực hiện các Công điện số 21/CĐ-TTg, 22/CĐ-TTg và 23/CĐ-TTg ngày 19/11/2025.")
    assert [c.date for c in found] == ["2025-11-19"] * 3
    assert [c.date_assertion for c in found] == ["inferred", "inferred", None]


def test_date_and_issuer_in_front_of_the_mention() -> None:
    law, conclusion = cite(
        "Ngày 16/6/2025, Quốc hội đã thông qua Luật Thủy sản số 72/2025/QH15."
        " Bộ Chính trị, Ban Bí thư đã có Kết luận số 212-KL/TW."
    )
    assert (law.date, law.issuer) == ("2025-06-16", "Quốc hội")
    assert conclusion.issuer == "Bộ Chính trị, Ban Bí thư"


def test_all_issuers_of_a_joint_circular() -> None:
    found = one("Theo Thông tư liên tịch số 2/2014/TTLT-BNV-BTC ngày 01/02/2014 của Bộ Nội vụ, Bộ Tài chính.")
    assert found.issuer == "Bộ Nội vụ, Bộ Tài chính"


def test_a_kind_that_is_a_verb_too_opens_no_title() -> None:
    found = cite("Thực hiện Nghị quyết số 26-NQ/TW, Kết luận số 54 - KL/TW, Quy định số 22 – QĐ/TW.")
    assert [(c.title, c.relation) for c in found] == [(None, "implements")] * 3


def test_the_acting_provision_is_kept_beside_the_one_acted_on() -> None:
    found = cite(
        "Điều 2. Hiệu lực thi hành\n1. Quyết định này có hiệu lực từ ngày 01/3/2023.\n2. Bãi bỏ các văn bản sau:\n"
        "a) Quyết định số 3/2019/QĐ-UBND;\n"
        "b) Điều 3 Quyết định số 4/2019/QĐ-UBND được sửa đổi tại khoản 2 Điều 1 Quyết định số 5/2020/QĐ-UBND."
    )
    assert [(c.relation, c.source_provision, c.provision) for c in found[:2]] == [
        ("repeals", "điểm a khoản 2 Điều 2", None),
        ("repeals", "điểm b khoản 2 Điều 2", "Điều 3"),
    ]
    assert [(a.source, a.source_provision) for a in found[1].also] == [("5/2020/QĐ-UBND", "khoản 2 Điều 1")]


def test_a_passive_goes_on_in_the_list_below() -> None:
    first, second, third = cite(
        "Thông tư số 9/2020/TT-BCT ngày 01/02/2020 của Bộ trưởng Bộ Công Thương quy định về khung giá, có hiệu lực"
        " kể từ ngày 01/3/2020, được sửa đổi, bổ sung bởi:\n"
        "1. Thông tư số 2/2021/TT-BCT ngày 01/02/2021.\n2. Thông tư số 3/2022/TT-BCT ngày 01/02/2022."
    )
    assert {(a.source, a.relation) for a in first.also} == {("2/2021/TT-BCT", "amends"), ("3/2022/TT-BCT", "amends")}
    assert (second.relation, third.relation) == ("cites", "cites")


def test_a_quoted_legal_basis_is_that_of_the_document_quoted() -> None:
    _, law = cite("[1] Thông tư số 2/2021/TT-BCT có căn cứ ban hành như sau:\n“Căn cứ Luật Điện lực số 61/2024/QH15;")
    assert (law.relation, law.source) == ("basedOn", "2/2021/TT-BCT")


def test_what_another_document_will_do_is_not_done_by_this_one() -> None:
    texts = (
        "Xây dựng Nghị định quy định chi tiết Luật Thủy sản số 1/2025/QH15.",
        "Các văn bản hướng dẫn Luật Thủy sản.",
    )
    assert [one(text).relation for text in texts] == ["cites", "cites"]


def test_a_law_in_a_heading_of_capitals_and_with_a_small_letter() -> None:
    loud = one("Nội dung\nKẾ HOẠCH TRIỂN KHAI THI HÀNH LUẬT THỦY SẢN")
    assert (loud.title, loud.relation) == ("Luật Thủy sản", "implements")
    assert one("Căn cứ Luật đất đai ngày 26 tháng 11 năm 2003;").title == "Luật đất đai"


@pytest.mark.parametrize("text", ["PHỔ BIẾN PHÁP LUẬT VỀ ĐẤT ĐAI", "Xây dựng Luật Thủy sản (sửa đổi)."])
def test_law_at_large_and_bills_are_no_documents(text: str) -> None:
    assert cite("Nội dung\n" + text) == []


def test_a_decision_promulgates_the_regulation_in_front_of_it() -> None:
    found = one("Sửa đổi khoản 2 Điều 5 Quy chế làm việc của đơn vị ban hành kèm theo Quyết định số 2/2019/QĐ-UBND.")
    assert (found.title, found.provision) == ("Quy chế làm việc của đơn vị", "khoản 2 Điều 5")
    assert (found.relation, found.source) == ("amends", "this")
    assert [(a.source, a.relation) for a in found.also] == [("2/2019/QĐ-UBND", "promulgates")]


def test_a_regulation_without_a_name_is_no_title() -> None:
    found = one("Bãi bỏ Điều 3 Quy định kèm theo Nghị quyết số 5/2020/NQ-HĐND.")
    assert (found.title, found.relation, found.provision, found.also) == (None, "repeals", "Điều 3", ())


def test_verbs_joined_to_informing_order_a_document_to_be_carried_out() -> None:
    found = cite("Tiếp tục phổ biến, quán triệt, triển khai có hiệu quả các quy định, nhất là: Chỉ thị số 5/CT-TTg.")
    assert [c.relation for c in found] == ["implements"]
