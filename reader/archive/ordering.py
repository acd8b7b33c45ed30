"""The order of the posts of a selection.

Every order ends with the newest first, and of posts of one moment with their files' names, of one
name with the order in which `identity` gives it away, so that it is the same wherever it is worked
out.
"""

import math
import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import cache

from reader.archive.catalogue.identity import precedence
from reader.archive.query.model import Order
from reader.archive.search.folding import fold
from reader.archive.search.readings import all_readings, read_out, readable_runs
from reader.posts.post import Post, PostId
from reader.posts.source.file_name import stem_of

_FIRST_HAN = 0x8100
"""Above every ASCII character, and above what has no reading."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def sort_posts(
    posts: Iterable[Post], order: Order, recently_read: Sequence[PostId] = ()
) -> list[Post]:
    """Return the posts in an order; those without a date, or a category, come last.

    Args:
        posts: In any order.
        order: The one that is wanted.
        recently_read: For the order of reading: what was read, the latest first.
    """
    if order is Order.OLDEST:
        return sorted(posts, key=_age)
    newest = sorted(posts, key=_recency, reverse=True)
    if order is Order.TITLE:
        newest.sort(key=lambda post: collation_key(post.title))
    elif order is Order.CATEGORY:
        newest.sort(key=lambda post: category_key(post.categories))
    elif order is Order.READ:
        places = {post_id: place for place, post_id in enumerate(recently_read)}
        newest.sort(key=lambda post: places.get(post.id, len(places)))
    return newest


def collation_key(text: str) -> bytes:
    """Return the sort key of a title or a name: Latin letters, then Han by their pinyin.

    Case and width do not count. A character that is read in several ways stands where it is read
    as beside its neighbours: 重庆 below C. Of one syllable, characters come as in GB 18030, the
    common ones by tone. Two bytes a character, about a microsecond each.
    """
    folded = fold(text)
    if folded.isascii():
        return folded.encode()
    return b"".join(_pieces(folded))


def _pieces(text: str) -> Iterator[bytes]:
    end = 0
    for run in readable_runs(text):
        yield _without_reading(text[end : run.start()])
        yield from map(_places().__getitem__, zip(read_out(run[0]), run[0], strict=True))
        end = run.end()
    yield _without_reading(text[end:])


def _without_reading(text: str) -> bytes:
    """Return characters of ASCII as they are, others behind them and before all Han."""
    return b"".join(
        each.encode() if each.isascii() else b"\x80" + each.encode("gb18030", "replace")
        for each in text
    )


@cache
def _places() -> dict[tuple[str, str], bytes]:
    """Return the key of every character in each of its readings; takes 40 ms once."""
    ordered = sorted(all_readings(), key=lambda read: (read[0], read[1].encode("gb18030")))
    return {read: (_FIRST_HAN + place).to_bytes(2) for place, read in enumerate(ordered)}


def category_key(categories: tuple[str, ...]) -> tuple[bool, bytes]:
    """Return the sort key of a post's first category; posts without one come last."""
    return (not categories, collation_key(categories[0]) if categories else b"")


def moment_us(date: datetime) -> int:
    """Return microseconds since 1970 in UTC, exact also where a float would not be."""
    since = date - _EPOCH
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def _recency(post: Post) -> tuple[float, bytes, tuple[bool, str]]:
    return (-math.inf if post.date is None else moment_us(post.date), *_names(post))


def _age(post: Post) -> tuple[float, bytes, tuple[bool, str]]:
    return (math.inf if post.date is None else moment_us(post.date), *_names(post))


def _names(post: Post) -> tuple[bytes, tuple[bool, str]]:
    """Return the name as the file system has it, which need not be text, and the place."""
    return os.fsencode(stem_of(post.path)), precedence(post.path)
