"""References across files: resolved where one document remains, kept as gaps where not."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pyoxigraph as ox
import pytest

from loaders import pipeline
from loaders.resolve import links
from loaders.titles import read
from loaders.to_rdf import to_nquads
from ontology import iri
from ontology.model import Citation, Record
from ontology.namespaces import VB
from queries.stores.answers import OxigraphAnswers
from tests.made_records import citation, field, plan, record, sha_of

UBND, PARTY = "Ủy ban nhân dân tỉnh Quảng Trị", "Tỉnh ủy Quảng Trị"
IDS = iri.BASE + "document/"
FACTS = files("queries").joinpath("sparql/resolution_facts.rq").read_text("utf-8")
PREFIXES = f"PREFIX vb: <{VB.base}> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> "
PROGRAMME = "Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021-2030"
REFORM_PLAN = "Kế hoạch cải cách hành chính nhà nước tỉnh Quảng Trị giai đoạn 2021-2025, định hướng đến năm 2030"


class Corpus:
    """Some files in memory, with their links."""

    def __init__(self, tmp_path: object, *made: tuple[Record, str]) -> None:
        store = ox.Store()
        for one, text in made:
            store.load(to_nquads(one, text), format=ox.RdfFormat.N_QUADS)
        self.answers = OxigraphAnswers(tmp_path, store)  # type: ignore[arg-type]
        self.links = links(self.answers.query(FACTS).rows)  # type: ignore[arg-type]
        store.load(self.links, format=ox.RdfFormat.N_QUADS)

    def resolved(self) -> dict[str, str]:
        rows = self.answers.query(PREFIXES + "SELECT ?a ?b { ?a vb:resolvedTo ?b }").rows
        return {str(a).removeprefix(IDS): str(b).removeprefix(IDS) for a, b in rows}

    def gaps(self) -> dict[str, tuple[str, set[str]]]:
        rows = self.answers.query(
            PREFIXES + "SELECT ?a ?r ?c { ?g vb:about ?a ; vb:reason ?r OPTIONAL { ?g vb:candidate ?c } }"
        ).rows
        found: dict[str, tuple[str, set[str]]] = {}
        for about, reason, candidate in rows:
            entry = found.setdefault(str(about).removeprefix(IDS), (str(reason).rpartition("#")[2], set()))
            if candidate is not None:
                entry[1].add(str(candidate).removeprefix(IDS))
        return found

    def gaps_about(self, ending: str) -> list[tuple[str, set[str]]]:
        return [gap for name, gap in self.gaps().items() if name.endswith(ending)]

    def derived(self) -> set[tuple[str, str, str]]:
        rows = self.answers.query(
            PREFIXES
            + "SELECT ?a ?p ?b { ?s rdf:subject ?a ; rdf:predicate ?p ; rdf:object ?b ; vb:status vb:Inferred ."
            " FILTER(?p != vb:resolvedTo) }"
        ).rows
        return {(str(a).removeprefix(IDS), str(p).rpartition("#")[2], str(b).removeprefix(IDS)) for a, p, b in rows}

    def documents_of(self, name: str) -> list[str]:
        """The document a file describes."""
        rows = self.answers.query(PREFIXES + f"SELECT ?d {{ ?f vb:fileName '{name}' ; vb:describes ?d }}").rows
        return [str(own).removeprefix(IDS) for (own,) in rows]

    def reaches(self, start: str, end: str) -> bool:
        """Whether a path of implementing leads from one document to another."""
        path = "(vb:implements|vb:concretizes)+"
        return self.answers.ask(f"{PREFIXES} ASK {{ <{IDS}{start}> {path} <{IDS}{end}> }}")


def file(text: str, *citations: Citation, **more: object) -> tuple[Record, str]:
    return record(text, *citations, **more), text  # type: ignore[arg-type]


def numbered(
    text: str, surface: str, number: str, date: str | None, issuer: str | None,
    relation: str = "implements", title: str | None = None, type_: str | None = None,
) -> Citation:  # fmt: skip
    return citation(text, surface, relation, number=number, date=date, issuer=issuer, title=title, type=type_)


def named(
    text: str, title: str, relation: str = "disseminates", issuer: str | None = None, type_: str | None = None
) -> Citation:
    return citation(text, title, relation, title=title, issuer=issuer, type=type_)


def directive() -> tuple[Record, str]:
    """A department's letter: carries out a plan, spreads the programme by number and by name."""
    text = (
        "Thực hiện Kế hoạch số 219/KH-UBND ngày 21/12/2022 của UBND tỉnh\n"
        "Tuyên truyền Chương trình tổng thể CCHC nhà nước giai đoạn 2021-2030 của Chính phủ\n"
        "Tuyên truyền Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ về " + PROGRAMME + "\n"
        "Tuyên truyền Nghị quyết số 01-NQ/TU của Tỉnh ủy\n"
    )
    return file(
        text,
        numbered(text, "Kế hoạch số 219/KH-UBND ngày 21/12/2022", "219/KH-UBND", "2022-12-21", UBND),
        named(
            text, "Chương trình tổng thể CCHC nhà nước giai đoạn 2021-2030", issuer="Chính phủ", type_="Chương trình"
        ),
        numbered(
            text,
            "Nghị quyết số 76/NQ-CP ngày 15/7/2021",
            "76/NQ-CP",
            "2021-07-15",
            "Chính phủ",
            "disseminates",
            PROGRAMME,
        ),
        numbered(text, "Nghị quyết số 01-NQ/TU", "01-NQ/TU", None, PARTY, "disseminates"),
    )


