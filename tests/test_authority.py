"""The registry of agencies: who issues what, which place is meant, who follows whom."""

from __future__ import annotations

from datetime import date

import pytest

from ontology import authority
from ontology.bodies import Body, Group, LocalBody

BEFORE, AFTER = date(2023, 5, 1), date(2025, 8, 1)
QUANG_TRI = authority.place("Quảng Trị", BEFORE)
HA_NOI = authority.place("Hà Nội", BEFORE)


@pytest.mark.parametrize(
    ("name", "day", "expected"),
    [
        ("Quảng Trị", BEFORE, "quang-tri-1989"),
        ("tỉnh Quảng Trị", AFTER, "quang-tri-2025"),
        ("quang tri", None, "quang-tri"),  # two periods, none said
        ("Huế", None, "hue-2025"),  # the only one of its name
        ("Thừa Thiên - Huế", BEFORE, "thua-thien-hue-1989"),
        ("TP. Hồ Chí Minh", BEFORE, "ho-chi-minh-1976"),
        ("TPHCM", AFTER, "ho-chi-minh-2025"),
        ("Đắc Lắc", BEFORE, "dak-lak-2004"),
        ("Hà Nội", None, "ha-noi-1976"),
        ("Hà Tây", date(2007, 1, 1), "ha-tay-1991"),
    ],
)
def test_place_by_name_and_day(name: str, day: date | None, expected: str) -> None:
    found = authority.place(name, day)
    assert found is not None
    assert found.id == expected


def test_a_district_is_no_place_of_the_registry() -> None:
    assert authority.place("Đông Hà", BEFORE) is None
    assert authority.place("Huế", BEFORE) is None  # a city of its province until 2025
    assert authority.agency_slug("Ủy ban nhân dân thành phố Huế", None, BEFORE) == "ubnd-thanh-pho-hue"


def test_provinces_before_and_after_the_mergers() -> None:
    def standing(day: date) -> int:
        return sum(
            (place.since or date.min) <= day < (place.until or date.max) for place in authority.registry().places
        )

    assert standing(BEFORE) == 63
    assert standing(date(2025, 6, 30)) == 63
    assert standing(AFTER) == 34


def test_every_merged_place_leads_to_one_that_exists() -> None:
    known = {place.id: place for place in authority.registry().places}
    for place in known.values():
        assert (place.until is None) == (place.merged_into is None)
        heir = known[place.merged_into] if place.merged_into else place
        assert (heir.since or date.min) <= (place.until or date.max)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("76/NQ-CP", "Chính phủ"),
        ("107/2020/NĐ-CP", "Chính phủ"),
        ("452/TTg-KSTT", "Thủ tướng Chính phủ"),
        ("3647/QĐ-UBND", "Ủy ban nhân dân tỉnh Quảng Trị"),
        ("2458/UBND-NC", "Ủy ban nhân dân tỉnh Quảng Trị"),
        ("12/NQ-HĐND", "Hội đồng nhân dân tỉnh Quảng Trị"),
        ("300/STTTT-TTBCXB", "Sở Thông tin và Truyền thông tỉnh Quảng Trị"),
        ("01-NQ/TU", "Tỉnh ủy Quảng Trị"),
        ("80/2015/QH13", "Quốc hội"),
        ("832/NQ-UBTVQH14", "Ủy ban Thường vụ Quốc hội"),
        ("24/2020/TT-BCA", "Bộ Công an"),
        ("18-NQ/TW", "Ban Chấp hành Trung ương Đảng"),
        ("36-HD/VPTW", "Văn phòng Trung ương Đảng"),
        ("129/2007/TTLT/BTC-BKHCN", "Bộ Tài chính, Bộ Khoa học và Công nghệ"),
        ("66/TCTCCTTHC", "Tổ công tác cải cách thủ tục hành chính của Thủ tướng Chính phủ"),
        ("SNV", "Sở Nội vụ tỉnh Quảng Trị"),
        ("1594/QĐ-TTPVHCC", "Trung tâm Phục vụ hành chính công tỉnh Quảng Trị"),
        ("90/2004/QĐ-UB", "Ủy ban nhân dân tỉnh Quảng Trị"),
        ("52/2025/QĐ-CTUBND", "Ủy ban nhân dân tỉnh Quảng Trị"),
        ("454/TTr-SoNNMT", "Sở Nông nghiệp và Môi trường tỉnh Quảng Trị"),  # "Sở" written out
        ("123/BC-BPC", "Ban Pháp chế Hội đồng nhân dân tỉnh Quảng Trị"),
        ("419/BC-UBPLTP15", "Ủy ban Pháp luật và Tư pháp"),
        ("1539/VLO-QLDN3", "Thuế tỉnh Vĩnh Long"),  # a tax office, whose code tells its province
        (
            "16/2006/TTLT/BLĐTBXH-BGD-ĐT-BTC",
            "Bộ Lao động - Thương binh và Xã hội, Bộ Giáo dục và Đào tạo, Bộ Tài chính",
        ),
        ("170/QĐ-BCĐ", None),  # one of many committees
        ("5/QĐ-XYZ", None),
        ("99/BHXH-CSXH", None),  # of the province or of the country
    ],
)
def test_issuer_of_symbol_in_a_province(number: str, expected: str | None) -> None:
    assert authority.issuer_of_symbol(number, QUANG_TRI) == expected


