"""The words of a text, read one by one as the recogniser of agencies asks for them, and tries of phrases.

A key is a word in small letters with its tone mark in one place, so that "Uỷ", "ủy" and "ỦY" are one.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

_TONES = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
_LOOKALIKES = {"–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "ð": "đ"}

Trie = dict[str, Any]


def keyed(text: str) -> str:
    """The text in keys, character for character."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    for written, key in (*_TONES.items(), *_LOOKALIKES.items()):
        lowered = lowered.replace(written, key)
    return lowered


class _Keys(dict[str, str]):
    """The keys of words; a text is made of few words."""

    def __missing__(self, word: str) -> str:
        if len(self) > 100_000:
            self.clear()
        self[word] = found = keyed(word)
        return found


_KEYS = _Keys()
_USUAL = 12  # letters: words that a blank ends within them are read at once


class Words:
    """Words and single signs of `text` from `at` on, read as far as asked for."""

    __slots__ = ("_at", "ends", "keys", "starts", "text")

    def __init__(self, text: str, at: int = 0) -> None:
        self.text, self._at = text, at
        self.keys: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []

    def key(self, index: int) -> str:
        """The word's key; "" behind the last word."""
        keys = self.keys
        while len(keys) <= index:
            if not self._read():
                return ""
        return keys[index]

    def _read(self) -> bool:
        text, at, end = self.text, self._at, len(self.text)
        while at < end and text[at].isspace():
            at += 1
        if at == end:
            self._at = at
            return False
        stop = text.find(" ", at, at + _USUAL)
        if stop < 0 or not text[at:stop].isalnum():
            stop = at + 1
            while stop < end and text[at].isalnum() and text[stop].isalnum():
                stop += 1
        self.keys.append(_KEYS[text[at:stop]])
        self.starts.append(at)
        self.ends.append(stop)
        self._at = stop
        return True

    def capital(self, index: int) -> bool:
        """Whether the word begins with a capital letter."""
        return bool(self.key(index)) and self.text[self.starts[index]].isupper()

    def upper(self, index: int) -> bool:
        """Whether the word is all in capital letters."""
        return bool(self.key(index)) and self.text[self.starts[index] : self.ends[index]].isupper()

    def before(self, index: int) -> str:
        """The word as written that stands before this one on its line, "" where a sign or nothing does."""
        line = self.text[max(0, self.starts[index] - 24) : self.starts[index]].rpartition("\n")[2]
        word = line.rstrip(" ").rpartition(" ")[2]
        return word if word[-1:].isalnum() else ""

    def figure(self, index: int) -> bool:
        return self.key(index).isdigit()

    def breaks(self, index: int) -> int:
        """Line ends before the word."""
        if index == 0 or not self.key(index):
            return 0
        return self.text.count("\n", self.ends[index - 1], self.starts[index])

    def written(self, first: int, end: int) -> str:
        """The words as written, white space folded."""
        if end <= first or not self.key(end - 1):
            return ""
        return " ".join(self.text[self.starts[first] : self.ends[end - 1]].split())

    def joined(self, index: int) -> bool:
        """Whether a comma or "và" stands before the word."""
        left = self.text[max(0, self.starts[index] - 8) : self.starts[index]].rstrip().lower()
        return left.endswith((",", " và"))

    def title(self, first: int, end: int) -> str:
        """The words as written with an initial capital; words all in capitals are put in title case."""
        if all(self.upper(index) or not self.key(index).isalpha() for index in range(first, end)) and end > first + 1:
            return " ".join(word.capitalize() for word in self.written(first, end).split())
        written = self.written(first, end)
        return written[:1].upper() + written[1:]


def phrase(text: str) -> list[str]:
    """The keys of a phrase."""
    words = Words(text)
    at = 0
    while words.key(at):
        at += 1
    return words.keys


def trie(phrases: Iterable[tuple[str, Any]]) -> Trie:
    """Phrases with their values by their keys; the first value of a phrase stands."""
    root: Trie = {}
    for text, value in phrases:
        node = root
        for key in phrase(text):
            node = node.setdefault(key, {})
        node.setdefault("", value)
    return root


def longest(node: Trie, words: Words, at: int) -> tuple[int, Any]:
    """The end and value of the longest phrase that begins at word `at`; (at, None) where none does."""
    end, value = at, None
    index, keys = at, words.keys
    while (key := keys[index] if index < len(keys) else words.key(index)) and (step := node.get(key)) is not None:
        node = step
        index += 1
        if "" in node:
            end, value = index, node[""]
    return end, value
