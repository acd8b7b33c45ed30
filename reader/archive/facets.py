"""What posts are counted by: one entry a facet, such as the tags.

Everything that counts, lists or offers the values of posts goes through `FACETS`: the sidebar,
the counts of all and of unread posts, ``reader stats`` and completion. A new facet is a new entry,
and a column in `index.answer.facet_columns`.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from reader.archive.facet_shapes import CALENDAR, FLAT, TREE, FacetValue, Names, Shape
from reader.archive.query.dates.periods import read_period
from reader.archive.query.fields.author import ByAuthor
from reader.archive.query.fields.category import InCategory
from reader.archive.query.fields.date import Dated, Undated
from reader.archive.query.fields.tag import HasTag
from reader.archive.query.model import Condition
from reader.messages.language import gettext_noop
from reader.posts.post import Post


@dataclass(frozen=True, slots=True)
class StatsNames:
    """What ``reader stats`` calls a facet; part of its output format."""

    facet: str
    """Name of the facet in JSON."""
    title: str
    """Heading of its values; this and the label are translated where they are shown."""
    without: str
    """Name of the posts without any value, in JSON."""
    without_label: str
    """The same, in text."""


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing that posts are counted by."""

    key: str
    """The query key that takes its values; identifies the facet."""
    title: str
    """Heading above its values in the sidebar; translated there, as the label is."""
    without: str
    """Label of the posts without any value in the sidebar."""
    stats: StatsNames
    shape: Shape
    values_of: Callable[[Post], Names]
    """Return the names that a post has; () counts it as one without any."""
    condition_for: Callable[[str], Condition]
    """Return what asks for the posts with the value of this name, or one below it."""
    condition_without: Condition
    """Asks for the posts without any value."""
    is_shown_empty: bool = True
    """Whether it is listed where no post has a value."""


def _month_of(post: Post) -> Names:
    return _month(post.date.year, post.date.month) if post.date else ()


@cache
def _month(year: int, month: int) -> Names:
    return (f"{year:04}-{month:02}",)


FACETS = (
    Facet(
        key="category",
        title=gettext_noop("Categories"),
        without=gettext_noop("without category"),
        stats=StatsNames(
            "category",
            gettext_noop("Categories"),
            "without category",
            gettext_noop("posts without a category"),
        ),
        shape=TREE,
        values_of=lambda post: post.categories,
        condition_for=InCategory,
        condition_without=InCategory(""),
    ),
    Facet(
        key="tag",
        title=gettext_noop("Tags"),
        without=gettext_noop("without tag"),
        stats=StatsNames(
            "tag", gettext_noop("Tags"), "without tag", gettext_noop("posts without a tag")
        ),
        shape=FLAT,
        values_of=lambda post: post.tags,
        condition_for=HasTag,
        condition_without=HasTag(""),
    ),
    Facet(
        key="author",
        title=gettext_noop("Authors"),
        without=gettext_noop("without author"),
        stats=StatsNames(
            "author",
            gettext_noop("Authors"),
            "without author",
            gettext_noop("posts without an author"),
        ),
        shape=FLAT,
        values_of=lambda post: post.authors,
        condition_for=ByAuthor,
        condition_without=ByAuthor(""),
        is_shown_empty=False,
    ),
    Facet(
        key="date",
        title=gettext_noop("By date"),
        without=gettext_noop("without date"),
        stats=StatsNames(
            "month", gettext_noop("Months"), "undated", gettext_noop("posts without a date")
        ),
        shape=CALENDAR,
        values_of=_month_of,
        condition_for=lambda period: Dated(*read_period(period)),
        condition_without=Undated(),
    ),
)
"""Every facet, in the order in which they are listed."""


@dataclass(frozen=True, slots=True)
class FacetCounts:
    """The counts of one facet over one selection of posts."""

    values: tuple[FacetValue, ...]
    """In the order of the facet's shape."""
    without: int
    """Posts without any value."""


Facets: TypeAlias = Mapping[str, FacetCounts]
"""The counts of every facet over one selection of posts, by the facet's key."""


def count_facets(posts: Collection[Post]) -> Facets:
    """Count posts by every facet."""
    return make_facets({facet.key: Counter(map(facet.values_of, posts)) for facet in FACETS})


def make_facets(counts: Mapping[str, Counter[Names]]) -> Facets:
    """Arrange counts that are known already.

    Args:
        counts: By the key of every facet, the number of posts with each tuple of names, () for
            none. Where the shape is flat, the posts of each name alone will do.
    """
    return {
        facet.key: FacetCounts(facet.shape.arrange(counts[facet.key]), counts[facet.key][()])
        for facet in FACETS
    }


def listed(facets: Facets) -> list[tuple[Facet, FacetCounts]]:
    """Return the facets to list with their counts; see `Facet.is_shown_empty`."""
    counted = [(facet, facets[facet.key]) for facet in FACETS]
    return [(facet, counts) for facet, counts in counted if counts.values or facet.is_shown_empty]
