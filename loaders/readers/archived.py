"""Archives of several documents are no document: loading takes each member by itself, reading one is refused."""

from __future__ import annotations

from loaders import archive
from loaders.source import Heard, Reading, unheard
from ontology.errors import InputRefused, Refusal

INSTEAD = (
    "tệp nén .zip: nạp các tệp bên trong bằng `cancu load`, với đuôi .zip"
    " / a .zip archive: load its files with `cancu load`, under a name that ends in .zip"
)


def recognises(data: bytes, /) -> bool:
    """Whether the bytes are an archive of files, not a document that is packed like one."""
    return archive.is_archive(data)


def read(name: str, data: bytes, _: Heard = unheard, /) -> Reading:
    """InputRefused: the archive is out of all measure or empty, or else which of its documents would be meant?"""
    archive.Archive(name, data).members()
    raise InputRefused(name, Refusal.UNSUPPORTED, INSTEAD)
