"""Files are read apart: whatever one of them does, it has one outcome, and nobody else notices."""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path

import pytest

from loaders import apart, apart_limits, pipeline
from loaders.apart import Readers
from loaders.source import SourceFile
from ontology import confinement
from ontology.errors import CancuError, DocumentDefect, InputRefused, Refusal
from ontology.record_json import to_json
from tests.made_pdf import lines, pdf
from tests.made_word import docx, p, package, row, table

SAMPLE = Path(__file__).parents[1] / "samples" / "004_0c390757ddc76dcf.txt"
MADE = "tests.made_readers"
WALLS = pytest.mark.skipif(not confinement.sealed(), reason="this system has no seccomp")


@pytest.fixture(scope="module")
def reading() -> Iterator[Readers]:
    with apart.readers(1, known=MADE) as made:
        yield made


def refused(reading: Readers, data: bytes) -> InputRefused:
    with pytest.raises(InputRefused) as refusal:
        reading.text("a.txt", data)
    assert refusal.value.message("vi").startswith("a.txt: ")
    assert reading.text("b.txt", "Kế hoạch".encode()).text == "Kế hoạch"
    return refusal.value


def test_what_is_read_apart_is_what_is_read_here(reading: Readers) -> None:
    data = SAMPLE.read_bytes()
    source = pipeline.read_bytes(SAMPLE.name, data)
    assert reading.text(SAMPLE.name, data) == source
    assert reading.record(SAMPLE.name, data) == (source, to_json(pipeline.extract(source)))


KINDS = {
    "a.docx": docx(p("KẾ HOẠCH") + table(row("STT", "Nhiệm vụ"), row("1", "Rà soát"))),
    "a.pdf": pdf(lines(60, 60, "KẾ HOẠCH", "Cải cách hành chính năm 2023")),
    "a.html": f"<html><body>{'<p>Căn cứ Luật Tổ chức Chính phủ;</p>' * 9}<p>Điều 1. Ban hành</p></body>".encode(),
    "utf-16.txt": "Kế hoạch cải cách hành chính".encode("utf-16"),
    "utf-8.txt": b"\xef\xbb\xbfUy ban nhan dan tinh giao So Noi vu don doc viec thuc hien ke hoach cai cach hanh chinh",
    "a.zip": package({"a.txt": "a"}),
    "a.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "a.png": b"\x89PNG\r\n\x1a\n" + bytes(100),
}


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_finds_behind_the_walls_what_it_needs(name: str, reading: Readers) -> None:
    """Twice: the first file of a kind loads its libraries, later ones find them loaded."""
    here = outcome(lambda: pipeline.read_bytes(name, KINDS[name]))
    assert [outcome(lambda: reading.record(name, KINDS[name])[0]) for _ in range(2)] == [here, here]


def outcome(read: Callable[[], SourceFile]) -> SourceFile | str:
    """What is read, or why it is not."""
    try:
        return read()
    except InputRefused as error:
        return str(error)


@pytest.mark.parametrize(
    ("deed", "told"),
    [("segfault", "signal 11"), ("abort", "signal 6"), ("exit", "exit 0"), ("leave", "exit 1")],
)
def test_a_file_that_brings_the_reader_down_is_told_with_the_signal(reading: Readers, deed: str, told: str) -> None:
    error = refused(reading, f"!{deed}".encode())
    assert error.code == Refusal.CRASHED
    assert told in error.message("en")


def test_a_file_that_takes_too_much_memory(reading: Readers) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert refused(reading, b"!eat").code == Refusal.TOO_LARGE
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000


def test_a_file_that_never_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart_limits, "WAITING", 0)
    monkeypatch.setattr(apart_limits, "ORDINARY", apart_limits.Limits(seconds=1))
    with apart.readers(1, known=MADE) as reading:
        assert refused(reading, b"!loop").code == Refusal.TOO_LARGE


def test_an_answer_without_end(reading: Readers) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert refused(reading, b"!flood").code in {Refusal.TOO_LARGE, Refusal.CRASHED}
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000


def test_a_defect_of_ours_is_told_with_its_place(reading: Readers) -> None:
    with pytest.raises(DocumentDefect, match=r"ZeroDivisionError: of ours \(made_readers\.py:\d+\)"):
        reading.text("a.txt", b"!divide")


