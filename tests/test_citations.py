"""Mentions of documents and what the sentence says of them: pairs that must match, and some that must not."""

from __future__ import annotations

import pytest

from loaders.extract import metadata
from loaders.extract.citations import reader
from loaders.normalize import normalize
from loaders.segment import segment
from loaders.source import SourceFile
from ontology.model import Citation

HEAD = "ỦY BAN NHÂN DÂN\nTỈNH SƠN LA\nSố: 7/KH-UBND\nSơn La, ngày 17 tháng 02 năm 2023\nKẾ HOẠCH\nCông tác năm 2023\n"


def cite(text: str) -> list[Citation]:
    source = SourceFile(name="x.txt", sha256="0" * 64, media_type="text/plain", text=HEAD + "1. Nội dung\n" + text)
    outline = segment(normalize(source.text))
    return list(reader.read(outline, metadata.read(outline), source))


def one(text: str) -> Citation:
    found = cite(text)
    assert len(found) == 1, [c.surface for c in found]
    return found[0]


NUMBERS = [
    (
        "Quyết định số 766/QĐ-TTg ngày 23/6/2022 của Thủ tướng Chính phủ",
        "766/QĐ-TTg",
        "2022-06-23",
        "Thủ tướng Chính phủ",
    ),
    ("Quyết định 1229/QĐ-UBND ngày 28/02/2025", "1229/QĐ-UBND", "2025-02-28", "Ủy ban nhân dân tỉnh Sơn La"),
    ("Nghị quyết số 01-NQ/TU của Tỉnh ủy", "01-NQ/TU", None, "Tỉnh ủy Sơn La"),
    ("Công văn số 2458/UBND-NC ngày 25/5/2023", "2458/UBND-NC", "2023-05-25", "Ủy ban nhân dân tỉnh Sơn La"),
    ("Nghị quyết số 832/NQ-UBTVQH14, ngày 17/12/2019", "832/NQ-UBTVQH14", "2019-12-17", "Ủy ban Thường vụ Quốc hội"),
    ("Luật Đấu thầu số 22/2023/QH15 ngày 23 tháng 6 năm 2023", "22/2023/QH15", "2023-06-23", "Quốc hội"),
    ("Luật số 57/2024/OH15 ngày 29 tháng 11 năm 2024", "57/2024/QH15", "2024-11-29", "Quốc hội"),
    ("Nghị định số 187/2025/NĐ-CP của Chính phủ ngày 01 tháng 7 năm 2025", "187/2025/NĐ-CP", "2025-07-01", "Chính phủ"),
    (
        "Thông tư số 24/2020/TT-BCA ngày 10/3/2020 của Bộ trưởng Bộ Công an",
        "24/2020/TT-BCA",
        "2020-03-10",
        "Bộ Công an",
    ),
    ("Báo cáo thẩm tra số 101/BC-SNV ngày 23/11/2025", "101/BC-SNV", "2025-11-23", "Sở Nội vụ tỉnh Sơn La"),
]


@pytest.mark.parametrize(("mention", "number", "date", "issuer"), NUMBERS)
def test_numbers_dates_issuers(mention: str, number: str, date: str | None, issuer: str) -> None:
    found = one(f"Thực hiện {mention} tại địa phương.")
    assert (found.surface, found.number, found.date, found.issuer) == (mention, number, date, issuer)


RELATIONS = [
    ("Thực hiện Quyết định số 1/QĐ-TTg ngày 02/01/2022.", "implements"),
    ("Xây dựng Kế hoạch thực hiện Nghị định số 60/2021/NĐ-CP.", "implements"),
    ("Triển khai có hiệu quả các nhiệm vụ, giải pháp theo Nghị quyết số 66-NQ/TW.", "implements"),
    ("Thực hiện cơ chế tự chủ tài chính theo Nghị định số 60/2021/NĐ-CP.", "cites"),
    ("Lồng ghép tuyên truyền vào công tác phổ biến pháp luật theo quy định tại Nghị định số 60/2021/NĐ-CP.", "cites"),
    ("Tuyên truyền, phổ biến nội dung Nghị quyết số 76/NQ-CP đến cán bộ.", "disseminates"),
    ("Tuyên truyền tình hình triển khai thực hiện Nghị quyết số 76/NQ-CP.", "disseminates"),
    ("Tổ chức quán triệt Nghị quyết số 01-NQ/TU đến cán bộ, công chức.", "disseminates"),
    ("Quán triệt, triển khai và tổ chức thực hiện nghiêm túc Chỉ thị số 14-CT/TW.", "implements"),
    ("Căn cứ Nghị quyết số 01-NQ/TU và tình hình thực tế, xây dựng kế hoạch.", "basedOn"),
    ("Bãi bỏ toàn bộ Quyết định số 35/2015/QĐ-UBND ngày 17/12/2015.", "repeals"),
    ("Kế hoạch này thay thế Kế hoạch số 5/KH-UBND ngày 02/01/2022.", "replaces"),
    ("Sửa đổi, bổ sung khoản 2 Điều 5 Quyết định số 8/2019/QĐ-UBND ngày 02/01/2019.", "amends"),
    ("Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 12/TTr-SNV ngày 02/01/2023.", "proposedBy"),
    ("Trường hợp quy định tại khoản 1 Điều 20 Nghị định số 77/2025/NĐ-CP.", "cites"),
    ("Theo Công văn số 12/BNV-CCHC ngày 02/01/2023.", "cites"),
    ("Sở Tài chính nghiên cứu, đề xuất sửa đổi, bổ sung Nghị quyết số 8/2019/NQ-HĐND.", "cites"),
    ("Sửa đổi, bổ sung một số điều của Quy định ban hành kèm theo Quyết định số 8/2019/QĐ-UBND.", "amends"),
    (
        "Hội đồng nhân dân tỉnh ban hành Nghị quyết sửa đổi một số điều của Quy định kèm theo Nghị quyết số 8/NQ-HĐND.",
        "amends",
    ),
    ("Gia hạn giấy phép theo Nghị định số 77/2025/NĐ-CP.", "cites"),
]


