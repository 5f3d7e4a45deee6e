"""Types of google-re2, which ships none: only what the project uses."""

from collections.abc import Iterator
from typing import Any

class error(Exception): ...  # noqa: N801 - the library's own name

class Options:
    max_mem: int
    log_errors: bool
    case_sensitive: bool

class _re2:  # noqa: N801 - the compiled module under the library's Python layer
    class RE2:
        class Anchor:
            UNANCHORED: Any
            ANCHOR_START: Any

        def __init__(self, pattern: bytes, options: Options) -> None: ...
        def ok(self) -> bool: ...
        def error(self) -> str: ...
        def NamedCapturingGroups(self) -> list[tuple[bytes, int]]: ...  # noqa: N802
        def Match(self, anchor: Any, text: bytes, start: int, end: int) -> list[tuple[int, int]]: ...  # noqa: N802

def escape(pattern: str) -> str: ...

class _Match:
    def __getitem__(self, group: int) -> str | None: ...

class _Regexp:
    def finditer(self, text: str) -> Iterator[_Match]: ...

def compile(pattern: str) -> _Regexp: ...  # noqa: A001 - the library's own name
