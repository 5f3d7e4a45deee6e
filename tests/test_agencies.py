"""Recognising agencies: names, heads who stand for them, levels, groups, lists, and what is no agency."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from loaders.extract import agencies
from ontology import authority

QUANG_TRI = authority.place("Quảng Trị", date(2023, 1, 1))
HA_NOI = authority.place("Hà Nội", date(2023, 1, 1))
DISTRICTS = "Ủy ban nhân dân các huyện, thị xã, thành phố"
COMMUNES = "Ủy ban nhân dân các xã, phường, thị trấn"
DEPARTMENTS = "Các sở, ban, ngành cấp tỉnh"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # single names and their spellings
        ("Sở Nội vụ", ["Sở Nội vụ"]),
        ("SỞ NỘI VỤ", ["Sở Nội vụ"]),
        ("Sở Văn hoá, Thể thao và Du lịch", ["Sở Văn hóa, Thể thao và Du lịch"]),
        ("Sở Công -Thương", ["Sở Công Thương"]),
        ("Sở TT&TT; Sở KH & ĐT", ["Sở Thông tin và Truyền thông", "Sở Kế hoạch và Đầu tư"]),
        ("Uỷ ban nhân dân tỉnh", ["Ủy ban nhân dân tỉnh"]),
        ("VP UBND tỉnh", ["Văn phòng Ủy ban nhân dân tỉnh"]),
        ("Toà án nhân dân tỉnh", ["Tòa án nhân dân tỉnh"]),
        ("Đài phát thanh truyền hình tỉnh", ["Đài Phát thanh và Truyền hình tỉnh"]),
        ("Ủy ban MTTQVN tỉnh", ["Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"]),
        ("Công an Thành phố", ["Công an thành phố"]),
        # lists
        ("Văn phòng UBND tỉnh; Sở Nội vụ;", ["Văn phòng Ủy ban nhân dân tỉnh", "Sở Nội vụ"]),
        ("- Bộ Nội vụ;\n- Thường trực Tỉnh ủy (b/c);\n", ["Bộ Nội vụ", "Thường trực Tỉnh ủy"]),
        (
            "8. Báo Quảng Trị, Đài Phát thanh - Truyền hình tỉnh, các cơ quan thông tin đại chúng",
            ["Báo Quảng Trị", "Đài Phát thanh và Truyền hình tỉnh", "Các cơ quan thông tin đại chúng"],
        ),
        ("Báo Quảng Trị và Đài PT-TH tỉnh", ["Báo Quảng Trị", "Đài Phát thanh và Truyền hình tỉnh"]),
        ("Sở KH&CN (chủ trì), Công an tỉnh", ["Sở Khoa học và Công nghệ", "Công an tỉnh"]),
        (
            "Cục trưởng Cục Quản lý, giám sát bảo hiểm, Cục trưởng Cục Công nghệ thông tin và Chuyển đổi số",
            ["Cục Quản lý, giám sát bảo hiểm", "Cục Công nghệ thông tin và Chuyển đổi số"],
        ),
        # names that share a head or a level
        (
            "Ban Quản lý các Khu công nghiệp, UBND các xã, phường",
            ["Ban Quản lý các Khu công nghiệp", "Ủy ban nhân dân các xã, phường"],
        ),
        ("Các Sở: Nội vụ, Tài chính và Tư pháp", ["Sở Nội vụ", "Sở Tài chính", "Sở Tư pháp"]),
        ("các Bộ: Tài chính, Công an", ["Bộ Tài chính", "Bộ Công an"]),
        ("Sở Kế hoạch và Đầu tư, Tài chính", ["Sở Kế hoạch và Đầu tư", "Sở Tài chính"]),
        (
            "Các cơ quan Công an tỉnh, Cục thuế, Cục Hải quan, Bảo hiểm xã hội, Kho bạc nhà nước tỉnh",
            ["Công an tỉnh", "Cục Thuế tỉnh", "Cục Hải quan tỉnh", "Bảo hiểm xã hội tỉnh", "Kho bạc Nhà nước tỉnh"],
        ),
        (
            "HĐND, UBND các tỉnh, thành phố trực thuộc trung ương",
            [
                "Hội đồng nhân dân các tỉnh, thành phố trực thuộc trung ương",
                "Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương",
            ],
        ),
        # levels and places
        ("UBND các huyện, thành phố, thị xã", [DISTRICTS]),
        ("Chủ tịch Ủy ban nhân dân huyện, thành phố", [DISTRICTS]),
        ("UBND cấp huyện, cấp xã", [DISTRICTS, "Ủy ban nhân dân cấp xã"]),
        ("UBND xã, phường", ["Ủy ban nhân dân các xã, phường"]),
        ("UBND các xã, phường, đặc khu Cồn Cỏ", ["Ủy ban nhân dân các xã, phường, đặc khu Cồn Cỏ"]),
        (
            "UBND thành phố Đông Hà, thị xã Quảng Trị",
            ["Ủy ban nhân dân thành phố Đông Hà", "Ủy ban nhân dân thị xã Quảng Trị"],
        ),
        (
            "UBND các huyện: Hướng Hóa, Đakrông và thị xã Quảng Trị",
            [
                "Ủy ban nhân dân huyện Hướng Hóa",
                "Ủy ban nhân dân huyện Đakrông",
                "Ủy ban nhân dân thị xã Quảng Trị",
            ],
        ),
        (
            "UBND các tỉnh, thành phố: Hà Tĩnh, Huế",
            ["Ủy ban nhân dân tỉnh Hà Tĩnh", "Ủy ban nhân dân thành phố Huế"],
        ),
        # heads stand for their agency
        ("Giám đốc Công an tỉnh", ["Công an tỉnh"]),
        ("Chánh Văn phòng Bộ, Chánh Thanh tra Bộ", ["Văn phòng Bộ", "Thanh tra Bộ"]),
        ("Vụ trưởng Vụ Kế hoạch - Tài chính", ["Vụ Kế hoạch - Tài chính"]),
        ("Thủ trưởng các sở, ban, ngành trực thuộc Ủy ban nhân dân tỉnh", [DEPARTMENTS]),
        ("Trưởng các phòng, đơn vị trực thuộc Sở", ["Các phòng, đơn vị trực thuộc Sở"]),
        (
            "Bộ trưởng, Thủ trưởng cơ quan ngang bộ, cơ quan thuộc Chính phủ",
            ["Các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ"],
        ),
        (
            "Các Bộ trưởng, Thủ trưởng cơ quan ngang bộ, Thủ trưởng cơ quan thuộc Chính phủ",
            ["Các bộ, cơ quan ngang bộ", "Các cơ quan thuộc Chính phủ"],
        ),
        # honorifics before the titles of heads are no part of a name
        (
            "Các đồng chí Bộ trưởng, Thủ trưởng cơ quan ngang Bộ, cơ quan thuộc Chính phủ",
            ["Các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ"],
        ),
        ("đồng chí Giám đốc Sở Nội vụ", ["Sở Nội vụ"]),
        ("các ông (bà): Chánh Văn phòng UBND tỉnh", ["Văn phòng Ủy ban nhân dân tỉnh"]),
        # offices of committees, and committees called by a number
        ("Văn phòng Ban Chỉ huy Phòng thủ dân sự tỉnh", ["Văn phòng Ban Chỉ huy Phòng thủ dân sự tỉnh"]),
        ("Văn phòng Ban Chỉ đạo", ["Văn phòng Ban Chỉ đạo"]),
        ("Ban Chỉ huy cấp xã", ["Ban Chỉ huy cấp xã"]),
        ("Ban Chỉ đạo 389 tỉnh", ["Ban Chỉ đạo 389 tỉnh"]),
        # groups
        ("các sở, ban, ngành địa phương", [DEPARTMENTS, "Các địa phương"]),  # the comma forgotten
        ("các địa phương, đơn vị, chủ rừng", ["Các địa phương, đơn vị", "Các chủ rừng"]),
        ("các đơn vị chủ rừng", ["Các đơn vị chủ rừng"]),
        ("các bộ, ngành liên quan và địa phương", ["Các bộ, ngành liên quan", "Các địa phương"]),
        ("các bộ, ngành, địa phương", ["Các bộ, ngành, địa phương"]),
        (
            "Các sở, ban, ngành, đoàn thể, UBND các huyện, thị xã, thành phố",
            [DEPARTMENTS, "Các đoàn thể", DISTRICTS],
        ),
        ("các Sở, ban, ngành Thành phố", [DEPARTMENTS]),
        ("các sở, ngành liên quan và UBND cấp huyện", ["Các sở, ngành liên quan", DISTRICTS]),
        ("các sở, ban, ngành, địa phương", [DEPARTMENTS, "Các địa phương"]),
        ("các sở, ngành UBND cấp huyện", [DEPARTMENTS, DISTRICTS]),  # the comma forgotten
        ("các cơ quan, đơn vị, địa phương", ["Các cơ quan, đơn vị, địa phương"]),
        ("CÁC CƠ QUAN, ĐƠN VỊ", ["Các cơ quan, đơn vị"]),
        ("mỗi phòng, ban, đơn vị", ["Các phòng, ban, đơn vị"]),
        ("Chính quyền cấp huyện, cấp xã", ["Chính quyền cấp huyện, cấp xã"]),
        ("Cấp ủy đảng các sở, ban, ngành", ["Cấp ủy đảng các sở, ban, ngành"]),
        (
            "Các cơ quan, đơn vị quy định tại Điều 2 Quyết định này",
            ["Các cơ quan, đơn vị quy định tại Điều 2 Quyết định này"],
        ),
        ("Các chủ rừng là tổ chức", ["Các chủ rừng là tổ chức"]),
        # names of no registry
        ("Phòng Hành chính - Tổ chức; Phòng Nội chính", ["Phòng Hành chính - Tổ chức", "Phòng Nội chính"]),
        ("Trung tâm Kiểm soát bệnh tật tỉnh", ["Trung tâm Kiểm soát bệnh tật tỉnh"]),
        (
            "Ban Biên tập Trang Thông tin điện tử Văn phòng UBND tỉnh",
            ["Ban Biên tập Trang Thông tin điện tử Văn phòng UBND tỉnh"],
        ),
        ("Doanh nghiệp đồng hành", ["Doanh nghiệp đồng hành"]),
    ],
)
def test_listed(text: str, expected: list[str]) -> None:
    assert agencies.listed(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "thực hiện cơ chế một cửa, một cửa liên thông",
        "xây dựng Chính phủ điện tử, Chính phủ số",
        "trên Cổng Dịch vụ công quốc gia",
        "tại Bộ phận một cửa",
        "ban hành bộ tiêu chí, bộ chỉ số",
        "quyền sở hữu trên cơ sở dữ liệu",
        "cán bộ, công chức toàn bộ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "THỰC HIỆN NHIỆM VỤ TRỌNG TÂM",
        "Ban hành kèm theo",
        "đại biểu Quốc hội",
        "xã Tân Hội Trung và phường Trường Vinh",
        "phòng, chống tham nhũng",
        "Hội nghị giao ban báo chí",
        "tổ chức, cá nhân",
        "người dân và doanh nghiệp",
        "",
    ],
)
def test_no_agency(text: str) -> None:
    assert agencies.find(text) == []


def test_find_gives_names_and_spans_in_order() -> None:
    text = "Giao Giám đốc Sở Nội vụ chủ trì, phối hợp với các sở, ban, ngành, UBND cấp huyện và Bộ Tài chính."
    found = agencies.find(text)
    assert [(mention.name, text[mention.start : mention.end]) for mention in found] == [
        ("Sở Nội vụ", "Giám đốc Sở Nội vụ"),
        (DEPARTMENTS, "các sở, ban, ngành"),
        (DISTRICTS, "UBND cấp huyện"),
        ("Bộ Tài chính", "Bộ Tài chính"),
    ]


def test_a_name_goes_on_behind_a_line_end() -> None:
    (mention,) = agencies.find("của Văn phòng UBND \n\ntỉnh về việc")
    assert mention.name == "Văn phòng Ủy ban nhân dân tỉnh"


def test_a_province_named_is_kept_with_the_name() -> None:
    (mention,) = agencies.find("theo đề nghị của Sở Nội vụ tỉnh Sơn La")
    assert (mention.name, mention.place) == ("Sở Nội vụ tỉnh Sơn La", "Sơn La")


def test_an_abbreviation_inside_another_word_hides_nothing() -> None:
    assert [m.name for m in agencies.find("các PCVP UBND tỉnh")] == ["Ủy ban nhân dân tỉnh"]


def test_two_heads_are_two_agencies() -> None:
    text = "Vụ trưởng Vụ Kế hoạch - Tài chính và Cục trưởng Cục Đăng kiểm Việt Nam"
    assert [m.name for m in agencies.find(text)] == ["Vụ Kế hoạch - Tài chính", "Cục Đăng kiểm Việt Nam"]


def test_a_name_ends_where_the_verb_begins() -> None:
    (mention,) = agencies.find("Trung tâm Khuyến nông tổ chức tập huấn")
    assert mention.name == "Trung tâm Khuyến nông"


def test_lower_case_common_nouns_need_their_level() -> None:
    assert agencies.find("người tham gia Bảo hiểm xã hội") == []
    assert [m.name for m in agencies.find("Bảo hiểm xã hội tỉnh")] == ["Bảo hiểm xã hội tỉnh"]


def test_match_begins_exactly_there() -> None:
    text = "Quyết định của UBND tỉnh Quảng Trị"
    found = agencies.match(text, text.index("UBND"))
    assert found is not None
    assert (found.name, text[found.start : found.end]) == ("Ủy ban nhân dân tỉnh Quảng Trị", "UBND tỉnh Quảng Trị")
    assert agencies.match(text, 0) is None
    assert agencies.match(text, text.index("BND")) is None
    assert agencies.match(text, len(text)) is None


def test_match_takes_the_term_of_a_committee_along() -> None:
    text = "của Ban Chấp hành Trung ương Đảng khóa XII về"
    found = agencies.match(text, 4)
    assert found is not None
    assert (found.name, text[found.start : found.end][-8:]) == ("Ban Chấp hành Trung ương Đảng", "khóa XII")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("UBND tỉnh", "Ủy ban nhân dân tỉnh Quảng Trị"),
        ("ỦY BAN NHÂN DÂN TỈNH QUẢNG TRỊ", "Ủy ban nhân dân tỉnh Quảng Trị"),
        ("Sở Nội vụ", "Sở Nội vụ tỉnh Quảng Trị"),
        ("Công an tỉnh Sơn La", "Công an tỉnh Sơn La"),
        ("Tỉnh uỷ", "Tỉnh ủy Quảng Trị"),
        ("Chính phủ", "Chính phủ"),
        ("của Bộ trưởng Bộ Công an", "Bộ Công an"),
        ("liên Bộ Tài chính - Bộ Nội vụ", "Bộ Tài chính, Bộ Nội vụ"),
        ("Đại hội Đảng bộ tỉnh lần thứ XVII", "Đại hội Đảng bộ tỉnh Quảng Trị lần thứ XVII"),
        ("người dân", None),
        ("", None),
    ],
)
def test_issuer_in_a_province(words: str, expected: str | None) -> None:
    assert agencies.issuer(words, QUANG_TRI) == expected


def test_issuer_in_a_city() -> None:
    assert agencies.issuer("UBND Thành phố", HA_NOI) == "Ủy ban nhân dân thành phố Hà Nội"
    assert agencies.issuer("UBND Thành phố") == "Ủy ban nhân dân thành phố"


def test_spans_never_overlap() -> None:
    text = (
        "Sở Nội vụ, các sở, ngành; UBND các xã, phường; Chủ tịch UBND cấp huyện, cấp xã và Thủ trưởng các đơn vị. " * 5
    )
    found = agencies.find(text)
    assert len(found) == 30
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_office_of_a_committee_ends_before_its_verb() -> None:
    (mention, *_) = agencies.find("Văn phòng Ban Chỉ đạo xây dựng kế hoạch kiểm tra")
    assert mention.name == "Văn phòng Ban Chỉ đạo"
