"""Errors end with the exit code they promise and say in both languages how to mend what is wrong."""

from __future__ import annotations

import pytest

from ontology import errors
from ontology.errors import CancuError, IdentifierError, InputRefused, NumberError, Refusal

CODES = {
    "CancuError": 1, "UsageError": 2, "NumberError": 2, "IdentifierError": 1, "InputRefused": 3,
    "DocumentDefect": 1,
    "QueryNotUnderstood": 4, "QueryLimit": 5, "StoreBusy": 6, "StoreDamaged": 7, "BackendUnavailable": 8,
    "DiskFull": 8,
    "PolicyRefused": 9,
}  # fmt: skip


def _tree(root: type[CancuError]) -> list[type[CancuError]]:
    return [root, *(below for child in root.__subclasses__() for below in _tree(child))]


def test_the_tree_is_the_one_that_is_drawn() -> None:
    own = {kind.__name__: kind.exit_code for kind in _tree(CancuError) if kind.__module__ == errors.__name__}
    assert own == CODES
    assert errors.__doc__ is not None
    assert all(name in errors.__doc__ for name in CODES)


def test_both_languages() -> None:
    error = NumberError("xyz")
    assert error.message().startswith("“xyz” không phải")
    assert error.message("en").startswith("“xyz” is not")
    assert isinstance(error, ValueError)
    assert isinstance(IdentifierError("a", "b"), ValueError)
    assert str(IdentifierError("a", "b")) == "a / b"


@pytest.mark.parametrize("code", Refusal)
def test_every_refusal_names_file_and_remedy(code: Refusal) -> None:
    refused = InputRefused("a.txt", code, "byte 7")
    assert refused.code is code
    for lang in ("vi", "en"):
        message = refused.message(lang)
        assert message.startswith("a.txt: ")
        assert message.endswith(" (byte 7)")
        assert ". " in message
