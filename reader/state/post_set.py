"""A compact set of very many posts: their ids in order, compressed a few hundred at a time.

A million ids take about eight megabytes, and a look-up a few microseconds.
"""

import os
import zlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from reader.posts.post import PostId

_BLOCK_POSTS = 256
_MAX_OPEN_BLOCKS = 64
_SEPARATOR = b"\0"
"""The one byte that no file's name has."""


class Block(NamedTuple):
    """Neighbours in the order of their ids' bytes."""

    first: bytes
    """The first id, as the file system has it."""
    packed: bytes
    """All ids, separated by a zero byte, compressed by zlib."""

    def unpack(self) -> list[bytes]:
        """Return the ids in order.

        Raises:
            zlib.error: The bytes are damaged.
        """
        return zlib.decompress(self.packed).split(_SEPARATOR)


class PostSet:
    """A set of posts that never changes. Any thread may ask."""

    __slots__ = ("_count", "_firsts", "_open", "blocks")

    def __init__(self, blocks: Sequence[Block], count: int) -> None:
        """Keep blocks of which all ids are different, and in order across the blocks."""
        self.blocks = tuple(blocks)
        self._count = count
        self._firsts = [block.first for block in self.blocks]
        self._open: dict[int, frozenset[bytes]] = {}

    @classmethod
    def of(cls, posts: Iterable[PostId]) -> "PostSet":
        """Return the set of these posts."""
        return cls.of_sorted(sorted({os.fsencode(post) for post in posts}))

    @classmethod
    def of_sorted(cls, ids: Iterable[bytes]) -> "PostSet":
        """Return the set of ids that are sorted and unique."""
        rest, blocks, count = iter(ids), [], 0
        while some := list(islice(rest, _BLOCK_POSTS)):
            blocks.append(Block(some[0], zlib.compress(_SEPARATOR.join(some), 1)))
            count += len(some)
        return cls(blocks, count)

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[PostId]:
        """Yield the posts in the order of their ids' bytes."""
        for block in self.blocks:
            for name in block.unpack():
                yield PostId(os.fsdecode(name))

    def between(self, first: bytes, last: bytes) -> Iterator[frozenset[bytes]]:
        """Yield in portions the ids from `first` to `last`, and perhaps some around them."""
        start = max(bisect_right(self._firsts, first) - 1, 0)
        for block in self.blocks[start : bisect_right(self._firsts, last)]:
            yield frozenset(block.unpack())

    def __contains__(self, post: object) -> bool:
        return isinstance(post, str) and self.holds(os.fsencode(post))

    def holds(self, name: bytes) -> bool:
        """Say whether the post with this id, as bytes, is one of them."""
        place = bisect_right(self._firsts, name) - 1
        if place < 0:
            return False
        opened = self._open.get(place)
        if opened is None:
            opened = frozenset(self.blocks[place].unpack())
            if len(self._open) >= _MAX_OPEN_BLOCKS:
                self._open = {}  # another thread may still be looking into the one before
            self._open[place] = opened
        return name in opened
