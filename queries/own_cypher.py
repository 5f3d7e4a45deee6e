"""Cypher that a user wrote, looked through before an engine sees it: refused when it would write or fetch.

No text is parsed here: its words are read one after another, outside strings, comments and names in backticks.
What follows a dot or a colon is a name; every other word that begins a writing or fetching clause, in Neo4j or in
the embedded engine, is refused wherever it stands. An engine may have more ways to write than are known here, so a
text must also begin like a question, and the engine is asked for reading only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ontology.errors import PolicyRefused, QueryNotUnderstood
from queries.own_size import MAX_DEPTH, admit_size, too_complex

# What a token can be inside of, tried in this order, so that no keyword is seen in a string, name or comment.
_TOKEN = re.compile(
    r"""(?P<string>"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+')
    |(?P<quoted>`(?:[^`]|``)*+`)
    |(?P<comment>//[^\r\n]*+|/\*.*?\*/)
    |(?P<unclosed>["'`]|/\*)
    |(?P<parameter>\$(?:[^\W\d]\w*|\d+))
    |(?P<word>[^\W\d]\w*)
    |(?P<number>\d+)
    |(?P<space>\s+)
    |(?P<mark>.)""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPED_ASCII = re.compile(r"\\u+00[0-7][0-9A-Fa-f]|\\U0{6}[0-7][0-9A-Fa-f]")
_VALUES = ("word", "quoted", "parameter", "string")
_CLOSING = (")", "]", "}")
_LEFT_OUT = ("comment", "space")

_BEGINNINGS = frozenset(("MATCH", "OPTIONAL", "UNWIND", "WITH", "RETURN", "CALL"))
_EXPLAINING = frozenset(("EXPLAIN", "PROFILE"))
_WRITING = frozenset(
    ("CREATE", "MERGE", "INSERT", "SET", "DELETE", "DETACH", "NODETACH", "REMOVE", "DROP", "FOREACH", "ALTER", "RENAME")
)
_FETCHING = frozenset(("LOAD", "USE", "COPY", "ATTACH", "INSTALL", "UNINSTALL", "EXPORT", "IMPORT"))
# Only at the beginning: these are good names for a variable.
_ADMINISTERING = frozenset(
    "SHOW TERMINATE GRANT DENY REVOKE START STOP ENABLE DEALLOCATE REALLOCATE DRYRUN BEGIN COMMIT ROLLBACK COMMENT "
    "CHECKPOINT UPDATE FORCE PROJECT CYPHER".split()
)
# Functions with a namespace that the language itself has; all others are added to a server, and may do anything.
_NAMESPACES = frozenset(("date", "datetime", "localdatetime", "localtime", "time", "duration", "point", "vector"))


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str

    @property
    def word(self) -> str:
        """The word in capitals, as keywords are told; "" for anything else."""
        return self.text.upper() if self.kind == "word" else ""


_END = _Token("end", "")


def admit(text: str) -> None:
    """PolicyRefused for Cypher that would write or fetch, QueryNotUnderstood for what is too large or no question."""
    admit_size(text)
    if escape := _ESCAPED_ASCII.search(text):
        # Neo4j turns \\u0027 into a quotation mark before it looks for strings, the embedded engine does not.
        raise PolicyRefused(
            f"{escape[0]} không được phép: viết thẳng ký tự đó.",
            f"{escape[0]} is not allowed: write the letter itself.",
        )
    _admit(tuple(_tokens(text)))


def _tokens(text: str) -> Iterator[_Token]:
    for found in _TOKEN.finditer(text):
        if found.lastgroup == "unclosed":
            raise QueryNotUnderstood(
                f"Dấu {found[0]} mở ra mà không có dấu đóng. Thêm dấu đóng.",
                f"A {found[0]} is opened and never closed. Close it.",
            )
        if found.lastgroup not in _LEFT_OUT:
            yield _Token(str(found.lastgroup), found[0])


def _admit(tokens: Sequence[_Token]) -> None:
    depth = 0
    for place, token in enumerate(tokens):
        after = tokens[place + 1] if place + 1 < len(tokens) else _END
        if token.word and not _is_name(tokens, place):
            _admit_word(token.word, after)
        depth += (token.text in ("{", "(", "[")) - (token.text in ("}", ")", "]"))
        if depth > MAX_DEPTH:
            raise too_complex(f"hơn {MAX_DEPTH} ngoặc lồng nhau", f"more than {MAX_DEPTH} nested brackets")
        if token.text == "(":
            _admit_function(tokens, place)
        if token.text == ";" and after is not _END:
            raise QueryNotUnderstood(
                "Mỗi lần chỉ hỏi một câu: bỏ phần sau dấu “;”.",
                "One query at a time: leave out what follows the “;”.",
            )
    _admit_beginning(tokens)


def _is_name(tokens: Sequence[_Token], place: int) -> bool:
    """Whether a word is the name of a property, label or type: after a colon, or after the dot behind a value."""
    before = [token.text for token in tokens[max(place - 2, 0) : place]]
    if before[-1:] == [":"]:
        return True
    return len(before) == 2 and before[1] == "." and (tokens[place - 2].kind in _VALUES or before[0] in _CLOSING)


def _admit_word(word: str, after: _Token) -> None:
    if after.text == ":" and after.kind == "mark":
        return  # a variable before its label, or a key
    if word in _WRITING:
        raise PolicyRefused(
            f"{word} không được phép: truy vấn chỉ đọc. Bỏ {word}; nếu là tên thì đặt trong dấu `…`.",
            f"{word} is not allowed: a query only reads. Leave {word} out; if it is a name, write it in `…`.",
        )
    if word in _FETCHING:
        raise _fetches(word)
    if word == "CALL" and after.text not in ("{", "("):
        raise _fetches("CALL")


def _admit_function(tokens: Sequence[_Token], bracket: int) -> None:
    """Refuse the call of a function that was added to the server: a name with dots before its bracket."""
    first = bracket
    while first > 2 and tokens[first - 2].text == "." and tokens[first - 3].kind in ("word", "quoted"):
        first -= 2
    if first < bracket and tokens[first - 1].text.casefold() not in _NAMESPACES:
        raise _fetches("".join(token.text for token in tokens[first - 1 : bracket]))


def _admit_beginning(tokens: Sequence[_Token]) -> None:
    words = [token.word for token in tokens[:2]]
    first = words[1] if len(words) > 1 and words[0] in _EXPLAINING else "".join(words[:1])
    if first in _ADMINISTERING:
        raise PolicyRefused(
            f"{first} không được phép: ở đây chỉ hỏi dữ liệu, không quản trị máy chủ.",
            f"{first} is not allowed: here the data is asked, no server is administered.",
        )
    if first not in _BEGINNINGS:
        raise QueryNotUnderstood(
            "Không hiểu câu truy vấn. Cypher bắt đầu bằng MATCH, OPTIONAL MATCH, UNWIND, WITH, CALL {…} hoặc RETURN.",
            "The query is not understood. Cypher begins with MATCH, OPTIONAL MATCH, UNWIND, WITH, CALL {…} or RETURN.",
        )


def _fetches(what: str) -> PolicyRefused:
    return PolicyRefused(
        f"{what} không được phép: truy vấn chỉ đọc kho này, không gọi thủ tục, không lấy gì từ ngoài. Bỏ {what}.",
        f"{what} is not allowed: a query reads this store only, calls no procedure and fetches nothing. Leave it out.",
    )
