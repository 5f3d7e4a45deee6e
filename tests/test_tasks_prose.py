"""Directives in the shapes that letters, telegrams and conclusions use, and actors that no list knows."""

from __future__ import annotations

import pytest

from loaders.extract import tasks
from loaders.normalize import normalize
from loaders.segment import segment
from ontology.model import Assertion, Metadata, Task

HEAD = "ỦY BAN NHÂN DÂN\nTỈNH X\nSố: 1/KH-UBND\nKẾ HOẠCH\nThực hiện cải cách hành chính năm 2025\n"


def said(value: str) -> Assertion:
    return Assertion(value=value, start=0, end=1, rule="test", confidence=1.0)


def read(source: str, *, kind: str = "Kế hoạch", number: str = "1/KH-UBND") -> tuple[Task, ...]:
    metadata = Metadata(
        type=said(kind), number=said(number), date=said("2025-01-02"), issuer=said("Ủy ban nhân dân tỉnh X")
    )
    found = tasks.read(segment(normalize(source)), metadata)
    for task in found:
        assert " ".join(source[task.start : task.end].split()) == task.description
    return found


def leads(body: str, head: str = HEAD) -> list[tuple[str, ...]]:
    return [task.lead for task in read(head + body)]


@pytest.mark.parametrize(
    ("item", "lead"),
    [
        ("Chủ đầu tư, trong phạm vi trách nhiệm của mình, khẩn trương bàn giao mặt bằng.", "Chủ đầu tư"),
        ("Cơ quan thanh tra khẩn trương ban hành kết luận.", "Cơ quan thanh tra"),
        ("Các Trạm y tế giám sát chặt chẽ người đến từ vùng dịch.", "Các Trạm y tế"),
        (
            "Cơ quan Văn hóa và Thể thao ở cơ sở có trách nhiệm thống kê di tích.",
            "Cơ quan Văn hóa và Thể thao ở cơ sở",
        ),
        (
            "Các đơn vị được giao chủ trì nhiệm vụ có trách nhiệm lập dự toán.",
            "Các đơn vị được giao chủ trì nhiệm vụ",
        ),
    ],
)
def test_classes_that_are_charged_in_so_many_words(item: str, lead: str) -> None:
    assert leads(f"II. NHIỆM VỤ\n1. {item}\n") == [(lead,)]


@pytest.mark.parametrize(
    "item",
    [
        "Chủ đầu tư đã có văn bản đề nghị phối hợp giải quyết.",
        "Doanh nghiệp nộp hồ sơ tại bộ phận một cửa.",
        "Tổ chức thường xuyên các hoạt động văn nghệ.",
        "Cơ sở dữ liệu được chủ động cập nhật.",
        "Ngành nghề tập trung ở nông thôn.",
    ],
)
def test_what_only_begins_like_a_class(item: str) -> None:
    assert leads(f"II. NHIỆM VỤ\n1. {item}\n") == []


@pytest.mark.parametrize(
    ("item", "coordinate"),
    [
        (
            "Phối hợp với chủ đầu tư hạ tầng KCN và các cơ quan, đơn vị chức năng để cấp điện.",
            ["Sở Nội vụ", "Chủ đầu tư hạ tầng KCN", "Các cơ quan, đơn vị chức năng"],
        ),
        (
            "Phối hợp với Sở Y tế và các doanh nghiệp viễn thông, các công ty điện lực trong quá trình khảo sát.",
            ["Sở Nội vụ", "Sở Y tế", "Các doanh nghiệp viễn thông", "Các công ty điện lực"],
        ),
        (
            "Phối hợp với UBND các xã, phường, đơn vị liên quan kiểm tra.",
            ["Sở Nội vụ", "Ủy ban nhân dân các xã, phường", "Các đơn vị liên quan"],
        ),
        ("Phối hợp với các đơn vị, trường học tổ chức hội thi.", ["Sở Nội vụ", "Các đơn vị, trường học"]),
        (
            "Phối hợp các đơn vị điện lực trên địa bàn tỉnh rà soát lưới điện.",
            ["Sở Nội vụ", "Các đơn vị điện lực trên địa bàn tỉnh"],
        ),
    ],
)
def test_classes_among_partners(item: str, coordinate: list[str]) -> None:
    (task,) = read(f"{HEAD}II. NHIỆM VỤ\n1. Sở Nội vụ\n- {item}\n")
    assert (task.lead, list(task.coordinate)) == ((), coordinate)


