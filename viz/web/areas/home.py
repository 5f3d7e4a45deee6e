"""The first page: search, the state of the corpus, where to begin."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ontology.document_number import DocumentNumber
from queries.standing import Standing
from viz.web.finding import KnownNow
from viz.web.pages import page

area = APIRouter()


@area.get("/", include_in_schema=False)
def home(request: Request, known: KnownNow) -> Response:
    """The page that everybody begins with."""
    return page(request, "home.html", standing=known.standing, examples=_examples(known.standing))


def _examples(standing: Standing) -> list[str]:
    """Numbers of documents that many speak of, as somebody might type them."""
    numbers = [DocumentNumber.find(word) for hit in standing.cited_missing for word in hit.name.split()]
    return list(dict.fromkeys(str(number) for number in numbers if number is not None and not number.blank))[:3]
