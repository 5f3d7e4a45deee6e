"""What a file is, its content says: whatever its name, the same reader takes it, or it is refused by what it is."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest
from PIL import Image

from loaders import reading
from loaders.readers import archived, old_word, pdf, picture, plain_text, web_page, word
from ontology.errors import InputRefused
from tests import made_ole, made_pages, made_pdf, made_word
from tests.made_encodings import encoded

ORDER = "QUYẾT ĐỊNH\nĐiều 1. Ban hành kèm theo Quyết định này Kế hoạch cải cách hành chính năm 2024.\n"
NAMES = ("a.txt", "a.docx", "a.doc", "a.pdf", "a.html", "a.rtf", "a.png", "a.zip", "a.xml", "a", "a.DOCX.txt")


def image(kind: str) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(made, kind)
    return made.getvalue()


def packed(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


RTF = rb"{\rtf1\ansi Kinh gui: cac so, nganh}"
WORD_XML = (
    b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>'
    b'<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body/></w:wordDocument>'
)
ODT = packed({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"})
PAGE = made_pages.html(made_pages.document()).encode()
KINDS = {
    "docx": (made_word.docx(made_word.p(ORDER)), word),
    "doc": (made_ole.ole({"WordDocument": made_ole.word()}), old_word),
    "rtf": (RTF, old_word),
    "odt": (ODT, old_word),
    "Word 2003 XML": (WORD_XML, old_word),
    "pdf": (made_pdf.pdf(made_pdf.show(72, 700, "Dieu 1.")), pdf),
    "png": (image("PNG"), picture),
    "jpeg": (image("JPEG"), picture),
    "tiff": (image("TIFF"), picture),
    "html": (PAGE, web_page),
    "html of Word": (made_pages.from_word().encode(), web_page),
    "html in UTF-16": (PAGE.decode().encode("utf-16"), web_page),
    "mht": (made_pages.archive(PAGE.decode()), web_page),
    "zip": (packed({"a.docx": b"", "b.txt": ORDER.encode()}), archived),
    "txt": (ORDER.encode(), plain_text),
    "txt in TCVN3": (encoded(ORDER, "tcvn3"), plain_text),
    "txt in UTF-16": (ORDER.encode("utf-16-le"), plain_text),
    "txt that speaks of mark-up": (b"Dieu 1. <html> la ngon ngu; a < b\n", plain_text),
}


@pytest.mark.parametrize("kind", KINDS)
def test_one_reader_takes_a_file_by_its_content(kind: str) -> None:
    data, expected = KINDS[kind]
    taking = [each for each in reading.READERS if each.recognises(data)]
    assert taking[0] is expected
    # An archive of files begins as a Word file does, and the last reader takes all; no others claim the same file.
    assert len([each for each in taking if each not in (plain_text, archived)]) <= 1


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "kind", ["docx", "html", "html in UTF-16", "mht", "pdf", "txt", "txt in TCVN3", "txt in UTF-16"]
)
def test_the_name_changes_nothing(kind: str, name: str) -> None:
    data, _ = KINDS[kind]
    found = reading.read(name, data)
    assert found == reading.read("another", data)
    assert not found.media_type.endswith(("plain",)) or kind.startswith("txt")


REFUSED = {
    "RAR": (b"Rar!\x1a\x07\x01\x00" + bytes(50), "unsupported", "RAR"),
    "7-Zip": (b"7z\xbc\xaf\x27\x1c" + bytes(50), "unsupported", "7-Zip"),
    "gzip": (gzip.compress(ORDER.encode()), "unsupported", "gzip"),
    "GIF": (image("GIF"), "unsupported", "GIF"),
    "BMP": (image("BMP"), "unsupported", "BMP"),
    "WebP": (b"RIFF\x24\x00\x00\x00WEBPVP8 " + bytes(40), "unsupported", "WebP"),
    "XML": (b'<?xml version="1.0"?><akomaNtoso><act>Dieu 1</act></akomaNtoso>', "unsupported", "XML"),
    "a program": (b"\x7fELF" + bytes(100), "unsupported", "ELF"),
    "zip of documents": (packed({"a.txt": ORDER.encode()}), "unsupported", "cancu load"),
    "an empty zip": (packed({}), "empty", ""),
    "nothing": (b"", "empty", ""),
    "blanks": (b" \r\n\t" * 9, "empty", ""),
    "noise": (bytes(range(256)) * 9, "binary", ""),
}


@pytest.mark.parametrize("kind", REFUSED)
@pytest.mark.parametrize("name", ["a.txt", "a.docx", "a.pdf"])
def test_what_no_reader_knows_is_refused_by_what_it_is(kind: str, name: str) -> None:
    data, code, said = REFUSED[kind]
    with pytest.raises(InputRefused) as refused:
        reading.read(name, data)
    assert refused.value.code == code
    assert said in str(refused.value)


def test_texts_that_begin_like_other_formats_are_texts() -> None:
    for begin in ("BM 01-ĐT: biểu mẫu", "MZ và những chữ khác", "RIFF là một định dạng"):
        text = begin + "\n" + ORDER
        assert reading.read("a.txt", text.encode()).text == text