def test_heading_of_a_class_among_headings_of_agencies() -> None:
    body = "IV. TỔ CHỨC THỰC HIỆN\n1. Sở Xây dựng\n- Hướng dẫn.\n2. Các chủ đầu tư xây dựng và kinh doanh hạ tầng\n"
    assert leads(f"{body}- Đầu tư hệ thống.\n") == [
        ("Sở Xây dựng",),
        ("Các chủ đầu tư xây dựng và kinh doanh hạ tầng",),
    ]


def test_order_behind_an_adverbial_charges_who_is_ordered() -> None:
    body = "Để làm tốt hơn công tác này, Thủ tướng Chính phủ yêu cầu Chủ tịch Ủy ban nhân dân tỉnh Phú Thọ:\n"
    found = leads(f"{body}1. Rà soát quy hoạch.\n2. Bố trí kinh phí.\n", head="CHỈ THỊ\nVề việc trồng cây\n")
    assert found == [("Ủy ban nhân dân tỉnh Phú Thọ",)] * 2


def test_letter_whose_words_follow_its_addressees() -> None:
    words = (
        "Qua theo dõi trên địa bàn, nhiều hồ chứa nước nhỏ đã xuống cấp, có nguy cơ mất an toàn trong mùa mưa lũ"
        " năm nay. Bộ Xây dựng trân trọng đề nghị Bộ Tài chính:\n1. Bố trí kinh phí sửa chữa.\n"
    )
    assert leads(words, head="BỘ XÂY DỰNG\nSố: 12/BXD-KT\nKính gửi: Bộ Tài chính\n") == [("Bộ Tài chính",)]


def test_account_under_an_order_orders_nothing() -> None:
    body = (
        "Bộ Xây dựng đề nghị Bộ Tài chính tuyên truyền các nội dung sau:\n1. Trong thời gian qua, cả nước đã làm"
        " nhiều việc.\nKết quả đó được ghi nhận.\n2. Rà soát quy hoạch.\n"
    )
    assert [task.section for task in read(HEAD + body)] == ["2"]


def test_number_with_a_point_is_no_item() -> None:
    (task,) = read(f"{HEAD}1. Sở Xây dựng\na) Nạo vét cửa sông, bảo đảm cho tàu\n40.000 tấn ra vào.\n")
    assert task.description.endswith("40.000 tấn ra vào.")


def test_bracket_left_open_goes_on_in_the_next_line() -> None:
    body = "- Trường hợp ô nhiễm nặng (chỉ số ≥\n\n301), các đơn vị, trường học chủ động điều chỉnh giờ học.\n"
    assert leads(f"Sở Y tế yêu cầu UBND các xã, phường:\n{body}") == [("Các đơn vị, trường học",)]


def test_counted_paragraphs_have_their_place() -> None:
    found = read(
        f"{HEAD}1. Về dự án\nb) Để kịp tiến độ, đề nghị:\n(i) Bộ Tài chính bố trí vốn.\n(ii) Giao Bộ Y tế rà soát.\n"
    )
    assert [(t.section, t.lead) for t in found] == [("1.b.(i)", ("Bộ Tài chính",)), ("1.b.(ii)", ("Bộ Y tế",))]


def test_order_announced_by_its_subject_stands_under_it() -> None:
    (task,) = read(f"{HEAD}III. KIẾN NGHỊ\n2. Về vốn đối ứng của tỉnh:\nGiao Bộ Tài chính nghiên cứu, báo cáo.\n")
    assert (task.section, task.lead) == ("III.2", ("Bộ Tài chính",))


def test_list_of_actors_broken_off_after_a_number() -> None:
    (task,) = read(
        f"{HEAD}3. Các bộ, cơ quan ngang bộ;\nỦy ban nhân dân tỉnh Phú Thọ căn cứ nhiệm vụ được giao rà soát.\n"
    )
    assert task.lead == ("Các bộ, cơ quan ngang bộ", "Ủy ban nhân dân tỉnh Phú Thọ")


