"""Bytes to text: the kind of a file is told by what it holds, never by its name.

`READERS` is asked in order; the last one takes what no other knows, or refuses it by name.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from loaders.readers import archived, old_word, pdf, picture, plain_text, web_page, word
from loaders.source import Heard, Reading, unheard


class Reader(Protocol):
    """A module of `loaders.readers`.

    It may have a function `prepare`, which loads the libraries and data that it needs: where `apart_limits` leaves a
    reader nothing, `read` can open no file, and what is loaded once serves all files to come.
    """

    def recognises(self, data: bytes, /) -> bool:
        """Whether the bytes look like this reader's format; cheap, and never an error."""
        ...

    def read(self, name: str, data: bytes, heard: Heard = unheard, /) -> Reading:
        """The text; InputRefused, with the name and the reason, for what is damaged, locked or out of all measure."""
        ...


READERS: tuple[Reader, ...] = (archived, word, old_word, pdf, picture, web_page, plain_text)


def reader_of(data: bytes, known: Sequence[Reader] = READERS) -> Reader:
    """The first of the readers that knows such bytes."""
    return next(each for each in known if each.recognises(data))


def read(name: str, data: bytes, heard: Heard = unheard) -> Reading:
    """The text of a file's bytes; InputRefused says why there is none."""
    return reader_of(data).read(name, data, heard)
