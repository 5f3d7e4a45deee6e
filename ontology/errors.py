"""Every error the product raises on purpose, and the exit code it ends with.

CancuError                    1  a defect of ours when raised as such
├── UsageError                2  the request cannot be understood
│   └── NumberError              not a document number
├── IdentifierError           1  text that cannot become an identifier
├── InputRefused              3  one document cannot be loaded; the others go on
├── DocumentDefect            1  a defect of ours while reading one document; the others go on
├── QueryNotUnderstood        4  syntax, unknown name, too complex
├── QueryLimit                5  over its time, memory or rows
├── StoreBusy                 6  another process is writing
├── StoreDamaged              7  damaged, of another version, or not ours
├── BackendUnavailable        8  disk unreadable, server down
│   └── DiskFull                 no room left
└── PolicyRefused             9  not allowed here

Each message says what is wrong and how to mend it, in Vietnamese and in English.
Exit code 3 also ends a run in which `InputRefused` was counted and the rest was loaded.
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar


class CancuError(Exception):
    """What went wrong and how to mend it, in both languages."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message_vi: str, message_en: str) -> None:
        super().__init__(message_vi, message_en)
        self.message_vi = message_vi
        self.message_en = message_en

    def message(self, lang: str = "vi") -> str:
        """The message in "vi" or "en"."""
        return self.message_en if lang == "en" else self.message_vi

    def __str__(self) -> str:
        return f"{self.message_vi} / {self.message_en}"


class UsageError(CancuError):
    """The request itself cannot be understood."""

    exit_code = 2


class NumberError(UsageError, ValueError):
    """A string that is no document number."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"“{text}” không phải số, ký hiệu văn bản. Viết như 76/NQ-CP, 107/2020/NĐ-CP hoặc 01-NQ/TU.",
            f"“{text}” is not a document number. Write it like 76/NQ-CP, 107/2020/NĐ-CP or 01-NQ/TU.",
        )


class IdentifierError(CancuError, ValueError):
    """Text that cannot become part of an identifier: empty, with control characters or surrogates."""


class Refusal(StrEnum):
    """Why a document was refused."""

    UNREADABLE = "unreadable"
    EMPTY = "empty"
    BINARY = "binary"
    UNKNOWN_ENCODING = "unknown-encoding"
    UNSUPPORTED = "unsupported"
    NO_DOCUMENT = "no-document"
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    TOO_LARGE = "resource-limit"
    CRASHED = "reader-crashed"
    CHANGED = "source-changed"
    NOT_A_FILE = "not-a-regular-file"
    NEEDS_PROGRAM = "needs-program"


_REFUSALS: dict[Refusal, tuple[str, str]] = {
    Refusal.UNREADABLE: (
        "không đọc được tệp. Kiểm tra đường dẫn và quyền đọc.",
        "the file cannot be read. Check the path and the permission to read it.",
    ),
    Refusal.EMPTY: (
        "tệp rỗng. Xuất lại văn bản từ nguồn.",
        "the file is empty. Export the document again from its source.",
    ),
    Refusal.BINARY: (
        "tệp nhị phân, không phải văn bản. Lưu lại thành tệp .txt mã UTF-8.",
        "the file is binary, not text. Save it as a UTF-8 .txt file.",
    ),
    Refusal.UNKNOWN_ENCODING: (
        "không nhận ra bảng mã. Chuyển tệp sang UTF-8.",
        "the character encoding is not known. Convert the file to UTF-8.",
    ),
    Refusal.UNSUPPORTED: (
        "chưa hỗ trợ định dạng này. Lưu lại thành tệp .docx, hoặc .txt mã UTF-8.",
        "this format is not supported. Save it as a .docx file, or as a UTF-8 .txt file.",
    ),
    Refusal.NO_DOCUMENT: (
        "trang không có nội dung văn bản, chỉ có danh sách, liên kết hoặc đăng nhập. Mở văn bản rồi lưu lại trang.",
        "the page holds no document, only a list, links or a login. Open the document and save that page.",
    ),
    Refusal.DAMAGED: (
        "tệp bị hỏng hoặc bị cắt. Mở bằng Word rồi lưu lại.",
        "the file is damaged or cut off. Open it in Word and save it again.",
    ),
    Refusal.ENCRYPTED: (
        "tệp có mật khẩu. Bỏ mật khẩu rồi lưu lại.",
        "the file is locked with a password. Remove the password and save it again.",
    ),
    Refusal.TOO_LARGE: (
        "tệp lớn hoặc lồng nhau quá mức cho phép. Chia thành nhiều tệp.",
        "the file is too large or nested too deeply. Split it into several files.",
    ),
    Refusal.CRASHED: (
        "tệp làm chương trình đọc dừng đột ngột. Mở và lưu lại bằng phần mềm khác; xin báo lại kèm tệp này.",
        "the file brings the reader down. Open and save it with another program; please report it with the file.",
    ),
    Refusal.CHANGED: (
        "tệp thay đổi trong khi đọc. Chờ ghi xong rồi nạp lại.",
        "the file changed while it was read. Wait until it is written, then load it again.",
    ),
    Refusal.NOT_A_FILE: (
        "không phải tệp thường (thiết bị, ống dẫn hoặc liên kết). Nêu đích danh tệp cần đọc.",
        "this is no regular file but a device, a pipe or a link. Name the file itself.",
    ),
    Refusal.NEEDS_PROGRAM: (
        "thiếu chương trình để đọc định dạng này. Cài gói nêu trong ngoặc; `cancu doctor` cho biết còn thiếu gì.",
        "a program that this format needs is missing. Install what the brackets name; `cancu doctor` lists them.",
    ),
}


class InputRefused(CancuError):
    """One document that cannot be loaded, with the code of the reason; the rest of the run goes on."""

    exit_code = 3

    def __init__(self, name: str, code: Refusal, detail: str = "") -> None:
        message_vi, message_en = _REFUSALS[code]
        suffix = f" ({detail})" if detail else ""
        super().__init__(f"{name}: {message_vi}{suffix}", f"{name}: {message_en}{suffix}")
        self.name = name
        self.code = code
        self.detail = detail


class DocumentDefect(CancuError):
    """A defect of ours that one document brought out, with the kind of error that it was; the rest goes on."""

    def __init__(self, name: str, kind: str, detail: str) -> None:
        super().__init__(
            f"{name}: lỗi của chương trình khi đọc ({kind}: {detail}). Xin báo lại kèm tệp này.",
            f"{name}: a defect of ours while reading ({kind}: {detail}). Please report it with the file.",
        )
        self.kind = kind


class QueryNotUnderstood(CancuError):
    """A query with a syntax error, an unknown name, or too deep to be run safely."""

    exit_code = 4


class QueryLimit(CancuError):
    """A query over its time, memory or row limit."""

    exit_code = 5


class StoreBusy(CancuError):
    """Another process is writing to the store."""

    exit_code = 6


class StoreDamaged(CancuError):
    """A store that is damaged, of another version, or a folder that is not ours."""

    exit_code = 7


class BackendUnavailable(CancuError):
    """The disk is full or unreadable, or a server does not answer."""

    exit_code = 8


class DiskFull(BackendUnavailable):
    """No room left on the disk of the store."""


class PolicyRefused(CancuError):
    """An act that is not allowed here, such as an update through a query."""

    exit_code = 9