def test_lines_that_name_the_actor_of_a_heading_that_tells_work() -> None:
    body = (
        "II. NỘI DUNG\n1. Xây dựng cổng thông tin\n- Nội dung: cổng thông tin gồm các chuyên mục.\n"
        "- Cơ quan thực hiện: Sở Nội vụ.\n- Thời hạn ban hành: trước ngày 31/12/2025.\n"
    )
    (task,) = read(HEAD + body)
    assert (task.description, task.lead, task.deadline) == ("Xây dựng cổng thông tin", ("Sở Nội vụ",), "2025-12-31")


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        ("Trách nhiệm của Trưởng Ban Chỉ đạo", ("Trưởng Ban Chỉ đạo",)),
        ("Nghĩa vụ và trách nhiệm của các Ủy viên Ban Chỉ đạo", ("Các Ủy viên Ban Chỉ đạo",)),
        (
            "Quyền và trách nhiệm của tổ chức tín dụng, chủ đầu tư, tổ chức mua bán, xử lý nợ",
            ("Tổ chức tín dụng", "Chủ đầu tư", "Tổ chức mua bán, xử lý nợ"),
        ),
        ("Trách nhiệm của Bộ Tài chính, Bộ Y tế", ("Bộ Tài chính", "Bộ Y tế")),
    ],
)
def test_title_of_an_article_charges_with_what_stands_under_it(title: str, lead: tuple[str, ...]) -> None:
    assert leads(f"Điều 5. {title}\n1. Chỉ đạo việc xây dựng văn bản.\n2. Ký báo cáo.\n") == [lead] * 2


@pytest.mark.parametrize("title", ["NHIỆM VỤ CỦA CHƯƠNG TRÌNH", "Quyền của Bộ Y tế", "Trách nhiệm của mọi người"])
def test_titles_that_charge_nobody(title: str) -> None:
    assert leads(f"III. {title}\n1. Đổi mới phương thức.\n2. Nâng cao chất lượng.\n") == []


def test_article_counts_without_its_chapter() -> None:
    (task,) = read(f"{HEAD}Chương II\nTRÁCH NHIỆM\nĐiều 5. Sở Y tế\n1. Trình phương án.\n")
    assert task.section == "Điều 5.1"


def test_number_that_tells_its_heading_is_said_once() -> None:
    (task,) = read(f"{HEAD}II. NHIỆM VỤ\n1. Tổ chức\n1.2. Sở Y tế rà soát bộ máy.\n")
    assert task.section == "II.1.2"


@pytest.mark.parametrize(
    ("line", "lead", "coordinate"),
    [
        ("Đề nghị Sở Y tế phối hợp tuyên truyền, tham gia giám sát.", ["Sở Y tế"], []),
        ("Đề nghị Sở Y tế phối hợp với Sở Nội vụ tuyên truyền.", [], ["Sở Y tế", "Sở Nội vụ"]),
        ("Về giao cắt đường ống: Bộ Xây dựng xử lý dứt điểm.", ["Bộ Xây dựng"], []),
        ("Thứ hai, các bộ, ngành khẩn trương rà soát.", ["Các bộ, ngành"], []),
        ("Khi có dịch, cơ quan thú y có trách nhiệm báo cáo.", ["Cơ quan thú y"], []),
        ("Đối với hồ sơ đủ điều kiện thì Sở Nội vụ tổng hợp, trình duyệt.", ["Sở Nội vụ"], []),
    ],
)
def test_sentences_that_name_their_actor(line: str, lead: list[str], coordinate: list[str]) -> None:
    (task,) = read(f"{HEAD}II. NHIỆM VỤ\n1. {line}\n")
    assert (list(task.lead), list(task.coordinate)) == (lead, coordinate)


def test_work_that_others_were_given_is_no_order_to_them() -> None:
    assert leads("1. Tổng hợp kết quả các nhiệm vụ do Thủ tướng Chính phủ giao các bộ, ngành trong năm.\n") == []


def test_province_that_needs_to_act_holds_what_follows() -> None:
    body = "II. NHIỆM VỤ\nĐể đạt mục tiêu, tỉnh Phú Thọ cần tập trung các việc sau:\n1. Rà soát chỉ tiêu.\n"
    assert leads(body) == [("Tỉnh Phú Thọ",)]


def test_heading_that_tells_which_of_them_are_meant() -> None:
    body = "1. Chủ tịch Ủy ban nhân dân các tỉnh, thành phố từ Hà Tĩnh đến Lâm Đồng, trong đó có tỉnh Gia Lai:\n"
    assert leads(f"{body}a) Xây lại nhà ở.\n") == [("Ủy ban nhân dân các tỉnh, thành phố từ Hà Tĩnh đến Lâm Đồng",)]


def test_things_listed_are_no_duties() -> None:
    body = "Sở Y tế yêu cầu Sở Nội vụ:\n1. Rà soát tài liệu.\nỦy ban nhân dân tỉnh gửi kèm tài liệu gồm:\n- Sổ tay.\n"
    assert [task.description for task in read(HEAD + body)] == ["Rà soát tài liệu."]


