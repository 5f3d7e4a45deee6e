"""Which part of a web page is the document: found by letterhead, number, articles and end, not by one portal's names.

The part begins with the letterhead and is the smallest block around it that holds what a document has; what leads
elsewhere is cut out of it. A page may hold no document, or a second one that is told of and left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from loaders.extract.patterns import compiled
from loaders.readers.web_page_lines import (
    ARTICLE,
    DATE,
    KINDS,
    MOTTO,
    NUMBER,
    OFTEN,
    ONCE,
    STATE,
    Lines,
)
from loaders.readers.web_page_tree import Node

NEAR = 8  # lines of a letterhead before and after the state's name
HEAD = 20  # lines of a table that is a letterhead
ENOUGH = 3  # lines of a document's own kinds, of a page without a letterhead
NEARLY_ALL = 0.85
FEW_LINKS = 0.2
MANY_LINKS = 0.7
LEAST = 200  # characters of a page that may be a document by its words alone
ANY = tuple(kind for kind, _ in KINDS)
SHOUTED = compiled(r"^[^\p{Ll}]{2,90}$", ignore_case=False)
LISTS = frozenset("ul div section".split())  # blocks that may be lists of links; the tables of a document may be too
ASIDE = frozenset("nav aside footer menu".split())
CONTENTS = "MsoToc"  # the classes of Word's table of contents
ASIDE_ROLES = frozenset("navigation complementary search banner contentinfo dialog alertdialog menu toolbar".split())
ASIDE_NAMES = compiled(
    r"(?:^|[\s_\-])(?:nav|navbar|menu|breadcrumbs?|sidebar|comments?|related|cookies?|popup|modal|share|social|adv|ads"
    r"|advert[a-z]*|toolbar|rating|footer|binh-?luan|lien-?quan|lienquan|binhluan)(?:$|[\s_\-])"
)
# What portals put behind a document: headings of lists, and of what a visitor may do.
AFTER = compiled(
    r"^[^\p{L}\d]*(?:(?:các |những )?(?:văn bản|tin|bài viết|tài liệu) (?:liên quan|cùng|khác|mới)"
    r"|(?:file|tệp) đính kèm"
    r"|lượt (?:xem|tải)|số lượt|tags?\s*:|từ khóa\s*:|bản quyền|copyright|©|hotline|thống kê truy cập"
    r"|(?:gửi |viết |ý kiến )?(?:bình luận|phản hồi|góp ý)(?: của bạn)?[^\p{L}\d]*\d*[^\p{L}\d]*$"
    r"|(?:đăng nhập|chia sẻ|tải về|xem thêm|in (?:bài|trang|văn bản)|về đầu trang|lược đồ|thuộc tính|trở về"
    r"|quay lại)[^\p{L}\d]*$)"
)
SHORT = 70
COLUMNS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The document's block, without what stands around it; `headed` where it has a letterhead."""

    node: Node
    headed: bool
    others: tuple[str, ...] = ()
    left_out: int = 0


def document(root: Node, lines: Lines) -> Part | None:
    """The part of the page that is a document; the whole page where it is nothing else; None where there is none."""
    head = _head(lines)
    if "made" in root.attrs and lines.words:
        # A word processor puts nothing around a document.
        return Part(node=_pruned(root, 0, len(lines.words), lines), headed=head is not None)
    at = _first_of_document(lines) if head is None else head
    if at is None:
        return _whole(root, lines)
    path = list(_path(root, at))
    start = _start(path, at, lines)
    second = _second(lines, at) if head is not None else None
    until = len(lines.words) if second is None else _start(list(_path(root, second)), second, lines)
    node = _around(path, start, until, lines)
    end = _end(node, lines, start, min(node.last, until))
    outside = lines.count((*ONCE, *OFTEN), end, until)
    others = lines.numbers(until, len(lines.words)) if second is not None else set()
    return Part(
        node=_pruned(node, start, end, lines),
        headed=head is not None,
        others=tuple(sorted(others - lines.numbers(start, end))),
        left_out=outside if outside > ENOUGH else 0,
    )


def _head(lines: Lines) -> int | None:
    """The line of the first letterhead that has more than the state's name."""
    for at, kind in enumerate(lines.kinds):
        near = slice(max(0, at - NEAR), at + NEAR)
        if kind == STATE and not {MOTTO, NUMBER, DATE}.isdisjoint(lines.kinds[near]):
            return at if lines.count((*ONCE, *OFTEN), 0, len(lines.kinds)) else None
    return None


def _first_of_document(lines: Lines) -> int | None:
    """Where a document without letterhead begins; None where too little speaks for one."""
    found = [(at, kind) for at, kind in enumerate(lines.kinds) if kind]
    different = {kind for _, kind in found}
    articles = sum(kind == ARTICLE for _, kind in found)
    if articles >= ENOUGH or (len(found) >= ENOUGH and len(different) > 1):
        return found[0][0]
    return None


def _whole(root: Node, lines: Lines) -> Part | None:
    """A page that has words and leads nowhere is itself the document, an appendix saved from Word."""
    last = len(lines.words)
    if lines.chars[last] < LEAST or lines.share_linked(0, last) > FEW_LINKS:
        return None
    sentences = sum(len(words) > SHORT for words in lines.words)
    tables = any(node.tag == "table" for node in _nodes(root))
    return Part(node=root, headed=False) if sentences >= ENOUGH or tables else None


