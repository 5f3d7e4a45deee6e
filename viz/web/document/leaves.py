"""A leaf of a document's text as HTML: whatever comes from the document goes through `escape`, here as in templates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from markupsafe import Markup, escape

from viz.marked_text import Block, Leaf, Token
from viz.web.document.marks import Placed
from viz.web.document.text import Shown

Signs = Mapping[str, tuple[str, str]]  # by kind: the letters before a mark, and what the kind is called


def drawn(text: Shown, leaf: Leaf, signs: Signs, unsure: str, address: str) -> Markup:
    """The lines and tables of a leaf. `unsure` says what a word is that was hardly recognised."""
    tags = _Tags(text, signs, unsure, address)
    parts: list[str] = []
    for is_table, blocks in groupby(leaf.blocks, key=lambda block: block.is_row):
        rows = (_block(block, tags) for block in blocks)
        parts += ['<div class="scroll"><table>', *rows, "</table></div>"] if is_table else rows
    return Markup("".join(parts))


def _block(block: Block, tags: _Tags) -> str:
    cells = ["".join(tags.of(cell)) for cell in block.cells]
    if block.is_row:
        return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
    return "".join(f"<p>{cell}</p>" for cell in cells)


class _Tags:
    """The beginnings of marks by their number."""

    def __init__(self, text: Shown, signs: Signs, unsure: str, address: str) -> None:
        self._text, self._signs, self._address = text, signs, address
        self._unsure = f'<mark class="unsure" title="{escape(unsure)}">'

    def of(self, tokens: tuple[Token, ...]) -> Iterator[str]:
        for token in tokens:
            if token.text:
                yield escape(token.text)
            elif token.mark is None:
                yield "</mark>"
            else:
                yield self._begun(token.mark, first=token.first)

    def _begun(self, number: int, *, first: bool) -> str:
        marks, quoted = self._text.marks, self._text.quoted
        if number >= self._text.unsure_from:
            return self._unsure
        if number >= len(marks):
            start = quoted[number - len(marks)]
            return f'<mark class="q" data-c="{start}"' + (f' id="c{start}">' if first else ">")
        mark = marks[number]
        low, inferred = " low" * mark.is_doubtful, " inferred" * mark.inferred
        begun = f'<mark class="mark k-{mark.kind}{low}{inferred}" data-entry="{mark.entry}" data-kind="{mark.kind}">'
        return begun + (self._sign(mark) if first else "")

    def _sign(self, mark: Placed) -> str:
        """The letters that lead to what the mark says."""
        sign, name = self._signs[mark.kind]
        where = f"#{mark.entry}" if mark.on_page else f"{self._address}/said/{mark.entry}"
        return f'<a class="sign" href="{escape(where)}" data-sign="{escape(sign)}" aria-label="{escape(name)}"></a>'
