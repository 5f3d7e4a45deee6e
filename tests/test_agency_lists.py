"""Lists of agencies and groups with what tells which are meant: members of a head, places, owners, ranks."""

from __future__ import annotations

import pytest

from loaders.dictionary import meant
from loaders.extract import agencies
from loaders.extract.agency_home import naming
from loaders.extract.agency_runs import runs
from ontology.model import Assertion, Metadata


def names(text: str) -> list[str]:
    return [mention.name for mention in agencies.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a second noun stands beside the head of the members
        ("Các Bộ, cơ quan: Tài chính, Y tế, Tập đoàn Hóa chất Việt Nam lập đề án", [
            "Bộ Tài chính", "Bộ Y tế", "Tập đoàn Hóa chất Việt Nam",
        ]),
        ("các Bộ, ngành: Nội vụ, Thanh tra Chính phủ, Tư pháp rà soát", [
            "Bộ Nội vụ", "Thanh tra Chính phủ", "Bộ Tư pháp",
        ]),
        ("các Bộ, cơ quan Tài chính, Nội vụ báo cáo", ["Bộ Tài chính", "Bộ Nội vụ"]),
        ("các bộ, cơ quan tài chính báo cáo", ["Các bộ, cơ quan tài chính"]),
        ("Giám đốc các Sở, ngành: Y tế, Công an tỉnh, Tư pháp", ["Sở Y tế", "Công an tỉnh", "Sở Tư pháp"]),
        # places named behind "trực thuộc Trung ương", and none named
        ("UBND các tỉnh, thành phố trực thuộc Trung ương: Sơn La, Huế lập", [
            "Ủy ban nhân dân tỉnh Sơn La", "Ủy ban nhân dân thành phố Huế",
        ]),
        ("UBND các tỉnh, thành phố lập", ["Ủy ban nhân dân các tỉnh, thành phố"]),
        # a verb with a capital is no place
        ("Chủ tịch UBND các tỉnh, thành phố Khẩn trương lập", ["Ủy ban nhân dân các tỉnh, thành phố"]),
        ("UBND thành phố Vinh khẩn trương lập", ["Ủy ban nhân dân thành phố Vinh"]),
        # owners
        ("Thủ trưởng các đơn vị thuộc, trực thuộc Bộ lập", ["Các đơn vị thuộc, trực thuộc Bộ"]),
        ("các cơ quan, đơn vị thuộc, trực thuộc và Bộ Y tế", ["Các cơ quan, đơn vị thuộc, trực thuộc", "Bộ Y tế"]),
        ("các đơn vị trực thuộc Sở lập", ["Các đơn vị trực thuộc Sở"]),
        ("với cơ quan chức năng của Bộ Y tế", ["Cơ quan chức năng của Bộ Y tế"]),
        ("các bộ, cơ quan ngang bộ, cơ quan trực thuộc Chính phủ", [
            "Các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ"
        ]),
        ("các cơ quan trực thuộc Chính phủ lập", ["Các cơ quan thuộc Chính phủ"]),
        # where the members of a group are
        ("các cơ quan, đơn vị đóng trên địa bàn tỉnh Sơn La lập", [
            "Các cơ quan, đơn vị đóng trên địa bàn tỉnh Sơn La"
        ]),
        ("các cơ quan thông tin, báo chí của thành phố Huế đăng", ["Các cơ quan thông tin, báo chí của thành phố Huế"]),
        ("cơ quan y tế ở địa phương lập", ["Cơ quan y tế ở địa phương"]),
        ("Thường trực HĐND và UBND tỉnh", ["Thường trực Hội đồng nhân dân tỉnh", "Ủy ban nhân dân tỉnh"]),
        ("các cơ quan có thẩm quyền xử lý", ["Các cơ quan có thẩm quyền"]),
        ("các địa phương, cơ quan chủ quản các dự án lập", ["Các địa phương, cơ quan chủ quản các dự án"]),
        ("các cơ quan quản lý KCN lập", ["Các cơ quan quản lý KCN"]),
        ("Trưởng ban Ban Quản lý trình Sở Y tế", ["Ban Quản lý", "Sở Y tế"]),
        ("Trưởng các Ban Quản lý lập", ["Các ban quản lý"]),
        # ranks: one command of several ranks, small letters, communes as written
        ("Ban Chỉ huy Phòng thủ dân sự cấp tỉnh, cấp xã trực", ["Ban Chỉ huy Phòng thủ dân sự cấp tỉnh, cấp xã"]),
        ("giao công an cấp tỉnh lập", ["Công an cấp tỉnh"]),
        ("lực lượng công an khu vực", []),
        ("Công an phường, xã, đặc khu", ["Công an phường, xã, đặc khu"]),
        ("Công an các phường, xã", ["Công an các phường, xã"]),
        ("Ủy ban nhân dân các phường, xã, đặc khu", ["Ủy ban nhân dân các phường, xã, đặc khu"]),
        # one agency of a field
        ("khi cơ quan y tế kết luận", ["Cơ quan y tế"]),
        ("khi các cơ quan y tế kết luận", ["Các cơ quan y tế"]),
        # small words and commas within a name
        ("Tổng công ty Truyền tải điện quốc gia lập", ["Tổng công ty Truyền tải điện quốc gia"]),
        ("Vụ trưởng Vụ Tài chính - Kinh tế ngành, Chánh Văn phòng Bộ", [
            "Vụ Tài chính - Kinh tế ngành", "Văn phòng Bộ"]),
        ("Vụ trưởng Vụ Kế hoạch, Tài chính, Cục trưởng Cục Trồng trọt", ["Vụ Kế hoạch, Tài chính", "Cục Trồng trọt"]),
        ("Trưởng ban Ban Quản lý Khu kinh tế mở Hòa Bắc chịu", ["Ban Quản lý Khu kinh tế mở Hòa Bắc"]),
        ("Ban Quản lý Khu kinh tế mở rộng địa bàn", ["Ban Quản lý Khu kinh tế"]),
        ("Sở Nội vụ/Sở Tư pháp lập", ["Sở Nội vụ", "Sở Tư pháp"]),
    ],
)  # fmt: skip
def test_found(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cơ quan, địa phương liên quan", ["Cơ quan, địa phương liên quan"]),
        ("Sở Y tế và cơ quan, địa phương liên quan", ["Sở Y tế", "Cơ quan, địa phương liên quan"]),
        ("các sở, ngành, UBND xã, đơn vị liên quan", [
            "Các sở, ban, ngành cấp tỉnh", "Ủy ban nhân dân xã", "Các đơn vị liên quan",
        ]),
        ("Thủ trưởng cơ quan, đơn vị liên quan", ["Các cơ quan, đơn vị liên quan"]),
        ("CƠ QUAN, ĐƠN VỊ LIÊN QUAN", ["Các cơ quan, đơn vị liên quan"]),
    ],
)  # fmt: skip
def test_items_of_a_cell_stand_as_written(text: str, expected: list[str]) -> None:
    assert agencies.listed(text) == expected


