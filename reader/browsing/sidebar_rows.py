"""Builds the rows of the sidebar from facets and counts: a tree with folded branches."""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from reader.archive.facet_shapes import FacetValue
from reader.archive.facets import FACETS, Facet, FacetCounts, Facets, listed
from reader.archive.query.fields.label import Labelled
from reader.archive.query.fields.state import HasState, PostState
from reader.archive.query.model import EVERYTHING, Order, Query
from reader.archive.repository import Counts
from reader.archive.search.folding import fold
from reader.archive.search.pinyin import compile_pinyin
from reader.browsing.saved_views import SavedView
from reader.messages.language import gettext as _
from reader.messages.language import ngettext
from reader.posts.post import Post


@dataclass(frozen=True, slots=True)
class SidebarRow:
    """One row of the sidebar."""

    key: str
    """Unique and stable when counts change."""
    label: str
    count: int | None
    """Number of posts; None for a heading, or if the number says nothing."""
    query: Query | None
    """Query shown when the row is chosen; None for a heading."""
    title: str = ""
    """Heading of the list when the row is chosen."""
    depth: int = 0
    is_foldable: bool = False
    is_open: bool = False
    problem: str = ""
    """Why it has no posts, said when it is chosen."""


def key_of_state(state: PostState) -> str:
    """Return the key of the row of all posts in a state."""
    return f"view:{state.value}"


ALL_POSTS_KEY = "view:all"
"""Key of the view shown at the start."""
PROBLEMS_KEY = key_of_state(PostState.PROBLEM)
_VIEWS = "views"
DEFAULT_OPEN = frozenset({_VIEWS, *(facet.key for facet in FACETS)})
"""Keys of the sections, all unfolded at first."""


MAX_SHOWN_VALUES = 200
"""Number of a facet's values listed before the rest is folded into one row."""


def make_rows(
    facets: Facets,
    counts: Counts,
    is_open: Container[str],
    narrowed_to: str = "",
    saved: Sequence[SavedView] = (),
) -> list[SidebarRow]:
    """Return the visible rows from top to bottom.

    Args:
        facets: Of the whole archive.
        counts: Of the whole archive.
        is_open: Keys of unfolded branches.
        narrowed_to: Show only rows with this text in their name, and their ancestors, all
            unfolded.
        saved: The user's own views.
    """
    wanted = fold(narrowed_to)
    sections = [(_VIEWS, _("Views"), _named(_views(counts, saved), wanted))]
    for facet, counted in listed(facets):
        sections.append((facet.key, _(facet.title), _facet_rows(facet, counted, is_open, wanted)))
    rows: list[SidebarRow] = []
    for key, title, branch in sections:
        heading = SidebarRow(key, title, None, None, is_foldable=True, is_open=key in is_open)
        section = list(branch)
        if section or not wanted:
            rows.append(heading)
        if heading.is_open or wanted:
            rows.extend(section)
    return rows


def _named(rows: Iterable[SidebarRow], wanted: str) -> Iterator[SidebarRow]:
    return (row for row in rows if _is_called(row.label, wanted))


def _facet_rows(
    facet: Facet, counted: FacetCounts, is_open: Container[str], wanted: str
) -> Iterator[SidebarRow]:
    """Yield the rows of values, then one each for values beyond the limit and for no value."""
    values = [value for value in counted.values if not wanted or _is_named(value, wanted)]
    more = f"more:{facet.key}"
    shown = values if more in is_open else values[:MAX_SHOWN_VALUES]
    for value in shown:
        yield from _rows_of(facet, value, is_open, wanted, 1)
    if len(shown) < len(values):
        count = len(values) - len(shown)
        label = ngettext("{count:,} more; / filters", "{count:,} more; / filters", count)
        label = label.format(count=count)
        yield SidebarRow(more, label, None, None, depth=1, is_foldable=True)
    if counted.without:
        yield from _named([_row_without(facet, counted.without)], wanted)


