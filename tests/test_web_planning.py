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
from queries import catalog
from queries.stores.oxigraph import OxigraphReader, open_writer
from tests.web import client
from viz.tables import sheet

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


# -- tasks -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "arguments"),
    [
        ("", []),
        ("agency=Sở+Nội+vụ&role=lead", ["--agency", "Sở Nội vụ", "--role", "lead"]),
        ("due=2023-Q4", ["--due", "2023-Q4"]),
        ("from=2023-10-01&to=2023-10-31", ["--due", "2023-10"]),
        ("document=22/KH-UBND&q=tap+huan", ["--document", "22/KH-UBND", "--words", "tap huan"]),
        ("agency=so+noi+vu&due=trước+2023-12-01", ["--agency", "so noi vu", "--due", "trước 2023-12-01"]),
    ],
)
def test_tasks_are_those_that_the_command_finds(web: TestClient, told: Told, asked: str, arguments: list[str]) -> None:
    columns = ("deadline", "deadline_text", "lead", "coordinate", "document", "section", "file", "start")
    found = [[row[each] for each in columns] for row in table(web, f"/tasks.csv?{asked}")]
    said = [[row[each] for each in columns] for row in told("tasks", *arguments)]
    assert sorted(found) == sorted(said) and said
    assert f"{len(said)} nhiệm vụ" in seen(web, f"/tasks?{asked}")


def counts(page: str) -> list[int]:
    """How many tasks are overdue, due soon, later, recurring, without a deadline."""
    named = ("Đã qua hạn", "Đến hạn trong 30 ngày", "Còn sau đó", "Định kỳ, không nêu ngày", "Không ghi thời hạn")
    return [int(re.search(rf"{name} (\d+)", page)[1]) for name in named]  # type: ignore[index]


def test_what_is_overdue_depends_on_the_day(web: TestClient) -> None:
    assert counts(seen(web, "/tasks?as_of=2023-09-25")) == [2, 3, 8, 24, 97]
    assert counts(seen(web, "/tasks?as_of=2030-01-01")) == [13, 0, 0, 24, 97]
    soon = seen(web, "/tasks?as_of=2023-09-25&group=soon")
    assert "Hoàn thành trước quý IV/2023 chậm nhất 30/09/2023" in soon and "trước ngày 30/9/2023" in soon
    assert "trước ngày 30/10/2023" not in soon
    assert "Tính đến 25/09/2023" in soon and "không biết việc đã làm xong hay chưa" in soon


def test_tasks_come_by_pages_that_hold_each_once(web: TestClient) -> None:
    pages = [web.get(f"/tasks?page={number}", headers=HTML).text.count('class="card task') for number in (1, 2, 3)]
    assert pages == [50, 50, 34]


def test_tasks_of_an_index_are_linked_to_the_place_in_the_document(web: TestClient) -> None:
    page = web.get("/tasks?index=PAPI", headers=HTML).text
    assert "4 nhiệm vụ" in page
    assert re.search(r'href="/doc/file/1bbb43f9008468e3#c37161"', page)


def test_a_name_that_several_documents_bear_is_a_choice(web: TestClient) -> None:
    assert "“766” hợp với 2 văn bản" in seen(web, "/tasks?document=766")


@pytest.mark.parametrize(
    "asked", ["agency=Sở+Không+Có", "index=XYZ", "due=hôm+kia", "document=99999/KH", "as_of=x", "role=lead"]
)
def test_what_is_not_understood_is_told_above_the_form(web: TestClient, asked: str) -> None:
    answer = web.get(f"/tasks?{asked}", headers=HTML)
    assert answer.status_code == 400 and 'role="alert"' in answer.text and '<form class="card' in answer.text
    assert web.get(f"/tasks.csv?{asked}").status_code == 400


def test_the_calendar_holds_the_tasks_with_a_day(web: TestClient) -> None:
    answer = web.get("/tasks.ics?agency=Sở+Nội+vụ&role=lead")
    assert answer.headers["content-type"].startswith("text/calendar")
    assert answer.content.count(b"BEGIN:VEVENT") == 4
    assert b"DTSTART;VALUE=DATE:20230930" in answer.content and max(map(len, answer.content.split(b"\r\n"))) <= 75


# -- gaps and contradictions -----------------------------------------------------------------------------


