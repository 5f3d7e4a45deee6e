"""The shape of the code: what may import what, how documents' text is matched, what must not be committed."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("ontology", "loaders", "queries", "viz", "graph_cli")
LONGEST = 320
LONGEST_TEST = 450  # mostly lists of situations
LONG_LISTS = {"ontology/namespaces.py"}  # a list of terms, one a line
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "misc", "base", "manager"}
# Written in two halves, so that this file does not hold what it looks for.
OF_ONE_MACHINE = ("/wo" + "rk/", "/ro" + "ot/", "/ho" + "me/", "/opt/wh" + "eels", "../sha" + "red")
REGISTRY_HOSTS = ("pypi.o" + "rg", "pythonho" + "sted.org", "npmjs.o" + "rg", "jsdeli" + "vr.net", "unp" + "kg.com")
OUTSIDE_ALLOWED = (".ci/", "tests/", "benchmarks/")


def modules(*packages: str) -> list[Path]:
    return [path for package in packages or PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def committed() -> list[Path]:
    """Every text file that git knows; without git (an unpacked archive), every file of the code."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        return modules()
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    found = [ROOT / name for name in listed.split("\0") if name]
    return [path for path in found if path.suffix not in {".png", ".gif", ".jpg", ".woff2"} and path.is_file()]


def test_imports_follow_the_contracts() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("path", modules("loaders"), ids=named)
def test_documents_are_matched_in_linear_time_only(path: Path) -> None:
    """The standard library's patterns can take hours over one hostile line."""
    assert "re" not in set(imported(path)), f"{named(path)}: use loaders.extract.patterns instead of re"


@pytest.mark.parametrize("path", modules("loaders"), ids=named)
def test_no_pattern_relies_on_ascii_letters(path: Path) -> None:
    r"""RE2's \w and \b know ASCII only: beside "Đ" or "ộ" they silently find nothing."""
    tree = ast.parse(path.read_text("utf-8"))
    documentation = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    texts = [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation
    ]
    found = [(line, text) for line, text in texts for escape in (r"\w", r"\b", r"\W", r"\B") if escape in text]
    assert not found, f"{named(path)}: write [\\p{{L}}\\p{{M}}\\d_], and ask `whole` for word edges: {found}"


@pytest.mark.parametrize("path", [*modules(), *sorted((ROOT / "tests").glob("*.py"))], ids=named)
def test_a_file_holds_one_idea(path: Path) -> None:
    length = len(path.read_text("utf-8").splitlines())
    longest = LONGEST_TEST if named(path).startswith("tests/") else LONGEST
    assert length <= longest or named(path) in LONG_LISTS, f"{named(path)} has {length} lines"
    assert path.stem not in NAMES_THAT_SAY_NOTHING


def test_nothing_of_one_machine_is_committed() -> None:
    found = []
    for path in committed():
        text, name = path.read_text("utf-8", errors="replace"), named(path)
        unwanted = REGISTRY_HOSTS if name.startswith(OUTSIDE_ALLOWED) else (*OF_ONE_MACHINE, *REGISTRY_HOSTS)
        found += [f"{name}: {words}" for words in unwanted if words in text]
    assert not found


def test_every_package_is_checked_and_shipped() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]
    shipped = settings["hatch"]["build"]["targets"]["wheel"]["only-include"]
    assert set(PACKAGES) <= set(shipped)
    assert set(PACKAGES) == set(settings["mypy"]["packages"]) == set(settings["importlinter"]["root_packages"])


def test_every_library_that_is_imported_is_declared() -> None:
    """Not only those that happen to come with another."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {re.split(r"[<>=!~\[]", line)[0].lower() for line in project["dependencies"]}
    tops = {name.split(".")[0] for path in modules() for name in imported(path)}
    foreign = tops - set(PACKAGES) - sys.stdlib_module_names
    distributions = packages_distributions()
    assert {top for top in foreign if not declared & {name.lower() for name in distributions.get(top, [])}} == set()


def swallows(handler: ast.ExceptHandler) -> bool:
    """Whether it catches everything and does not raise it again."""
    everything = handler.type is None or (
        isinstance(handler.type, ast.Name) and handler.type.id in {"Exception", "BaseException"}
    )
    return everything and not isinstance(handler.body[-1], ast.Raise)


def test_errors_are_not_swallowed() -> None:
    """Everything is caught only at the command's edge, in the batch loop, where the failure is counted, in the process
    that reads one document, which tells it, and where a thread hands what it met to the one that waits for it."""
    found = {
        named(path)
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ExceptHandler) and swallows(node)
    }
    assert found <= {
        "graph_cli/main.py",
        "graph_cli/loading.py",
        "loaders/apart_child.py",
        "queries/stores/bolt/line.py",
    }
