"""A person's decisions about statements and references: noted in the store's log first, then followed in the graph."""

from __future__ import annotations

import secrets
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING

from graph_cli import linking
from ontology.errors import PolicyRefused, UsageError
from ontology.namespaces import VB
from ontology.review import Decision, quotation_hash

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from queries.stores.oxigraph import OxigraphWriter
    from queries.stores.protocols import Store
    from queries.stores.review_log import ReviewLog

LONGEST_REASON = 2000  # characters
# Of the questions whose answers are kept, those that look at the graph of reviews or at the ledger.
_ABOUT_REVIEWS = ("reviews", "graphs")


@dataclass(frozen=True, slots=True)
class OfStore:
    """The decisions of people about one store; what nobody must wait for is found afterwards."""

    address: str

    def decide(
        self, *, by: str, confirmed: bool, reason: str, statement: str | None = None, reference: str | None = None,
        document: str | None = None,
    ) -> str:  # fmt: skip
        """Confirm or reject something; the number of the decision."""
        decision, relinked = decide(
            self.address, by=by, confirmed=confirmed, reason=reason, statement=statement, reference=reference,
            document=document,
        )  # fmt: skip
        self._prepare(relinked)
        return decision.number

    def take_back(self, number: str, *, by: str) -> None:
        """Take a decision back."""
        self._prepare(take_back(self.address, number, by=by))

    def _prepare(self, relinked: bool) -> None:
        if relinked:
            Thread(target=linking.prepare, args=(self.address,), daemon=True).start()


def decide(
    address: str, *, by: str, confirmed: bool, reason: str, statement: str | None = None,
    reference: str | None = None, document: str | None = None,
) -> tuple[Decision, bool]:  # fmt: skip
    """Confirm or reject a statement (its IRI), or that a reference means a document.

    Also whether links across documents were made again, so that `linking.prepare` is worth its time.
    """
    _check(address, by, reason, confirmed=confirmed)
    with _writing(address) as (writer, log):
        made = partial(
            Decision, number=secrets.token_hex(8), at=_now(), by=by.strip(), confirmed=confirmed, reason=reason.strip()
        )
        if statement is not None:
            decision = _of_statement(writer, statement, made)
        else:
            decision = _of_reference(writer, reference or "", document or "", made)
        _refuse_second(decision, log.decisions())
        return decision, _follow(writer, decision, lambda: log.decide(decision))


def take_back(address: str, number: str, *, by: str) -> bool:
    """Take a decision back; it stays in the log. UsageError where there is none of this number that stands.

    Whether links across documents were made again.
    """
    _check(address, by, "", confirmed=True)
    with _writing(address) as (writer, log):
        decision = _standing(log, number)
        return _follow(writer, decision, lambda: log.take_back(decision.number, at=_now(), by=by.strip()))


def _check(address: str, by: str, reason: str, *, confirmed: bool) -> None:
    from queries.stores import opening

    if opening.engine(address) not in ("oxigraph", "ladybug"):
        raise PolicyRefused(
            "Chỉ rà soát được trong kho thư mục; kho máy chủ không giữ sổ rà soát. Rà soát trong kho thư mục rồi "
            "chép sang: cancu sync.",
            "Only a store in a folder can be reviewed: a server keeps no log of reviews. Review in the folder, then "
            "copy it: cancu sync.",
        )
    if not by.strip():
        raise UsageError("Thiếu tên người rà soát.", "The name of the reviewer is missing.")
    if not confirmed and not reason.strip():
        raise UsageError("Bác thì phải nêu lý do.", "To reject, a reason is needed.")
    if len(reason) > LONGEST_REASON:
        raise UsageError(
            f"Lý do dài quá {LONGEST_REASON} ký tự.", f"The reason is longer than {LONGEST_REASON} characters."
        )


