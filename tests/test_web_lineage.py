"""The lineage view: what a person types, what the picture shows, what is told where it breaks, files of it."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from fastapi.testclient import TestClient

from tests.web import client

HTML = {"accept": "text/html"}


@pytest.fixture(scope="module")
def asked(sample_store: Path) -> TestClient:
    return client(sample_store)


def shown(asked: TestClient, address: str, status: int = 200) -> str:
    answer = asked.get(address, headers=HTML)
    assert answer.status_code == status, answer.text[:500]
    return answer.text


def test_the_first_page_asks_for_a_document_and_offers_some(asked: TestClient) -> None:
    page = shown(asked, "/lineage")
    assert 'name="ref"' in page and 'name="to"' in page
    assert page.count("/lineage?ref=") >= 5


def test_several_documents_are_offered_and_none_is_taken(asked: TestClient) -> None:
    page = shown(asked, "/lineage?ref=766/QĐ-TTg")
    assert "hợp với 2 văn bản" in page and "<svg" not in page
    assert "766-qd-ttg" in page


def test_what_fits_nothing_names_the_nearest(asked: TestClient) -> None:
    page = shown(asked, "/lineage?ref=77/NQ-CP", 404)
    assert "Không có văn bản nào hợp với “77/NQ-CP”" in page and "Gần nhất" in page and "76/NQ-CP" in page


def test_a_spreadsheet_has_each_statement_with_its_sentence(asked: TestClient) -> None:
    answer = asked.get("/lineage.csv?ref=000")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    said = {(row["Quan hệ"], row["Văn bản cơ sở"]): row for row in rows}
    row = said["thực hiện", "Kế hoạch 219/KH-UBND ngày 21/12/2022"]
    assert row["Câu chứng minh"].startswith("Thực hiện Kế hoạch số 219/KH-UBND")
    assert not any(cell[:1] in set("=+-@") for row in rows for cell in row.values() if cell)


def test_a_drawing_stands_alone(asked: TestClient) -> None:
    root = ET.fromstring(asked.get("/lineage.svg?ref=000").text)
    texts = " ".join(root.itertext())
    assert "Dòng căn cứ của Công văn" in texts and "76/NQ-CP" in texts
    assert not [each for each in root.iter() if each.tag.endswith(("style", "script", "image", "}a"))]


def test_a_file_of_what_is_not_one_document_is_refused(asked: TestClient) -> None:
    assert asked.get("/lineage.csv?ref=766/QĐ-TTg").status_code == 404


@pytest.mark.parametrize("wrong", ["limit=9", "direction=sideways", "from=12", "state=lost", "path=0", "limit=1e9"])
def test_a_state_that_is_none_is_refused(asked: TestClient, wrong: str) -> None:
    shown(asked, f"/lineage?ref=000&{wrong}", 400)


def test_two_documents_that_no_lineage_joins(asked: TestClient) -> None:
    page = shown(asked, "/lineage?ref=000&to=76/NQ-CP")
    assert "Không có dòng căn cứ nào nối hai văn bản này." in page
    assert "Quan hệ yếu hơn" in page and "Đứt ở đây" in page
    assert "Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ" in page


def test_one_document_named_twice_is_told(asked: TestClient) -> None:
    assert "cùng một văn bản" in shown(asked, "/lineage?ref=000&to=000")
