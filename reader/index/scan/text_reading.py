"""Reading texts of many files for search, on all cores where there are enough to be worth it."""

import marshal
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

from reader.archive.search.long_texts import tokens_of_long
from reader.archive.search.title_words import title_tokens
from reader.document.search_text import read_search_text
from reader.index.scan.comparing import positive_ns
from reader.index.scan.worker_pool import work_through
from reader.index.store.post_rows import ReadText
from reader.index.store.schema import ELEMENT_BITS
from reader.posts.post import Problem
from reader.posts.reading import StampedBody, read_stamped_body
from reader.posts.source.site import Site

CHUNK = 100
"""Files that are read at a time: about 20 ms of one core."""
_PORTION_BYTES = 1024 * 1024
"""Of files, whose texts are in memory at once."""
_WORTH_PROCESSES = 5 * CHUNK
"""Fewer files are read sooner than a process has started."""


class TextToRead(NamedTuple):
    """A file as the index knows it."""

    number: int
    """The post's."""
    path: str
    """Below the archive's root."""
    size: int
    mtime_ns: int
    title: str


def read_texts(root: Path, site: Site, files: Iterable[TextToRead]) -> Iterator[list[ReadText]]:
    """Yield the texts of files, in their order, some at a time.

    Left out is a file that is not the one any more whose header was read: it will be read again.
    """
    rest = iter(files)
    first = list(islice(rest, _WORTH_PROCESSES))
    if len(first) == _WORTH_PROCESSES:
        _begin_folding()
        results = work_through(chain(first, rest), partial(_read_packed, root, site), CHUNK)
        yield from ([ReadText(*text) for text in marshal.loads(data)] for data in results)  # noqa: S302
        return
    for start in range(0, len(first), CHUNK):
        yield _read_chunk(root, site, first[start : start + CHUNK])


def _begin_folding() -> None:
    """Load what folds and reads Chinese once, before the processes fork."""
    title_tokens("中")
    tokens_of_long("乾")


def _read_packed(root: Path, site: Site, files: Sequence[TextToRead]) -> bytes:
    return marshal.dumps([tuple(text) for text in _read_chunk(root, site, files)])


def _read_chunk(root: Path, site: Site, files: Sequence[TextToRead]) -> list[ReadText]:
    return [text for some in _portions(files) for text in _read_portion(root, site, some)]


def _portions(files: Sequence[TextToRead]) -> Iterator[list[TextToRead]]:
    """Yield files in their order, as many at a time as aren't large together."""
    portion: list[TextToRead] = []
    room = _PORTION_BYTES
    for file in files:
        portion.append(file)
        room -= file.size
        if room < 0:
            yield portion
            portion, room = [], _PORTION_BYTES
    yield portion


def _read_portion(root: Path, site: Site, files: Sequence[TextToRead]) -> list[ReadText]:
    """Run each stage for all files before the next, so that its tables stay in the cache.

    That takes five sixths of the time of file after file.
    """
    read = [(file, body) for file in files if (body := _body(root, site, file)) is not None]
    found = [
        read_search_text(body.body, is_html=body.is_html, liquid=body.liquid) for _, body in read
    ]
    tokens = [tokens_of_long(text) for text, _ in found]
    titles = [title_tokens(file.title).encode() for file, _ in read]
    elements = [_bits(elements) for _, elements in found]
    numbers = [file.number for file, _ in read]
    return [*map(ReadText, numbers, titles, tokens, elements)]


def _bits(elements: frozenset[str]) -> int:
    return sum(map(ELEMENT_BITS.__getitem__, elements))


def _body(root: Path, site: Site, file: TextToRead) -> StampedBody | None:
    """Return what a file says below its header; None for another file than the index knows."""
    found = read_stamped_body(root, file.path, site)
    if isinstance(found, Problem) or (found.size, positive_ns(found.mtime_ns)) != (
        file.size,
        abs(file.mtime_ns),
    ):
        return None
    return found
