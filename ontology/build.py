"""Makes the files that follow from others: `python -m ontology.build`; tests fail where one was forgotten."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from ontology import graph_reference, organisations, reference, schemes

_ROOT = Path(__file__).parent.parent

MADE: Mapping[Path, Callable[[], str]] = {
    _ROOT / "ontology/data/document_types.ttl": schemes.document_types_ttl,
    _ROOT / "ontology/data/indices.ttl": schemes.indices_ttl,
    _ROOT / "ontology/data/reform_areas.ttl": schemes.reform_areas_ttl,
    _ROOT / "ontology/data/agencies.ttl": organisations.agencies_ttl,
    _ROOT / "docs/ontology.md": reference.page,
    _ROOT / "docs/property-graph.md": graph_reference.page,
}


def main() -> None:
    for path, make in MADE.items():
        path.write_text(make(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
