"""Who is charged: subjects with words between them and the verb, persons, later sentences; figures charge nobody."""

from __future__ import annotations

import pytest

from loaders.extract import tasks
from loaders.normalize import normalize
from loaders.segment import segment
from ontology.model import Assertion, Metadata, Task

HEAD = "ỦY BAN NHÂN DÂN\nTỈNH X\nSố: 1/KH-UBND\nKẾ HOẠCH\nThực hiện cải cách hành chính năm 2025\n"


def said(value: str) -> Assertion:
    return Assertion(value=value, start=0, end=1, rule="test", confidence=1.0)


def read(
    body: str, *, title: str = "Thực hiện cải cách hành chính năm 2025", number: str = "1/KH-UBND"
) -> tuple[Task, ...]:
    metadata = Metadata(
        type=said("Kế hoạch"),
        number=said(number),
        date=said("2025-01-02"),
        issuer=said("Ủy ban nhân dân tỉnh X"),
        title=said(title),
    )
    return tasks.read(segment(normalize(HEAD + body)), metadata)


@pytest.mark.parametrize(
    ("body", "lead"),
    [
        ("1. UBND các xã nêu tại Điều 1 chịu trách nhiệm quản lý kinh phí.", ("Ủy ban nhân dân các xã",)),
        (
            "1. Thủ trưởng các đơn vị thuộc, trực thuộc Bộ chịu trách nhiệm rà soát.",
            ("Các đơn vị thuộc, trực thuộc Bộ",),
        ),
        ("1. Sở Y tế quyết định mức hỗ trợ cho từng xã.", ("Sở Y tế",)),
        ("1. Bộ Xây dựng khởi công hai cây cầu.", ("Bộ Xây dựng",)),
        ("1. Hồ sơ còn thiếu, do đó đề nghị Sở Y tế bổ sung giấy tờ.", ("Sở Y tế",)),
        (
            "1. UBND các tỉnh ven biển từ Nghệ An đến Phú Yên kêu gọi tàu thuyền, chủ động sơ tán dân.",
            ("Ủy ban nhân dân các tỉnh ven biển từ Nghệ An đến Phú Yên",),
        ),
        ("1. Giao Phó Thủ tướng Thường trực Chính phủ kiểm tra.", ("Phó Thủ tướng Thường trực Chính phủ",)),
        ("1. Phân công các đồng chí Phó Thủ tướng theo dõi.", ("Các Phó Thủ tướng",)),
        (
            "Điều 3. Quyết định này có hiệu lực từ ngày ký. Giám đốc Sở Y tế chịu trách nhiệm thi hành Quyết định này.",
            ("Sở Y tế",),
        ),
    ],
    ids=[
        "named above",
        "under and directly under",
        "decides",
        "begins",
        "hence",
        "coast",
        "person",
        "persons",
        "later",
    ],
)
def test_subject_and_verb(body: str, lead: tuple[str, ...]) -> None:
    assert [task.lead for task in read(body + "\n")] == [lead]


def test_first_sentence_tells_results_and_the_next_orders() -> None:
    body = (
        "Sở Y tế yêu cầu Sở Nội vụ:\n1. Rà soát quy trình.\n"
        "2. Về thi đua: Kết quả đạt được thời gian qua là tốt. Sở Tài chính có trách nhiệm tổng hợp.\n"
    )
    assert [(task.lead, task.description[:10]) for task in read(body)] == [
        (("Sở Nội vụ",), "Rà soát qu"),
        (("Sở Tài chính",), "Sở Tài chí"),
    ]


@pytest.mark.parametrize(
    "item",
    [
        "- Ban Tổ chức hội thi: Không quá 03 cá nhân;",
        "- Tổ bầu cử: 01 cá nhân/01 tổ;",
        "- Đối với Sở Y tế; Sở Nội vụ mỗi đơn vị đề nghị không quá 02 tập thể;",
        "- Sở Y tế 12 07 3,5 88",
    ],
)
def test_figures_and_shares_under_agencies_order_nothing(item: str) -> None:
    body = f"IV. TỔ CHỨC THỰC HIỆN\n1. Các cơ quan, đơn vị cấp tỉnh:\n{item}\n- Rà soát quy trình.\n"
    assert [task.description for task in read(body)] == ["Rà soát quy trình."]


def test_standards_to_reach_are_no_duties() -> None:
    body = "IV. TỔ CHỨC THỰC HIỆN\n1. Các sở, ngành chấp hành tốt, đạt các tiêu chuẩn sau:\n- Thường xuyên báo cáo.\n"
    assert not any("Thường" in task.description for task in read(body))


@pytest.mark.parametrize("words", ["cùng", "cùng với", ", cùng với"])
def test_leads_together_with_partners(words: str) -> None:
    (task,) = read(f"1. Sở Tài chính chủ trì {words} Sở Xây dựng và các sở, ngành liên quan rà soát.\n")
    assert (task.lead, task.coordinate) == (("Sở Tài chính",), ("Sở Xây dựng", "Các sở, ngành liên quan"))


