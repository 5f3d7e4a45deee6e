"""The JavaScript that pages are served with, made from pinned packages: `make vendor`. Needs npm; running does not.

Versions stand in vendor/package.json, and vendor/package-lock.json holds the hash of every archive (npm refuses any
other). What comes out is committed: viz/static/vendor, with the hash of each file and all licences.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent / "vendor"
INTO = HERE.parents[1] / "viz" / "static" / "vendor"
BUNDLES = {"graph.js": "graphKit", "graph-worker.js": "", "editor.js": "editorKit"}  # the global name of each
_LINKED = re.compile(rb"[\r\n]*(?://|/\*)# sourceMappingURL=\S+(?: ?\*/)?\s*$")


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path in HERE.iterdir():
            shutil.copy(path, folder)
        _run(folder, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
        INTO.mkdir(parents=True, exist_ok=True)
        for old in INTO.iterdir():
            old.unlink()
        made = {output: _bundled(folder, output, of_global) for output, of_global in BUNDLES.items()}
        _describe(folder, made)
    return 0


def _run(folder: Path, *command: str) -> None:
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)


def _bundled(folder: Path, output: str, of_global: str) -> set[str]:
    """Write one bundle; the names of the packages in it."""
    named = [f"--global-name={of_global}"] if of_global else []
    _run(
        folder, "node_modules/.bin/esbuild", output, "--bundle", "--minify", "--format=iife", "--target=es2022", *named,
        "--legal-comments=none", "--charset=utf8", "--metafile=made.json", "--outfile=made.js", "--log-level=warning",
    )  # fmt: skip
    _write(output, (folder / "made.js").read_bytes())
    parts = json.loads((folder / "made.json").read_text("utf-8"))["outputs"]["made.js"]["inputs"]
    return {_package(part) for part, told in parts.items() if "node_modules/" in part and told["bytesInOutput"]}


def _package(path: str) -> str:
    parts = path.rpartition("node_modules/")[2].split("/")
    return "/".join(parts[: 2 if parts[0].startswith("@") else 1])


def _write(output: str, data: bytes) -> None:
    (INTO / output).write_bytes(_LINKED.sub(b"", data).rstrip() + b"\n")


def _describe(folder: Path, made: dict[str, set[str]]) -> None:
    """The manifest, and the licence of every package that is in a file."""
    lines = ["# Made by .ci/vendor.py (make vendor): the files of this folder, and the packages that are in them.\n"]
    for output in sorted(made):
        digest = hashlib.sha256((INTO / output).read_bytes()).hexdigest()
        lines.append(
            f'[[file]]\nname = "{output}"\nsha256 = "{digest}"\npackages = {json.dumps(sorted(made[output]))}\n'
        )
    licences = []
    for name in sorted(set().union(*made.values())):
        told = json.loads((folder / "node_modules" / name / "package.json").read_text("utf-8"))
        version, licence, home = told["version"], told["license"], _home(told)
        lines.append(
            f'[[package]]\nname = "{name}"\nversion = "{version}"\nlicence = "{licence}"\nhomepage = "{home}"\n'
        )
        licences.append(f"{name} {version} ({licence}), {home}\n\n{_licence(folder / 'node_modules' / name)}\n")
    (INTO / "manifest.toml").write_text("\n".join(lines), "utf-8")
    (INTO / "LICENSES.txt").write_text(("\n" + "-" * 100 + "\n\n").join(licences), "utf-8")


def _home(told: dict[str, Any]) -> str:
    """Where the project lives."""
    repository = told.get("repository", "")
    address = repository.get("url", "") if isinstance(repository, dict) else repository
    found = re.search(r"github\.com[/:]([\w.-]+/[\w.-]+?)(?:\.git)?$", address)
    if found:
        return f"https://github.com/{found[1]}"
    return str(told.get("homepage") or address.removeprefix("git+").removesuffix(".git"))


def _licence(folder: Path) -> str:
    found = sorted(path for path in folder.iterdir() if path.name.upper().startswith(("LICENSE", "LICENCE", "NOTICE")))
    found = [path for path in found if path.is_file()]
    if not found:
        raise SystemExit(f"{folder.name}: no licence text in the package")
    return "\n".join(path.read_text("utf-8").strip() for path in found)


if __name__ == "__main__":
    sys.exit(main())
