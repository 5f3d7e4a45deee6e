"""What holds for every page of the web application: words, guard, errors, files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.web import client
from viz.web import app, guard, wording

WEB = Path(app.__file__).parent


def test_every_word_is_said_in_both_languages_with_the_same_values() -> None:
    for key, said in wording.catalogue().items():
        assert set(said) == {"vi", "en"}, key
        values = [set(re.findall(r"{(\w+)}", text)) for text in said.values()]
        assert values[0] == values[1], key


def test_words_and_their_uses_agree() -> None:
    """A key is written whole, or its beginning is, with what follows joined by + or ~ ("base.nav_" + name)."""
    known = set(wording.catalogue())
    areas = "|".join({key.partition(".")[0] for key in known})
    texts = "\n".join(path.read_text("utf-8") for path in sorted(WEB.rglob("*")) if path.suffix in (".html", ".py"))
    begun = tuple(re.findall(rf"""["']((?:{areas})\.\w*_)["'] ?[~+]""", texts))
    found = re.findall(rf"""["']((?:{areas})\.\w+)["']""", texts)
    used = {key for key in found if not key.endswith((".html", ".js", ".css"))}
    assert used - set(begun) - known == set(), "words that are not there"
    assert {key for key in known - used if not key.startswith(begun)} == set(), "words that nothing uses"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "localhost.evil:80", "[::2]"])
def test_a_name_that_is_not_ours_is_refused(sample_store: Path, host: str) -> None:
    answer = client(sample_store).get("/", headers={"host": host})
    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == "bad-host"


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8000", "localhost:1", "[::1]:80", "LOCALHOST"])
def test_a_name_of_this_machine_is_answered(sample_store: Path, host: str) -> None:
    assert client(sample_store).get("/static/base.css", headers={"host": host}).status_code == 200


def test_a_browser_is_told_to_run_and_load_nothing_but_ours(sample_store: Path) -> None:
    policy = client(sample_store).get("/static/base.css").headers["content-security-policy"]
    assert "default-src 'none'" in policy and "script-src 'self';" in policy and "unsafe" not in policy


def test_a_body_beyond_the_limit_is_refused(sample_store: Path) -> None:
    body = b"x" * (guard.SMALL + 1)
    assert client(sample_store).post("/nowhere", content=body).status_code == 413


@pytest.mark.parametrize("name", ["../app.py", "..%2fapp.py", "vendor/../../app.py", "/etc/passwd", "nothing.css"])
def test_only_files_meant_for_pages_are_given(sample_store: Path, name: str) -> None:
    assert client(sample_store).get(f"/static/{name}").status_code == 404


def test_errors_are_told_to_people_and_to_programs(sample_store: Path) -> None:
    page = client(sample_store).get("/no-such-page", headers={"accept": "text/html"})
    assert page.status_code == 404
    assert "Không có trang này" in page.text
    told = client(sample_store).get("/no-such-page").json()["error"]
    assert told["code"] == "not-found" and told["message_en"]


def test_no_store_is_told_without_its_path(tmp_path: Path) -> None:
    answer = client(tmp_path / "absent").get("/", headers={"accept": "text/html"})
    assert str(tmp_path) not in answer.text
