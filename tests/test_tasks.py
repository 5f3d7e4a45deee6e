"""Tasks: who is charged, in which role, by what time; and what is no task."""

from __future__ import annotations

import pytest

from loaders.extract import tasks
from loaders.normalize import normalize
from loaders.segment import segment
from ontology.model import Assertion, Metadata, Task

HEAD = "ỦY BAN NHÂN DÂN\nTỈNH X\nSố: 1/KH-UBND\nKẾ HOẠCH\nThực hiện cải cách hành chính năm 2025\n"


def said(value: str) -> Assertion:
    return Assertion(value=value, start=0, end=1, rule="test", confidence=1.0)


def read(body: str, *, kind: str = "Kế hoạch", number: str = "1/KH-UBND", title: str | None = None) -> tuple[Task, ...]:
    metadata = Metadata(
        type=said(kind),
        number=said(number),
        date=said("2025-01-02"),
        issuer=said("Ủy ban nhân dân tỉnh X"),
        title=said(title) if title else None,
    )
    source = HEAD + body
    found = tasks.read(segment(normalize(source)), metadata)
    for task in found:
        assert " ".join(source[task.start : task.end].split()) == task.description
    return found


def only(body: str) -> Task:
    (task,) = read(body)
    return task


def test_items_under_a_heading_of_an_agency() -> None:
    found = read("IV. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ\n- Rà soát quy trình.\n- Báo cáo trước ngày 30/11/2025.")
    assert [(t.lead, t.deadline, t.section) for t in found] == [
        (("Sở Nội vụ",), None, "IV.1"),
        (("Sở Nội vụ",), "2025-11-30", "IV.1"),
    ]


def test_heading_of_several_agencies_makes_each_a_lead() -> None:
    task = only("1. Các sở, ban, ngành; UBND các huyện, thị xã, thành phố:\n- Xây dựng kế hoạch của đơn vị mình.")
    assert task.lead == ("Các sở, ban, ngành cấp tỉnh", "Ủy ban nhân dân các huyện, thị xã, thành phố")


def test_heading_and_duty_on_one_line() -> None:
    task = only("9. Sở Xây dựng: Chủ trì, phối hợp với Sở Tài chính tham mưu đề án.")
    assert (task.lead, task.coordinate) == (("Sở Xây dựng",), ("Sở Tài chính",))
    assert task.description.startswith("Chủ trì")


@pytest.mark.parametrize(
    ("item", "lead", "coordinate"),
    [
        ("Chủ trì, phối hợp với Sở Tài chính, Sở Tư pháp thẩm định.", ["Sở Nội vụ"], ["Sở Tài chính", "Sở Tư pháp"]),
        (
            "Đồng thời phối hợp Bộ Công an, doanh nghiệp đồng hành để xây dựng khung kiến trúc.",
            [],
            ["Sở Nội vụ", "Bộ Công an", "Doanh nghiệp đồng hành"],
        ),
        ("Phối hợp với Sở Y tế, doanh nghiệp nào vi phạm thì xử lý.", [], ["Sở Nội vụ", "Sở Y tế"]),
        ("Chủ trì, phối hợp cung cấp thông tin cho báo chí.", ["Sở Nội vụ"], []),
        ("Phối hợp với Sở Tài chính kiểm tra việc chấp hành.", [], ["Sở Nội vụ", "Sở Tài chính"]),
        ("Chủ động phối hợp với Công an tỉnh xử lý.", [], ["Sở Nội vụ", "Công an tỉnh"]),
        ("Rà soát thủ tục. Phối hợp với Công an tỉnh đăng tải thông tin.", ["Sở Nội vụ"], ["Công an tỉnh"]),
        ("Là cơ quan thường trực giúp UBND tỉnh triển khai.", ["Sở Nội vụ"], []),
    ],
)
def test_role_words_of_an_item(item: str, lead: list[str], coordinate: list[str]) -> None:
    task = only(f"2. Sở Nội vụ\n- {item}")
    assert (list(task.lead), list(task.coordinate)) == (lead, coordinate)


