"""Pieces that stand on one line, read from left to right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from loaders.readers.pdf_lines import Piece

LEVEL = 0.45  # of the size: pieces on one line differ no more in height


def rows(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """The pieces of each line, from the top; within it from the left."""
    found: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: p.base):
        if found and piece.base - found[-1][0].base <= LEVEL * min(piece.size, found[-1][0].size):
            found[-1].append(piece)
        else:
            found.append([piece])
    return [sorted(row, key=lambda p: p.left) for row in found]


def in_rows(pieces: Iterable[Piece]) -> Iterator[str]:
    """The words of each line."""
    return (words(row) for row in rows(pieces))


def words(row: Sequence[Piece]) -> str:
    return " ".join(piece.text for piece in row)