@pytest.mark.parametrize(("sentence", "relation"), RELATIONS, ids=[r[0][:60] for r in RELATIONS])
def test_the_governing_verb_decides(sentence: str, relation: str) -> None:
    found = one(sentence)
    assert (found.relation, found.source) == (relation, "this")


def test_a_finer_relation_is_kept_beside_the_common_one() -> None:
    found = one("Cụ thể hóa nội dung cải cách hành chính trong Nghị quyết số 76/NQ-CP.")
    assert (found.relation, found.specific) == ("implements", "concretizes")


def test_a_list_shares_its_verb() -> None:
    found = cite(
        "Thực hiện Kế hoạch số 1/KH-BNV ngày 02/01/2023 về việc A; Văn bản số 3/SNV-CCHC; Chỉ thị số 5/CT-TTg."
    )
    assert [c.relation for c in found] == ["implements"] * 3


def test_a_list_shares_its_issuer() -> None:
    found = cite(
        "Thực hiện Chỉ thị số 31-CT/TU ngày 06/6/2023, Kế hoạch số 134-KH/TU ngày 29/12/2023 của Ban Thường vụ Tỉnh ủy."
    )
    assert {c.issuer for c in found} == {"Ban Thường vụ Tỉnh ủy Sơn La"}


def test_a_document_in_a_title_belongs_to_that_document() -> None:
    found = cite("Thực hiện Kế hoạch số 11/KH-BNV ngày 23/01/2020 thực hiện Chỉ thị số 02/CT-TTg về bảo vệ bí mật.")
    assert [(c.number, c.relation, c.source) for c in found] == [
        ("11/KH-BNV", "implements", "this"),
        ("02/CT-TTg", "implements", "11/KH-BNV"),
    ]


def test_a_bracket_says_what_a_third_document_does() -> None:
    found = cite("Theo Nghị định số 107/2020/NĐ-CP (sửa đổi, bổ sung một số điều của Nghị định số 24/2014/NĐ-CP).")
    assert [(c.number, c.relation, c.source) for c in found] == [
        ("107/2020/NĐ-CP", "cites", "this"),
        ("24/2014/NĐ-CP", "amends", "107/2020/NĐ-CP"),
    ]


def test_a_passive_turns_the_direction() -> None:
    found = cite(
        "Căn cứ Nghị định số 63/2010/NĐ-CP được sửa đổi bổ sung bởi Nghị định số 48/2013/NĐ-CP,"
        " Nghị định số 92/2017/NĐ-CP."
    )
    assert (found[0].number, found[0].relation) == ("63/2010/NĐ-CP", "basedOn")
    assert {(a.source, a.relation) for a in found[0].also} == {("48/2013/NĐ-CP", "amends"), ("92/2017/NĐ-CP", "amends")}
    assert {c.relation for c in found[1:]} == {"cites"}


def test_an_order_passed_on_in_brackets() -> None:
    found = cite(
        "Gắn kết theo chỉ đạo tại Công văn số 452/TTg-KSTT ngày 23/5/2023 (UBND tỉnh đã triển khai tại Công văn số "
        "2458/UBND-NC ngày 25/5/2023) và Thông báo số 238/TB-VPCP ngày 22/6/2023."
    )
    assert [c.relation for c in found] == ["cites"] * 3
    assert [(a.source, a.relation) for a in found[0].also] == [("2458/UBND-NC", "implements")]


def test_a_plan_promulgated_by_a_decision_is_its_title() -> None:
    found = one(
        "Thực hiện Kế hoạch cải cách hành chính giai đoạn 2021-2025 tại Quyết định số 3647/QĐ-UBND ngày 17/11/2021."
    )
    assert (found.number, found.relation) == ("3647/QĐ-UBND", "implements")
    assert found.title == "Kế hoạch cải cách hành chính giai đoạn 2021-2025"


