"""A page with a picture in headless Chromium: when the first picture is there, how many frames a second it pans."""

from __future__ import annotations

import math
import os
import shutil
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession, Page

# The machine that measures has no graphics card: Chromium then puts pages together by itself, as on any such machine,
# and reckons WebGL by the processor (which it wants to be told is meant).
FLAGS = ("--no-sandbox", "--enable-unsafe-swiftshader")
PAN = 4.0  # seconds
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Looks at every large canvas until one shows something: the same for 2D and WebGL, for any library.
_WATCH = """
const small = document.createElement("canvas");
small.width = small.height = 96;
const pen = small.getContext("2d", { willReadFrequently: true });
const shows = (canvas) => {
  pen.clearRect(0, 0, 96, 96);
  pen.drawImage(canvas, 0, 0, 96, 96);
  const dots = pen.getImageData(0, 0, 96, 96).data;
  const first = dots.slice(0, 4).join();
  let other = 0;
  for (let at = 0; at < dots.length; at += 4) other += dots.slice(at, at + 4).join() !== first;
  return other > 40;
};
const look = () => {
  const large = [...document.querySelectorAll("canvas")].filter((each) => each.width > 200 && each.height > 200);
  if (large.some(shows)) document.documentElement.dataset.first = performance.now();
  else setTimeout(() => requestAnimationFrame(look), 20);
};
addEventListener("DOMContentLoaded", look);
window.frames_ = 0;
const count = () => { window.frames_++; requestAnimationFrame(count); };
requestAnimationFrame(count);
"""


@dataclass(frozen=True, slots=True)
class Seen:
    """Seconds to the first picture; frames a second while it is dragged.

    `busy`, `cost`: the processor's seconds until the first picture, and its milliseconds a frame, in the page's process
    and the one that draws: what a machine that does other things too hardly changes.
    """

    first: float
    busy: float
    frames: float
    cost: float

    def told(self) -> dict[str, float]:
        return asdict(self)


def watched(path: Path, limit: float) -> Seen:
    """Open a page from a file, wait for its picture, and drag it in circles."""
    from playwright.sync_api import sync_playwright

    chromium = os.environ.get("CANCU_CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=list(FLAGS))
        page = browser.new_page(viewport={"width": 1280, "height": 860})
        page.context.set_offline(True)
        page.set_default_timeout(limit * 1000)
        page.add_init_script(_WATCH)
        processes = browser.new_browser_cdp_session()
        begun = _spent(processes)
        page.goto(path.as_uri(), wait_until="commit")
        page.wait_for_selector("html[data-first]", state="attached")
        first = float(page.locator("html").get_attribute("data-first") or 0) / 1000
        busy = _spent(processes) - begun
        page.wait_for_timeout(1500)
        begun = _spent(processes)
        frames, rate = _panned(page)
        seen = Seen(first, busy, rate, (_spent(processes) - begun) * 1000 / max(frames, 1))
        browser.close()
    return seen


def _spent(session: CDPSession) -> float:
    """Processor seconds of the page's process and of the one that draws, since they began."""
    told = session.send("SystemInfo.getProcessInfo")["processInfo"]
    return float(sum(each["cpuTime"] for each in told if each["type"] in ("renderer", "GPU")))


def _panned(page: Page) -> tuple[int, float]:
    """Frames, and frames a second, while the pointer drags the picture."""
    box = page.evaluate(
        """() => { const sizes = [...document.querySelectorAll("canvas")].map((each) => each.getBoundingClientRect());
        const { x, y, width, height } = sizes.sort((a, b) => b.width * b.height - a.width * a.height)[0];
        return [x + width / 2, y + height / 2]; }"""
    )
    page.mouse.move(*box)
    page.mouse.down()
    before, begun = page.evaluate("window.frames_"), time.perf_counter()
    while (passed := time.perf_counter() - begun) < PAN:
        page.mouse.move(box[0] + 120 * math.sin(passed * 3), box[1] + 90 * math.cos(passed * 3))
        time.sleep(0.012)
    frames = int(page.evaluate("window.frames_")) - before
    spent = time.perf_counter() - begun
    page.mouse.up()
    return frames, frames / spent