def action_programme() -> tuple[Record, str]:
    """A programme that carries out the Party's resolution and concretizes the Government's."""
    text = (
        "Thực hiện Nghị quyết số 01-NQ/TU ngày 04/11/2021 của Tỉnh ủy\n"
        "cụ thể hóa Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ\n"
        "căn cứ Kế hoạch của CCHC tỉnh Quảng Trị giai đoạn 2021-2025, định hướng đến năm 2030\n"
        "phổ biến Kế hoạch CCHC tỉnh Quảng Trị giai đoạn 2021-2025\n"
    )
    return file(
        text,
        numbered(text, "Nghị quyết số 01-NQ/TU ngày 04/11/2021", "01-NQ/TU", "2021-11-04", PARTY),
        numbered(text, "Nghị quyết số 76/NQ-CP ngày 15/7/2021", "76/NQ-CP", "2021-07-15", "Chính phủ"),
        named(text, "Kế hoạch của CCHC tỉnh Quảng Trị giai đoạn 2021-2025, định hướng đến năm 2030", "basedOn"),
        citation(
            text, "Kế hoạch CCHC tỉnh Quảng Trị giai đoạn 2021-2025", "disseminates", after=text.index("phổ biến"),
            title="Kế hoạch CCHC tỉnh Quảng Trị giai đoạn 2021-2025",
        ),
        issuer=field(text, "Tỉnh ủy", UBND),
    )  # fmt: skip


def yearly_plan() -> tuple[Record, str]:
    """A plan of a year that carries out the plan of five years and names the programme without its period."""
    text = (
        "KẾ HOẠCH số 22/KH-UBND ngày 31/01/2023\n"
        f"Thực hiện {REFORM_PLAN} tại Quyết định số 3647/QĐ-UBND ngày 17/11/2021 của UBND tỉnh\n"
        "Phổ biến Kế hoạch CCHC giai đoạn 2021-2025, định hướng đến 2030 của tỉnh\n"
        "Triển khai Chương trình tổng thể CCHC nhà nước của Chính phủ\n"
        "Theo Luật Ngân sách nhà nước; Đề án 06\n"
    )
    made = plan(
        text, "22/KH-UBND", "2023-01-31", UBND,
        numbered(
            text, "Quyết định số 3647/QĐ-UBND ngày 17/11/2021", "3647/QĐ-UBND", "2021-11-17", UBND, title=REFORM_PLAN
        ),
        named(text, "Kế hoạch CCHC giai đoạn 2021-2025, định hướng đến 2030"),
        named(text, "Chương trình tổng thể CCHC nhà nước", "implements", "Chính phủ"),
        named(text, "Luật Ngân sách nhà nước", "cites"),
        named(text, "Đề án 06", "implements"),
    )  # fmt: skip
    return made, text


@pytest.fixture
def corpus(tmp_path: object) -> Corpus:
    return Corpus(tmp_path, directive(), action_programme(), yearly_plan())


