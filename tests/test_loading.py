"""Files come in from anywhere: what is no file, what changes, what is a trap; the good ones are loaded all the same."""

from __future__ import annotations

import io
import os
import random
import resource
import shutil
import socket
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from graph_cli import loading
from graph_cli.loading import Outcome
from loaders import apart, opening
from ontology.errors import InputRefused, Refusal
from queries.stores.oxigraph import open_reader
from tests.made_word import cell, docx, p, package, row, run, table

SAMPLES = Path(__file__).parents[1] / "samples"
ORDERED = "Căn cứ Nghị định số {}/2021/NĐ-CP ngày 06 tháng 12 năm 2021 của Chính phủ;"


def loaded(folder: Path, store: Path) -> dict[str, Outcome]:
    return {outcome.file: outcome for outcome in loading.load(store, list(loading.originals([folder])))}


# -- what is a file ----------------------------------------------------------------------------------


def test_a_folder_of_things_that_are_no_files(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "deep").mkdir(parents=True)
    (folder / "good.txt").write_text("Kế hoạch", "utf-8")
    os.mkfifo(folder / "pipe.txt")
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "round.txt").symlink_to("round.txt")
    (folder / "zero.txt").symlink_to("/dev/zero")
    (folder / "linked.txt").symlink_to(folder / "good.txt")
    with closing(socket.socket(socket.AF_UNIX)) as listening:
        listening.bind(str(folder / "s.txt"))
        outcomes = loaded(folder, tmp_path / "store")
    refused = {"pipe.txt", "loop", "round.txt", "zero.txt", "linked.txt", "s.txt"}
    assert {name: outcome.code for name, outcome in outcomes.items()} == {
        "good.txt": None,
        **dict.fromkeys(refused, Refusal.NOT_A_FILE),
    }


@pytest.mark.parametrize("name", ["/dev/zero", "/dev/null"])
def test_a_device_is_no_file_even_if_it_is_named(name: str) -> None:
    with pytest.raises(InputRefused) as refused:
        opening.read_bytes(Path(name))
    assert refused.value.code == Refusal.NOT_A_FILE


def test_a_link_that_is_named_is_followed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"a")
    (tmp_path / "b.txt").symlink_to("a.txt")
    assert opening.read_bytes(tmp_path / "b.txt") == b"a"


def test_a_file_out_of_all_measure_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(InputRefused) as refused:
        opening.read_bytes(path)
    assert refused.value.code == Refusal.TOO_LARGE


def test_a_file_that_is_being_written_is_refused_and_one_that_was_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"a" * 100)
    read, disturbances = os.read, [1]

    def disturbed(handle: int, most: int) -> bytes:
        data = read(handle, most)
        if disturbances:
            disturbances.pop()
            path.write_bytes(path.read_bytes() + b"b")
        return data

    monkeypatch.setattr(os, "read", disturbed)
    assert opening.read_bytes(path) == b"a" * 100 + b"b"
    disturbances += [1] * 9
    with pytest.raises(InputRefused) as refused:
        opening.read_bytes(path)
    assert refused.value.code == Refusal.CHANGED


def test_a_file_that_is_cut_off_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"a" * 100)
    read = os.read

    def cutting(handle: int, most: int) -> bytes:
        os.truncate(path, max(0, path.stat().st_size - 10))
        return read(handle, most)

    monkeypatch.setattr(os, "read", cutting)
    with pytest.raises(InputRefused) as refused:
        opening.read_bytes(path)
    assert refused.value.code == Refusal.CHANGED


def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    try:
        (folder / os.fsdecode(b"v\xe3n b\x1b[31m.txt")).write_text("Kế hoạch", "utf-8")
    except OSError:
        pytest.skip("this file system takes no such names")
    store = tmp_path / "store"
    assert [outcome.outcome for outcome in loaded(folder, store).values()] == ["loaded"]
    with closing(open_reader(store)) as reader:
        assert '"v\\\\xe3n b[31m.txt"' in reader.dump().decode("utf-8")


def test_a_folder_that_cannot_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = tmp_path / "in" / "closed"
    closed.mkdir(parents=True)
    scan = os.scandir

    def scanned(path: str) -> object:
        if Path(path) == closed:
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", scanned)
    (outcome,) = loading.load(tmp_path / "store", list(loading.originals([tmp_path / "in"])))
    assert (outcome.file, outcome.code) == ("closed", Refusal.UNREADABLE)


# -- archives ----------------------------------------------------------------------------------------


