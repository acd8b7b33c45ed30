"""Functions of SQL for what only Python can tell of a post: patterns, readings, paths, files."""

import os
import sqlite3
from collections.abc import Callable
from functools import lru_cache

from reader.archive.query.post_text import PostText
from reader.archive.search.folding import fold
from reader.archive.search.patterns import compile_pattern
from reader.archive.search.pinyin import compile_pinyin
from reader.archive.search.title_words import compile_title_words, title_tokens
from reader.index.store.post_rows import path_of

TextReader = Callable[[str], PostText]
"""Reads the text of the post file at a path below the archive's root."""


class SearchStoppedError(Exception):
    """The search of texts was to stop; the caller that asked for it catches this."""


class TextTests:
    """What patterns have found in the texts of one selection, each of which is read once."""

    def __init__(self, read_text: TextReader) -> None:
        self._read_text = read_text
        self._found: dict[tuple[str, int], bool] = {}
        self.before_each: Callable[[], None] = _go_on
        """Called before a text is read; may raise `SearchStoppedError`."""

    @property
    def done(self) -> int:
        """How many texts were searched so far."""
        return len(self._found)

    def matches(
        self, pattern: str, number: int, folder: bytes, stem: bytes, extension: bytes
    ) -> bool:
        """Say whether a pattern matches in the text of a post."""
        found = self._found.get((pattern, number))
        if found is None:
            self.before_each()
            path = path_of(os.fsdecode(folder or b""), stem, extension)
            found = _search(pattern)(self._read_text(path).text)
            self._found[pattern, number] = found
        return found


def _go_on() -> None:
    """Let the search go on."""


def add_functions(connection: sqlite3.Connection, read_text: TextReader) -> TextTests:
    """Add the functions to a connection; adding them again does no harm.

    Returns:
        What ``text_matches`` asks on that connection from now on.
    """
    tests = TextTests(read_text)

    connection.create_function("title_has", 3, _title_has, deterministic=True)
    connection.create_function("title_matches", 2, _title_matches, deterministic=True)
    connection.create_function("title_reads", 2, _title_reads, deterministic=True)
    connection.create_function("path_has", 4, _path_has, deterministic=True)
    connection.create_function("text_matches", 5, tests.matches)
    return tests


def _title_has(title: str, text: str, is_whole: int) -> bool:
    return _words(text, bool(is_whole))(title_tokens(title))


def _title_matches(title: str, pattern: str) -> bool:
    return _search(pattern)(title)


def _title_reads(title: str, letters: str) -> bool:
    return _pinyin(letters)(title)


def _path_has(wanted: bytes, folder: bytes, stem: bytes, extension: bytes) -> bool:
    """Look for folded text, which may hold what stands for bytes that are no text."""
    path = path_of(os.fsdecode(folder or b""), stem, extension)
    return wanted.decode(errors="surrogatepass") in fold(path)


@lru_cache(maxsize=64)
def _words(text: str, is_whole: bool) -> Callable[[str], bool]:
    return compile_title_words(text, is_whole=is_whole)


@lru_cache(maxsize=64)
def _search(pattern: str) -> Callable[[str], bool]:
    return compile_pattern(pattern)


@lru_cache(maxsize=64)
def _pinyin(letters: str) -> Callable[[str], bool]:
    return compile_pinyin(letters)
