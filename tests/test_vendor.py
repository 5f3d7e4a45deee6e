"""The JavaScript of others that pages are served with: complete, unchanged, licensed, and asking nothing of others."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "viz" / "static" / "vendor"
BESIDE = {"manifest.toml", "LICENSES.txt"}
MANIFEST = tomllib.loads((VENDOR / "manifest.toml").read_text("utf-8"))
ALLOWED = {"MIT", "Apache-2.0", "BSD-3-Clause", "ISC"}


def test_the_files_are_those_of_the_manifest() -> None:
    told = {each["name"]: each["sha256"] for each in MANIFEST["file"]}
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in VENDOR.iterdir()}
    assert {name: digest for name, digest in found.items() if name not in BESIDE} == told


def test_every_package_in_a_file_is_named_with_its_licence() -> None:
    named = {each["name"]: each for each in MANIFEST["package"]}
    assert set(named) == {package for each in MANIFEST["file"] for package in each["packages"]}
    licences = (VENDOR / "LICENSES.txt").read_text("utf-8")
    for name, told in named.items():
        assert told["licence"] in ALLOWED, name
        assert told["homepage"].startswith("https://"), name
        assert f"{name} {told['version']} ({told['licence']})" in licences


def test_versions_are_the_pinned_ones_and_archives_have_hashes() -> None:
    locked = json.loads((ROOT / ".ci" / "vendor" / "package-lock.json").read_text("utf-8"))["packages"]
    for told in MANIFEST["package"]:
        assert locked[f"node_modules/{told['name']}"]["version"] == told["version"]
    assert all(each.get("integrity", "").startswith("sha512-") for name, each in locked.items() if name)
    wanted = json.loads((ROOT / ".ci" / "vendor" / "package.json").read_text("utf-8"))["devDependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values())


@pytest.mark.parametrize("name", [each["name"] for each in MANIFEST["file"]])
def test_no_file_asks_for_a_map_or_ends_an_element(name: str) -> None:
    """A page that holds a script inline ends at the first closing tag in it."""
    text = (VENDOR / name).read_text("utf-8")
    assert "sourceMappingURL=" not in text
    if name.startswith("graph"):
        assert "</script" not in text.lower() and "<!--" not in text