def _nodes(node: Node) -> Iterator[Node]:
    waiting = [node]
    while waiting:
        each = waiting.pop()
        yield each
        waiting += [inner for inner in each.inside if isinstance(inner, Node)]


def _path(root: Node, at: int) -> Iterator[Node]:
    """The blocks around a line, the widest first."""
    node: Node | None = root
    while node is not None:
        yield node
        node = next((e for e in node.inside if isinstance(e, Node) and e.first <= at < e.last), None)


def _start(path: list[Node], at: int, lines: Lines) -> int:
    """The first line of the letterhead around a line: of its table, or of the capitals before it."""
    for node in path:
        body = lines.count((ARTICLE,), node.first, node.last)
        if node.tag == "table" and node.last - node.first <= HEAD and not body:
            return node.first
    start = at
    while start and at - start < NEAR and _heads(lines, start - 1):
        start -= 1
    return start


def _heads(lines: Lines, at: int) -> bool:
    return lines.kinds[at] in (NUMBER, DATE, MOTTO) or SHOUTED.search(lines.words[at]) is not None


def _second(lines: Lines, at: int) -> int | None:
    """Where another document begins: a letterhead whose number is filled in, and is not the first one's."""
    states = [i for i, kind in enumerate(lines.kinds) if kind == STATE and i >= at]
    known: set[str] = set()
    for before, i, after in zip([0, *states], states, [*states[1:], len(lines.kinds)], strict=False):
        numbers = lines.numbers(max(i - NEAR, (before + i) // 2 if i > at else 0), min(i + NEAR, (i + after + 1) // 2))
        if i > at and known and numbers - known:
            return i
        known |= numbers
    return None


def _around(path: list[Node], start: int, until: int, lines: Lines) -> Node:
    """The smallest block around the letterhead that holds the document, with the pages that follow it."""
    once = [kind for kind in ONCE if kind in lines.kinds[start:until]]
    often = lines.count(OFTEN, start, until)
    for i in range(len(path) - 1, 0, -1):
        node = path[i]
        first, last = max(start, node.first), min(until, node.last)
        within = set(lines.kinds[first:last])
        if node.first > start or not within.issuperset(once):
            continue
        if lines.count(OFTEN, first, last) >= NEARLY_ALL * often and not _goes_on(path[i - 1], node, lines):
            return node
    return path[0]


def _goes_on(parent: Node, node: Node, lines: Lines) -> bool:
    """Whether blocks of the same kind follow: the further pages of one document."""
    return any(
        isinstance(each, Node)
        and each.first >= node.last
        and each.last > each.first
        and _stem(each) == _stem(node)
        and (each.attrs.get("class") or lines.count(ANY, each.first, each.last))
        and lines.share_linked(each.first, each.last) < FEW_LINKS
        and not AFTER.search(lines.words[each.first])
        for each in parent.inside
    )


def _stem(node: Node) -> tuple[str, str]:
    return node.tag, node.attrs.get("class", "").rstrip("0123456789")


def _end(node: Node, lines: Lines, start: int, last: int) -> int:
    """Where the document ends: before the first words of what portals put behind one."""
    known = max((i for i in range(start, last) if lines.kinds[i]), default=start)
    for i in range(known + 1, last):
        if len(lines.words[i]) <= SHORT and AFTER.search(lines.words[i]) and not _in_a_row(node, i):
            return i
    return last


def _in_a_row(node: Node, at: int) -> bool:
    """Whether a line stands in a row of a table that holds data."""
    rows = (each for each in _path(node, at) if each.tag == "tr")
    return any(sum(isinstance(c, Node) and c.first < c.last for c in row.inside) >= COLUMNS for row in rows)


def _pruned(node: Node, start: int, end: int, lines: Lines) -> Node:
    """The block with those lines only, and without what leads elsewhere."""
    kept, at = [], []
    for i, each in enumerate(node.inside):
        if isinstance(each, Node):
            if each.last <= start or each.first >= end or _is_aside(each, lines):
                continue
            each = _pruned(each, start, end, lines)  # noqa: PLW2901
        elif not start <= node.at[i] < end:
            continue
        kept.append(each)
        at.append(node.at[i])
    return replace(node, inside=kept, at=at, first=max(node.first, start), last=min(node.last, end))


def _is_aside(node: Node, lines: Lines) -> bool:
    """Whether a block is no part of any document: menus, comments, lists of links."""
    count = node.last - node.first
    if not count:
        return False
    if node.attrs.get("class", "").startswith(CONTENTS):
        return True
    names = f"{node.attrs.get('class', '')} {node.attrs.get('id', '')}"
    named = node.tag in ASIDE or node.attrs.get("role") in ASIDE_ROLES or ASIDE_NAMES.search(names)
    if named:
        return lines.count(ANY, node.first, node.last) < ENOUGH
    links = node.tag in LISTS and count >= ENOUGH and lines.share_linked(node.first, node.last) > MANY_LINKS
    return links and not lines.count(ANY, node.first, node.last)
