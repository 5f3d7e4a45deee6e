"""Tables of tasks in the shapes that people and converters give them; and tables that are none."""

from __future__ import annotations

import pytest

from loaders.extract import tasks
from loaders.normalize import normalize
from loaders.segment import segment
from ontology.model import Assertion, Metadata, Task

HEAD = "ỦY BAN NHÂN DÂN\nTỈNH X\nSố: 1/KH-UBND\nKẾ HOẠCH\nThực hiện chuyển đổi số năm 2026\n\nPHỤ LỤC\n\n"
NAMES = "| STT | Nội dung | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian |\n"


def said(value: str) -> Assertion:
    return Assertion(value=value, start=0, end=1, rule="test", confidence=1.0)


def read(table: str) -> tuple[Task, ...]:
    metadata = Metadata(type=said("Kế hoạch"), number=said("1/KH-UBND"), date=said("2026-01-05"))
    source = HEAD + table
    found = tasks.read(segment(normalize(source)), metadata)
    for task in found:
        assert " ".join(source[task.start : task.end].split()) == task.description
    return found


def who(table: str) -> list[tuple[tuple[str, ...], tuple[str, ...], str | None]]:
    return [(task.lead, task.coordinate, task.deadline) for task in read(table)]


@pytest.mark.parametrize(
    ("work", "lead", "partner", "time"),
    [
        ("Nội dung công việc", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn"),
        ("Nhiệm vụ cụ thể", "Cơ quan thực hiện", "Phối hợp", "Tiến độ"),
        ("Tên nhiệm vụ", "Cơ quan, đơn vị chịu trách nhiệm", "Cơ quan, đơn vị phối hợp", "Thời gian hoàn thành"),
        ("Nhiệm vụ, giải pháp", "Chủ trì", "Cơ quan phối hợp thực hiện", "Lộ trình"),
        ("Hoạt động", "Đơn vị đầu mối", "Đơn vị phối hợp", "Hoàn thành"),
        ("Công việc", "Phân công thực hiện", "Phối hợp thực hiện", "Thời điểm hoàn thành"),
        ("Tên văn bản", "Cơ quan chủ trì soạn thảo", "Cơ quan phối hợp", "Thời gian trình"),
        ("Nội dung", "Cơ quan/đơn vị chủ trì[1]", "Cơ quan/đơn vị phối hợp", "Thời gian thực hiện"),
    ],
)
@pytest.mark.parametrize("layout", ["pipes", "tabs", "lines"])
def test_names_of_columns(work: str, lead: str, partner: str, time: str, layout: str) -> None:
    rows = [
        ["TT", work, lead, partner, time],
        ["1", "Rà soát quy trình nội bộ của tỉnh", "Sở Nội vụ", "Sở Tài chính", "Quý I/2026"],
        ["2", "Tập huấn cán bộ cấp xã", "Sở Tài chính", "Sở Nội vụ", "Thường xuyên"],
    ]
    joined = {"pipes": " | ", "tabs": "\t", "lines": "\n\n"}[layout]
    shown = [f"| {joined.join(row)} |" if layout == "pipes" else joined.join(row) for row in rows]
    assert who(("\n\n" if layout == "lines" else "\n").join(shown) + "\n") == [
        (("Sở Nội vụ",), ("Sở Tài chính",), "2026-Q1"),
        (("Sở Tài chính",), ("Sở Nội vụ",), None),
    ]


def test_two_rows_of_names_with_spanned_cells_left_empty() -> None:
    assert who(
        "| STT | Nội dung | Đơn vị thực hiện |  | Thời gian |\n|  |  | Chủ trì | Phối hợp |  |\n"
        "| 1 | Rà soát quy trình | Sở Nội vụ | Sở Y tế | Tháng 6/2026 |\n"
    ) == [(("Sở Nội vụ",), ("Sở Y tế",), "2026-06")]


def test_two_rows_of_names_with_spanned_cells_left_out() -> None:
    assert who(
        "| STT | Nội dung | Đơn vị thực hiện | Thời gian |\n| Chủ trì | Phối hợp |\n"
        "| 1 | Rà soát quy trình | Sở Nội vụ | Sở Y tế | Tháng 6/2026 |\n"
    ) == [(("Sở Nội vụ",), ("Sở Y tế",), "2026-06")]


def test_title_over_the_names_of_the_columns() -> None:
    assert who(
        "| DANH MỤC NHIỆM VỤ NĂM 2026 |  |  |  |  |\n" + NAMES + "| 1 | Rà soát | Sở Nội vụ | Sở Y tế | 2026 |\n"
    ) == [(("Sở Nội vụ",), ("Sở Y tế",), "2026")]


def test_empty_cells_carry_what_stands_above() -> None:
    found = read(
        NAMES + "| 1 | Rà soát quy trình | Sở Nội vụ | Sở Y tế | Quý I/2026 |\n| 2 | Công bố kết quả |  |  |  |\n"
        "| 3 | Báo cáo kết quả | -nt- |  | Quý II/2026 |\n"
    )
    assert [(t.lead, t.deadline) for t in found] == [
        (("Sở Nội vụ",), "2026-Q1"),
        (("Sở Nội vụ",), "2026-Q1"),
        (("Sở Nội vụ",), "2026-Q2"),
    ]
    assert found[0].confidence >= 0.9 > found[1].confidence


def test_titles_within_a_table_are_sections() -> None:
    found = read(
        NAMES + "| I | THỂ CHẾ |  |  |  |\n| 1 | Rà soát quy trình | Sở Nội vụ |  | 2026 |\n"
        "| 2 | Nhóm đào tạo |  |  |  |\n| 2.1 | Tập huấn cấp xã | Sở Y tế |  | 2026 |\n"
    )
    assert [(t.lead, t.section) for t in found] == [(("Sở Nội vụ",), "PHỤ LỤC.I.1"), (("Sở Y tế",), "PHỤ LỤC.2.2.1")]


@pytest.mark.parametrize(
    ("cell", "lead", "coordinate"),
    [
        ("Chủ trì: Sở Y tế; phối hợp: Sở Nội vụ, Công an tỉnh", ("Sở Y tế",), ("Sở Nội vụ", "Công an tỉnh")),
        ("Sở Y tế (chủ trì), Sở Nội vụ (phối hợp)", ("Sở Y tế",), ("Sở Nội vụ",)),
        ("Sở Y tế chủ trì, phối hợp với Sở Nội vụ", ("Sở Y tế",), ("Sở Nội vụ",)),
        ("- Sở Y tế - Sở Nội vụ", ("Sở Y tế", "Sở Nội vụ"), ()),
        ("Sở Y tế<br>Sở Nội vụ", ("Sở Y tế", "Sở Nội vụ"), ()),
        ("Sở Y tế/Sở Nội vụ", ("Sở Y tế", "Sở Nội vụ"), ()),
    ],
)
def test_roles_within_a_cell(cell: str, lead: tuple[str, ...], coordinate: tuple[str, ...]) -> None:
    assert who(f"| TT | Nhiệm vụ | Đơn vị thực hiện | Thời gian |\n| 1 | Rà soát quy trình | {cell} | 2026 |\n") == [
        (lead, coordinate, "2026")
    ]


def test_lead_and_partners_in_one_column() -> None:
    (task,) = read(
        "| TT | Nhiệm vụ | Cơ quan chủ trì, phối hợp | Thời gian |\n"
        "| 1 | Rà soát quy trình | Sở Y tế; Sở Nội vụ | 2026 |\n"
    )
    assert (task.lead, task.coordinate) == (("Sở Y tế",), ("Sở Nội vụ",))
    assert task.confidence < 0.9


def test_lists_in_cells_that_stand_one_a_line() -> None:
    assert who(
        "STT\n\nTên nhiệm vụ\n\nNội dung chính\n\nCơ quan chủ trì\n\nCơ quan phối hợp\n\nTình trạng\n\nThời gian\n\n"
        "1\n\nXây dựng nền tảng họp\n\n- Khảo sát nhu cầu của các xã.\n\n- Sản phẩm: Nền tảng được dùng chung.\n\n"
        "Sở Khoa học và Công nghệ\n\n- Sở Nội vụ;\n\n- Sở Tài chính;\n\n- Công an tỉnh\n\nLàm mới\n\n2026 - 2027\n\n"
        "2\n\nTập huấn cán bộ\n\n- Mở các lớp theo nhóm việc.\n\nSở Nội vụ\n\nCác cơ quan liên quan\n\nLàm mới\n\n"
        "Quý II/2026\n\nNơi nhận:\n"
    ) == [
        (("Sở Khoa học và Công nghệ",), ("Sở Nội vụ", "Sở Tài chính", "Công an tỉnh"), "2027"),
        (("Sở Nội vụ",), ("Các cơ quan liên quan",), "2026-Q2"),
    ]


def test_names_of_columns_again_on_a_new_page() -> None:
    rows = ["1", "Rà soát quy trình", "Sở Nội vụ", "Sở Y tế", "Quý I/2026", "2", "Tập huấn", "Sở Y tế", "Sở Nội vụ"]
    names = ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian"]
    more = ["Quý II/2026", *names, "3", "Báo cáo", "Công an tỉnh", "Sở Y tế", "Quý III/2026"]
    last = ["4", "Công khai", "Sở Y tế", "Sở Nội vụ", "Quý IV/2026"]
    assert [lead for lead, _, _ in who("\n\n".join([*names, *rows, *more, *last]) + "\n\nNơi nhận:\n")] == [
        ("Sở Nội vụ",),
        ("Sở Y tế",),
        ("Công an tỉnh",),
        ("Sở Y tế",),
    ]


def test_a_table_goes_on_behind_a_page_without_its_names() -> None:
    assert [
        lead
        for lead, _, _ in who(
            NAMES + "| 1 | Rà soát quy trình | Sở Nội vụ | Sở Y tế | 2026 |\n\nỦy ban nhân dân tỉnh X\n\n"
            "| 2 | Tập huấn | Sở Y tế | Sở Nội vụ | 2026 |\n| 3 | Báo cáo | Công an tỉnh | Sở Y tế | 2026 |\n"
        )
    ] == [("Sở Nội vụ",), ("Sở Y tế",), ("Công an tỉnh",)]


def test_rows_broken_within_their_cells() -> None:
    assert who(
        NAMES + "| 1 | Rà soát quy trình\nnội bộ của tỉnh | Sở Nội vụ | Sở Y tế;\nCông an tỉnh | Quý I/2026 |\n"
        "| 2 | Tập huấn | Sở Y tế | Sở Nội vụ | 2026 |\n"
    ) == [(("Sở Nội vụ",), ("Sở Y tế", "Công an tỉnh"), "2026-Q1"), (("Sở Y tế",), ("Sở Nội vụ",), "2026")]


@pytest.mark.parametrize(
    ("situation", "table"),
    [
        (
            "procedures",
            (
                "| TT | Tên thủ tục hành chính | Nội dung sửa đổi | Cơ quan thực hiện |\n"
                "| 1 | Cấp phép xây dựng | Giảm hồ sơ | Sở Xây dựng |\n"
            ),
        ),
        (
            "steps of a procedure",
            (
                "| Bước | Nội dung công việc | Đơn vị thực hiện | Thời gian |\n"
                "| 1 | Nhận hồ sơ | Bộ phận Một cửa | 0,5 ngày |\n| 2 | Thẩm định hồ sơ | Phòng Nghiệp vụ | 04 giờ |\n"
            ),
        ),
        (
            "hours that steps take, one cell a line",
            (
                "TT\n\nCơ quan thực hiện\n\nNội dung công việc\n\nThời gian\n\n1\n\nTrung tâm Hành chính công\n\n"
                "Nhận\n\n0,5 ngày\n\n2\n\nSở Nội vụ\n\nThẩm định hồ sơ\n\n10 ngày\n\n3\n\nUBND tỉnh\n\nKý\n\n2 ngày\n"
            ),
        ),
        (
            "prices",
            "| TT | Nội dung | Đơn vị tính | Mức chi | Đơn vị thực hiện |\n| 1 | Tập huấn | Lớp | 5.000 | Sở |\n",
        ),
        (
            "staff",
            "| TT | Họ và tên | Chức vụ | Nhiệm vụ | Đơn vị thực hiện |\n| 1 | A | Phó | Giúp việc | Sở Y tế |\n",
        ),
        ("names of columns only", NAMES + "| (1) | (2) | (3) | (4) | (5) |\n"),
        ("nobody named", NAMES + "| 1 | Rà soát quy trình |  |  | 2026 |\n"),
        (
            "what was done",
            (
                "| TT | Nhiệm vụ | Cơ quan chủ trì | Thời hạn | Kết quả thực hiện |\n"
                "| 1 | Rà soát | Sở Y tế | 2026 | Đã hoàn thành |\n| 2 | Tập huấn | Sở Y tế | 2026 | Đang thực hiện |\n"
            ),
        ),
    ],
)
def test_tables_of_other_things(situation: str, table: str) -> None:
    assert read(table) == (), situation
