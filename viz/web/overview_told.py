"""What the picture of the whole graph is told beside the graph itself: words, colours of kinds, words of relations."""

from __future__ import annotations

from typing import Any

from ontology.vocabulary import document_kinds
from queries import catalog
from queries.stores.protocols import Store
from queries.walks import RELATIONS
from viz.style import kind_style
from viz.web.wording import catalogue

SCRIPTS = tuple(f"overview{part}.js" for part in ("-data", "-programs", "-picture", "-arrange", "-panel", ""))


def told(store: Store, lang: str) -> dict[str, Any]:
    """Everything but the data, in one language."""
    return {"lang": lang, "words": words(lang), "kinds": kinds(lang), "relations": relations(store, lang)}


def words(lang: str) -> dict[str, str]:
    begun = "overview.js_"
    names = (key.removeprefix(begun) for key in catalogue() if key.startswith(begun))
    return {name: catalogue()["overview.js_" + name][lang] for name in names}


def kinds(lang: str) -> dict[str, dict[str, str]]:
    """Name, letters and colours on light and dark paper of each kind of document, by its slug."""
    styles = [kind_style(slug, lang) for slug in ("", *(kind.slug for kind in document_kinds()))]
    return {
        each.slug: {"name": each.name, "code": each.code, "light": each.fill, "dark": each.dark_line} for each in styles
    }


def relations(store: Store, lang: str) -> list[dict[str, str]]:
    """The relations in their order, in both directions: "thực hiện", "được thực hiện bởi"."""
    rows = {str(row["term"]): row for row in catalog.rows(store, "terms") if row["lang"] == lang}
    return [
        {
            "name": relation.rsplit("#", 1)[-1],
            "word": str(rows[relation]["label"]) if relation in rows else relation.rsplit("#", 1)[-1],
            "inverse": str(rows[relation]["inverse"] or "") if relation in rows else "",
        }
        for relation in RELATIONS
    ]