NQ76, QD3647 = "chinh-phu/2021/76-nq-cp", "ubnd-tinh-quang-tri-1989/2021/3647-qd-ubnd"
NQ01 = "tinh-uy-quang-tri-1989/2020/01-nq-tu"
KH22 = "ubnd-tinh-quang-tri-1989/2023/22-kh-ubnd"


def test_a_number_without_date_meets_the_dated_one_of_another_file(corpus: Corpus) -> None:
    assert corpus.resolved()["tinh-uy-quang-tri-1989/undated/01-nq-tu"] == NQ01


def test_a_name_meets_the_number_that_a_sentence_gives_it(corpus: Corpus) -> None:
    by_name = {target for name, target in corpus.resolved().items() if name.startswith("named/")}
    assert {NQ76, QD3647} <= by_name


def test_a_resolution_carries_both_quotations(corpus: Corpus) -> None:
    rows = corpus.answers.query(
        PREFIXES + "SELECT ?s (COUNT(?e) AS ?n) { ?s rdf:predicate vb:resolvedTo ; vb:rule ?r ; vb:evidence ?e"
        " FILTER(?r != 'registry') } GROUP BY ?s"
    ).rows
    assert rows and all(isinstance(n, int) and n >= 2 for _, n in rows)


def test_a_shortened_title_is_a_gap_with_its_candidate(corpus: Corpus) -> None:
    gaps = corpus.gaps()
    assert gaps["named/chinh-phu/chuong-trinh-tong-the-cai-cach-hanh-chinh-nha-nuoc"] == ("titleOnly", {NQ76})
    assert ("titleOnly", {QD3647}) in [gap for name, gap in gaps.items() if name.endswith("giai-doan-2021-2025")]


def test_a_law_known_by_name_stays_open(corpus: Corpus) -> None:
    assert corpus.gaps()["named/any/luat-ngan-sach-nha-nuoc"] == ("titleOnly", set())


def test_what_only_the_registry_knows_is_labelled_so(corpus: Corpus) -> None:
    assert "thu-tuong-chinh-phu/2022/06-qd-ttg" in corpus.resolved().values()
    rows = corpus.answers.query(
        PREFIXES + "SELECT ?status ?because { ?s rdf:predicate vb:resolvedTo ; vb:rule 'registry' ;"
        " vb:status ?status ; vb:because ?because }"
    ).rows
    assert [(str(status).rpartition("#")[2], "ngoài kho" in str(because)) for status, because in rows] == [
        ("Inferred", True)
    ]


def test_what_is_said_of_the_name_is_said_of_the_document_and_stays_what_it_is(corpus: Corpus) -> None:
    own = iri.document_of_file(sha_of(directive()[1])).removeprefix(IDS)
    relations = {relation for actor, relation, target in corpus.derived() if (actor, target) == (own, NQ76)}
    assert relations == {"disseminates"}
    assert (own, "disseminates", NQ01) in corpus.derived()


def test_no_path_of_implementing_from_the_directive_to_the_government_programme(corpus: Corpus) -> None:
    own = iri.document_of_file(sha_of(directive()[1])).removeprefix(IDS)
    assert not corpus.reaches(own, NQ76)
    assert not corpus.reaches(KH22, NQ76)


def test_no_link_from_the_provincial_plan_to_the_government_programme(corpus: Corpus) -> None:
    assert not corpus.answers.ask(f"ASK {{ <{IDS}{QD3647}> ?p <{IDS}{NQ76}> }}")
    assert not any(actor == QD3647 for actor, _, _ in corpus.derived())


def test_links_do_not_depend_on_the_order_of_facts(corpus: Corpus) -> None:
    rows = list(corpus.answers.query(FACTS).rows)
    assert links(reversed(rows)) == corpus.links == links(rows)  # type: ignore[arg-type]


def test_two_candidates_are_a_gap_that_names_both(tmp_path: object) -> None:
    made = [
        file(text, numbered(text, text, "5/KH-UBND", f"{year}-02-01", UBND))
        for year in (2022, 2023)
        for text in [f"Kế hoạch số 5/KH-UBND ngày 01/02/{year}"]
    ]
    short = "Theo Kế hoạch số 5/KH-UBND của UBND tỉnh năm nay"
    corpus = Corpus(tmp_path, *made, file(short, numbered(short, "Kế hoạch số 5/KH-UBND", "5/KH-UBND", None, UBND)))
    assert corpus.resolved() == {}
    ((reason, candidates),) = corpus.gaps_about("05-kh-ubnd")
    assert reason == "ambiguousReference" and len(candidates) == 2


