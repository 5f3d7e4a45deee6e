"""What each block is to the blocks around it: a heading of agencies, a lead-in, a title, or an item of its own."""

from __future__ import annotations

from collections import defaultdict
from itertools import islice

from loaders.extract import agencies, article_titles, classes
from loaders.extract.actors import Kind, Opening, first_opening
from loaders.extract.agency_runs import Run, runs
from loaders.extract.labelled import label
from loaders.extract.openers import generic
from loaders.extract.patterns import compiled
from loaders.extract.places import Places
from loaders.extract.task_words import choice
from loaders.outline import Level, Outline

ITEMS = frozenset({Level.DECIMAL, Level.LETTER, Level.POINT, Level.DASH, Level.PLUS})
_LOW = frozenset({Level.PLAIN, Level.POINT, Level.DASH, Level.PLUS})
ENDED = compiled(r"[.;:/!…”\")]\s*$")
_OPEN_END = compiled(r"(?::|như\s+sau|sau\s+đây|(?:có|chịu)\s+(?:trách\s+nhiệm|nhiệm\s+vụ))\s*:?\s*$")
_CONTENTS = compiled(
    r"(?:gồm(?:\s+có)?|(?:hồ\s+sơ|giấy\s+tờ|trường\s+hợp|điều\s+kiện|tiêu\s+chí|tiêu\s+chuẩn|đối\s+tượng)[^:;.,]{0,60}"
    r"(?:sau|sau\s+đây|như\s+sau))\s*:?\s*$"
)
_STEP = compiled(r"^\s*Bước\s+\d", begins="B")
_UNLISTED = compiled(rf"^\s*{choice('groups', 'head')}(?:[^\p{{L}}]|$)")
_NO_AGENCY = compiled(choice("groups", "no_head"))
_PLURAL = compiled(rf"^\s*các\s+{choice('classes', 'heads')}\s")
_NO_ACTOR = compiled(choice("groups", "no_class"))
_BRACKET = compiled(r"\s*\([^()]*\)?\s*[:.;]?\s*$|\s*[:.;]\s*$")
_LONGEST = 200  # characters of a heading


