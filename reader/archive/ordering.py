"""The order of the posts of a selection.

Every order ends with the newest first, and of posts of one moment with their files' names, of one
name with the order in which `identity` gives it away, so that it is the same wherever it is worked
out.
"""

import math
import os
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from reader.archive.catalogue.identity import precedence
from reader.archive.query.model import Order, fold
from reader.posts.post import Post, PostId
from reader.posts.source.file_name import stem_of

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
    """Return the sort key of a title or a name: Latin letters, then Han by their reading.

    Case and width do not count. The common Han characters (GB 2312, level 1) stand in the order
    of their Pinyin, the others by radical, as in GB 18030.
    """
    return fold(text).encode("gb18030", "replace")


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
