"""PDF files made to harm: each ends in one outcome, and the reader goes on with the next."""

from __future__ import annotations

import random
import zlib
from collections.abc import Iterator

import pytest

from loaders import apart
from loaders.apart import Readers
from ontology.errors import InputRefused, Refusal
from tests.made_pdf import lines, pdf, rule, show, stream, table, written

WORDS = show(60, 100, "Nội dung")
GOOD = pdf(WORDS)
LONG = show(60, 100, "Nội dung dài hơn sáu mươi chữ cái, để trang không bị coi là ảnh. " * 3, 6)


@pytest.fixture(scope="module")
def reading() -> Iterator[Readers]:
    with apart.readers(1) as made:
        yield made


def form(content: str, named: str) -> bytes:
    told = f"/Type /XObject /Subtype /Form /BBox [0 0 600 850] /Resources << /XObject << {named} >> >>"
    return stream(content.encode(), told)


def picture(packing: str) -> bytes:
    told = f"/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /BitsPerComponent 8 /Filter /{packing}"
    return stream(b"\xff\x4f\xff\x51" + b"\1" * 500, f"{told} /ColorSpace /DeviceGray")


def drawn(content: str, *more: bytes) -> bytes:
    return pdf(content, more=more, resources="/XObject << /X 8 0 R >>")


def bomb() -> bytes:
    packed = zlib.compress(b"0 0 m 9 9 l S " * 20_000_000, 9)
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>"
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    return written([b"<< /Type /Catalog /Pages 2 0 R >>", pages, page, stream(packed, "/Filter /FlateDecode")])


def many_pages() -> bytes:
    pages = b"<< /Type /Pages /Kids [" + b"3 0 R " * 6000 + b"] /Count 6000 >>"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
    return written([b"<< /Type /Catalog /Pages 2 0 R >>", pages, page])


LOCK = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b"> /P -4 >>"
REFUSED = {
    "pages that are their own parents": (lambda: GOOD.replace(b"/Kids [8 0 R]", b"/Kids [2 0 R]"), Refusal.DAMAGED),
    "a page of 70 metres": (lambda: pdf(WORDS, page="/MediaBox [0 0 200000 200000]"), Refusal.TOO_LARGE),
    "six thousand pages": (many_pages, Refusal.TOO_LARGE),
    "a password": (lambda: GOOD.replace(b"/Size", LOCK + b" /ID [<00><00>] /Size"), Refusal.ENCRYPTED),
    "a cut file": (lambda: GOOD[:-200], Refusal.DAMAGED),
    "forms that branch 30 times": (
        lambda: drawn("/X Do " + WORDS, *(form("/X Do /X Do", f"/X {9 + i} 0 R") for i in range(30)), form("", "")),
        Refusal.TOO_LARGE,
    ),
    "a stream of 280 MB in 1 MB": (bomb, Refusal.TOO_LARGE),
}
READ = {
    "a form within itself": lambda: drawn("/X Do " + WORDS, form("/X Do", "/X 8 0 R")),
    "a count that lies": lambda: GOOD.replace(b"/Count 1", b"/Count 9999999"),
    "tables of places in a circle": lambda: GOOD.replace(
        b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % GOOD.rfind(b"xref\n0")
    ),
    "forty thousand lines": lambda: pdf(
        WORDS
        + "".join(rule(9, 200 + i % 600, 500, 200 + i % 600) + rule(i % 500, 200, i % 500, 800) for i in range(20_000))
    ),
    "a letter printed thousands of times": lambda: pdf(WORDS * 3000),
    **{
        f"a huge picture ({packing})": lambda packing=packing: drawn(
            f"q 595 0 0 842 0 0 cm /X Do Q {LONG}", picture(packing)
        )
        for packing in ("JBIG2Decode", "JPXDecode", "CCITTFaxDecode", "DCTDecode")
    },
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_with_its_reason(name: str, reading: Readers) -> None:
    make, code = REFUSED[name]
    with pytest.raises(InputRefused) as refused:
        reading.text("a.pdf", make())
    assert refused.value.code is code
    assert reading.text("b.pdf", GOOD).text == "Nội dung\n"


@pytest.mark.parametrize("name", READ)
def test_it_is_read_all_the_same(name: str, reading: Readers) -> None:
    assert "Nội dung" in reading.text("a.pdf", READ[name]()).text


def test_mutants_are_read_or_refused(reading: Readers) -> None:
    xs, ys = (60, 100, 300, 500), (300, 320, 340)
    whole = pdf(lines(60, 60, "ỦY BAN", "TỈNH") + table(xs, ys, ["TT", "a", "b"], ["1", "c", "d"]), WORDS)
    chance = random.Random(5)
    codes: set[Refusal] = set()
    for _ in range(200):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 3, 10, 50))):
            at = chance.randrange(len(data))
            if chance.random() < 0.6:
                data[at] = chance.randrange(256)
            elif chance.random() < 0.5:
                del data[at : at + chance.randrange(1, 40)]
            else:
                data[at:at] = data[chance.randrange(len(data)) :][: chance.randrange(1, 60)]
        try:
            reading.text("a.pdf", bytes(data))
        except InputRefused as refused:
            codes.add(refused.code)
    assert Refusal.CRASHED not in codes
