"""The rows of the sidebar, made from facets and counts: a tree with folded branches."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from reader.archive.facets import Facet, Facets
from reader.archive.query import EVERYTHING, HasState, HasTag, InCategory, PostState, Query, Undated
from reader.archive.query_parser import parse_query
from reader.archive.repository import Counts


@dataclass(frozen=True, slots=True)
class SidebarRow:
    """One row."""

    key: str
    """Tells the row from all others, also after the counts have changed."""
    label: str
    count: int | None
    """Posts of the row; None for a heading."""
    query: Query | None
    """What choosing the row shows; None for a heading."""
    title: str = ""
    """Heading of the list when the row is chosen."""
    depth: int = 0
    is_foldable: bool = False
    is_open: bool = False


ALL_POSTS = SidebarRow("view:all", "All", 0, EVERYTHING, "All posts")
"""The view that a person starts from."""
PROBLEMS_KEY = "view:problem"
DEFAULT_OPEN = frozenset({"views", "categories", "tags", "dates"})


def make_rows(facets: Facets, counts: Counts, is_open: Collection[str]) -> list[SidebarRow]:
    """Return the visible rows from top to bottom; `is_open` holds the keys of open branches."""
    rows: list[SidebarRow] = []
    for key, label, branch in (
        ("views", "Views", _views(counts)),
        ("categories", "Categories", _categories(facets)),
        ("tags", "Tags", _tags(facets)),
        ("dates", "By date", _dates(facets)),
    ):
        heading = SidebarRow(key, label, None, None, is_foldable=True, is_open=key in is_open)
        rows.append(heading)
        if heading.is_open:
            rows.extend(row for row in _visible(branch, is_open))
    return rows


@dataclass(frozen=True, slots=True)
class _Branch:
    row: SidebarRow
    below: Sequence["_Branch"] = ()


def _visible(
    branches: Sequence[_Branch], is_open: Collection[str], depth: int = 1
) -> Iterator[SidebarRow]:
    for branch in branches:
        is_unfolded = branch.row.key in is_open
        yield replace(branch.row, depth=depth, is_foldable=bool(branch.below), is_open=is_unfolded)
        if is_unfolded:
            yield from _visible(branch.below, is_open, depth + 1)


def _views(counts: Counts) -> list[_Branch]:
    views = (
        replace(ALL_POSTS, count=counts.total),
        _state_row("Unread", counts.unread, PostState.UNREAD),
        _state_row("Starred", counts.starred, PostState.STARRED),
        _state_row("Problems", counts.problems, PostState.PROBLEM),
    )
    return [_Branch(row) for row in views if row.count or row.key != PROBLEMS_KEY]


def _state_row(label: str, count: int, state: PostState) -> SidebarRow:
    return SidebarRow(f"view:{state.value}", label, count, Query((HasState(state),)), label)


def _categories(facets: Facets) -> list[_Branch]:
    rows = [_facet_branch("category", facet) for facet in facets.categories]
    return rows + _rest("category", "without category", facets.without_category)


def _tags(facets: Facets) -> list[_Branch]:
    rows = [_facet_branch("tag", facet) for facet in facets.tags]
    return rows + _rest("tag", "without tag", facets.without_tag)


def _dates(facets: Facets) -> list[_Branch]:
    rows = [_facet_branch("date", facet) for facet in facets.years]
    if facets.undated:
        query = Query((Undated(),))
        rows.append(
            _Branch(SidebarRow("date:none", "without date", facets.undated, query, "No date"))
        )
    return rows


def _rest(key: str, label: str, count: int) -> list[_Branch]:
    if not count:
        return []
    return [_Branch(SidebarRow(f"{key}:", label, count, _query(key, ""), label))]


def _facet_branch(key: str, facet: Facet) -> _Branch:
    row = SidebarRow(
        f"{key}:{facet.name}", facet.label, facet.count, _query(key, facet.name), facet.name
    )
    return _Branch(row, [_facet_branch(key, below) for below in facet.below])


def _query(key: str, name: str) -> Query:
    if key == "date":
        return parse_query(f"date:{name}")
    return Query((InCategory(name) if key == "category" else HasTag(name),))