def test_no_candidate_is_a_gap(tmp_path: object) -> None:
    text = "Nghị quyết số 18-NQ/TW"
    corpus = Corpus(tmp_path, file(text, numbered(text, text, "18-NQ/TW", None, "Ban Chấp hành Trung ương Đảng")))
    assert corpus.gaps_about("18-nq-tw") == [("noDateOrTerm", set())]


@pytest.mark.parametrize(
    ("situation", "other"),
    [
        ("the dated one is of another province", ("2021-11-04", "Tỉnh ủy Sơn La", None)),
        ("the dated one is younger than the speaker", ("2024-11-04", PARTY, None)),
        ("the titles differ", ("2021-11-04", PARTY, "phát triển du lịch biển đảo bền vững")),
    ],
)
def test_a_number_without_date_is_not_matched_when(
    situation: str, other: tuple[str, str, str | None], tmp_path: object
) -> None:
    date, issuer, title = other
    full = f"Nghị quyết số 01-NQ/TU ngày {date} {title}"
    speaker = "KẾ HOẠCH 22/KH-UBND\nNghị quyết số 01-NQ/TU về đẩy mạnh cải cách hành chính"
    short = plan(
        speaker, "22/KH-UBND", "2023-01-31", UBND,
        numbered(speaker, "Nghị quyết số 01-NQ/TU", "01-NQ/TU", None, PARTY, title="đẩy mạnh cải cách hành chính"),
    )  # fmt: skip
    corpus = Corpus(tmp_path, (short, speaker), file(full, numbered(full, full, "01-NQ/TU", date, issuer, title=title)))
    assert corpus.resolved() == {}, situation


def test_a_plan_of_another_province_does_not_answer_to_the_name(tmp_path: object) -> None:
    theirs = "Kế hoạch cải cách hành chính giai đoạn 2021-2025 tại Quyết định số 12/QĐ-UBND ngày 05/5/2021"
    ours = "Kế hoạch cải cách hành chính giai đoạn 2021-2025"
    other = numbered(
        theirs,
        "Quyết định số 12/QĐ-UBND ngày 05/5/2021",
        "12/QĐ-UBND",
        "2021-05-05",
        "Ủy ban nhân dân tỉnh Sơn La",
        title=ours,
    )
    corpus = Corpus(
        tmp_path,
        file(theirs, other, place="Sơn La"),
        file(ours, named(ours, ours), issuer=field(ours, "Kế hoạch", UBND)),
    )
    assert corpus.resolved() == {}


def test_a_plan_of_the_province_is_not_one_of_the_government(tmp_path: object) -> None:
    theirs = "Kế hoạch cải cách hành chính năm 2023 tại Quyết định số 12/QĐ-TTg ngày 05/01/2023"
    ours = "Kế hoạch cải cách hành chính năm 2023 của tỉnh"
    name = ours.removesuffix(" của tỉnh")
    central = numbered(
        theirs, "Quyết định số 12/QĐ-TTg ngày 05/01/2023", "12/QĐ-TTg", "2023-01-05", "Thủ tướng Chính phủ", title=name
    )
    local = citation(ours, ours, "implements", title=name)
    assert Corpus(tmp_path, file(theirs, central), file(ours, local)).resolved() == {}
    general = citation(name, name, "implements", title=name)
    assert len(Corpus(tmp_path, file(theirs, central), file(name, general)).resolved()) == 1