@pytest.mark.parametrize(
    ("line", "lead", "coordinate"),
    [
        ("3. Giao Công an tỉnh chủ trì phối hợp với Sở Tư pháp kiểm tra.", ["Công an tỉnh"], ["Sở Tư pháp"]),
        ("3. Sở Tư pháp có trách nhiệm thẩm định chặt chẽ.", ["Sở Tư pháp"], []),
        (
            "3. Thành phố Hà Nội và các tỉnh Bắc Ninh, Gia Lai đẩy nhanh tiến độ.",
            ["Thành phố Hà Nội", "Tỉnh Bắc Ninh", "Tỉnh Gia Lai"],
            [],
        ),
        ("3. Đề nghị Hội Nông dân các cấp thành phố Hà Nội giám sát.", ["Hội Nông dân các cấp"], []),
        ("3. Giao tỉnh Lâm Đồng rà soát hồ sơ.", ["Tỉnh Lâm Đồng"], []),
        ("(4) Sau khi được Quốc hội thông qua, các Bộ, cơ quan tập trung triển khai.", ["Các bộ, cơ quan"], []),
        ("3. Ban hành Quy chế (Giao Công an tỉnh tham mưu).", ["Công an tỉnh"], []),
        ("3. Trên cơ sở đề nghị của các Bộ, Bộ Tài chính khẩn trương bố trí kinh phí.", ["Bộ Tài chính"], []),
        ("UBND tỉnh yêu cầu Công an tỉnh, Sở Y tế nghiêm túc triển khai thực hiện./.", ["Công an tỉnh", "Sở Y tế"], []),
        ("Điều 2. Giao Sở Y tế căn cứ Quyết định này tổ chức thực hiện.", ["Sở Y tế"], []),
    ],
)
def test_orders_that_name_their_own_actor(line: str, lead: list[str], coordinate: list[str]) -> None:
    task = only(f"II. NHIỆM VỤ\n{line}")
    assert (list(task.lead), list(task.coordinate)) == (lead, coordinate)


def test_lead_in_governs_the_bullets_after_it() -> None:
    found = read(
        "Lãnh đạo Sở yêu cầu các phòng, đơn vị trực thuộc Sở thực hiện tốt các nhiệm vụ sau:\n"
        "- Tuyên truyền chủ trương của Đảng.\n- Văn phòng Sở chủ trì tổ chức cuộc thi.\n"
    )
    assert [t.lead for t in found] == [("Các phòng, đơn vị trực thuộc Sở",), ("Văn phòng Sở",)]


def test_paragraph_that_names_another_actor_is_a_task_of_its_own() -> None:
    found = read(
        "1. Các cơ quan, đơn vị, địa phương:\na) Thực hiện đánh giá tác động.\nSở Tư pháp thẩm định chặt chẽ thủ tục."
    )
    assert [t.lead for t in found] == [("Các cơ quan, đơn vị, địa phương",), ("Sở Tư pháp",)]


def test_paragraph_without_an_actor_goes_on_with_its_item() -> None:
    task = only("1. Sở Tư pháp:\na) Tập trung rà soát.\nBảo đảm hoàn thành trước ngày 20/12/2025.\n")
    assert task.deadline == "2025-12-20" and task.description.endswith("20/12/2025.")


def test_last_sentence_with_another_actor_is_split_off() -> None:
    found = read("1. Sở Nội vụ\n- Hoàn thiện báo cáo. Trên cơ sở đó, Sở Tư pháp tổng hợp, trình UBND tỉnh.")
    assert [(t.lead, t.description) for t in found] == [
        (("Sở Nội vụ",), "Hoàn thiện báo cáo."),
        (("Sở Tư pháp",), "Trên cơ sở đó, Sở Tư pháp tổng hợp, trình UBND tỉnh."),
    ]


def test_word_for_the_kind_repeats_the_heading() -> None:
    task = only("8. Báo Quảng Trị, Sở Y tế\n- Các cơ quan chủ động xây dựng chương trình tuyên truyền.")
    assert task.lead == ("Báo Quảng Trị", "Sở Y tế")


def test_labelled_lines() -> None:
    task = only(
        "1. Xây dựng dữ liệu\na) Nhiệm vụ: Hoàn thiện Chiến lược dữ liệu đến năm 2030.\nb) Cơ quan thực hiện:\n"
        "- Đơn vị chủ trì: Sở Khoa học và Công nghệ.\n- Đơn vị phối hợp: Sở Tài chính.\n"
        "c) Thời gian thực hiện: Hoàn thành trong năm 2025."
    )
    assert task.description == "Hoàn thiện Chiến lược dữ liệu đến năm 2030."
    assert (task.lead, task.coordinate, task.deadline) == (("Sở Khoa học và Công nghệ",), ("Sở Tài chính",), "2025")


def test_table_of_tasks() -> None:
    found = read(
        "STT\tNội dung nhiệm vụ\tCơ quan chủ trì\tCơ quan phối hợp\tThời gian hoàn thành\tSản phẩm\n"
        "I\tTuyên truyền\t\t\t\t\n"
        "1\tTham mưu công văn\tSở Nội vụ\tSở Tài chính; Sở Y tế\tQuý 1/2025\tCông văn\n"
        "2\tTổ chức đối thoại\tSở Tài chính\tSở Y tế\tThường xuyên\t\n\tgiữa lãnh đạo tỉnh và người dân\t\t\t\t\n"
    )
    assert [(t.lead, t.coordinate, t.deadline, t.deliverable) for t in found] == [
        (("Sở Nội vụ",), ("Sở Tài chính", "Sở Y tế"), "2025-Q1", "Công văn"),
        (("Sở Tài chính",), ("Sở Y tế",), None, None),
    ]
    assert [piece.text for piece in found[1].pieces] == ["giữa lãnh đạo tỉnh và người dân"]