def test_documents_to_obtain_are_those_that_the_command_names(web: TestClient, told: Told) -> None:
    columns = ("document", "number", "date", "issuer", "stated", "inferred", "mentions")
    found = [[row[each] for each in columns] for row in table(web, "/gaps.csv")]
    said = [[row[each] for each in columns] for row in told("missing", "--no-sentences")]
    assert sorted(found) == sorted(said)
    assert [row[4:] for row in found] == [row[4:] for row in said]
    page = seen(web, "/gaps")
    assert "Văn bản cần tìm 43" in page and all(row[0] in page for row in found if "≟" not in row[0])
    assert "766/QĐ-TTg ngày 23/06/2022" in page and "có thể là một văn bản bị ghi nhầm ngày" in page


def test_who_cites_a_missing_document_is_quoted(web: TestClient) -> None:
    page = web.get("/gaps", headers=HTML).text
    item = next(each for each in page.split("<li ") if "76/NQ-CP" in each)
    assert item.count("<blockquote") >= 3 and 'href="/doc/ubnd-tinh-quang-tri-1989/2023/22-kh-ubnd' in item
    assert 'href="/doc/chinh-phu/2021/76-nq-cp"' in item


def test_contradictions_are_those_that_the_command_finds(web: TestClient, told: Told) -> None:
    found = table(web, "/gaps.csv?show=conflicts")
    assert found == told("conflicts")
    page = web.get("/gaps?show=conflicts", headers=HTML).text
    assert "<mark>2022</mark>" in page and "<mark>2023</mark>" in page
    assert "<mark>23/6/2022</mark>" in page and "<mark>23/6/2023</mark>" in page
    assert "<mark>219</mark>/KH-UBND" in page and "<mark>22</mark>/KH-UBND" in page
    assert "Một tên văn bản của một cơ quan được ghi với hai số" in page


def test_open_references_stand_beside_what_they_may_mean(web: TestClient, samples: OxigraphReader) -> None:
    every = {row["about"] for row in catalog.rows(samples, "gaps")}
    assert len(table(web, "/gaps.csv?show=references")) == len(every) == 15
    page = seen(web, "/gaps?show=references")
    assert "Chương trình tổng thể CCHC nhà nước" in page and "Trong kho không có văn bản nào khớp" in page
    assert "Có thể là Văn bản Ngày ban hành" in page and "15/07/2021 Chính phủ" in page
    assert "1 mục" in seen(web, "/gaps?show=references&kind=blankNumber")


def test_lists_are_narrowed_by_issuer_and_kind(web: TestClient) -> None:
    found = table(web, "/gaps.csv?agency=Chính+phủ")
    assert found and {row["issuer"] for row in found} == {"Chính phủ"}
    assert "1 mục" in seen(web, "/gaps?show=conflicts&kind=twoNumbers")
    assert "Không có mục nào ứng với bộ lọc này" in seen(web, "/gaps?show=conflicts&kind=nothing")
    assert web.get("/gaps?agency=Sở+Không+Có", headers=HTML).status_code == 400


def test_a_corpus_without_gaps_says_so(tmp_path: Path) -> None:
    with open_writer(tmp_path / "store"):
        """A store that nothing is loaded into."""
    empty = client(tmp_path / "store")
    assert "Mọi văn bản được viện dẫn đều đã có trong kho" in seen(empty, "/gaps")
    assert "Không thấy chỗ nào các văn bản nói trái nhau" in seen(empty, "/gaps?show=conflicts")
    assert "0 nhiệm vụ" in seen(empty, "/tasks") and seen(empty, "/indices").count("chưa văn bản nào giao (nâng") == 0


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("path", ["/indices", "/indices?index=PAPI", "/tasks", "/gaps", "/gaps?show=references"])
def test_pages_speak_both_languages(web: TestClient, path: str, lang: str) -> None:
    answer = client_page(web, path, lang)
    assert f'<html lang="{lang}">' in answer
    assert ("Show" in answer or "Filter" in answer) is (lang == "en")


def client_page(web: TestClient, path: str, lang: str) -> str:
    return web.get(path, headers=HTML | {"cookie": f"lang={lang}"}).text


@pytest.mark.parametrize("path", ["/indices?index=<b>", "/tasks?agency=<script>alert(1)</script>", "/tasks?q=<b>x</b>"])
def test_what_is_typed_is_shown_as_text(web: TestClient, path: str) -> None:
    text = web.get(path, headers=HTML).text
    assert "<script>alert" not in text and "<b>x" not in text and "<b>”" not in text


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", '=HYPERLINK("http://x")'])
def test_no_cell_runs_in_a_spreadsheet(cell: str) -> None:
    written = sheet(("a", "b"), [(cell, 1)]).decode("utf-8-sig")
    assert next(csv.reader(io.StringIO(written.split("\r\n")[1])))[0].startswith("'")
