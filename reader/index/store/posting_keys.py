"""What a post can be found by without looking at every post, as pairs of kind and name.

A key's postings are its posts by moment; a query for one category or tag is one range of them.
"""

from collections.abc import Iterator, Sequence
from enum import IntEnum

from reader.archive.search.folding import fold


class PostingKind(IntEnum):
    """What a key's name is a name of."""

    CATEGORY = 1
    """A category, or one above it; the empty name is that of posts without any."""
    TAG = 2
    """A tag; the empty name is that of posts without any."""
    PROBLEM = 3
    """Posts with a problem; the name is empty."""
    AUTHOR = 4
    """An author. Posts without any have no such key: in most archives that is all of them."""


PostingKey = tuple[PostingKind, str]

PROBLEM_KEY: PostingKey = (PostingKind.PROBLEM, "")


def category_keys(names: Sequence[str]) -> frozenset[PostingKey]:
    """Return the keys of a list of categories: each folded, and all that stand above it."""
    if not names:
        return frozenset({(PostingKind.CATEGORY, "")})
    return frozenset(
        (PostingKind.CATEGORY, above) for name in names for above in _above(fold(name))
    )


def tag_keys(names: Sequence[str]) -> frozenset[PostingKey]:
    """Return the keys of a list of tags."""
    return frozenset((PostingKind.TAG, fold(name)) for name in names or ("",))


def author_keys(names: Sequence[str]) -> frozenset[PostingKey]:
    """Return the keys of a list of authors."""
    return frozenset((PostingKind.AUTHOR, fold(name)) for name in names)


def _above(name: str) -> Iterator[str]:
    """Yield the name, and what of it stands before each slash."""
    end = name.find("/")
    while end >= 0:
        if end:
            yield name[:end]
        end = name.find("/", end + 1)
    yield name
