"""The text of a file as it was read, kept beside its original so that pages can show where things stand in it.

    texts/ab/<sha256>

It can be made again from the original, and quotations prove whether it is the one that they count in: so it is
written without waiting for the disk, and one that is damaged counts as none.
"""

from __future__ import annotations

import json
import uuid
import zlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_FORM = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptText:
    """`pages`: where each page begins, none for files without pages; `unsure`: words that were hardly recognised."""

    text: str
    pages: tuple[int, ...] = ()
    unsure: tuple[tuple[int, int], ...] = ()

    def packed(self) -> bytes:
        head = json.dumps({"form": _FORM, "pages": self.pages, "unsure": self.unsure}).encode()
        return zlib.compress(head + b"\n" + self.text.encode("utf-8", "surrogatepass"))

    @classmethod
    def unpacked(cls, content: bytes) -> KeptText:
        """The text of such bytes; ValueError for any others."""
        try:
            head, _, text = zlib.decompress(content).partition(b"\n")
            told = json.loads(head)
            if told["form"] != _FORM:
                raise ValueError(f"form {told['form']} ≠ {_FORM}")
            return cls(
                text=text.decode("utf-8", "surrogatepass"),
                pages=tuple(map(int, told["pages"])),
                unsure=tuple((int(start), int(end)) for start, end in told["unsure"]),
            )
        except (zlib.error, KeyError, TypeError, RecursionError) as error:
            raise ValueError(str(error)) from error


def read(path: Path) -> KeptText | None:
    """What is kept there; None where there is nothing that can be read."""
    try:
        return KeptText.unpacked(path.read_bytes())
    except (OSError, ValueError):
        return None


def write(path: Path, text: KeptText) -> None:
    """Put it there in place of an earlier one; where nothing can be written, nothing is kept."""
    temporary = path.with_name(f"{path.name}.{uuid.uuid4().hex}.tmp")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(text.packed())
        temporary.replace(path)
    with suppress(OSError):
        temporary.unlink(missing_ok=True)
