"""The lineage as a picture: what is drawn, how, where; and that nothing stands over anything else."""

from __future__ import annotations

import itertools
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ontology import iri
from ontology.namespaces import VB
from queries.conflicts import Conflict, Side
from queries.documents import Card
from queries.lineage import Break, Reason, steps_between
from queries.results import Quotation, Statement
from queries.surroundings import Doubt, Surroundings
from viz.style import READABLE, contrast
from viz.web.lineage import looks as lineage_looks
from viz.web.lineage import svg as lineage_svg
from viz.web.lineage.choice import SIBLINGS, Wish, chosen
from viz.web.lineage.labels import along, box, placed
from viz.web.lineage.letters import fitted, lines, width
from viz.web.lineage.picture import Picture, composed
from viz.web.lineage.said import Said
from viz.web.wording import Words

KINDS = ("ke-hoach", "quyet-dinh", "nghi-quyet", "cong-van")
RELATIONS = (VB.implements, VB.cites, VB.disseminates, VB.basedOn, VB.amends)
SAMPLE = Quotation("a.txt", 3, 9, "Thực hiện Kế hoạch")


def card(name: str, year: int | None = 2022, **more: object) -> Card:
    date = f"{year}-05-0{1 + len(name) % 9}" if year else None
    given_ = {
        "iri": f"{iri.BASE}document/{name}", "label": f"Kế hoạch {name}/KH-UBND", "number": f"{name}/KH-UBND",
        "date": date, "dates": (date,) if date else (), "kind_iri": f"{iri.BASE}kind/{KINDS[len(name) % 4]}",
        "issuer": "Ủy ban nhân dân tỉnh Quảng Trị",
    }  # fmt: skip
    return Card(**{**given_, **more})  # type: ignore[arg-type]


def says(one: Card, other: Card, relation: str = VB.implements, **more: object) -> Statement:
    given_ = {
        "iri": f"{iri.BASE}statement/{one.number}-{other.number}-{relation[-5:]}", "subject": one.iri,
        "object": other.iri, "relation": relation, "speaker": one.iri, "inferred": False, "confidence": 0.9,
        "quotations": (SAMPLE,),
    }  # fmt: skip
    return Statement(**{**given_, **more})  # type: ignore[arg-type]


def surroundings(start: Card, cards: list[Card], said: list[Statement], **more: object) -> Surroundings:
    known = {each.iri: each for each in (start, *cards)}
    return Surroundings(start=start.iri, steps=tuple(steps_between(said, known)), cards=known, **more)  # type: ignore[arg-type]


def said_of(found: Surroundings) -> Said:
    return Said(Words("vi"), lambda term: term.rpartition("#")[2], found.cards)


def picture(found: Surroundings, wish: Wish | None = None) -> tuple[Picture, ET.Element]:
    made = composed(found, chosen(found, wish or Wish()))
    text = lineage_svg.drawn(made, said_of(found), title="Dòng căn cứ").text
    return made, ET.fromstring(text)


def of_class(root: ET.Element, *names: str) -> list[ET.Element]:
    return [each for each in root.iter() if set(names) <= set(each.get("class", "").split())]