def test_an_archive_is_a_folder_of_documents(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    members = {"a/một.txt": "Kế hoạch một", "hai.docx": docx(p("Kế hoạch hai")), "ba.txt": b"\0" * 9}
    (folder / "many.zip").write_bytes(package(members))
    (folder / "one.zip").write_bytes(docx(p("Kế hoạch bốn")))
    (folder / "broken.zip").write_bytes(package(members)[:-30])
    (folder / "bomb.zip").write_bytes(zeros("spaces.txt", 64 << 20))
    outcomes = loaded(folder, tmp_path / "store")
    assert {name: outcome.code for name, outcome in outcomes.items()} == {
        "many.zip/a/một.txt": None,
        "many.zip/hai.docx": None,
        "many.zip/ba.txt": Refusal.BINARY,
        "one.zip": None,
        "broken.zip": Refusal.DAMAGED,
        "bomb.zip/spaces.txt": Refusal.TOO_LARGE,
    }


# -- several at a time -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of small documents that cite one another, one of them twice, some of them none."""
    folder = tmp_path_factory.mktemp("many")
    for number in range(30):
        (folder / f"{number:02}.txt").write_text(ORDERED.format(number % 7 + 100), "utf-8")
    (folder / "05.txt").write_bytes(b"\0")
    (folder / "17.txt").write_bytes(b"")
    return folder


def stored(folder: Path, store: Path) -> tuple[list[Outcome], bytes]:
    outcomes = loading.load(store, list(loading.originals([folder])))
    with closing(open_reader(store)) as reader:
        return outcomes, reader.dump()


def test_one_at_a_time_or_several_the_result_is_the_same(
    many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    results = []
    for count in (1, 2):
        monkeypatch.setattr(apart, "cores", lambda count=count: count)
        outcomes, quads = stored(many, tmp_path / f"store-{count}")
        results.append(([(each.file, each.outcome, each.code) for each in outcomes], quads))
    assert results[0] == results[1]
    assert Counter(outcome for _, outcome, _ in results[0][0]) == {"loaded": 7, "unchanged": 21, "refused": 2}


def test_what_has_not_changed_is_not_read_again(many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(many, tmp_path / "in", ignore=shutil.ignore_patterns("05.txt", "17.txt"))
    store = tmp_path / "store"
    _, before = stored(tmp_path / "in", store)
    monkeypatch.setattr(apart, "READERS", "tests.no_such_module")
    outcomes, after = stored(tmp_path / "in", store)
    assert {outcome.outcome for outcome in outcomes} == {"unchanged"}
    assert after == before


# -- traps -------------------------------------------------------------------------------------------


def zeros(name: str, size: int) -> bytes:
    """An archive of one part with so many spaces."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(name, "w") as part:
        for _ in range(size >> 20):
            part.write(b" " * (1 << 20))
    return made.getvalue()


def bombs() -> Iterator[tuple[str, bytes]]:
    """Small files that would take all memory or never end."""
    yield "span.docx", docx(table(row(*[cell("a", properties='<w:gridSpan w:val="1000000000"/>')] * 3)))
    yield "paragraphs.docx", docx("<w:p/>" * 1_000_000)
    yield "deep.docx", docx("<w:tbl><w:tr><w:tc>" * 100_000 + "</w:tc></w:tr></w:tbl>" * 100_000)
    yield "spaces.docx", zeros("word/document.xml", 300 << 20)
    yield "segfault.txt", b"!segfault"
    yield "eat.txt", b"!eat"
    yield "flood.txt", b"!flood"
    yield "exit.txt", b"!exit"


def test_traps_among_good_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "READERS", "tests.made_readers")
    folder = tmp_path / "in"
    folder.mkdir()
    names = []
    for number, (name, data) in enumerate(bombs()):
        names.append(f"{number}-{name}")
        (folder / names[-1]).write_bytes(data)
        (folder / f"{number}-good.txt").write_text(ORDERED.format(100 + number), "utf-8")
    del data
    files = list(loading.originals([folder]))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    outcomes = {outcome.file: outcome for outcome in loading.load(tmp_path / "store", files)}
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000
    assert {outcome.outcome for name, outcome in outcomes.items() if "good" in name} == {"loaded"}
    expected = dict.fromkeys(names, Refusal.TOO_LARGE) | {
        names[0]: None,  # as wide as a table may be
        names[4]: Refusal.CRASHED,
        names[7]: Refusal.CRASHED,
    }
    assert {name: outcomes[name].code for name in names} == expected


# -- anything at all ---------------------------------------------------------------------------------


def mutants(rnd: random.Random) -> Iterator[tuple[str, bytes]]:
    """Word files and texts with bytes changed, cut, doubled: of the archive itself, and of the XML within."""
    body = p("KẾ HOẠCH") + p(run(ORDERED.format(107))) + table(row("STT", "Nhiệm vụ"), row("1", "Rà soát"))
    whole = docx(body, footnotes="<w:footnote w:id='1'/>")
    text = (SAMPLES / "004_0c390757ddc76dcf.txt").read_bytes()
    for number in range(100):
        yield f"{number}.docx", changed(whole, rnd)
        yield f"{number}-inner.docx", inner(whole, rnd)
        yield f"{number}.txt", changed(text[:2000], rnd)


def changed(data: bytes, rnd: random.Random) -> bytes:
    made = bytearray(data)
    for _ in range(rnd.randint(1, 8)):
        at = rnd.randrange(len(made))
        match rnd.randrange(4):
            case 0:
                made[at] = rnd.randrange(256)
            case 1:
                del made[at : at + rnd.randrange(1, 40)]
            case 2:
                made[at:at] = made[at : at + rnd.randrange(1, 40)]
            case _:
                made[at : at + 4] = rnd.choice([b"\xff\xff\xff\xff", b"\0\0\0\0", b"<w:p", b"&#0;"])
    return bytes(made)


def inner(data: bytes, rnd: random.Random) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        chosen = rnd.choice(source.namelist())
        for name in source.namelist():
            part = source.read(name)
            target.writestr(name, changed(part, rnd) if name == chosen else part)
    return made.getvalue()


def test_whatever_the_bytes_are_there_is_one_outcome(tmp_path: Path) -> None:
    made = dict(mutants(random.Random(5)))
    files = [loading.Original(name, lambda data=data: data) for name, data in made.items()]
    outcomes = loading.load(tmp_path / "store", files)
    assert [outcome.file for outcome in outcomes] == list(made)
    assert {outcome.outcome for outcome in outcomes} <= {"loaded", "unchanged", "refused"}


def test_what_a_browser_saves_beside_a_page_is_no_document(tmp_path: Path) -> None:
    (tmp_path / "vb_files").mkdir()
    (tmp_path / "b_files").mkdir()
    for name in ("vb.html", "vb_files/logo.png", "b_files/c.txt"):
        (tmp_path / name).write_text("Kế hoạch", "utf-8")
    assert [each.name for each in loading.originals([tmp_path])] == ["c.txt", "vb.html"]
