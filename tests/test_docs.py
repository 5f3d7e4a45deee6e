"""What the documentation says of the project holds."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "samples/README.md", ROOT / "benchmarks/README.md"]
)
LINK = re.compile(r"\]\((?!https?://|#|mailto:)([^)#\s]+)")
PATH = re.compile(r"`((?:ontology|loaders|queries|viz|graph_cli|tests|docs|stubs|samples)/[\w./-]+)`")
MAKE = re.compile(r"\bmake ([a-z]+)\b")
IN_CODE = re.compile(r"```.*?\n(.*?)```|`([^`\n]+)`", re.DOTALL)
COMMAND = re.compile(r"(?:^|\$ )cancu(?: --(?:store|lang|format) \S+| --(?:quiet|debug))* ([a-z]+)\b", re.MULTILINE)

CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)


def code(page: Path) -> str:
    return "\n".join(block or inline for block, inline in IN_CODE.findall(page.read_text("utf-8")))


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_and_paths_lead_somewhere(page: Path) -> None:
    text = page.read_text("utf-8")
    missing = [link for link in LINK.findall(text) if not (page.parent / link).exists()]
    missing += [path for path in PATH.findall(text) if not (ROOT / path).exists()]
    assert not missing


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_make_targets_exist(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(MAKE.findall(code(page))) <= targets


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_commands_exist(page: Path) -> None:
    named = set(COMMAND.findall(code(page)))
    if not named:
        return
    cancu = [sys.executable, "-c", "from graph_cli.main import main; main()"]
    for command in sorted(named):
        asked = subprocess.run([*cancu, command, "--help"], cwd=ROOT, capture_output=True, text=True, check=False)
        assert asked.returncode == 0, f"{name(page)} names cancu {command}: {asked.stderr}"


@pytest.mark.parametrize(("page", "lang"), [("README.md", "en"), ("README.vi.md", "vi")])
def test_examples_print_what_the_readme_shows(page: str, lang: str, tmp_path: Path) -> None:
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    command = [sys.executable, "-c", "from graph_cli.main import main; main()"]
    start = f'cancu() {{ {shlex.join(command)} "$@"; }}; set -e; '
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "CANCU_STORE": str(tmp_path / "store"), "CANCU_LANG": lang}
    for block in CONSOLE.findall((ROOT / page).read_text("utf-8")):
        lines = block.splitlines()
        asked = [line[2:] for line in lines if line.startswith(("$ ", "> "))]
        asked = [line if "--format" in line else re.sub("^cancu", "cancu --format table", line) for line in asked]
        shown = [line for line in lines if not line.startswith(("$ ", "> ")) and line != "…"]
        script = start + "\n".join(asked)
        done = subprocess.run(
            ["bash", "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{asked}: {done.stderr}"
        printed = done.stdout.splitlines()
        assert [line for line in shown if line not in printed] == []


def test_every_library_is_accounted_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    page = (ROOT / "docs/dependencies.md").read_text("utf-8")
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    missing = [line for line in wanted if re.split(r"[<>=!~\[]", line)[0] not in page]
    assert not missing


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_locks_pin_every_library_with_hashes(lock: str) -> None:
    entries = re.split(r"\n(?=\S)", (ROOT / lock).read_text("utf-8"))
    assert len(entries) > 20
    assert [entry for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []


def test_both_locks_agree() -> None:
    pins = [
        dict(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / f"requirements{x}.lock").read_text("utf-8"), re.M))
        for x in ("", "-dev")
    ]
    assert pins[0].items() <= pins[1].items()
