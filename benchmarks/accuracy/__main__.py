"""Scores of what the program finds in annotated documents: `python -m benchmarks.accuracy --texts DIR --gold DIR`."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.accuracy import report
from benchmarks.accuracy.documents import UNREAD, Judged, judged

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


def arguments(given: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy", description=__doc__)
    parser.add_argument(
        "--texts", type=Path, action="append", default=[], help="a folder of documents, of any format read"
    )
    parser.add_argument("--gold", type=Path, action="append", default=[], help="the folder of their annotations")
    parser.add_argument("--as", dest="form", choices=("markdown", "json"), default="markdown")
    parser.add_argument("--errors", action="store_true", help="list everything that is not as annotated")
    parser.add_argument("--rules", action="store_true", help="how sure of itself each rule is, and how often right")
    parser.add_argument("--into", type=Path, metavar="FILE", help="put the tables into a part of this file instead")
    parser.add_argument(
        "--part", default="figures", help="the part: what stands between <!-- PART --> and <!-- /PART -->"
    )
    asked = parser.parse_args(given)
    if not asked.gold and (gold := os.environ.get("CANCU_GOLD")):
        asked.texts, asked.gold = [SAMPLES], [Path(gold) / "seeds"]
    if not asked.gold or len(asked.texts) != len(asked.gold):
        parser.error("give --texts and --gold, one for the other, or set CANCU_GOLD")
    return asked


def tables(documents: Sequence[Judged]) -> str:
    """All tables, with a line above each."""
    parts = (
        (f"{len(documents)} documents, by measure:", report.by_measure(documents)),
        ("By kind of document:", report.by_group(documents, "kind", lambda d: d.kind)),
        ("By text quality:", report.by_group(documents, "text quality", lambda d: d.band)),
        ("Statements that the annotation confirms, by their confidence:", report.calibration(documents)),
    )
    return "\n\n".join(f"{title}\n\n{report.markdown(table)}" for title, table in parts)


def put(path: Path, part: str, words: str) -> None:
    """Replace a marked part of a file."""
    text = path.read_text("utf-8")
    before, begin, rest = text.partition(f"<!-- {part} -->\n")
    _, end, after = rest.partition(f"<!-- /{part} -->")
    if not begin or not end:
        raise SystemExit(f"{path} has no part <!-- {part} -->")
    path.write_text(f"{before}{begin}\n{words}\n\n{end}{after}", "utf-8")


def main(given: Sequence[str] | None = None) -> int:
    asked = arguments(given)
    documents = [d for texts, gold in zip(asked.texts, asked.gold, strict=True) for d in judged(texts, gold)]
    if not documents:
        raise SystemExit("no annotations there")
    if asked.into:
        put(asked.into, asked.part, tables(documents))
    elif asked.form == "json":
        print(json.dumps(report.plain(documents), ensure_ascii=False, indent=1))
    else:
        print(report.markdown(report.by_rule(documents)) if asked.rules else tables(documents))
    if asked.errors:
        print("\n".join(report.errors(documents)), file=sys.stderr)
    return int(any(document.band == UNREAD for document in documents))


if __name__ == "__main__":
    sys.exit(main())