def test_bracket_behind_a_partner_is_part_of_it() -> None:
    (task,) = read("1. Sở Y tế chủ trì, phối hợp với Sở Nội vụ (Ban Thi đua) và UBND các xã rà soát.\n")
    assert task.coordinate == ("Sở Nội vụ", "Ủy ban nhân dân các xã")


def test_time_limit_on_its_own_line() -> None:
    (task,) = read("1. Sở Y tế chủ trì:\n\nXây dựng quy trình.\n\nThời hạn chậm nhất 05 ngày kể từ ngày ký.\n")
    assert task.deadline_text == "chậm nhất 05 ngày kể từ ngày ký"
    assert task.description.startswith("Xây dựng quy trình.")


def test_product_is_what_the_words_call_it() -> None:
    body = (
        "1. Sở Y tế xây dựng kế hoạch đào tạo. Sản phẩm: Báo cáo đánh giá.\n"
        "2. Sở Nội vụ rà soát các dự án có kế hoạch mở rộng.\n"
    )
    assert [task.deliverable for task in read(body)] == ["Báo cáo đánh giá", None]


def test_one_of_several_is_charged_by_a_later_sentence() -> None:
    body = "1. Sở Y tế, Sở Nội vụ chịu trách nhiệm về số liệu. Sở Nội vụ phối hợp với Sở Tài chính cấp phép.\n"
    assert [(task.lead, task.coordinate) for task in read(body)] == [
        (("Sở Y tế", "Sở Nội vụ"), ()),
        ((), ("Sở Nội vụ", "Sở Tài chính")),
    ]


@pytest.mark.parametrize(
    ("lead_in", "deadline"),
    [
        ("Sở Y tế khắc phục bất cập, hoàn thành trong tháng 11 năm 2025, cụ thể:", "2025-11"),
        ("Để xong trước ngày 30/11/2025 theo kế hoạch chung, Sở Y tế chủ động hơn nữa, lưu ý như sau:", None),
    ],
    ids=["set for all that follows", "told of the whole"],
)
def test_time_limit_with_which_a_lead_in_ends(lead_in: str, deadline: str | None) -> None:
    found = read(f"2. {lead_in}\n\na) Nâng cấp hệ thống.\n\nb) Rà soát trước ngày 15/12/2025.\n")
    assert [task.deadline for task in found] == [deadline, "2025-12-15"]


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        ("KẾT LUẬN TẠI BUỔI LÀM VIỆC VỚI LÃNH ĐẠO TỈNH SƠN LA", "Tỉnh Sơn La"),
        ("Kết luận tại buổi làm việc với tỉnh Sơn La", "Tỉnh Sơn La"),
    ],
)
def test_province_visited_is_the_one_of_the_title(title: str, lead: str) -> None:
    body = "1. Về xe cứu thương: Tỉnh căn cứ quy định để sắp xếp.\n\n2. Nếu thiếu, Tỉnh đã có 20 xe.\n"
    assert [task.lead for task in read(body, title=title)] == [(lead,)]


def test_units_under_a_ministry_that_were_given_the_work() -> None:
    body = (
        "1. Thủ trưởng các đơn vị thuộc, trực thuộc Bộ được giao nhiệm vụ công bố số liệu chịu trách nhiệm rà soát.\n"
    )
    ((lead,),) = [task.lead for task in read(body)]
    assert lead.startswith("Các đơn vị thuộc, trực thuộc Bộ")


def test_row_of_a_table_broken_into_lines_under_agencies() -> None:
    body = "I. Bộ, ngành\n\n1. Bộ Tư pháp\n\n19\n\n07\n\n12\n\n2. Bộ Y tế\n\n103\n\n67\n\n36\n"
    assert read(body) == ()


def test_what_is_asked_for_behind_a_comma_is_no_list_of_papers() -> None:
    body = "1. Giao Sở Y tế hoàn thiện hồ sơ, bảo đảm các yêu cầu sau:\n\na) Rà soát kỹ số liệu.\n"
    assert [task.description for task in read(body)] == ["Rà soát kỹ số liệu."]


def test_last_clause_of_a_lead_in_says_with_whom() -> None:
    body = (
        "1. Giao Sở Y tế chủ trì, phối hợp với Sở Nội vụ tiếp thu ý kiến; Sở Y tế chịu trách nhiệm về số liệu, "
        "bảo đảm các yêu cầu sau:\n\na) Rà soát kỹ.\n"
    )
    assert [(task.lead, task.coordinate) for task in read(body)] == [(("Sở Y tế",), ())]


def test_procedure_of_a_regulation_orders_by_its_headings() -> None:
    body = "Điều 5. Quy trình xét tặng\n\n2. Sở Nội vụ:\n\na) Thẩm định hồ sơ;\n\nb) Trình cấp có thẩm quyền.\n"
    assert [task.lead for task in read(body, number="1/2025/QĐ-UBND")] == [("Sở Nội vụ",)] * 2


def test_class_named_more_closely_in_brackets() -> None:
    body = "1. Giao Sở Xây dựng kiểm tra. Yêu cầu Nhà đầu tư (Công ty cầu đường) rà soát kế hoạch.\n"
    assert [task.lead for task in read(body)] == [("Sở Xây dựng",), ("Nhà đầu tư",)]