def test_a_short_form_inherits_what_the_full_one_said() -> None:
    first, second = cite(
        "Thực hiện Nghị quyết số 66-NQ/TW ngày 30/4/2025 của Bộ Chính trị.\nTheo Nghị quyết số 66-NQ/TW."
    )
    assert (second.date, second.issuer) == (first.date, first.issuer)
    assert second.date_assertion == "inferred"


NAMED = [
    ("theo quy định của Luật Ngân sách nhà nước và các văn bản hướng dẫn", "Luật Ngân sách nhà nước"),
    ("Căn cứ Luật Thực hiện dân chủ ở cơ sở ngày 10 tháng 11 năm 2022", "Luật Thực hiện dân chủ ở cơ sở"),
    ("Triển khai Đề án 06, bảo đảm hiệu quả", "Đề án 06"),
    (
        "Thực hiện thắng lợi Nghị quyết Đại hội lần thứ XIII của Đảng, thi đua lập thành tích",
        "Nghị quyết Đại hội lần thứ XIII",
    ),
    (
        "Phổ biến Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021-2030 của Chính phủ; các mô hình",
        "Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021-2030",
    ),
]


@pytest.mark.parametrize(("sentence", "title"), NAMED, ids=[n[1] for n in NAMED])
def test_documents_known_by_name(sentence: str, title: str) -> None:
    found = one(sentence + ".")
    assert (found.kind, found.title) == ("named", title)


def test_a_list_carries_out_what_its_heading_says() -> None:
    found = cite(
        "Điều 1. Bãi bỏ các văn bản quy phạm pháp luật do UBND tỉnh ban hành trong lĩnh vực xây dựng, cụ thể:\n"
        "1. Quyết định số 5/2010/QĐ-UBND ngày 2/3/2010 của UBND tỉnh quy định về hè phố;\n"
        "2. Chỉ thị số 7/2011/CT-UBND ngày 2/3/2011 của UBND tỉnh về trật tự đô thị."
    )
    assert [c.relation for c in found] == ["repeals", "repeals"]


def test_an_order_on_the_basis_of_a_document_is_not_its_title() -> None:
    found = one(
        "Giao Chính phủ, căn cứ vào Nghị quyết này và Đề án số 348/ĐA-CP ngày 09 tháng 5 năm 2025 của Chính phủ"
        " tổ chức việc xác định diện tích trước ngày 30 tháng 9 năm 2025."
    )
    assert found.title is None


def test_no_document_acts_on_itself() -> None:
    named = "Thông tư số 31/2015/TT-BYT ngày 14/10/2015 của Bộ trưởng Bộ Y tế quy định việc bồi dưỡng"
    found = cite(f"Bãi bỏ toàn bộ {named} Bãi bỏ toàn bộ {named}.")
    assert [(c.source, c.relation) for c in found] == [("this", "repeals"), ("this", "repeals")]


def test_a_legal_basis_acts_itself() -> None:
    first, second = cite("Căn cứ Thông tư số 5/2021/TT-BNV, trong đó nêu rõ việc sửa đổi Thông tư số 3/2018/TT-BNV.")
    assert (first.relation, second.relation, second.source) == ("basedOn", "amends", "5/2021/TT-BNV")


def test_two_laws_are_two_documents() -> None:
    assert [c.title for c in cite("Phổ biến Luật Lâm nghiệp, Luật Đất đai.")] == ["Luật Lâm nghiệp", "Luật Đất đai"]


NO_DOCUMENT = [
    "Quy trình theo tiêu chuẩn ISO 9001:2015 của đơn vị.",
    "Trước ngày 30/11/2023 báo cáo kết quả.",
    "Tỷ lệ đạt 24/7 và 1/3 số xã.",
    "Lập theo Mẫu số 01/ĐK kèm theo.",
    "Xây dựng Kế hoạch tuyên truyền cải cách hành chính năm 2024 của đơn vị.",
    "Áp dụng QCVN 07:2016/BXD trong thiết kế.",
]


@pytest.mark.parametrize("sentence", NO_DOCUMENT)
def test_what_is_no_citation(sentence: str) -> None:
    assert cite(sentence) == []


def test_the_documents_own_number_is_no_citation_of_another() -> None:
    assert one("Kế hoạch số 7/KH-UBND ngày 17/02/2023 của UBND tỉnh.").kind == "self"


def test_a_mention_and_its_sentence_quote_the_file() -> None:
    text = "Mở đầu. Thực hiện Nghị định số 60/2021/NĐ-\nCP ngày 21/6/2021 của Chính phủ. Kết thúc."
    found = one(text)
    file = HEAD + "1. Nội dung\n" + text
    assert " ".join(file[found.start : found.end].split()) == found.surface
    assert file[found.sentence_start : found.sentence_end].startswith("Thực hiện")
    assert file[found.sentence_start : found.sentence_end].endswith("Chính phủ.")
    assert found.number == "60/2021/NĐ-CP"
