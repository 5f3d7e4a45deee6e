"""Pictures of pages to text: what Tesseract sees, put into reading order.

Pages are read side by side, each by a forked process of its own with one thread; what they give does not depend on
who is done first.
"""

from __future__ import annotations

import json
import os
import select
import signal
from collections.abc import Iterable, Iterator, Sequence, Sized
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from loaders.readers import scan_engine
from loaders.source import Heard, Reading, Sighted, unheard

if TYPE_CHECKING:
    from PIL.Image import Image

PIECE = 1 << 16
UNREAD = "không nhận dạng được / could not be recognised"


class Page(NamedTuple):
    """The text of one picture; the offsets of its words count within it, its warnings name no page (`told`)."""

    text: str
    words: tuple[Sighted, ...] = ()
    warnings: tuple[str, ...] = ()


def recognised(name: str, images: Iterable[Image | bytes], heard: Heard = unheard, of: int = 0) -> list[Page]:
    """The pages of a file, in the order of their pictures (taken one at a time, as they can be read).

    `heard` is told of each page that is done, of `of` in all where `images` has no length. InputRefused where the
    recogniser or its model is missing.
    """
    scan_engine.ready(name)
    of = len(images) if isinstance(images, Sized) else of
    pages: dict[int, Page] = {}
    for at, page in _read(images):
        pages[at] = page
        heard(len(pages), max(of, len(pages)))
    return [pages[at] for at in sorted(pages)]


def reading(pages: Sequence[Page], media_type: str) -> Reading:
    """What the pages of a file say, for a reader whose pages are all pictures."""
    text, starts, words, warnings = "", [], [], []
    for at, page in enumerate(pages):
        text += "\f" if at else ""
        starts.append(len(text))
        words += [Sighted(len(text) + word.start, len(text) + word.end, word.sure) for word in page.words]
        warnings += [told(at, warning) for warning in page.warnings]
        text += page.text
    return Reading(text=text, media_type=media_type, pages=tuple(starts), words=tuple(words), warnings=tuple(warnings))


def told(at: int, warning: str) -> str:
    """A page's warning with the number of the page, which is `at` + 1."""
    vietnamese, _, english = warning.partition(" / ")
    return f"trang {at + 1}: {vietnamese} / page {at + 1}: {english}"


def _read(images: Iterable[Image | bytes]) -> Iterator[tuple[int, Page]]:
    if not hasattr(os, "fork"):
        yield from ((at, _page(image)) for at, image in enumerate(images))
        return
    most = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    running: list[_Forked] = []
    try:
        for at, image in enumerate(images):
            running.append(_Forked(at, image))
            while len(running) >= most:
                yield from _done(running)
        while running:
            yield from _done(running)
    finally:
        for each in running:
            each.end()


def _done(running: list[_Forked]) -> Iterator[tuple[int, Page]]:
    """Waits until something is heard, and takes out those that have said everything."""
    ready, _, _ = select.select(running, [], [])
    for each in ready:
        if not each.hears():
            running.remove(each)
            yield each.at, each.page()


class _Forked:
    """A process that reads one page and says what it read through a pipe."""

    def __init__(self, at: int, image: Image | bytes) -> None:
        self.at = at
        self._said = b""
        self._pipe, says = os.pipe()
        self._pid = os.fork()
        if not self._pid:
            _say(image, says)
        os.close(says)

    def fileno(self) -> int:
        return self._pipe

    def hears(self) -> bool:
        """Takes in what is there; False at the end."""
        more = os.read(self._pipe, PIECE)
        self._said += more
        return bool(more)

    def page(self) -> Page:
        self.end()
        try:
            text, words, warnings = json.loads(self._said)
        except ValueError:
            return Page("", (), (UNREAD,))
        return Page(text, tuple(Sighted(*word) for word in words), tuple(warnings))

    def end(self) -> None:
        if self._pid:
            os.close(self._pipe)
            os.kill(self._pid, signal.SIGKILL)  # where it has not said all, nobody waits for the rest
            os.waitpid(self._pid, 0)
            self._pid = 0


def _say(image: Image | bytes, pipe: int) -> None:
    """The life of a forked process; whatever befalls it, it leaves without its parent's farewells."""
    try:
        page = _page(image)
        with os.fdopen(pipe, "wb") as out:
            out.write(json.dumps(page).encode())
    finally:
        os._exit(0)


def _page(image: Image | bytes) -> Page:
    from PIL import Image as Pictures

    from loaders.readers import scan_page

    picture = Pictures.open(BytesIO(image)) if isinstance(image, bytes) else image
    return Page(*scan_page.read(picture))