class Headings:
    """Asks of a block whom it names and what stands under it; answers are kept, a block is read once."""

    def __init__(self, outline: Outline, places: Places) -> None:
        self._outline = outline
        self._places = places
        self._runs: dict[int, list[Run]] = {}
        self._openings: dict[int, Opening | None] = {}
        self._known: dict[tuple[int | None, Level], tuple[int, ...]] = {}
        self._under: dict[int | None, list[int]] = defaultdict(list)
        for i, block in enumerate(outline.blocks):
            self._under[block.parent].append(i)

    def words(self, i: int) -> str:
        """The words of a block without its marker."""
        return self._outline.words(self._outline.blocks[i])

    def runs(self, i: int) -> list[Run]:
        """The agencies named in a block."""
        if i not in self._runs:
            self._runs[i] = runs(self.words(i))
        return self._runs[i]

    def opening(self, i: int) -> Opening | None:
        """Whom the block's own words charge."""
        if i not in self._openings:
            self._openings[i] = first_opening(self.words(i), self.runs(i))
        return self._openings[i]

    def named_in_full(self, i: int) -> Opening | None:
        """ "5. Các doanh nghiệp xây dựng hạ tầng" over items: the whole heading names them, no word of it charges."""
        it = self.opening(i)
        if it is None or it.kind is not Kind.SUBJECT or not self._has_items(i):
            return None
        if (not generic(it.names) and it.known) or ENDED.search(self.words(i)):
            return None
        return self.unlisted(i)

    def names_only(self, i: int) -> bool:
        """Whether the block is nothing but names of agencies."""
        it = self.opening(i)
        return it is not None and it.kind is Kind.HEADING

    def governs(self, i: int) -> bool:
        """Whether a heading of agencies has something under or behind it, in a place that orders."""
        return (self._outline.blocks[i].heading or self._before_items(i)) and self._places.heads(i)

    def leads_in(self, i: int) -> bool:
        """Whether the block only announces the directives that stand under or after it."""
        if not _OPEN_END.search(self.words(i)) or self.lists_contents(i):
            return False
        return bool(self._under[i]) or self._before_items(i)

    def lists_contents(self, i: int) -> bool:
        """Whether what stands under the block is a list of things, not of duties: "hồ sơ gồm:"."""
        words = self.words(i)
        return words.rstrip().endswith((":", "sau", "đây", "gồm")) and (
            _CONTENTS.search(words) is not None and "thực hiện" not in words[-80:]
        )

    def is_title(self, i: int) -> bool:
        """A heading inside an agency's part, or the rest of one: short, not ended, with items under or after it."""
        words = self.words(i)
        if self._outline.blocks[i].level is Level.PLAIN and len(words) < _LONGEST:
            return self._before_items(i) and not ENDED.search(words)
        return self._has_items(i) and not ENDED.search(words)

    def is_silent(self, i: int) -> bool:
        """Whether the block orders nothing whatever it names: a form, a step of a procedure, a labelled line."""
        words = self.words(i)
        said = label(words)
        return self._places.specimen(i) or _STEP.search(words) is not None or (said is not None and said[0] != "task")

    def unlisted(self, i: int) -> Opening | None:
        """An actor that no list knows, as a heading among headings of agencies."""
        block, words = self._outline.blocks[i], self.words(i)
        head, _, rest = words.partition(":")
        if block.level not in (Level.DECIMAL, Level.LETTER) or not _may_name(head) or not self._among_agencies(i):
            return None
        bare = _BRACKET.sub("", head)
        names = _listed(bare)
        if rest.strip():
            duty = len(words) - len(rest.lstrip())
            return Opening(Kind.LINE, names, 0, len(head), duty, known=False)
        if block.heading and len(words) < _LONGEST:
            return Opening(Kind.HEADING, names, 0, len(head), len(words), known=False)
        return None

    def titled(self, i: int) -> Opening | None:
        """Whom the title of an article, section or item charges with what stands under it."""
        block, words = self._outline.blocks[i], self.words(i)
        if not block.heading or block.level in _LOW or len(words) > 2 * _LONGEST or not self._has_items(i):
            return None
        found = article_titles.charged(words)
        return Opening(Kind.HEADING, found[0], 0, len(words), len(words), known=found[1]) if found else None

    def leading(self, i: int) -> Opening | None:
        """The agencies that open an item, whatever it says of them: under a lead-in to a group they are its members."""
        it = classes.acting(self.words(i))
        if it is not None:
            return Opening(Kind.SUBJECT, (it.name,), it.start, it.end, it.end, known=False)
        run = next((run for run in self.runs(i) if run.start == 0), None)
        return Opening(Kind.SUBJECT, run.names, run.start, run.end, run.end) if run else None

    def _among_agencies(self, i: int) -> bool:
        """Whether a heading beside this one names agencies that are known."""
        block = self._outline.blocks[i]
        key = block.parent, block.level
        if key not in self._known:
            beside = (k for k in self._under[block.parent] if self._outline.blocks[k].level is block.level)
            self._known[key] = tuple(islice(filter(self._names_agency, beside), 2))
        return any(k != i for k in self._known[key]) and self._places.heads(i)

    def _names_agency(self, i: int) -> bool:
        it = self.opening(i)
        return it is not None and it.kind in (Kind.HEADING, Kind.LINE)

    def _has_items(self, i: int) -> bool:
        return any(self._outline.blocks[k].level is not Level.PLAIN for k in self._under[i])

    def _before_items(self, i: int) -> bool:
        """Whether a plain line stands right before items, beside them."""
        block, after = self._outline.blocks[i], self._outline.blocks[i + 1 : i + 2]
        return block.level is Level.PLAIN and any(b.level in ITEMS and b.parent == block.parent for b in after)


def _listed(head: str) -> tuple[str, ...]:
    """The agencies of a heading; a class of actors is named by the heading as a whole."""
    names = tuple(agencies.listed(head)) or (head,)
    if len(names) == 1:
        return (head,) if generic(names) and len(names[0]) < len(head) and "," not in head else names
    of_one_class = _PLURAL.search(head) is not None and not any(map(_UNLISTED.search, names[1:]))
    return (head,) if of_one_class else names


def _may_name(head: str) -> bool:
    """Whether a heading begins like an agency and holds no word that agencies' names never hold."""
    if len(head) >= _LONGEST or _UNLISTED.search(head) is None:
        return False
    return not (_NO_ACTOR if _PLURAL.search(head) else _NO_AGENCY).search(head)
