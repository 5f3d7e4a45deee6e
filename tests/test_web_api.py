"""The JSON API: every answer is as its description says, and says what the command says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from click.testing import CliRunner
from fastapi.testclient import TestClient

from graph_cli.main import cli
from tests.web import client, served, visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PLAN = "22/KH-UBND"
ASKED = [
    "/stats",
    "/documents?limit=3",
    "/documents?held=true",
    "/documents/ubnd-tinh-quang-tri-1989/2023/22-kh-ubnd",
    "/search?q=cai+cach&kind=sentence&limit=5",
    f"/lineage?ref={PLAN}",
    f"/lineage?ref={PLAN}&down=true&relation=implements",
    "/owners?as_of=2025-08-01",
    "/owners?index=SIPAS",
    "/tasks?limit=5",
    f"/tasks?ref={PLAN}&role=lead&due=2023",
    "/missing?limit=3",
    "/missing?limit=2&sentences=true",
    "/conflicts",
    "/questions",
    "/questions/owners?index=SIPAS",
    "/questions/all_documents?limit=2&offset=1",
]


@pytest.fixture(scope="module")
def service(sample_store: Path) -> Iterator[TestClient]:
    with client(sample_store) as asked:
        yield asked


@pytest.fixture(scope="module")
def described(service: TestClient) -> dict[str, Any]:
    told = service.get("/api/v1/openapi.json").json()
    assert told["openapi"].startswith("3.1")
    return dict(told)


def of_path(described: dict[str, Any], path: str) -> dict[str, Any]:
    """The operation that answers an address: the one with the fewest names left open."""
    parts = path.partition("?")[0].split("/")
    fitting = [
        (known.count("{"), operations["get"])
        for known, operations in described["paths"].items()
        if fits(known.split("/"), parts)
    ]
    return dict(min(fitting, key=lambda pair: pair[0])[1])


def fits(known: list[str], parts: list[str]) -> bool:
    if known[-1] == "{path}":
        return len(parts) >= len(known) and known[:-1] == parts[: len(known) - 1]
    return len(known) == len(parts) and all(k == p or k.startswith("{") for k, p in zip(known, parts, strict=True))


@pytest.mark.parametrize("path", ASKED)
def test_an_answer_is_as_described(service: TestClient, described: dict[str, Any], path: str) -> None:
    answer = service.get(f"/api/v1{path}")
    assert answer.status_code == 200, answer.text
    operation = of_path(described, f"/api/v1{path}")
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    jsonschema.Draft202012Validator({**schema, "components": described["components"]}).validate(answer.json())
    again = service.get(f"/api/v1{path}", headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/documents/no/such/thing", 404),
        ("/documents/%3E%20a", 404),
        ("/lineage?ref=999999/XX", 400),
        ("/lineage", 400),
        ("/owners?index=NOTHING", 404),
        ("/owners?as_of=yesterday", 400),
        ("/tasks?limit=0", 400),
        ("/missing?sentences=true&limit=21", 400),
        ("/tasks?due=sometime", 400),
        ("/questions/nothing", 404),
        ("/questions/owners", 400),
        ("/questions/owners?index=SIPAS&colour=red", 400),
        ("/search?q=", 400),
        ("/nothing", 404),
    ],
)
def test_what_is_wrong_is_told_as_described(
    service: TestClient, described: dict[str, Any], path: str, status: int
) -> None:
    answer = service.get(f"/api/v1{path}")
    assert answer.status_code == status
    schema = {**described["components"]["schemas"]["Problem"], "components": described["components"]}
    jsonschema.Draft202012Validator(schema).validate(answer.json())


def test_a_list_is_walked_by_its_next(service: TestClient) -> None:
    address, found = "/api/v1/documents?limit=20&held=false", []
    while address:
        part = service.get(address).json()
        found += [each["iri"] for each in part["items"]]
        address = part["next"]
    assert len(found) == part["total"] == len(set(found))


@pytest.mark.parametrize(
    ("path", "command"),
    [
        (f"/lineage?ref={PLAN}", ["trace", PLAN]),
        ("/documents/ubnd-tinh-quang-tri-1989/2023/22-kh-ubnd", ["show", PLAN]),
        ("/tasks?limit=500", ["tasks"]),
        ("/conflicts", ["conflicts"]),
        ("/missing?sentences=true&limit=20", ["missing", "--limit", "20"]),
    ],
)
def test_it_says_what_the_command_says(service: TestClient, sample_store: Path, path: str, command: list[str]) -> None:
    said = CliRunner().invoke(cli, ["--store", str(sample_store), *command, "--format", "json"])
    found = service.get(f"/api/v1{path}").json()
    assert said.exit_code == 0
    assert json.loads(said.stdout) == (found if command[0] in ("trace", "show") else found["items"])


def test_the_page_that_describes_it(browser: Browser, sample_store: Path) -> None:
    with served(sample_store) as address, visit(browser, address) as seen:
        seen.go("/api")
        assert "/api/v1/lineage" in seen.text("main")
        seen.is_clean()
        seen.is_accessible()
