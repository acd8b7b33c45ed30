"""The rows of the sidebar, made from facets and counts: a tree with folded branches."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from reader.archive.facets import Facet, Facets, with_ancestors
from reader.archive.query.fields.category import InCategory
from reader.archive.query.fields.date import Dated, Undated
from reader.archive.query.fields.label import Labelled
from reader.archive.query.fields.state import HasState, PostState
from reader.archive.query.fields.tag import HasTag
from reader.archive.query.model import EVERYTHING, Condition, Order, Query, fold
from reader.archive.query.periods import read_period
from reader.archive.repository import Counts
from reader.archive.search.pinyin import compile_pinyin
from reader.posts.post import Post
from reader.ui.saved_views import SavedView


@dataclass(frozen=True, slots=True)
class SidebarRow:
    """One row."""

    key: str
    """Tells the row from all others, also after the counts have changed."""
    label: str
    count: int | None
    """Posts of the row; None for a heading, and where the number tells nothing."""
    query: Query | None
    """What choosing the row shows; None for a heading."""
    title: str = ""
    """Heading of the list when the row is chosen."""
    depth: int = 0
    is_foldable: bool = False
    is_open: bool = False


def key_of_state(state: PostState) -> str:
    """Return the key of the row of all posts in a state."""
    return f"view:{state.value}"


ALL_POSTS = SidebarRow("view:all", "All", 0, EVERYTHING, "All posts")
"""The view that a person starts from."""
RECENTLY_READ = SidebarRow(
    "view:recent",
    "Recently read",
    None,
    Query(HasState(PostState.RECENT), Order.READ),
    "Recently read",
)
PROBLEMS_KEY = key_of_state(PostState.PROBLEM)
DEFAULT_OPEN = frozenset({"views", "categories", "tags", "dates"})


MOST_SHOWN = 200
"""Categories, tags or years that are listed before the rest is folded into one row."""


def make_rows(
    facets: Facets,
    counts: Counts,
    is_open: Collection[str],
    narrowed_to: str = "",
    saved: Sequence[SavedView] = (),
) -> list[SidebarRow]:
    """Return the visible rows from top to bottom.

    Args:
        facets: Of the whole archive.
        counts: Of the whole archive.
        is_open: Keys of open branches.
        narrowed_to: Show only what has this text in its name, and what that is below; every
            branch is open then.
        saved: The person's own views.
    """
    wanted = fold(narrowed_to)
    rows: list[SidebarRow] = []
    for key, label, branch in (
        ("views", "Views", _named(_views(counts, saved), wanted)),
        ("categories", "Categories", _facet_rows("category", facets.categories, is_open, wanted)),
        ("tags", "Tags", _facet_rows("tag", facets.tags, is_open, wanted)),
        ("dates", "By date", _facet_rows("date", facets.years, is_open, wanted)),
    ):
        heading = SidebarRow(key, label, None, None, is_foldable=True, is_open=key in is_open)
        section = [*branch, *_named(_without(key, facets), wanted)]
        if section or not wanted:
            rows.append(heading)
        if heading.is_open or wanted:
            rows.extend(section)
    return rows


def _named(rows: Iterable[SidebarRow], wanted: str) -> Iterator[SidebarRow]:
    return (row for row in rows if _is_called(row.label, wanted))


def _facet_rows(
    key: str, facets: Sequence[Facet], is_open: Collection[str], wanted: str
) -> Iterator[SidebarRow]:
    """Yield the rows of facets, most of them, and one that stands for the rest."""
    if wanted:
        facets = [facet for facet in facets if _is_named(facet, wanted)]
    more = f"more:{key}"
    shown = facets if more in is_open else facets[:MOST_SHOWN]
    for facet in shown:
        yield from _rows_of(key, facet, is_open, wanted, 1)
    if len(shown) < len(facets):
        label = f"{len(facets) - len(shown):,} more; / narrows"
        yield SidebarRow(more, label, None, None, depth=1, is_foldable=True)


def _rows_of(
    key: str, facet: Facet, is_open: Collection[str], wanted: str, depth: int
) -> Iterator[SidebarRow]:
    """Yield the row of a facet and, where it is open, those below it."""
    row_key = f"{key}:{facet.name}"
    is_unfolded = row_key in is_open
    if wanted:
        is_unfolded = any(_is_named(below, wanted) for below in facet.below)
    yield SidebarRow(
        row_key,
        facet.label,
        facet.count,
        _query(key, facet.name),
        facet.name,
        depth=depth,
        is_foldable=bool(facet.below),
        is_open=is_unfolded,
    )
    if is_unfolded:
        for below in facet.below:
            if not wanted or _is_named(below, wanted):
                yield from _rows_of(key, below, is_open, wanted, depth + 1)


def _is_named(facet: Facet, wanted: str) -> bool:
    return _is_called(facet.name, wanted) or any(_is_named(below, wanted) for below in facet.below)


def _is_called(name: str, wanted: str) -> bool:
    """Say whether a name holds folded text, or is read so: two letters or more may be pinyin."""
    if wanted in fold(name):
        return True
    is_pinyin = len(wanted) > 1 and wanted.isascii() and wanted.isalpha()
    return is_pinyin and compile_pinyin(wanted)(name)


def _views(counts: Counts, saved: Sequence[SavedView]) -> list[SidebarRow]:
    views = (
        replace(ALL_POSTS, count=counts.total, depth=1),
        _state_row("Unread", counts.unread, PostState.UNREAD),
        _state_row("Starred", counts.starred, PostState.STARRED),
        *_own_rows(counts),
        replace(RECENTLY_READ, depth=1),
        *(SidebarRow(v.key, v.name, v.count, v.query, v.name, depth=1) for v in saved),
        _state_row("Problems", counts.problems, PostState.PROBLEM),
    )
    return [row for row in views if row.count or row.key != PROBLEMS_KEY]


def _own_rows(counts: Counts) -> list[SidebarRow]:
    """Return the rows of what the person has written on posts, as far as there is any."""
    labels = [
        SidebarRow(f"label:{name}", f"+{name}", count, Query(Labelled(name)), name, depth=1)
        for name, count in counts.labels
    ]
    noted = _state_row("With notes", counts.noted, PostState.NOTED)
    return [*labels, *([noted] if counts.noted else [])]


def _state_row(label: str, count: int, state: PostState) -> SidebarRow:
    query = Query(HasState(state))
    return SidebarRow(key_of_state(state), label, count, query, label, depth=1)


def _without(section: str, facets: Facets) -> list[SidebarRow]:
    """Return the row of the posts that have nothing of a section, if there are any."""
    match section:
        case "categories":
            row = _rest("category:", "without category", facets.without_category, InCategory(""))
        case "tags":
            row = _rest("tag:", "without tag", facets.without_tag, HasTag(""))
        case "dates":
            row = _rest("date:none", "without date", facets.undated, Undated())
        case _:
            return []
    return [row] if row.count else []


def _rest(key: str, label: str, count: int, term: Condition) -> SidebarRow:
    return SidebarRow(key, label, count, Query(term), label, depth=1)


def _query(key: str, name: str) -> Query:
    if key == "date":
        return Query(Dated(*read_period(name)))
    return Query(InCategory(name) if key == "category" else HasTag(name))


def rows_of_post(post: Post) -> list[str]:
    """Return the keys of the categories, tags and dates under which a post is counted.

    A name that is mostly spelled otherwise in the archive is counted there, not here.
    """
    categories = [f"category:{name}" for name in with_ancestors(post.categories)]
    tags = [f"tag:{name}" for name in {*post.tags}]
    dates = ["date:none"]
    if post.date is not None:
        dates = [f"date:{post.date.year:04}", f"date:{post.date.year:04}-{post.date.month:02}"]
    return [*(categories or ["category:"]), *(tags or ["tag:"]), *dates]


def unread_by_row(facets: Facets) -> dict[str, int]:
    """Return the number of unread posts of each row that has any, by the row's key."""
    found = {
        "category:": facets.without_category,
        "tag:": facets.without_tag,
        "date:none": facets.undated,
    }
    for key, branch in (
        ("category", facets.categories),
        ("tag", facets.tags),
        ("date", facets.years),
    ):
        waiting = [*branch]
        while waiting:
            facet = waiting.pop()
            found[f"{key}:{facet.name}"] = facet.count
            waiting.extend(facet.below)
    return found