def test_a_refusal_says_the_same_here_and_there(reading: Readers) -> None:
    data = b"\xff\x00\x01" * 40
    with pytest.raises(InputRefused) as here:
        pipeline.read_bytes("a.bin", data)
    with pytest.raises(InputRefused) as there:
        reading.text("a.bin", data)
    assert there.value.code is here.value.code
    assert [there.value.message(lang) for lang in ("vi", "en")] == [here.value.message(lang) for lang in ("vi", "en")]


@WALLS
@pytest.mark.parametrize("deed", ["connect", "open", "start", "write"])
def test_a_reader_reaches_nothing_but_its_file(reading: Readers, deed: str) -> None:
    with pytest.raises(DocumentDefect, match="PermissionError"):
        reading.text("a.txt", f"!{deed}".encode())
    assert not Path("written-by-a-reader").exists()


@pytest.mark.skipif(not confinement.children() and not Path("/proc/self/task").exists(), reason="needs Linux")
def test_nothing_that_a_reader_starts_outlives_it(reading: Readers) -> None:
    with pytest.raises(DocumentDefect) as told:
        reading.text("a.txt", b"!outlive")
    child = int(told.value.message("en").partition("ValueError: ")[2].split()[0])
    assert not [each for each in Path("/proc").glob("[0-9]*/stat") if session_of(each) and parent_of(each) == child]
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


def fields(stat: Path) -> list[str]:
    try:
        return stat.read_text("utf-8").rpartition(")")[2].split()
    except OSError:
        return []


def session_of(stat: Path) -> bool:
    return len(fields(stat)) > 3


def parent_of(stat: Path) -> int:
    return int((fields(stat) or ["", "0"])[1])


def test_pages_are_told_as_they_are_done_and_kept(reading: Readers) -> None:
    told: list[tuple[int, int]] = []
    source = reading.text(
        "a.pdf", "?pagesTrang một\fTrang hai\fTrang ba".encode(), lambda done, of: told.append((done, of))
    )
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert source.pages == (0, 10, 20)
    assert source.warnings == ("trang 2 mờ / page 2 is faint",)


def test_more_files_than_processes(reading: Readers) -> None:
    names = [f"{number}.txt" for number in range(20)]
    told = reading.in_turn(names, lambda name: reading.text(name, b"Van ban " + name.encode()).text)
    assert [(name, future.result()) for name, future in told] == [(name, f"Van ban {name}") for name in names]


def who(reading: Readers) -> str:
    """The process that reads the next file."""
    return reading.text("a.txt", b"!who").text


@pytest.mark.parametrize("deed", ["!segfault", "!flood", "!divide", "!grow", "?pages"])
def test_a_process_goes_on_to_the_next_file_where_all_is_well_and_only_there(reading: Readers, deed: str) -> None:
    with pytest.raises(DocumentDefect):
        reading.text("a.txt", b"!divide")
    before = who(reading)
    assert who(reading) == before
    with suppress(CancuError):
        reading.text("b.txt", deed.encode())
    assert who(reading) != before


def test_a_process_does_not_go_on_for_ever(reading: Readers) -> None:
    assert len({who(reading) for _ in range(2 * apart_limits.FILES)}) in {2, 3}


@pytest.mark.parametrize("deed", ["!segfault", "!eat", "!divide", "!exit"])
def test_what_becomes_of_a_file_does_not_depend_on_those_before_it(reading: Readers, deed: str) -> None:
    told = []
    for before in ("!divide", "!who"):
        with suppress(CancuError):
            reading.text("a.txt", before.encode())
        with pytest.raises(CancuError) as error:
            reading.text("b.txt", deed.encode())
        told.append((type(error.value), error.value.message("en")))
    assert told[0] == told[1]


def interrupted() -> Future[SourceFile]:
    """A file that would take for ever, and an interruption while it is read."""
    with apart.readers(2, known=MADE) as reading:
        endless = reading.begin(lambda: reading.text("a.txt", b"!loop"))
        with suppress(KeyboardInterrupt):
            time.sleep(0.1)
            raise KeyboardInterrupt
    return endless


def test_an_interruption_ends_what_is_being_read() -> None:
    endless = interrupted()
    assert endless.done()
    assert endless.cancelled() or isinstance(endless.exception(), CancuError)


def test_readers_that_cannot_be_started_are_told_and_stop_everything() -> None:
    with apart.readers(1, known="tests.no_such_module") as reading, pytest.raises(CancuError, match="doctor"):
        reading.text("a.txt", b"x")