def test_a_held_document_with_a_blank_number_is_matched_only_by_issuer_kind_and_title(tmp_path: object) -> None:
    title = "triển khai các nhiệm vụ cải cách thủ tục hành chính trọng tâm năm 2023"
    held = f"Số:    /UBND-NC ngày    tháng    năm 2023 công văn {title} UBND tỉnh"
    letter = record(
        held, type=field(held, "công văn", "Công văn"), number=field(held, "/UBND-NC"),
        date=field(held, "năm 2023", "2023"), issuer=field(held, "UBND tỉnh", UBND), title=field(held, title),
    )  # fmt: skip
    theirs = f"Công văn số 66/TCTCCTTHC ngày 19/9/2023 {title}"
    ours = f"Công văn số 5012/UBND-NC ngày 02/10/2023 {title}"
    parent = numbered(
        theirs,
        "Công văn số 66/TCTCCTTHC ngày 19/9/2023",
        "66/TCTCCTTHC",
        "2023-09-19",
        "Tổ công tác",
        title=title,
        type_="Công văn",
    )
    own = numbered(
        ours,
        "Công văn số 5012/UBND-NC ngày 02/10/2023",
        "5012/UBND-NC",
        "2023-10-02",
        UBND,
        title=title,
        type_="Công văn",
    )
    file_iri = iri.document_of_file(letter.sha256).removeprefix(IDS)
    without = Corpus(tmp_path, (letter, held), file(theirs, parent))
    assert without.resolved() == {} and without.gaps()[file_iri][0] == "blankNumber"
    together = Corpus(tmp_path, (letter, held), file(theirs, parent), file(ours, own))
    assert together.resolved() == {file_iri: "ubnd-tinh-quang-tri-1989/2023/5012-ubnd-nc"}


SAME = [
    (
        "abbreviation, period spaced",
        "Chương trình tổng thể CCHC nhà nước giai đoạn 2021-2030",
        PROGRAMME.replace("-", " - "),
    ),
    ("issuer at the end", PROGRAMME + " của Chính phủ", "về việc ban hành " + PROGRAMME),
    ("place and function words", "Kế hoạch của CCHC giai đoạn 2021-2025, định hướng đến 2030 của tỉnh", REFORM_PLAN),
    ("issuer behind the kind", "Nghị quyết của Tỉnh ủy về cải cách hành chính", "Nghị quyết về cải cách hành chính"),
    ("on the spot", "Đề án phát triển dữ liệu trên địa bàn tỉnh", "Đề án phát triển dữ liệu"),
    ("short form in brackets", "Kế hoạch cải cách hành chính (CCHC) năm 2023", "Kế hoạch CCHC nhà nước năm 2023"),
]
DIFFERENT = [
    ("another period", "Kế hoạch CCHC giai đoạn 2016-2020", "Kế hoạch CCHC giai đoạn 2021-2025"),
    ("another kind", "Chương trình cải cách hành chính năm 2023", "Kế hoạch cải cách hành chính năm 2023"),
    ("another matter", "Kế hoạch tuyên truyền CCHC năm 2023", "Kế hoạch CCHC năm 2023"),
    ("another province", "Kế hoạch CCHC tỉnh Sơn La năm 2023", "Kế hoạch CCHC tỉnh Quảng Trị năm 2023"),
]


@pytest.mark.parametrize(("situation", "one", "other"), SAME)
def test_titles_that_are_the_same(situation: str, one: str, other: str) -> None:
    assert read(one, None, "quang tri").same(read(other, None, "quang tri")), situation


@pytest.mark.parametrize(("situation", "one", "other"), DIFFERENT)
def test_titles_that_are_not(situation: str, one: str, other: str) -> None:
    assert not read(one, None, "quang tri").same(read(other, None, "quang tri")), situation


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """The five sample documents as the program reads them."""
    folder = Path(__file__).parents[1] / "samples"
    sources = [pipeline.read_file(path) for path in sorted(folder.glob("*.txt"))]
    return Corpus(tmp_path_factory.mktemp("samples"), *((pipeline.extract(source), source.text) for source in sources))


def test_the_samples_hold_no_implied_path_to_the_government_programme(samples: Corpus) -> None:
    (own,) = samples.documents_of("000_3b6c6109f0fe0654.txt")
    assert not samples.reaches(own, NQ76)
    assert not samples.answers.ask(f"ASK {{ <{IDS}{QD3647}> ?p <{IDS}{NQ76}> }}")
    assert samples.answers.ask(f"ASK {{ <{IDS}{own}> <{VB.disseminates}> <{IDS}{NQ76}> }}")


def test_the_samples_prove_their_own_names(samples: Corpus) -> None:
    resolved = samples.resolved()
    assert resolved["tinh-uy-quang-tri-1989/undated/01-nq-tu"] == NQ01
    assert {NQ76, QD3647} <= set(resolved.values())
