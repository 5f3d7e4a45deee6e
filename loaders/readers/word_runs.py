"""The words inside a Word paragraph: runs, fields, notes, symbols, formulas, text boxes met on the way."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from xml.etree.ElementTree import Element

from loaders.readers import word_signs
from loaders.readers.numbering import W, value
from loaders.readers.word_styles import Styles, is_on

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
WORDS = (f"{W}t", f"{M}t")
SIGNS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
BOX = f"{W}txbxContent"
# Deleted and moved words; properties, which may hold earlier properties; what is said for other programs.
UNREAD = frozenset(
    [W + tag for tag in "del moveFrom pPr rPr sectPr tblPr tblGrid trPr tcPr sdtPr sdtEndPr rt ffData".split()]
    + [f"{M}{tag}" for tag in "ctrlPr fPr radPr dPr naryPr sSupPr sSubPr sSubSupPr rPr".split()]
)
# A formula's parts in the order of reading, with the signs that part them in a line of text.
BETWEEN = {
    f"{M}f": ("/", (f"{M}num", f"{M}den")),
    f"{M}sSup": ("^", (f"{M}e", f"{M}sup")),
    f"{M}sSub": ("_", (f"{M}e", f"{M}sub")),
}
UNITS = frozenset("m km hm dam dm cm mm µm ha".split())
LONGEST_MARK = 3  # figures of a note's number
LONGEST_WORD = 30  # before a mark


def contents(parent: Element) -> Iterator[Element]:
    """What is read of an element, part by part: of alternatives the first that holds words."""
    for child in parent:
        if child.tag == f"{MC}AlternateContent":
            forms = [form for form in child if any(part.tag in WORDS for part in form.iter())]
            yield from contents(forms[0]) if forms else ()
        elif child.tag not in UNREAD:
            yield child


class Runs:
    """The words of one document's paragraphs; `cited` and `boxes` gather the notes and text boxes met."""

    def __init__(self, styles: Styles, notes: dict[str, dict[str, Element]]) -> None:
        self._styles = styles
        self._notes = notes
        self.cited: list[Element] = []
        self.boxes: list[Element] = []
        self._fields: list[bool] = []  # of the open fields: still in the instruction, whose words are not printed
        self._style: str | None = None

    def words(self, paragraph: Element, style: str | None) -> str:
        """The words of a paragraph; tabs and line ends as their characters."""
        self._fields, self._style = [], style
        said = ""
        for raised, pieces in groupby(self._pieces(paragraph), key=lambda piece: piece[1]):
            words = "".join(piece[0] for piece in pieces)
            said += raised_as(said, words) if raised else words
        return said

    def _pieces(self, parent: Element) -> Iterator[tuple[str, bool]]:
        """The words in their order, each with whether it is superscript."""
        for child in contents(parent):
            if child.tag == f"{W}r":
                yield from self._run(child)
            elif child.tag == f"{W}fldChar":
                self._field(child.get(f"{W}fldCharType", ""))
            elif child.tag == BOX:
                self.boxes.append(child)
            elif words := self._sign(child):
                if not any(self._fields):
                    yield words, False
            elif child.tag in BETWEEN:
                yield self._formula(child), False
            else:
                yield from self._pieces(child)

    def _sign(self, element: Element) -> str:
        """The words that an element stands for by itself."""
        tag = element.tag
        if tag in WORDS:
            return " ".join((element.text or "").splitlines()).replace("\t", " ")
        if tag in SIGNS:
            return SIGNS[tag]
        if tag == f"{W}sym":
            return word_signs.sign(element.get(f"{W}font", ""), element.get(f"{W}char", ""))
        return self._note(element) if tag in self._notes else ""

    def _run(self, run: Element) -> Iterator[tuple[str, bool]]:
        properties = run.find(f"{W}rPr")
        style = value(properties, f"{W}rStyle")
        if self._is_on(properties, style, f"{W}vanish"):
            return
        capitals = self._is_on(properties, style, f"{W}caps")
        raised = (value(properties, f"{W}vertAlign") or "") == "superscript" or self._styles.is_raised(style)
        for words, _ in self._pieces(run):
            yield (words.upper() if capitals else words), raised

    def _is_on(self, properties: Element | None, style: str | None, path: str) -> bool:
        own = is_on(properties, path)
        if own is None and style is not None:
            own = self._styles.is_on(style, path, default=False)
        return bool(self._styles.is_on(self._style, path) if own is None else own)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(True)
        elif kind == "separate" and self._fields:
            self._fields[-1] = False
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _formula(self, formula: Element) -> str:
        sign, names = BETWEEN[formula.tag]
        parts = [part for part in map(formula.find, names) if part is not None]
        said = ["".join(words for words, _ in self._pieces(part)).strip() for part in parts]
        return sign.join(f"({words})" if len(words.split()) > 1 else words for words in said)

    def _note(self, reference: Element) -> str:
        note = self._notes[reference.tag].get(reference.get(f"{W}id", ""))
        if note is None or note in self.cited:
            return ""
        self.cited.append(note)
        return f"[{len(self.cited)}]"


def raised_as(before: str, words: str) -> str:
    """Superscript in a line of text: a note's number in brackets, lest it grow onto a word or a number."""
    mark = words.strip()
    if not (mark.isdecimal() and len(mark) <= LONGEST_MARK):
        return words
    last = before[-LONGEST_WORD:].rpartition(" ")[2]
    if last.rpartition("/")[2].lower().lstrip("0123456789.,") in UNITS:
        return words
    return f"^{mark}" if last == "10" else words.replace(mark, f"[{mark}]")
