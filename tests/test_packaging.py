"""The built wheel works where only it is installed."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("ontology", "loaders", "queries", "viz", "graph_cli")


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, ROOT, cwd=out)
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment that holds the wheel, and sees this environment's libraries but not its source tree.

    A plain path in a .pth file is added as it is: the .pth files inside it, such as the one that points to the
    source tree, are not followed.
    """
    home = tmp_path_factory.mktemp("elsewhere") / "env"
    venv.create(home, with_pip=True)
    python = home / "bin" / "python"
    site = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=home).strip())
    libraries = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (site / "libraries.pth").write_text("\n".join(sorted(libraries)) + "\n", "utf-8")
    run(python, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--force-reinstall", wheel, cwd=home)
    return home


def test_wheel_holds_every_file_of_the_packages(wheel: Path) -> None:
    shipped = set(zipfile.ZipFile(wheel).namelist())
    expected = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyc"
    }
    expected |= {f"graph_cli/samples/{path.name}" for path in (ROOT / "samples").glob("*.txt")}
    assert not expected - shipped


def test_wheel_holds_nothing_but_the_packages(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == set(PACKAGES)


def test_samples_are_shipped_unchanged(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    for path in (ROOT / "samples").glob("*.txt"):
        assert archive.read(f"graph_cli/samples/{path.name}") == path.read_bytes()


def test_installed_command_explains_itself(elsewhere: Path) -> None:
    home = run(elsewhere / "bin" / "python", "-c", "import graph_cli; print(graph_cli.__file__)", cwd=elsewhere)
    assert Path(home.strip()).is_relative_to(elsewhere)
    words = run(elsewhere / "bin" / "cancu", "--help", cwd=elsewhere)
    for command in ("demo", "load", "trace", "who", "tasks"):
        assert command in words


def test_installed_command_loads_the_samples(elsewhere: Path, tmp_path: Path) -> None:
    """Every data file that loading, asking and looking need came with the wheel."""
    page = tmp_path / "page.html"
    run(elsewhere / "bin" / "cancu", "--store", tmp_path / "store", "demo", "-o", page, cwd=tmp_path)
    assert "76/NQ-CP" in page.read_text("utf-8")