def test_announcement_without_orders_under_it_is_the_order() -> None:
    body = "Sở Y tế đề nghị Sở Nội vụ tuyên truyền, cụ thể như sau:\n1. Thời gian qua, nhiều việc đã xong.\n"
    (task,) = read(HEAD + body)
    assert (task.lead, task.description[:16]) == (("Sở Nội vụ",), "Sở Y tế đề nghị ")


def test_order_right_behind_the_grounds() -> None:
    body = "Căn cứ Luật Nhà ở;\nĐề nghị Sở Xây dựng đánh giá nhà ở và báo cáo.\nTrên đây là ý kiến của tỉnh.\n"
    assert leads(body) == [("Sở Xây dựng",)]


def test_group_under_a_group_is_itself() -> None:
    body = "Sở Y tế yêu cầu các cơ quan, đơn vị:\n1. Trực cấp cứu.\n2. Các đơn vị báo cáo hằng ngày.\n"
    assert leads(body) == [("Các cơ quan, đơn vị",), ("Các đơn vị",)]


def test_norm_that_sets_a_term() -> None:
    body = "Điều 6. Trình tự\n1. Trong thời hạn 7 ngày, Bộ Y tế hoàn thành việc lập hồ sơ.\n"
    (task,) = read(HEAD + body, kind="Nghị định", number="1/2025/NĐ-CP")
    assert task.lead == ("Bộ Y tế",)


def test_line_that_names_lead_and_partners() -> None:
    body = (
        "III. NỘI DUNG\n1. Nâng cao nhận thức\na) Hoạt động 1\n- Nội dung: Triển khai tháng hành động.\n"
        "- Cơ quan thực hiện: Sở Nội vụ chủ trì, phối hợp với Sở Y tế và các đơn vị có liên quan.\n"
    )
    (task,) = read(HEAD + body)
    assert (task.lead, task.coordinate) == (("Sở Nội vụ",), ("Sở Y tế", "Các đơn vị có liên quan"))
    assert task.description == "Triển khai tháng hành động."


def test_points_counted_off_in_a_paragraph_charge_each_its_own() -> None:
    body = "3. Ban hành chiến lược dữ liệu: (1) Bộ Y tế ban hành trong năm; (2) Bộ Công an chủ trì, hướng dẫn.\n"
    assert leads(body) == [("Bộ Y tế",), ("Bộ Công an",)]


def test_actors_beside_each_other_in_one_sentence() -> None:
    body = "7. Sở Y tế tổng hợp báo cáo; Ủy ban nhân dân các xã, phường xây dựng kế hoạch cụ thể.\n"
    assert leads(body) == [("Sở Y tế", "Ủy ban nhân dân các xã, phường")]


def test_closing_notice_is_no_part_of_the_last_item() -> None:
    body = "3. Bộ Xây dựng chỉ đạo các nhà thầu.\nVăn phòng Chính phủ thông báo để các cơ quan biết, thực hiện./.\n"
    assert "thông báo" not in read(HEAD + body)[0].description


def test_class_with_its_field_acts_for_itself_under_another() -> None:
    body = (
        "Sở Y tế yêu cầu UBND các xã, phường:\n1. Trực cấp cứu.\n2. Cơ quan thuế ở địa phương có trách nhiệm rà soát.\n"
    )
    assert leads(body)[1] == ("Cơ quan thuế ở địa phương",)


def test_names_in_the_line_behind_their_kind() -> None:
    assert leads("Điều 5. Bộ trưởng các Bộ:\nXây dựng, Tài chính chịu trách nhiệm thi hành Nghị quyết này.\n") == [
        ("Bộ Xây dựng", "Bộ Tài chính")
    ]


def test_share_of_one_of_the_agencies_charged_together() -> None:
    body = "Giao Sở Y tế, Sở Nội vụ xây dựng quy trình như sau:\n- Sở Y tế đối với thủ tục số 3;\n"
    assert leads(body) == [("Sở Y tế",)]


def test_norm_tells_what_one_agency_asks_of_another() -> None:
    duty = "Ra quyết định; tổng hợp số liệu chi trả của cả năm trước, đề nghị Bộ Y tế cấp tiền."
    body = f"Điều 7. Thẩm quyền\n1. {duty}\n"
    assert read(HEAD + body, kind="Nghị định", number="1/2025/NĐ-CP") == ()


def test_class_with_its_field_acts_under_a_lead_in() -> None:
    body = "Sở Y tế yêu cầu Sở Nội vụ thực hiện như sau:\n- Rà soát danh sách.\n- Cơ quan y tế kiểm tra bệnh án.\n"
    assert leads(body) == [("Sở Nội vụ",), ("Cơ quan y tế",)]
