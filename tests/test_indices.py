"""Governance indices: named, explained, and in whose hands."""

from __future__ import annotations

import pytest

from loaders.extract import indices, tasks
from loaders.extract.index_names import named
from loaders.normalize import normalize
from loaders.segment import segment
from ontology.model import INFERRED, IndexMention, Metadata, Responsibility


def read(body: str) -> tuple[tuple[IndexMention, ...], tuple[Responsibility, ...]]:
    outline = segment(normalize("KẾ HOẠCH\nCải cách hành chính\n" + body))
    return indices.read(outline, tasks.read(outline, Metadata()))


def roles(item: str) -> list[tuple[str, str]]:
    _, found = read(f"1. Sở Nội vụ\n- {item}")
    assert all(r.agency == "Sở Nội vụ" for r in found)
    return [(r.index, r.role) for r in found]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("nâng cao các chỉ số PAR INDEX, PAPI, PCI, SIPAS của tỉnh", ["PAR INDEX", "PAPI", "PCI", "SIPAS"]),
        ("cải thiện các chỉ số PCI, PAR, PAPI", ["PCI", "PAR INDEX", "PAPI"]),
        ("kết quả Chỉ số CCHC, Chỉ số hài lòng về sự phục vụ hành chính", ["PAR INDEX", "SIPAS"]),
        ("Bộ chỉ số đánh giá năng lực cạnh tranh cấp sở, ban, ngành, địa phương", ["DDCI"]),
        ("Chỉ số năng lực cạnh tranh cấp tỉnh", ["PCI"]),
        ("chỉ số ICT và chỉ số DTI", ["ICT", "DTI"]),
    ],
)
def test_names(text: str, codes: list[str]) -> None:
    assert [n.index for n in named(text)] == codes


@pytest.mark.parametrize("text", ["phát triển hạ tầng ICT hiện đại", "khe cắm PCI của máy chủ", "PAR là chữ viết tắt"])
def test_letters_that_name_no_index(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(
    ("text", "definition"),
    [
        ("các chỉ số PAPI (Chỉ số Hiệu quả quản trị cấp tỉnh)", "Chỉ số Hiệu quả quản trị cấp tỉnh"),
        ("nâng cao Chỉ số năng lực cạnh tranh cấp tỉnh (PCI)", "Chỉ số năng lực cạnh tranh cấp tỉnh"),
        ("nâng cao chỉ số PCI", None),
    ],
)
def test_definitions(text: str, definition: str | None) -> None:
    (mention,), _ = read(f"- {text}.")
    assert mention.definition == definition


def test_one_mention_per_index_and_it_is_the_one_that_explains() -> None:
    mentions, _ = read("- Nâng cao chỉ số PAPI.\n- PAPI (Chỉ số hiệu quả quản trị) đạt cao.")
    assert [(m.index, m.definition) for m in mentions] == [("PAPI", "Chỉ số hiệu quả quản trị")]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("Tham mưu duy trì và nâng cao chỉ số PAPI, SIPAS của tỉnh.", [("PAPI", "raise"), ("SIPAS", "raise")]),
        ("Triển khai việc tự đánh giá, chấm điểm Chỉ số CCHC hàng năm.", [("PAR INDEX", "assess")]),
        ("Tuyên truyền các giải pháp cải thiện và nâng cao chỉ số PAPI.", [("PAPI", "communicate")]),
        (
            "Tập trung tuyên truyền về thể chế; các mô hình hay, nhất là nâng cao chỉ số PAPI.",
            [("PAPI", "communicate")],
        ),
        (
            "Tham mưu ban hành Kế hoạch nâng cao chỉ số PCI từng năm; báo cáo đánh giá các chỉ số thành phần PCI.",
            [("PCI", "plan"), ("PCI", "raise"), ("PCI", "assess")],
        ),
        ("Thực hiện nhiệm vụ khác.", []),
    ],
)
def test_roles_by_the_governing_verb(item: str, expected: list[tuple[str, str]]) -> None:
    assert roles(item) == expected


def test_index_known_only_by_its_description_is_inferred() -> None:
    _, (duty,) = read("1. Sở Tài chính\n- Xây dựng Bộ chỉ số đánh giá năng lực cạnh tranh cấp sở, ban, ngành.")
    assert (duty.index, duty.role, duty.status) == ("DDCI", "plan", INFERRED)
    assert duty.because


def test_index_in_a_task_without_a_lead_is_nobodys() -> None:
    _, found = read("1. Sở Y tế\n- Phối hợp với Sở Nội vụ nâng cao chỉ số PAPI.")
    assert found == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("các chỉ số: CCHC, SIPAS, PAPI, PCI, DTI", ["PAR INDEX", "SIPAS", "PAPI", "PCI", "DTI"]),
        ("kết quả PCI năm 2024 giảm 5 bậc", ["PCI"]),
        ("Chỉ số mức độ sẵn sàng cho phát triển và ứng dụng CNTT", ["ICT"]),
        ("Chỉ số về mức độ hài lòng của người dân", ["SIPAS"]),
        ("Chỉ số đánh giá mức độ chuyển đổi số cấp tỉnh", ["DTI"]),
        ("Chỉ số tổng hợp về cải cách hành chính", ["PAR INDEX"]),
        ("Par-Index", ["PAR INDEX"]),
        ("chỉ số xanh cấp tỉnh (PGI), chỉ số giá tiêu dùng (CPI)", []),
        ("chỉ số đổi mới sáng tạo cấp địa phương (PII), chỉ số sản xuất công nghiệp (IIP)", []),
        ("chỉ số năng lực cạnh tranh quốc gia, chỉ số năng lực cạnh tranh toàn cầu", []),
        ("chỉ số hài lòng của người bệnh", []),
        ("chỉ số chuyển đổi số doanh nghiệp", []),
        ("công tác CCHC, công ty PCI Việt Nam, ứng dụng ICT", []),
    ],
)
def test_names_of_indices(text: str, expected: list[str]) -> None:
    assert [place.index for place in named(text)] == expected


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("Nâng cao nhận thức của cán bộ về Chỉ số PAPI.", [("PAPI", "communicate")]),
        ("Chủ trì khắc phục các tiêu chí mất điểm của Chỉ số PAR INDEX.", [("PAR INDEX", "raise")]),
        ("Phấn đấu nâng thứ hạng Chỉ số DTI của tỉnh.", [("DTI", "raise")]),
        ("Chủ trì điều tra Chỉ số SIPAS hằng năm.", [("SIPAS", "assess")]),
    ],
)
def test_further_roles(item: str, expected: list[tuple[str, str]]) -> None:
    assert roles(item) == expected
