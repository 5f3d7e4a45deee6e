"""What the picture of a lineage says in words: on its boxes and lines, and to those who do not see it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from queries.conflicts import Conflict
from queries.documents import Card, written_date
from queries.lineage import Break
from queries.results import Statement
from viz.web.lineage.choice import Fold, local
from viz.web.lineage.picture import Edge, Node, relations
from viz.web.wording import Words

_SHORT = (("Ủy ban nhân dân", "UBND"), ("Hội đồng nhân dân", "HĐND"))
_NUMBERS = ("twoNumbers",)


class Said:
    """`word`: what a relation (its IRI) is called; `cards`: every document that may be named."""

    def __init__(self, t: Words, word: Callable[[str], str], cards: Mapping[str, Card]) -> None:
        self.t, self.lang = t, t.lang
        self._word, self._cards = word, cards

    def relation(self, name: str) -> str:
        """A relation in full, by its IRI."""
        return self._word(name)

    def short(self, edge: Edge) -> str:
        """The word on a line: of several relations the firmest, and how many more."""
        if edge.doubt:
            return self.t("lineage.same_short")
        names = relations(edge)
        if not names:
            return ""
        word = self.relation(names[0]).partition(",")[0]
        return f"{word} +{len(names) - 1}" if len(names) > 1 else word

    def years(self, years: Sequence[int]) -> str:
        if not years:
            return self.t("lineage.no_year")
        return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"

    def issuer(self, card: Card) -> str:
        """The issuer as it stands on a box."""
        name = card.issuer or card.inferred_issuer or ""
        for long, brief in _SHORT:
            name = name.replace(long, brief)
        return name

    def dated(self, card: Card) -> str:
        """The date where the document states none."""
        if card.inferred_date:
            return self.t("lineage.about_date", date=written_date(card.inferred_date))
        return self.t("lineage.no_date")

    def end(self, node: Node) -> str:
        """Why the way goes no further, in few words."""
        return self.t("lineage.end_" + node.end.reason) if node.end else ""

    def ending(self, end: Break) -> str:
        """Why the way goes no further, as a sentence."""
        if end.review is not None:
            who, day = end.review.reviewer, written_date(end.review.at[:10])
            return self.t("lineage.ending_rejected", who=who, day=day, why=end.review.reason)
        return self.t("lineage.ending_" + end.reason)

    def fold(self, fold: Fold) -> str:
        return self.t("lineage.fold", count=len(fold.documents))

    def legend(self, name: str) -> str:
        return self.t("lineage.line_" + name)

    def name(self, document: str) -> str:
        card = self._cards.get(document)
        return card.name if card else document.rpartition("/")[2]

    def conflict(self, conflict: Conflict) -> str:
        """A contradiction as a sentence."""
        one, other = conflict.one, conflict.other
        kind = local(conflict.kind)
        says = [each.says if kind in _NUMBERS else written_date(each.says) for each in (one, other)]
        names = self.name(one.about), self.name(other.about)
        return self.t("lineage.conflict_" + kind, one=names[0], other=names[1], x=says[0], y=says[1])

    def node(self, node: Node) -> str:
        """A box for those who do not see it."""
        if node.fold:
            side = self.t("lineage.fold_above" if node.fold.above else "lineage.fold_below")
            return f"{self.fold(node.fold)}: {side} {self.name(node.fold.parent)}"
        assert node.card is not None
        card = node.card
        told = [card.name, card.issuer or card.inferred_issuer or "", card.title or ""]
        told.append(self.t("lineage.held" if card.held else "lineage.cited"))
        told += [self.conflict(each) for each in node.conflicts]
        told += [self.ending(node.end)] if node.end else []
        return ". ".join(each for each in told if each)

    def edge(self, edge: Edge) -> str:
        """A line for those who do not see it."""
        if edge.doubt:
            return self.t("lineage.same_says", one=self.name(edge.doubt.one), other=self.name(edge.doubt.other))
        if edge.fold:
            return self.fold(edge.fold)
        return "; ".join(self.statement(each) for each in edge.statements)

    def statement(self, said: Statement) -> str:
        """A statement as a sentence, with how it is known."""
        known = self.t("lineage.inferred" if said.inferred else "lineage.stated")
        return f"{self.name(said.subject)} {self.relation(said.relation)} {self.name(said.object)} ({known})"
