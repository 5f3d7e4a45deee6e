"""The colours of kinds of documents and of marks as a style sheet, from the one declaration of each."""

from __future__ import annotations

from functools import cache
from hashlib import sha256

from fastapi import APIRouter
from fastapi.responses import Response

from ontology.vocabulary import document_kinds
from viz.marked_page import COLOURS
from viz.marked_page import colours as of_marks
from viz.style import kind_style

area = APIRouter()
_FOR_EVER = "public, max-age=31536000, immutable"


@cache
def style_sheet() -> str:
    """A rule for each kind of document, grey for none that is known; then the marks."""
    kinds = [kind_style(slug) for slug in (None, *(kind.slug for kind in document_kinds()))]
    badges = (f".kind.is-{style.slug or 'unknown'}{{background:{style.fill}}}\n" for style in kinds)
    signs = (f"body.off-{kind} .k-{kind}>.sign{{display:none}}\n" for kind in COLOURS)
    return "".join(badges) + of_marks(COLOURS) + "\n" + "".join(signs)


@cache
def colours() -> str:
    """The address of the sheet, which changes with it."""
    return f"/colours.css?v={sha256(style_sheet().encode()).hexdigest()[:12]}"


@area.get("/colours.css", include_in_schema=False)
def sheet() -> Response:
    """The colours."""
    return Response(style_sheet(), media_type="text/css", headers={"cache-control": _FOR_EVER})
