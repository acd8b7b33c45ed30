"""Functions of SQL for what only Python can tell of a post: patterns, readings, paths, files."""

import os
import sqlite3
from collections.abc import Callable
from functools import lru_cache

from reader.archive.query.model import fold
from reader.archive.query.post_text import PostText
from reader.archive.search.patterns import compile_pattern
from reader.archive.search.pinyin import compile_pinyin
from reader.archive.search.title_words import compile_title_words, title_tokens
from reader.index.store.post_rows import path_of

TextReader = Callable[[str], PostText]
"""Reads the text of the post file at a path below the archive's root."""


def add_functions(connection: sqlite3.Connection, read_text: TextReader) -> None:
    """Add the functions to a connection; adding them again does no harm."""

    def text_matches(pattern: str, folder: bytes, stem: bytes, extension: bytes) -> bool:
        path = path_of(os.fsdecode(folder or b""), stem, extension)
        return _search(pattern)(read_text(path).text)

    connection.create_function("title_has", 3, _title_has, deterministic=True)
    connection.create_function("title_matches", 2, _title_matches, deterministic=True)
    connection.create_function("title_reads", 2, _title_reads, deterministic=True)
    connection.create_function("path_has", 4, _path_has, deterministic=True)
    connection.create_function("text_matches", 4, text_matches)


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
