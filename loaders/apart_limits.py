"""How much reading one file may take, by its kind: declared here and nowhere else.

A kind is named as the module of its reader. Time is processor time; by the clock it may be WAITING times as much,
for a machine does other things too. It begins anew with each page that the reader tells of.
"""

from __future__ import annotations

from dataclasses import dataclass

from ontology.confinement import Left

GB = 1 << 30
MOST_BYTES = 200 << 20  # of a file
MOST_CHARACTERS = 20_000_000  # of its text
MOST_PAGES = 5_000
MOST_TOLD = 64 << 20  # bytes of an answer: the text and what it says
HANDLES = 256  # open files
LONGEST = 7_200  # seconds by the clock, however many pages there are
WAITING = 3
FILES = 64  # read by one child, of those to which nothing is left behind the walls
GROWN = 128 << 20  # bytes by which a child has grown when it reads no further file
OF_TEXT = 30  # seconds for a million characters: most go by in five, those whose diacritics are to be restored do not


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """`seconds` for what is no longer than a page; `memory` beyond what there is, in bytes.

    `left`: what is left to the reader behind the walls; `growth`: bytes of a file that it may write.
    """

    seconds: int = 30
    memory: int = GB
    left: Left = Left.READING
    growth: int = 0

    def allowed(self, characters: int = 0) -> int:
        """Seconds for a page, or for so much text."""
        return self.seconds + OF_TEXT * min(characters, MOST_CHARACTERS) // 1_000_000


ORDINARY = Limits()
_OF_KIND = {
    # These have read all that they need when they begin, or load it in `prepare`.
    "archived": Limits(left=Left.NOTHING),
    "plain_text": Limits(left=Left.NOTHING),
    "web_page": Limits(left=Left.NOTHING),
    "word": Limits(left=Left.NOTHING),
    "pdf": Limits(seconds=60, memory=2 * GB),
    "picture": Limits(seconds=60, memory=2 * GB),
    "old_word": Limits(seconds=60, memory=4 * GB, left=Left.PROGRAMS, growth=256 << 20),
}
WIDEST = Limits(memory=4 * GB, growth=256 << 20)


def of_kind(kind: str) -> Limits:
    return _OF_KIND.get(kind, ORDINARY)
