"""Archives of documents: every member has its own outcome, names and sizes do no harm."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.archive import Archive, is_archive
from ontology.errors import InputRefused
from tests.made_word import docx, p

WORDS = "Điều 1. Phạm vi điều chỉnh".encode()


def packed(files: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", packing) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def named(raw: bytes) -> bytes:
    """An archive with one file, whose name has these bytes and no sign of how they are to be read."""
    data = packed({"x" * len(raw): WORDS})
    return data.replace(b"x" * len(raw), raw)


def outcomes(data: bytes) -> Iterator[tuple[str, str | bytes]]:
    archive = Archive("a.zip", data)
    for member in archive.members():
        try:
            yield member.name, archive.read(member)
        except InputRefused as error:
            yield member.name, str(error.code)


def refusal(data: bytes) -> str:
    with pytest.raises(InputRefused) as refused:
        list(outcomes(data))
    return refused.value.code


def test_members_are_documents_of_their_own_with_their_folders() -> None:
    data = packed({"b.txt": WORDS, "2024/": b"", "2024/Quý I/kế hoạch.docx": docx(p("Một")), "a.pdf": b"%PDF-"})
    assert [name for name, _ in outcomes(data)] == ["a.zip/b.txt", "a.zip/2024/Quý I/kế hoạch.docx", "a.zip/a.pdf"]
    assert dict(outcomes(data))["a.zip/b.txt"] == WORDS


def test_what_systems_leave_in_archives_is_passed_over() -> None:
    files = ["__MACOSX/._b.txt", "b.txt", ".DS_Store", "x/.DS_Store", "~$b.docx", "._c.txt", "Thumbs.db", "desktop.ini"]
    assert [name for name, _ in outcomes(packed(dict.fromkeys(files, WORDS)))] == ["a.zip/b.txt"]


def test_what_belongs_to_a_saved_page_is_no_document() -> None:
    files = ["vb.html", "vb_files/logo.png", "vb_files/css/a.css", "x/b.htm", "x/b.files/image001.png", "y_files/c.txt"]
    found = [name for name, _ in outcomes(packed(dict.fromkeys(files, WORDS)))]
    assert found == ["a.zip/vb.html", "a.zip/x/b.htm", "a.zip/y_files/c.txt"]


def test_an_archive_without_documents_is_refused_as_empty() -> None:
    assert refusal(packed({})) == "empty"
    assert refusal(packed({"__MACOSX/._a": b"", "a/": b""})) == "empty"


def test_a_document_that_is_an_archive_is_told_from_an_archive_of_documents() -> None:
    assert not is_archive(docx(p("Một")))
    assert is_archive(packed({"a.docx": docx(p("Một"))}))
    assert is_archive(packed({}))
    assert not is_archive(packed({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b""}))
    assert not is_archive(b"PK\x03\x04")
    assert not is_archive(b"Kinh gui")


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("Quyết định.txt".encode(), "Quyết định.txt"),
        (b"K\xea\xec hoa\xf2ch.txt", "Kế hoạch.txt"),
        (b"..\\..\\windows\\a.txt", "windows/a.txt"),
        (b"../../etc/passwd", "etc/passwd"),
        (b"/etc/passwd", "etc/passwd"),
        (b"C:\\a.txt", "a.txt"),
        (b"a\x1b[31m.txt", "a?[31m.txt"),
    ],
)
def test_names_are_read_as_they_were_written_and_lead_nowhere(raw: bytes, shown: str) -> None:
    assert dict(outcomes(named(raw))) == {f"a.zip/{shown}": WORDS}


def test_a_locked_member_a_damaged_one_and_a_nested_archive_stop_no_other() -> None:
    data = bytearray(packed({"1.txt": WORDS, "2.txt": WORDS * 9, "3.zip": packed({"a": b"b"}), "4.txt": WORDS}))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + flags] |= 1
    data[data.index(b"2.txt") + 8] ^= 0xFF
    assert list(outcomes(bytes(data))) == [
        ("a.zip/1.txt", "encrypted"), ("a.zip/2.txt", "damaged"), ("a.zip/3.zip", "unsupported"),
        ("a.zip/4.txt", WORDS),
    ]  # fmt: skip


def test_bombs_are_refused_before_they_are_unpacked() -> None:
    many = packed({f"{i}.txt": b"" for i in range(2_001)})
    assert refusal(many) == "resource-limit"
    steep = packed({"bomb.txt": b" " * 3_000_000, "good.txt": WORDS})
    assert list(outcomes(steep)) == [("a.zip/bomb.txt", "resource-limit"), ("a.zip/good.txt", WORDS)]
    large = bytearray(packed({f"{i}.txt": WORDS for i in range(5)}, zipfile.ZIP_STORED))
    at = -1
    while (at := large.find(b"PK\x01\x02", at + 1)) >= 0:
        large[at + 24 : at + 28] = struct.pack("<I", 60_000_000)
    assert refusal(bytes(large)) == "resource-limit"


def test_a_member_larger_than_it_says_is_damaged() -> None:
    data = bytearray(packed({"a.txt": WORDS * 10_000}))
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 50)
    assert dict(outcomes(bytes(data))) == {"a.zip/a.txt": "damaged"}


def test_other_ways_of_packing_are_refused_by_name() -> None:
    assert dict(outcomes(packed({"a.txt": WORDS}, zipfile.ZIP_LZMA))) == {"a.zip/a.txt": "unsupported"}


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 600), st.integers(0, 255)), max_size=20), st.integers(0, 700))
def test_damaged_archives_have_outcomes_and_no_other_errors(changes: list[tuple[int, int]], length: int) -> None:
    data = bytearray(packed({"1.txt": WORDS * 3, "2/b.txt": WORDS, "3.docx": WORDS * 2})[:length])
    for at, byte in changes:
        if at < len(data):
            data[at] = byte
    is_archive(bytes(data))
    try:
        assert all(isinstance(what, str | bytes) for _, what in outcomes(bytes(data)))
    except InputRefused as error:
        assert error.name == "a.zip"  # noqa: PT017  any of the two is right