def test_a_symbol_of_several_bodies_is_told_by_the_day() -> None:
    letter = "5662/CT-CS"
    assert authority.issuer_of_symbol(letter, HA_NOI) is None
    assert authority.issuer_of_symbol(letter, HA_NOI, date(2025, 11, 20)) == "Cục Thuế"
    assert authority.issuer_of_symbol(letter, HA_NOI, date(2012, 11, 20)) == "Cục Thuế thành phố Hà Nội"


def test_a_city_has_a_municipal_committee() -> None:
    assert authority.issuer_of_symbol("01-NQ/TU", HA_NOI) == "Thành ủy Hà Nội"
    assert authority.issuer_of_symbol("55/SNV-CCHC", HA_NOI) == "Sở Nội vụ thành phố Hà Nội"


def test_a_local_symbol_without_a_place_tells_nothing() -> None:
    assert authority.issuer_of_symbol("3647/QĐ-UBND") is None
    assert authority.issuer_of_symbol("TƯ") == "Ban Chấp hành Trung ương Đảng"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Bộ Công an", "bo-cong-an"),
        ("Sở Nội vụ", "so-noi-vu-quang-tri-1989"),
        ("Sở Nội vụ tỉnh Quảng Trị", "so-noi-vu-quang-tri-1989"),
        ("Ủy ban nhân dân tỉnh Quảng Trị", "ubnd-tinh-quang-tri-1989"),
        ("Ủy ban nhân dân tỉnh", "ubnd-tinh-quang-tri-1989"),
        ("Ủy ban nhân dân tỉnh Quảng Bình", "ubnd-tinh-quang-binh-1989"),
        ("Ủy ban nhân dân thành phố Đông Hà", "ubnd-thanh-pho-dong-ha-quang-tri-1989"),
        ("Tỉnh ủy Quảng Trị", "tinh-uy-quang-tri-1989"),
        ("Báo Quảng Trị", "bao-quang-tri-1989"),
        ("Các bộ, cơ quan ngang bộ", "cac-bo-co-quan-ngang-bo"),
        ("Các sở, ban, ngành cấp tỉnh", "cac-so-ban-nganh-cap-tinh-quang-tri-1989"),
        ("Tập đoàn Điện lực Việt Nam", "tap-doan-dien-luc-viet-nam"),
    ],
)
def test_agency_slug(name: str, expected: str) -> None:
    assert authority.agency_slug(name, QUANG_TRI, BEFORE) == expected


def test_one_name_in_two_periods_is_two_agencies() -> None:
    later = authority.place("Quảng Trị", AFTER)
    assert authority.agency_slug("Sở Nội vụ tỉnh Quảng Trị", later, AFTER) == "so-noi-vu-quang-tri-2025"


def test_rooms_of_an_office_carry_the_office() -> None:
    office = "Văn phòng Ủy ban nhân dân tỉnh Quảng Trị"
    assert (
        authority.agency_slug("Phòng Nội chính", QUANG_TRI, BEFORE, within=office)
        == "phong-noi-chinh-van-phong-ubnd-tinh-quang-tri-1989"
    )


