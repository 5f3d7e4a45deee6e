"""Whether a user's SPARQL may run: what would fetch, write or break the parser is refused before it is parsed.

What is a string, an IRI or a comment, engines see differently: some read \\u escapes first, some end a comment at
a carriage return, and `?a<'x>y'` is an IRI to one and a comparison to another. So nothing is let through because
it seems to be inside of one. A clause that fetches is refused wherever it is written, and brackets and operators
are counted wherever they stand; the token by token view adds to that and takes nothing away.
"""

from __future__ import annotations

import re
import sys

import re2

from ontology.errors import PolicyRefused
from queries.own_size import MAX_DEPTH, admit_size, too_complex

MAX_STEPS = 200  # triple patterns, path steps, clauses: the planner takes for ever beyond
MAX_MARKS = 1000  # brackets anywhere; parsers overflow their stack from 2,048 nested ones on
MAX_OPERATORS = 2000  # the same from 4,096 on

# What a token can be inside of, tried in this order. A string that does not end takes what there is: looking for its
# end again from every later quotation mark would take for ever.
_TOKEN = re.compile(
    r"""(?P<string>\"{3}(?:[^"\\]|\\.|"(?!""))*(?:\"{3}|\\?\Z)|'{3}(?:[^'\\]|\\.|'(?!''))*(?:'{3}|\\?\Z)
        |"(?:[^"\\\n]|\\[^\n])*(?:"|\\?(?=\n|\Z))|'(?:[^'\\\n]|\\[^\n])*(?:'|\\?(?=\n|\Z)))
    |(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    |(?P<comment>\#[^\r\n]*)
    |(?P<variable>[?$]\w+)
    |(?P<prefixed>[\w.-]{0,60}:(?:[\w:%][\w.:%-]*)?)
    |(?P<word>\w+)
    |(?P<mark>[{}()\[\];.,/|^])
    |(?P<other>.|\n)""",
    re.VERBOSE | re.DOTALL,
)
# SERVICE or FROM with what it would fetch, wherever it is written; only the end of a variable's or a prefixed
# name is none. Words that stand together are harmless: "public service", "from 2023".
_GAP = r"(?:[\s\v]|#[^\r\n]*[\r\n])*"
_PREFIX = r"""[^\s\v<>"'{}()\[\]#]*:"""
_CLAUSE = re2.compile(
    rf"(?i)([?$:][\pL\pN_]*?)?(?:(SERVICE){_GAP}(?:SILENT)?{_GAP}(?:[<?$]|{_PREFIX})|(FROM){_GAP}(?:NAMED)?{_GAP}(?:<|{_PREFIX}))"
)
_FETCHING = frozenset(("SERVICE", "LOAD", "FROM"))
_WRITING = frozenset(("INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"))
_STEP_MARKS = frozenset(";.,/|^")
_STEP_WORDS = frozenset(("OPTIONAL", "UNION", "MINUS", "SELECT", "EXISTS", "GRAPH"))
_BRACKETS = re.compile(r"[{(\[]")
_OPERATORS = re.compile(r"[+*!&|]")


def admit(text: str) -> None:
    """PolicyRefused for text that would fetch or write, QueryNotUnderstood for text too large or too deep."""
    admit_size(text)
    for view in {text, _unescaped(text)}:
        _admit_clauses(view)
        _admit_tokens(view)
        if len(_BRACKETS.findall(view)) > MAX_MARKS or len(_OPERATORS.findall(view)) > MAX_OPERATORS:
            raise too_complex(
                f"hơn {MAX_MARKS} ngoặc hoặc {MAX_OPERATORS} phép toán",
                f"more than {MAX_MARKS} brackets or {MAX_OPERATORS} operators",
            )


def _admit_clauses(text: str) -> None:
    for found in _CLAUSE.finditer(text):
        if found[1] is None:
            _admit_word((found[2] or found[3] or "").upper())


def _admit_tokens(text: str) -> None:
    depth = steps = 0
    for token in _TOKEN.finditer(text):
        mark, word = token["mark"] or " ", (token["word"] or "").upper()
        _admit_word(word)
        depth += (mark in "{([") - (mark in "})]")
        steps += mark in _STEP_MARKS or word in _STEP_WORDS
        if depth > MAX_DEPTH or steps > MAX_STEPS:
            raise too_complex(
                f"hơn {MAX_DEPTH} ngoặc lồng nhau hoặc {MAX_STEPS} bước",
                f"more than {MAX_DEPTH} nested brackets or {MAX_STEPS} steps",
            )


def _admit_word(word: str) -> None:
    if word in _FETCHING:
        raise PolicyRefused(
            f"{word} không được phép: truy vấn chỉ đọc kho này, không lấy dữ liệu từ nơi khác. Bỏ {word}.",
            f"{word} is not allowed: a query reads this store only and fetches nothing. Leave {word} out.",
        )
    if word in _WRITING:
        raise PolicyRefused(
            f"{word} không được phép: truy vấn chỉ đọc. Dùng cancu load để đưa văn bản vào kho.",
            f"{word} is not allowed: a query only reads. Use cancu load to bring documents in.",
        )


def _unescaped(text: str) -> str:
    """Letters in place of their \\u escapes, which SPARQL allows anywhere."""
    return re.sub(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})", _letter, text)


def _letter(escape: re.Match[str]) -> str:
    code = int(escape[1] or escape[2], 16)
    return chr(code) if code <= sys.maxunicode and not 0xD800 <= code <= 0xDFFF else " "