class TestLooks:
    plan, basis, cited = card("22", file="001.txt"), card("3647", 2021), card("76", 2021)

    def test_each_pair_is_drawn_once_with_all_its_words(self) -> None:
        found = surroundings(
            self.plan, [self.basis], [says(self.plan, self.basis), says(self.plan, self.basis, VB.cites)]
        )
        made, root = picture(found)
        (edge,) = of_class(root, "edge")
        assert "strong" in edge.get("class", "")
        assert "implements +1" in "".join(edge.itertext())
        assert "implements" in edge.get("aria-label", "") and "cites" in edge.get("aria-label", "")
        assert len(made.edges[0].statements) == 2

    def test_held_is_solid_and_cited_dashed(self) -> None:
        _, root = picture(surroundings(self.plan, [self.basis], [says(self.plan, self.basis)]))
        dashes = {
            node.get("class", "").split()[1]: of_class(node, "box")[0].get("stroke-dasharray")
            for node in of_class(root, "node")
        }
        assert dashes["held"] is None and dashes["cited"]

    def test_inferred_is_dashed_and_weaker_is_lighter(self) -> None:
        said = [says(self.plan, self.basis, inferred=True), says(self.plan, self.cited, VB.cites)]
        _, root = picture(surroundings(self.plan, [self.basis, self.cited], said))
        inferred, weak = of_class(root, "inferred")[0], of_class(root, "weak")[0]
        strong_line, weak_line = of_class(inferred, "line")[0], of_class(weak, "line")[0]
        assert strong_line.get("stroke-dasharray") and not weak_line.get("stroke-dasharray")
        assert float(strong_line.get("stroke-width", 0)) > float(weak_line.get("stroke-width", 0))
        assert "suy ra" in inferred.get("aria-label", "")

    def test_a_doubt_is_dotted_and_has_no_arrow(self) -> None:
        doubt = Doubt(one=self.basis.iri, other=self.cited.iri)
        _, root = picture(
            surroundings(self.plan, [self.basis, self.cited], [says(self.plan, self.basis)], doubts=(doubt,))
        )
        (edge,) = of_class(root, "edge", "doubt")
        assert of_class(edge, "line")[0].get("stroke-dasharray", "").startswith("1 ")
        assert not of_class(edge, "arrow")
        assert "có thể là cùng một văn bản" in edge.get("aria-label", "")

    def test_a_contradiction_has_a_sign_beside_its_colour(self) -> None:
        sides = [Side(about=self.basis.iri, says=date, quotations=(SAMPLE,)) for date in ("2021-01-02", "2022-01-02")]
        clash = Conflict(kind=VB.twoDates, one=sides[0], other=sides[1])
        found = surroundings(self.plan, [self.basis], [says(self.plan, self.basis)], conflicts=(clash,))
        _, root = picture(found)
        (edge,), nodes = of_class(root, "edge", "conflict"), of_class(root, "node", "conflict")
        assert "!" in list(edge.itertext()) and all("!" in list(node.itertext()) for node in nodes)
        assert "02/01/2021" in nodes[0].get("aria-label", "")

    @pytest.mark.parametrize(
        ("reason", "words"),
        [
            (Reason.NOT_HELD, "chưa có toàn văn"),
            (Reason.UNCERTAIN, "chưa rõ văn bản nào"),
            (Reason.SILENT, "không nêu căn cứ tiếp"),
        ],
    )
    def test_a_break_has_a_bar_and_its_reason(self, reason: Reason, words: str) -> None:
        ends = (Break(self.basis.iri, reason),)
        _, root = picture(surroundings(self.plan, [self.basis], [says(self.plan, self.basis)], ends=ends))
        (end,) = of_class(root, "end")
        assert of_class(end, "bar") and words in "".join(end.itertext())

    def test_what_documents_say_stays_text(self) -> None:
        hostile = card(
            "<script>alert(1)</script>", label='"><img src=x onerror=alert(1)>', number=None, title="\x0b\x00&"
        )
        made, root = picture(surroundings(self.plan, [hostile], [says(self.plan, hostile)]))
        assert {each.tag.rpartition("}")[2] for each in root.iter()} <= {
            "svg",
            "g",
            "rect",
            "path",
            "text",
            "circle",
            "title",
            "line",
        }
        assert made.node("22")

    @pytest.mark.parametrize(
        "colour",
        [lineage_looks.INK, lineage_looks.MUTED, lineage_looks.ACCENT, lineage_looks.DOUBT, lineage_looks.ALARM],
    )
    def test_words_can_be_read(self, colour: str) -> None:
        assert contrast(colour, lineage_looks.PAPER) >= READABLE
        assert contrast(colour, lineage_looks.BAND) >= READABLE - 0.3


