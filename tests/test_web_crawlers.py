"""What search engines are told, where it is served openly and where it is not."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.web import client
from viz.web.areas import crawlers

PLAN = "/doc/ubnd-tinh-quang-tri-1989/2023/22-kh-ubnd"
_DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def test_a_server_for_oneself_is_closed_to_them(sample_store: Path) -> None:
    service = client(sample_store)
    assert service.get("/robots.txt").text == "User-agent: *\nDisallow: /\n"
    assert service.get("/sitemap.xml").status_code == 404
    assert "application/ld+json" not in service.get(PLAN).text


def test_an_open_server_tells_its_pages(sample_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crawlers, "IN_A_PART", 40)
    service = client(sample_store, public=True)
    robots = service.get("/robots.txt").text
    assert "Disallow: /sparql\n" in robots and "Disallow: /query\n" in robots
    assert "Sitemap: http://127.0.0.1/sitemap.xml" in robots
    parts = re.findall(r"<loc>(.*?)</loc>", service.get("/sitemap.xml").text)
    listed = [each for part in parts for each in re.findall(r"<loc>(.*?)</loc>", service.get(part).text)]
    assert len(listed) == len(set(listed)) > 40
    assert f"http://127.0.0.1{PLAN}" in listed
    assert service.get(f"/sitemap-{len(parts) + 1}.xml").status_code == 404


def test_documents_and_agencies_are_told_in_words_that_engines_know(sample_store: Path) -> None:
    service = client(sample_store, public=True)
    (told,) = map(json.loads, _DATA.findall(service.get(PLAN).text))
    assert (told["@type"], told["legislationIdentifier"]) == ("Legislation", "22/KH-UBND")
    assert told["legislationDate"] == "2023-01-31"
    (agency,) = map(json.loads, _DATA.findall(service.get("/agency/so-noi-vu-quang-tri-1989").text))
    assert agency["@type"] == "GovernmentOrganization"