@contextmanager
def _writing(address: str) -> Iterator[tuple[OxigraphWriter, ReviewLog]]:
    from queries.stores import opening, oxigraph, review_log

    with oxigraph.open_writer(opening.folder(address)) as writer:
        log = review_log.ReviewLog(writer.root)
        _refuse_without_log(writer, log)
        yield writer, log


def _refuse_without_log(writer: OxigraphWriter, log: ReviewLog) -> None:
    """PolicyRefused where decisions came from a server, which has no log: a new one would make them go."""
    from queries import reviews

    if not log.decisions() and reviews.reviews(writer):
        raise PolicyRefused(
            "Các ý kiến rà soát trong kho này chép từ máy chủ, không kèm sổ; ghi thêm thì chúng sẽ mất. Chép lại từ "
            "kho thư mục nơi đã rà soát: cancu sync.",
            "The reviews in this store were copied from a server, without their log; a new one would make them go. "
            "Copy them from the folder in which they were made: cancu sync.",
        )


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _of_statement(store: Store, statement: str, made: Callable[..., Decision]) -> Decision:
    from queries import catalog
    from queries.results import statements
    from queries.stores.protocols import Iri
    from queries.walks import RELATIONS

    said = next(iter(statements(catalog.rows(store, "sources", statement=Iri(statement)))), None)
    if said is None or said.relation not in RELATIONS:
        raise UsageError(
            f"{statement}: không có phát biểu nào về quan hệ giữa văn bản mang tên này trong kho.",
            f"{statement}: no statement of a relation between documents is called so in the store.",
        )
    hashes = sorted({quotation_hash(quotation.sentence) for quotation in said.quotations})
    return made(
        subject=said.subject, relation=said.relation, object=said.object, statement=said.iri,
        speaker=said.speaker, quotations=tuple(hashes),
    )  # fmt: skip


def _of_reference(store: Store, reference: str, document: str, made: Callable[..., Decision]) -> Decision:
    from queries import catalog
    from queries.stores.protocols import Iri

    both = [Iri(reference), Iri(document)]
    known = {str(row["document"]) for row in catalog.rows(store, "facts", document=both)}
    if reference == document or not known.issuperset(both):
        raise UsageError(
            "Nêu một lần viện dẫn và một văn bản khác nó, cả hai có trong kho.",
            "Name a reference and another document, both known to the store.",
        )
    return made(subject=reference, relation=VB.resolvedTo, object=document)


def _refuse_second(decision: Decision, known: Iterable[Decision]) -> None:
    """Nobody's decision is overridden silently: it is taken back first."""
    for each in known:
        same = each.subject == decision.subject and each.confirmed and decision.confirmed and decision.is_resolution
        if each.stands and (each.about == decision.about or (same and each.is_resolution)):
            raise UsageError(
                f"Đã có ý kiến của {each.by} về điều này ({each.number}). Thu hồi ý kiến đó trước.",
                f"{each.by} has decided about this already ({each.number}). Take that back first.",
            )


def _standing(log: ReviewLog, number: str) -> Decision:
    found = [each for each in log.decisions() if each.number == number and each.stands]
    if not found:
        raise UsageError(
            f"Không có ý kiến nào mang số {number} còn hiệu lực. Xem: cancu review list",
            f"There is no decision {number} that stands. See: cancu review list",
        )
    return found[0]


def _follow(writer: OxigraphWriter, decision: Decision, note: Callable[[], None]) -> bool:
    """Note the decision, then let the graph follow; whether links across documents had to be made again."""
    from queries.documents import cards
    from queries.stores.oxigraph import ENGINE

    known = cards(writer, (decision.subject, decision.object))
    waited = writer.pending  # what an interrupted run left is published as well
    if decision.is_resolution or waited or any(card.resolved for card in known.values()):
        note()
        linking.link(writer)
        return True
    folder, before = writer.folder, writer.folder.current()
    note()
    linking.write_reviews(writer)
    after = writer.publish()
    if before is not None:
        folder.carry_answers(before, after, str(folder.check(ENGINE)["uuid"]), _ABOUT_REVIEWS)
    return False