def test_cells_lost_from_a_row_leave_the_others_in_their_columns() -> None:
    task = only(
        "| TT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian | Kết quả |\n"
        "| 1 | Xây dựng phần mềm | Sở Tài chính | Quý IV/2026 |\n"
    )
    assert (task.lead, task.coordinate, task.deadline) == (("Sở Tài chính",), (), "2026-Q4")
    assert task.confidence < 0.9


@pytest.mark.parametrize(
    "body",
    [
        "I. MỤC ĐÍCH\n- Sở Nội vụ chủ trì nhằm nâng cao nhận thức.",
        "II. NỘI DUNG\n- Nâng cao chất lượng cung ứng dịch vụ công.",
        "III. KINH PHÍ\n- Kinh phí do ngân sách nhà nước bảo đảm.",
        "1. Sở Nội vụ đã ban hành 05 văn bản.",
        "1. Vụ là tổ chức thuộc bộ, thực hiện chức năng tham mưu.",
        "1. Thực hiện theo đề nghị của Sở Nội vụ tại Tờ trình.",
        "| STT | Tên thủ tục hành chính | Cơ quan thực hiện |\n| 1 | Cấp giấy phép | Sở Xây dựng |",
        "| STT | Nội dung | Năm 2025 | Năm 2026 |\n| 1 | Thu ngân sách | 172 | 193 |",
    ],
)
def test_what_is_no_task(body: str) -> None:
    assert read(body) == ()


def test_procedures_that_a_decision_publishes_order_nobody() -> None:
    body = (
        "Điều 1. Công bố thủ tục hành chính.\nTM. ỦY BAN NHÂN DÂN\nPHỤ LỤC I\n"
        "1. Thủ tục cấp phép\n- Sở Xây dựng kiểm tra hồ sơ trong 05 ngày.\n"
    )
    title = "Về việc công bố danh mục thủ tục hành chính"
    assert read(body, kind="Quyết định", number="5/QĐ-UBND", title=title) == ()


def test_norms_charge_only_where_they_say_so() -> None:
    body = (
        "Điều 7. Thanh tra\n1. Thanh tra Chính phủ thực hiện theo quy định của luật.\n"
        "Điều 16. Trách nhiệm thi hành\nCác bộ rà soát, sắp xếp lại các đơn vị.\n"
    )
    found = read(body, kind="Nghị định", number="303/2025/NĐ-CP")
    assert [t.description for t in found] == ["Các bộ rà soát, sắp xếp lại các đơn vị."]


@pytest.mark.parametrize(
    "body",
    [
        "II. NHIỆM VỤ\n3. Thành phố Hà Nội 209 tỷ đồng.",
        "II. NHIỆM VỤ\n3. Trên địa bàn thành phố Hà Nội rà soát các dự án.",
    ],
)
def test_place_that_is_given_no_order_does_not_act(body: str) -> None:
    assert read(body) == ()


def test_subject_left_out_behind_an_adverbial_is_the_heading() -> None:
    task = only(
        "2. Sở Tài chính\na) Trên cơ sở đề xuất của các sở, chủ trì tổng hợp và phối hợp với UBND xã, phường bố trí."
    )
    assert task.lead == ("Sở Tài chính",)


def test_state_of_things_under_a_lead_in_is_no_directive() -> None:
    found = read(
        "Thủ tướng yêu cầu các bộ, ngành, địa phương thực hiện các nhiệm vụ sau:\n"
        "a) Hiện nay khối lượng hoàn thành khoảng 61%.\nb) Rà soát khối lượng còn lại.\n"
        "c) (Công điện số 225/CĐ-TTg gửi kèm theo)\n"
    )
    assert [t.description for t in found] == ["Rà soát khối lượng còn lại."]


@pytest.mark.parametrize(("result", "count"), [("Đã ban hành Kế hoạch", 0), ("Kế hoạch", 2)])
def test_table_of_work_done_is_no_list_of_tasks(result: str, count: int) -> None:
    head = "Phụ lục\n(Kèm theo Kế hoạch số 1/KH-UBND)\nSTT\tNội dung\tCơ quan chủ trì\tKết quả thực hiện\n"
    rows = f"1\tRà soát thủ tục\tSở Nội vụ\t{result}\n2\tĐăng tin\tSở Y tế\t{result}\n"
    assert len(read(head + rows)) == count