@pytest.mark.parametrize(
    ("name", "day", "expected"),
    [
        ("Sở Kế hoạch và Đầu tư", date(2024, 12, 31), "Sở Kế hoạch và Đầu tư"),
        ("Sở Kế hoạch và Đầu tư", date(2025, 4, 1), "Sở Tài chính"),
        ("Bộ Thương mại", date(2010, 1, 1), "Bộ Công Thương"),
        ("Bộ Bưu chính, Viễn thông", date(2025, 4, 1), "Bộ Khoa học và Công nghệ"),  # in two steps
        ("Bộ Công an", date(2025, 4, 1), "Bộ Công an"),
    ],
)
def test_successor(name: str, day: date, expected: str) -> None:
    assert authority.successor(name, day, QUANG_TRI) == expected


def test_changes_name_bodies_of_the_registry() -> None:
    for change in authority.registry().changes:
        assert authority.look_up(change.before) is not None
        assert authority.look_up(change.after) is not None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("so tt&tt", "Sở Thông tin và Truyền thông"),
        ("UỶ BAN NHÂN DÂN", "Ủy ban nhân dân"),
        ("bo lđtbxh", "Bộ Lao động - Thương binh và Xã hội"),
        ("Đài PT-TH", "Đài Phát thanh và Truyền hình"),
    ],
)
def test_look_up_does_not_count_diacritics_or_case(words: str, expected: str) -> None:
    entry = authority.look_up(words)
    assert entry is not None
    assert entry.name == expected


def test_look_up_of_other_words() -> None:
    assert authority.look_up("cơ chế một cửa") is None
    assert isinstance(authority.look_up("Chính phủ"), Body)
    assert isinstance(authority.look_up("Sở Nội vụ"), LocalBody)
    assert isinstance(authority.look_up("Các bộ, cơ quan ngang bộ"), Group)


def test_english_names() -> None:
    assert authority.english("Sở Nội vụ tỉnh Quảng Trị") == "Department of Home Affairs of Quảng Trị Province"
    assert authority.english("Bộ Công an") == "Ministry of Public Security"
    assert authority.english("Tổ Y") is None


def test_canonical_names_are_unique_within_their_kind() -> None:
    for entries in (authority.registry().bodies, authority.registry().local_bodies, authority.registry().groups):
        names = [entry.name for entry in entries]
        assert len(names) == len(set(names))


def test_members_of_groups_are_known() -> None:
    for group in authority.registry().groups:
        assert all(authority.look_up(member) is not None for member in group.members)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Sở Nội vụ", "Sở Nội vụ tỉnh Quảng Trị"),
        ("Công an tỉnh", "Công an tỉnh Quảng Trị"),
        ("Ủy ban nhân dân huyện", "Ủy ban nhân dân huyện"),
        ("Ủy ban nhân dân thành phố", "Ủy ban nhân dân thành phố"),  # of a district city
        ("Đại hội Đảng bộ tỉnh lần thứ XVII", "Đại hội Đảng bộ tỉnh Quảng Trị lần thứ XVII"),
        ("Bộ Công an", "Bộ Công an"),
    ],
)
def test_with_place(name: str, expected: str) -> None:
    assert authority.with_place(name, None, QUANG_TRI) == expected


def test_a_province_committee_is_not_of_the_city_that_took_the_province_in() -> None:
    assert authority.with_place("Ban Chấp hành Đảng bộ tỉnh", None, HA_NOI) == "Ban Chấp hành Đảng bộ tỉnh"


def test_members_of_a_group_are_those_that_exist() -> None:
    ministries = authority.look_up("Các bộ, cơ quan ngang bộ")
    assert isinstance(ministries, Group)
    named = {body.name for body in authority.members(ministries)}
    assert {"Bộ Tài chính", "Ngân hàng Nhà nước Việt Nam", "Bộ Dân tộc và Tôn giáo"} <= named
    assert "Bộ Thương mại" not in named
    assert "Tập đoàn Điện lực Việt Nam" not in named


def test_members_of_a_local_group_are_kinds_of_local_bodies() -> None:
    departments = authority.look_up("Các sở, ngành")
    assert isinstance(departments, Group)
    assert all(isinstance(body, LocalBody) for body in authority.members(departments))
