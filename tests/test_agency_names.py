"""Names of agencies that no list holds, their one spelling, and how a document calls its own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from loaders.dictionary import in_words
from loaders.extract import agencies
from loaders.extract.agency_home import naming
from ontology import authority
from ontology.agency_spelling import spelt
from ontology.model import Assertion, Metadata


def names(text: str) -> list[str]:
    return [mention.name for mention in agencies.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the small words of a name belong to it
        ("Vụ trưởng Vụ Tổ chức cán bộ trình", ["Vụ Tổ chức cán bộ"]),
        ("Trung tâm Lưu trữ lịch sử tỉnh", ["Trung tâm Lưu trữ lịch sử tỉnh"]),
        ("Ban Vì sự tiến bộ phụ nữ tỉnh", ["Ban Vì sự tiến bộ phụ nữ tỉnh"]),
        ("Ban Quản lý dự án đầu tư xây dựng công trình giao thông tỉnh phối hợp", [
            "Ban Quản lý dự án đầu tư xây dựng công trình giao thông tỉnh"
        ]),
        ("Ban Quản lý Dự án 12 khẩn trương", ["Ban Quản lý Dự án 12"]),
        # a known name that is only the beginning of another
        ("Trung tâm Chuyển đổi số và Truyền thông rà soát", ["Trung tâm Chuyển đổi số và Truyền thông"]),
        ("Trung tâm Khuyến nông và Sở Nội vụ", ["Trung tâm Khuyến nông", "Sở Nội vụ"]),
        ("Ban Quản lý Khu kinh tế Vân Phong chủ trì", ["Ban Quản lý Khu kinh tế Vân Phong"]),
        ("VNPT Sơn La, Viettel Sơn La", ["VNPT Sơn La", "Viettel Sơn La"]),
        ("Đảng ủy xã Tân Lập, Đảng ủy Quân sự tỉnh", ["Đảng ủy xã Tân Lập", "Đảng ủy Quân sự tỉnh"]),
        ("Đảng ủy các xã, phường", ["Đảng ủy các xã, phường"]),
        # the branch of a region
        ("Chi cục Hải quan khu vực XIX", ["Chi cục Hải quan khu vực XIX"]),
        ("Kiểm toán nhà nước khu vực II", ["Kiểm toán nhà nước khu vực II"]),
        # a committee with its purpose
        ("Ban Chỉ đạo về chuyển đổi số tỉnh họp", ["Ban Chỉ đạo về chuyển đổi số tỉnh"]),
        ("Ban Chỉ đạo báo cáo Ủy ban nhân dân tỉnh", ["Ủy ban nhân dân tỉnh"]),
        # one agency, told by the one above it
        ("Văn phòng Đăng ký đất đai thuộc Sở Nông nghiệp và Môi trường", ["Văn phòng Đăng ký đất đai"]),
        # the name of the person in office
        ("đồng chí Nguyễn Văn An, Phó Chủ tịch UBND tỉnh", ["Ủy ban nhân dân tỉnh"]),
        ("Các Bộ trưởng: Bộ Công an, Bộ Y tế", ["Bộ Công an", "Bộ Y tế"]),
        # all that bear one name
        ("các Trung tâm Y tế giám sát", ["Các trung tâm y tế"]),
        ("các Sở Xây dựng chỉ đạo", ["Các Sở Xây dựng"]),
        # committees of the Party in the places that the list names
        ("Bí thư Tỉnh ủy và Chủ tịch UBND các tỉnh: Sơn La, Lai Châu", [
            "Tỉnh ủy Sơn La", "Tỉnh ủy Lai Châu", "Ủy ban nhân dân tỉnh Sơn La", "Ủy ban nhân dân tỉnh Lai Châu",
        ]),
        ("Hội LHPN tỉnh, Tỉnh đoàn", ["Hội Liên hiệp Phụ nữ tỉnh", "Tỉnh đoàn"]),
        # the People's Council's organs stand as written, others share a level
        ("Thường trực HĐND, các Ban HĐND, Tổ đại biểu HĐND và đại biểu HĐND tỉnh giám sát", [
            "Thường trực Hội đồng nhân dân", "Các Ban của Hội đồng nhân dân",
            "Tổ đại biểu Hội đồng nhân dân", "Đại biểu Hội đồng nhân dân tỉnh",
        ]),
        # groups behind names, and groups that one qualifier holds together
        ("UBND các xã, phường, đơn vị liên quan", ["Ủy ban nhân dân các xã, phường", "Các đơn vị liên quan"]),
        ("Sở Y tế và các tổ chức, cá nhân có liên quan", ["Sở Y tế", "Các tổ chức, cá nhân có liên quan"]),
        ("các sở, ngành, đơn vị có liên quan", ["Các sở, ngành, đơn vị có liên quan"]),
        ("UBND các tỉnh Tây Nguyên", ["Ủy ban nhân dân các tỉnh Tây Nguyên"]),
        ("UBND các phường, xã, đặc khu", ["Ủy ban nhân dân các phường, xã, đặc khu"]),
        ("Sở Y tế các tỉnh, thành phố trực thuộc Trung ương", [
            "Sở Y tế các tỉnh, thành phố trực thuộc trung ương"
        ]),
        # a province whose level is left out
        ("Công an Hà Nội, Kho bạc Nhà nước Sơn La", ["Công an thành phố Hà Nội", "Kho bạc Nhà nước tỉnh Sơn La"]),
        ("Bảo hiểm xã hội Hà Nội chủ trì", ["Bảo hiểm xã hội thành phố Hà Nội"]),
        # what is no place of a province
        ("QUYẾT ĐỊNH CỦA UBND TỈNH SỬA ĐỔI", ["Ủy ban nhân dân tỉnh"]),
        ("4. UBND các xã, phường:", ["Ủy ban nhân dân các xã, phường"]),
        # words run together are no name
        ("Phòng Quản trịchủ", []),
    ],
)  # fmt: skip
def test_find(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Các sở ngành liên quan", "Các Sở, ngành liên quan"),
        ("Các tổ chức chính trị-xã hội Thành phố", "Các tổ chức chính trị - xã hội thành phố"),
        ("Các bộ, ngành địa phương liên quan", "Các bộ, ngành, địa phương liên quan"),
        ("Các bộ, ngành Trung ương", "Các bộ, ngành trung ương"),
        ("Vụ Kế hoạch- Tài chính", "Vụ Kế hoạch – Tài chính"),
        ("Trung tâm Kiểm Soát Bệnh Tật tỉnh", "Trung tâm Kiểm soát bệnh tật tỉnh"),
        ("BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ TỈNH SƠN LA", "Ban Chỉ đạo Chuyển đổi số tỉnh Sơn La"),
        ("TRUNG TÂM Y TẾ HUYỆN SÔNG MÃ", "Trung tâm Y tế huyện Sông Mã"),
        ("Sở KH&CN", "Sở Khoa học và Công nghệ"),
    ],
)
def test_two_spellings_are_one_name(one: str, other: str) -> None:
    assert spelt(one) == spelt(other)
    assert spelt(spelt(one)) == spelt(one)


@pytest.mark.parametrize("name", ["Viện Bỏng Lê Hữu Trác", "Công ty TNHH MTV ABC", "Ủy ban nhân dân tỉnh Quảng Trị"])
def test_what_is_no_common_word_stands_as_written(name: str) -> None:
    assert spelt(name) == name


def _metadata(place: str | None, issuer: str, addressee: str | None = None) -> Metadata:
    said = {name: Assertion(value=name, start=0, end=1, rule="", confidence=1.0) for name in (issuer, addressee or "")}
    return Metadata(place=place, issuer=said[issuer], addressees=(said[addressee],) if addressee else ())


def test_a_document_calls_the_agencies_of_its_province_without_it() -> None:
    named = naming(_metadata("Sơn La", "Ủy ban nhân dân tỉnh Sơn La"))
    assert named("Sở Nội vụ tỉnh Sơn La") == "Sở Nội vụ"
    assert named("Công an tỉnh Sơn La") == "Công an tỉnh"
    assert named("Trung tâm Khuyến nông tỉnh Sơn La") == "Trung tâm Khuyến nông tỉnh"
    assert named("Sở Nội vụ tỉnh Lai Châu") == "Sở Nội vụ tỉnh Lai Châu"
    assert named("Báo Sơn La") == "Báo Sơn La"
    assert named("Ủy ban nhân dân tỉnh Sơn La") == "Ủy ban nhân dân tỉnh Sơn La"


def test_which_communes_there_are_is_told_by_the_day() -> None:
    early, late = (
        replace(_metadata(None, "Bộ Y tế"), date=Assertion(value=day, start=0, end=1, rule="", confidence=1.0))
        for day in ("2023-05-01", "2025-08-01")
    )
    assert naming(early)("Ủy ban nhân dân cấp xã") == "Ủy ban nhân dân các xã, phường, thị trấn"
    assert naming(late)("Ủy ban nhân dân cấp xã") == "Ủy ban nhân dân cấp xã"


def test_a_bare_committee_is_the_one_that_speaks() -> None:
    named = naming(_metadata(None, "Ban Chỉ đạo Nhà nước về Du lịch"))
    assert named("Ban Chỉ đạo") == "Ban Chỉ đạo Nhà nước về Du lịch"
    assert named("Sở Nội vụ tỉnh Sơn La") == "Sở Nội vụ tỉnh Sơn La"


def test_a_group_is_called_in_full_where_it_is_addressed_so() -> None:
    full = "Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương"
    assert naming(_metadata(None, "Bộ Y tế", full))("Ủy ban nhân dân các tỉnh, thành phố") == full


def test_a_group_has_one_entry_for_all_its_names() -> None:
    one, other = authority.look_up("Ủy ban nhân dân cấp tỉnh"), authority.look_up("Ủy ban nhân dân các tỉnh, thành phố")
    assert one is not None
    assert one == other


def test_what_is_no_word_is_no_name() -> None:
    assert in_words("Trung tâm Khuyến nông")
    assert in_words("Công ty TNHH")
    assert not in_words("Phòng Quin trj")