def test_a_group_keeps_the_province_that_tells_its_members() -> None:
    issuer = Assertion(value="Ủy ban nhân dân thành phố Hà Nội", start=0, end=1, rule="", confidence=1.0)
    named = naming(Metadata(place="Hà Nội", issuer=issuer))
    assert named("Công an thành phố Hà Nội") == "Công an thành phố"
    assert named("Địa phương") == "Các địa phương"
    group = "Các cơ quan, đơn vị đóng trên địa bàn thành phố Hà Nội"
    assert named(group) == group


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Các tỉnh Sơn La, Lào Cai rà soát quy hoạch.", ("Tỉnh Sơn La", "Tỉnh Lào Cai")),
        ("Các tỉnh, thành phố: Sơn La, Huế rà soát quy hoạch.", ("Tỉnh Sơn La", "Thành phố Huế")),
        (
            "Các tỉnh, thành phố trực thuộc Trung ương: Sơn La, Huế rà soát quy hoạch.",
            ("Tỉnh Sơn La", "Thành phố Huế"),
        ),
        ("Tỉnh Sơn La cần rà soát quy hoạch.", ("Tỉnh Sơn La",)),
    ],
)
def test_provinces_act_each_by_itself(text: str, expected: tuple[str, ...]) -> None:
    (run,) = runs(text)
    assert run.names == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Số Thông tin và Truyền thông", "Sở Thông tin và Truyền thông"),
        ("Uy ban nhân dân tỉnh Quảng Trị", "Ủy ban nhân dân tỉnh Quảng Trị"),
        ("Ủy ban nhân dân các phường, xã, đặc khu", "Ủy ban nhân dân các phường, xã, đặc khu"),
        ("Trung tâm Khuyến nông Tân Lập", "Trung tâm Khuyến nông Tân Lập"),
    ],
)
def test_a_misread_name_of_the_registry_has_its_own_marks(name: str, expected: str) -> None:
    assert meant(name) == expected