class TestChoice:
    def many(self, count: int) -> Surroundings:
        start = card("1", 2010)
        others = [card(f"1{number:02}", 2011 + number % 9) for number in range(count)]
        return surroundings(start, others, [says(other, start) for other in others])

    def test_many_alike_are_folded_and_can_be_opened(self) -> None:
        found = self.many(40)
        kept = chosen(found, Wish())
        (fold,) = kept.folds
        assert len(kept.documents) + len(fold.documents) == 41
        assert len(kept.documents) == SIBLINGS and not kept.left_out
        assert len(kept.listed) == 40
        assert not chosen(found, Wish(unfolded=frozenset({fold.key}))).folds

    def test_what_is_beyond_the_limit_is_counted(self) -> None:
        found = self.many(40)
        kept = chosen(found, Wish(limit=15, unfolded=frozenset({"down:1"})))
        assert len(kept.documents) == 15 and kept.left_out == 26

    def test_a_document_between_is_kept_though_it_does_not_fit(self) -> None:
        start, middle, end = (
            card("1", 2023),
            card("2", 2022, issuer_iri=f"{iri.BASE}agency/x"),
            card("3", 2021, file="3.txt"),
        )
        found = surroundings(start, [middle, end], [says(start, middle), says(middle, end)])
        kept = chosen(found, Wish(state="held"))
        assert set(kept.documents) == {start.iri, middle.iri, end.iri} and kept.joining == {middle.iri}
        assert set(chosen(found, Wish(until=2020)).documents) == {start.iri}
        assert set(chosen(found, Wish(agencies=frozenset({"x"}))).documents) == {start.iri, middle.iri}

    def test_directions(self) -> None:
        above, start, below = card("1", 2020), card("2", 2021), card("3", 2022)
        found = surroundings(start, [above, below], [says(start, above), says(below, start)])
        assert set(chosen(found, Wish(direction="up")).documents) == {start.iri, above.iri}
        assert set(chosen(found, Wish(direction="down")).documents) == {start.iri, below.iri}

    def test_a_way_between_two_is_neither_folded_nor_left_out(self) -> None:
        found = self.many(40)
        last = max(found.cards)
        kept = chosen(found, Wish(limit=10), (found.start, last))
        assert last in kept.documents


GRAPHS = st.integers(1, 26).flatmap(
    lambda n: st.tuples(
        st.lists(st.one_of(st.none(), st.integers(2007, 2025)), min_size=n, max_size=n),
        st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1), st.integers(0, 4)), max_size=60),
    )
)


@settings(max_examples=40, deadline=None)
@given(GRAPHS)
def test_nothing_stands_over_anything_else(graph: tuple[list[int | None], list[tuple[int, int, int]]]) -> None:
    """Boxes over boxes, words over words or boxes; each pair of documents has one line, which goes through no box."""
    cards = [card(str(100 + number), year) for number, year in enumerate(graph[0])]
    said = [says(cards[a], cards[b], RELATIONS[r]) for a, b, r in graph[1] if a != b]
    found = surroundings(cards[0], cards[1:], said)
    made, _ = picture(found)
    boxes = {key: box(place) for key, place in made.layout.places.items()}
    assert not [pair for pair in itertools.combinations(boxes.values(), 2) if meet(*pair)]
    assert len({(edge.newer, edge.basis) for edge in made.edges}) == len(made.edges)
    told = said_of(found)
    widths = {at: width(told.short(edge), 12) for at, edge in enumerate(made.edges)}
    words = [
        (x - widths[at] / 2, y - 7, x + widths[at] / 2, y + 7) for at, (x, y) in placed(made.layout, widths).items()
    ]
    assert not [pair for pair in itertools.combinations(words, 2) if meet(*pair)]
    assert not [pair for pair in itertools.product(words, boxes.values()) if meet(*pair)]
    for edge, way in zip(made.edges, made.layout.ways, strict=True):
        others = [rect for key, rect in boxes.items() if key not in (edge.newer, edge.basis)]
        assert not [1 for x, y in along(way) for r in others if r[0] < x < r[2] and r[1] < y < r[3]]


def meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@given(st.text(alphabet="QĐ-UBND/12 ngàyƯỚ", max_size=40), st.integers(40, 200))
def test_what_is_cut_says_so(text: str, room: int) -> None:
    found = lines(text, room, 13, 2)
    assert len(found) <= 2
    whole = "".join(text.split())
    assert "".join("".join(found).split()) == whole or "…" in "".join(found)
    assert all(width(line, 13) <= room or len(line) <= 2 for line in found)
    assert fitted("ngắn", 200, 13) == "ngắn"
