"""The pages of planners: indices, tasks, gaps; they answer what the commands answer."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from graph_cli.main import run
from tests.web import client

Told = Callable[..., list[dict[str, str]]]
HTML = {"accept": "text/html"}


@pytest.fixture(scope="module")
def web(sample_store: Path) -> TestClient:
    return client(sample_store)


def seen(web: TestClient, path: str) -> str:
    """The text of a page, markup and repeated blanks left out."""
    answer = web.get(path, headers=HTML)
    assert answer.status_code == 200, path
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text).split())


def table(web: TestClient, path: str) -> list[dict[str, str]]:
    answer = web.get(path)
    assert answer.content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


@pytest.fixture
def told(sample_store: Path, tmp_path: Path) -> Told:
    """What a command answers, as the rows of its spreadsheet."""

    def rows(*arguments: str) -> list[dict[str, str]]:
        path = tmp_path / "told.csv"
        assert (
            run(["--lang", "vi", "--store", str(sample_store), *arguments, "--format", "csv", "--output", str(path)])
            == 0
        )
        return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))

    return rows


# -- indices ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("index", ["", "PAPI", "PCI", "DTI"])
def test_owners_are_those_that_the_command_names(web: TestClient, told: Told, index: str) -> None:
    day = ["--as-of", "2025-06-01"]
    said = told("who", *([index] if index else []), *day)
    found = table(web, f"/indices.csv?as_of=2025-06-01&index={index}")
    columns = ("index", "agency", "role", "as_of", "document", "status", "confidence", "because", "file", "start")
    named = [[row[each] for each in columns] for row in found if row["agency"]]
    assert named == [[row[each] for each in columns] for row in said if row["agency"]]
    page = seen(web, f"/indices?as_of=2025-06-01&index={index}")
    assert all(row["agency"] in page for row in said)


def test_where_nobody_is_named_that_is_said(web: TestClient) -> None:
    page = seen(web, "/indices")
    assert "đánh giá 3 chỉ số: ICT , DTI , IPA" in page
    assert page.count("Chưa văn bản nào giao (nâng cao, lập kế hoạch, đánh giá)") == 3
    assert "Nobody" not in page and "DTI: chưa văn bản nào giao" in seen(web, "/indices?index=DTI")


def test_a_day_tells_who_does_the_work_then(web: TestClient) -> None:
    before, after = (seen(web, f"/indices?index=PCI&as_of={day}") for day in ("2024-12-31", "2025-03-02"))
    assert "Sở Tài chính" not in before
    assert "nay là Sở Tài chính tỉnh Quảng Trị" in after
    assert "Suy ra: từ 01/03/2025" in after and "Nghị quyết của Hội đồng nhân dân tỉnh Quảng Trị" in after
    assert "Sở Tài chính" not in seen(web, "/indices?index=PCI&as_of=")


def test_two_indices_with_one_explanation_are_told(web: TestClient) -> None:
    assert "Cùng một lời giải thích, hai chỉ số: IPA và SIPAS" in seen(web, "/indices?index=IPA")


def test_an_unknown_index_or_day_is_told(web: TestClient) -> None:
    assert web.get("/indices?index=XYZ", headers=HTML).status_code == 404
    assert web.get("/indices?as_of=hôm+kia", headers=HTML).status_code == 400
