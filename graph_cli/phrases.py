"""How the command says things that several commands say: documents, statements, quotations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from graph_cli.output import Cell
from graph_cli.session import Session
from queries.documents import Card, written_date
from queries.results import Quotation, Statement
from queries.reviews import Review

LONGEST = 300  # letters of a quotation on a terminal
PROOF = ("sentence", "file", "start", "end")


def told(session: Session, card: Card) -> str:
    """A document by name, and whether its text is here."""
    return card.name if card.held else f"{card.name} {session.words('document.not_held')}"


def quoted(
    session: Session, quotations: Iterable[Quotation], indent: str = "    ", *, around: Iterable[str | None] = ()
) -> Iterator[str]:
    """The sentences with their place in the file; a long one cut around the first of these words that it holds."""
    mentions = [each for each in around if each]
    for each in quotations:
        page = session.page(each.file, each.start, each.end)
        file = each.file if page is None else session.words("quotation.page", file=each.file, page=page)
        place = session.words("quotation.place", file=file, start=each.start, end=each.end)
        yield f"{indent}“{cut(session, each.sentence, mentions)}” ({place})"


def one_line(sentence: str) -> str:
    return " ".join(sentence.split())


def cut(session: Session, sentence: str, around: Iterable[str] = ()) -> str:
    """A sentence for a reader on one line, not much longer than LONGEST unless --full was asked."""
    line = one_line(sentence)
    if session.full or len(line) <= LONGEST:
        return line
    told = line.casefold()
    at = next((at for each in around if (at := told.find(one_line(each).casefold())) >= 0), 0)
    first = max(0, min(at - LONGEST // 3, len(line) - LONGEST))
    first = line.find(" ", first) + 1 if first else 0
    last = line.rfind(" ", first, first + LONGEST) if first + LONGEST < len(line) else len(line)
    return ("… " if first else "") + line[first:last] + (" …" if last < len(line) else "")


def mention(statement: Statement, cards: Mapping[str, Card]) -> tuple[str | None, ...]:
    """The words of a sentence that speak of the other document: as written there, else its number."""
    ends = (cards.get(statement.object), cards.get(statement.subject))
    return statement.surface, *(card.number for card in ends if card)


def standing(session: Session, *, inferred: bool, confidence: float | None, because: str | None = None) -> str:
    """ "nêu rõ · 0.95", or what it was inferred from."""
    said = session.words("status.inferred" if inferred else "status.stated")
    parts = [said, f"{confidence:.2f}" if confidence is not None else "", because or ""]
    return " · ".join(part for part in parts if part)


def arrow(session: Session, statement: Statement, cards: Mapping[str, Card]) -> str:
    """The statement as a sentence: who acts, the relation, what it acts on, with the provisions concerned."""
    acting = _with_provision(cards[statement.subject].name, statement.source_provision)
    acted_upon = _with_provision(cards[statement.object].name, statement.provision)
    return f"{acting} —{session.term(statement.relation)}→ {acted_upon}"


def _with_provision(name: str, provision: str | None) -> str:
    return f"{name} ({provision})" if provision else name


def proof(quotations: Iterable[Quotation]) -> tuple[Cell, ...]:
    """The columns of PROOF: the first quotation, all its sentences."""
    found = list(quotations)
    if not found:
        return (None, None, None, None)
    return " … ".join(one_line(each.sentence) for each in found), found[0].file, found[0].start, found[0].end


def day(value: date | str) -> str:
    """A day as people here write it."""
    return written_date(str(value))


def review_words(review: Review) -> dict[str, str]:
    """A review as the values of a message: who, when and why."""
    return {"who": review.reviewer, "day": day(review.at[:10]), "why": review.reason}


def reviewed(session: Session, review: Review | None, indent: str = "") -> Iterator[str]:
    """That a person confirmed or rejected what stands above."""
    if review is not None:
        key = "review.confirmed" if review.confirmed else "review.rejected"
        yield f"{indent}{session.words(key, **review_words(review)).rstrip(': ')}"
