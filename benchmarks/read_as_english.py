"""What an optical reader without Vietnamese makes of Vietnamese text: pairs of a true word and the word read.

Pages are set in the typeface of official letters, roughened like a scan and read by `tesseract -l eng`;
lines are matched in order, words within a line by least edit distance. Output: "true<TAB>read<TAB>count".
Needs tesseract, Pillow and two Times with Vietnamese letters (TeX Gyre Termes, FreeSerif). Same seed, same pages.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import tempfile
import textwrap
import unicodedata
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

TERMES = "/usr/share/texmf/fonts/opentype/public/tex-gyre/texgyretermes-{}.otf"
FREE = "/usr/share/fonts/truetype/freefont/FreeSerif{}.ttf"
FACES = [TERMES.format(f) for f in ("regular", "regular", "regular", "bold", "italic")]
FACES += [FREE.format(f) for f in ("", "", "Bold")]
LINES = 44


def lines_of(path: Path) -> list[str]:
    """The paragraphs of a file, wrapped as on a page; very short ones are left out."""
    text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))
    paragraphs = (" ".join(p.split()) for p in text.split("\n"))
    return [line for p in paragraphs if len(p) > 15 for line in textwrap.wrap(p, 82)]


def page(lines: list[str], chance: random.Random) -> Image.Image:
    """One A4 page as a scanner would give it."""
    dpi = chance.choice((200, 300, 300))
    image = Image.new("L", (int(8.27 * dpi), int(11.69 * dpi)), 255)
    draw = ImageDraw.Draw(image)
    size = int(13.5 * dpi / 72 * chance.uniform(0.86, 0.95))
    font = ImageFont.truetype(chance.choice(FACES), size)
    for row, line in enumerate(lines):
        draw.text((0.6 * dpi, 0.5 * dpi + row * 0.242 * dpi), line, font=font, fill=chance.randrange(50))
    image = image.filter(ImageFilter.GaussianBlur(chance.uniform(0, dpi / 400)))
    return image.rotate(chance.uniform(-0.25, 0.25), fillcolor=255, resample=Image.Resampling.BICUBIC)


def read(image: Image.Image, dpi: int = 200) -> list[str]:
    """The lines that the reader finds."""
    with tempfile.NamedTemporaryFile(suffix=".png") as file:
        image.save(file.name, dpi=(dpi, dpi))
        command = ["tesseract", file.name, "-", "-l", "eng", "--psm", "6"]
        done = subprocess.run(command, capture_output=True, text=True, check=True, env={"OMP_THREAD_LIMIT": "1"})
    return [line for line in done.stdout.split("\n") if line.strip()]


def distance(one: str, other: str) -> int:
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        last, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (a != b))
    return row[-1]


def aligned(true: list[str], seen: list[str]) -> Iterator[tuple[str, str]]:
    """Pairs of words; where the counts differ, only those beside a word that was read alike in length."""
    if len(true) == len(seen):
        yield from zip(true, seen, strict=True)
        return
    shift = 0
    for i, word in enumerate(true):
        near = [j for j in (i + shift - 1, i + shift, i + shift + 1) if 0 <= j < len(seen)]
        best = min(near, key=lambda j: distance(word, seen[j]), default=None)
        if best is not None and distance(word, seen[best]) <= len(word) // 2:
            shift = best - i
            yield word, seen[best]


def pairs(lines: list[str], chance: random.Random) -> list[tuple[str, str]]:
    if chance.random() < 0.12:
        lines = [line.upper()[:60] for line in lines]
    seen = read(page(lines, chance))
    if len(seen) != len(lines):
        return []
    return [p for t, s in zip(lines, seen, strict=True) for p in aligned(t.split(), s.split())]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("output", type=Path)
    parser.add_argument("texts", type=Path, nargs="+")
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    files = sorted(arguments.texts)
    jobs = []
    for _ in range(arguments.pages):
        lines = lines_of(chance.choice(files)) or [""]
        start = chance.randrange(max(1, len(lines) - LINES))
        jobs.append((lines[start : start + LINES], random.Random(chance.random())))
    with ThreadPoolExecutor(2) as pool:
        found = Counter(pair for page_pairs in pool.map(lambda job: pairs(*job), jobs) for pair in page_pairs)
    rows = (f"{true}\t{seen}\t{count}\n" for (true, seen), count in sorted(found.items()))
    arguments.output.write_text("".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