def _rows_of(
    facet: Facet, value: FacetValue, is_open: Container[str], wanted: str, depth: int
) -> Iterator[SidebarRow]:
    """Yield the row of a value and, if it is unfolded, those below it."""
    row_key = _key_of(facet, value.name)
    is_unfolded = row_key in is_open
    if wanted:
        is_unfolded = any(_is_named(below, wanted) for below in value.below)
    yield SidebarRow(
        row_key,
        value.label,
        value.count,
        Query(facet.condition_for(value.name)),
        value.name,
        depth=depth,
        is_foldable=bool(value.below),
        is_open=is_unfolded,
    )
    if is_unfolded:
        for below in value.below:
            if not wanted or _is_named(below, wanted):
                yield from _rows_of(facet, below, is_open, wanted, depth + 1)


def _row_without(facet: Facet, count: int) -> SidebarRow:
    """Return the row of the posts without a value of the facet."""
    query, label = Query(facet.condition_without), _(facet.without)
    return SidebarRow(_key_of(facet), label, count, query, label, depth=1)


def _key_of(facet: Facet, name: str = "") -> str:
    """Return the key of the row of a value, or of the posts without one."""
    return f"{facet.key}:{name}"


def _is_named(value: FacetValue, wanted: str) -> bool:
    return _is_called(value.name, wanted) or any(_is_named(below, wanted) for below in value.below)


def _is_called(name: str, wanted: str) -> bool:
    """Say whether a name contains folded text; two or more letters also match its pinyin."""
    if wanted in fold(name):
        return True
    is_pinyin = len(wanted) > 1 and wanted.isascii() and wanted.isalpha()
    return is_pinyin and compile_pinyin(wanted)(name)


def _views(counts: Counts, saved: Sequence[SavedView]) -> list[SidebarRow]:
    views = (
        SidebarRow(ALL_POSTS_KEY, _("All"), counts.total, EVERYTHING, _("All posts"), depth=1),
        _state_row(_("Unread"), counts.unread, PostState.UNREAD),
        _state_row(_("Starred"), counts.starred, PostState.STARRED),
        *_own_rows(counts),
        _recently_read(),
        *map(_saved_row, saved),
        _state_row(_("Problems"), counts.problems, PostState.PROBLEM),
    )
    return [row for row in views if row.count or row.key != PROBLEMS_KEY]


def _saved_row(view: SavedView) -> SidebarRow:
    if view.problem:
        label = f"! {view.name}"
        return SidebarRow(view.key, label, None, None, view.name, depth=1, problem=view.problem)
    return SidebarRow(view.key, view.name, view.count, view.query, view.name, depth=1)


def _own_rows(counts: Counts) -> list[SidebarRow]:
    """Return the rows of the user's labels and notes, if there are any."""
    labels = [
        SidebarRow(f"label:{name}", f"+{name}", count, Query(Labelled(name)), name, depth=1)
        for name, count in counts.labels
    ]
    noted = _state_row(_("With notes"), counts.noted, PostState.NOTED)
    return [*labels, *([noted] if counts.noted else [])]


def fixed_title(key: str) -> str:
    """Return the title of a row in the language of this run; empty if posts or the user name it."""
    rows = (*_views(Counts(problems=1, noted=1), ()), *(_row_without(it, 0) for it in FACETS))
    return next((row.title for row in rows if row.key == key), "")


def _recently_read() -> SidebarRow:
    query, label = Query(HasState(PostState.RECENT), Order.READ), _("Recently read")
    return SidebarRow("view:recent", label, None, query, label, depth=1)


def _state_row(label: str, count: int, state: PostState) -> SidebarRow:
    query = Query(HasState(state))
    return SidebarRow(key_of_state(state), label, count, query, label, depth=1)


def rows_of_post(post: Post) -> list[str]:
    """Return the keys of all facet rows that count a post.

    A rare spelling of a name has no row: the archive counts it under the usual spelling.
    """
    return [key for facet in FACETS for key in _keys_of_post(facet, post)]


def _keys_of_post(facet: Facet, post: Post) -> list[str]:
    names = facet.shape.with_ancestors(facet.values_of(post))
    return [_key_of(facet, name) for name in names or {""}]


def unread_by_row(facets: Facets) -> dict[str, int]:
    """Return the number of unread posts by row key, without zeros."""
    found: dict[str, int] = {}
    for facet in FACETS:
        counted = facets[facet.key]
        found[_key_of(facet)] = counted.without
        waiting = [*counted.values]
        while waiting:
            value = waiting.pop()
            found[_key_of(facet, value.name)] = value.count
            waiting.extend(value.below)
    return found
