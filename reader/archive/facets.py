"""How many posts there are by category, tag and month.

A category is shown below another when its name says so (``markets/asia``), or when it never
occurs but directly after that other one in a post's list: ``[news, china]`` in every post that
has `china`, as folders above `_posts` make it.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from reader.archive.query.model import fold
from reader.posts.post import Post


@dataclass(frozen=True, slots=True)
class Facet:
    """One value and its posts; `below` holds the categories or months under it."""

    name: str
    """As `category:` or `tag:` take it; a year or month as `date:` takes it."""
    label: str
    """What to show: the last part of the name."""
    count: int
    """Posts that have it or one below it."""
    below: tuple["Facet", ...] = ()


@dataclass(frozen=True, slots=True)
class Facets:
    """Counts over one selection of posts."""

    categories: tuple[Facet, ...]
    """Most posts first."""
    tags: tuple[Facet, ...]
    """Most posts first."""
    years: tuple[Facet, ...]
    """Newest first, each with its months, newest first."""
    without_category: int
    without_tag: int
    undated: int


Names = tuple[str, ...]
"""A post's categories, or its tags."""
Month = tuple[int, int]
"""A year and a month of it, from 1."""


def count_facets(posts: Iterable[Post]) -> Facets:
    """Count in one pass over the posts."""
    categories: Counter[Names] = Counter()
    tags: Counter[Names] = Counter()
    months: Counter[Month | None] = Counter()
    for post in posts:
        categories[post.categories] += 1
        tags[post.tags] += 1
        months[(post.date.year, post.date.month) if post.date else None] += 1
    return make_facets(categories, tags, months)


def make_facets(
    categories: Counter[Names], tags: Counter[Names], months: Counter[Month | None]
) -> Facets:
    """Return facets from the number of posts with each list of categories, of tags, each month."""
    by_tag: Counter[str] = Counter()
    for names, count in tags.items():
        for name in names:
            by_tag[name] += count
    return Facets(
        categories=_category_tree(categories),
        tags=tuple(Facet(name, name, count) for name, count in _most_first(_merged(by_tag))),
        years=_years(months),
        without_category=categories[()],
        without_tag=tags[()],
        undated=months[None],
    )


def _category_tree(lists: Counter[Names]) -> tuple[Facet, ...]:
    spellings = _common_spellings(_occurrences(lists))
    counts: Counter[str] = Counter()
    before: dict[str, set[str]] = {}
    for written, count in lists.items():
        names = [spellings[name] for name in written]
        counts.update(dict.fromkeys(with_ancestors(names), count))
        for place, name in enumerate(names):
            before.setdefault(name, set()).add(names[place - 1] if place else "")
    parents = {name: _parent(name, before.get(name, set())) for name in counts}
    children: dict[str, list[str]] = {}
    for name in counts:
        children.setdefault(_rooted_parent(name, parents), []).append(name)
    return _branch("", children, counts)


def _occurrences(lists: Counter[Names]) -> Counter[str]:
    found: Counter[str] = Counter()
    for names, count in lists.items():
        found.update(dict.fromkeys(names, count))
    return found


def _merged(counts: Counter[str]) -> Counter[str]:
    """Add up the spellings that a query does not tell apart."""
    spellings = _common_spellings(counts)
    merged: Counter[str] = Counter()
    for name, count in counts.items():
        merged[spellings[name]] += count
    return merged


def _common_spellings(counts: Counter[str]) -> dict[str, str]:
    """Map every name to the most used one of those that fold to the same text."""
    common: dict[str, str] = {}
    for name, _ in _most_first(counts):
        common.setdefault(fold(name), name)
    return {name: common[fold(name)] for name in counts}


def with_ancestors(names: Iterable[str]) -> set[str]:
    """Return the names and what stands before each ``/`` in them."""
    found: set[str] = set()
    for name in names:
        parts = name.split("/")
        found.update("/".join(parts[:length]) for length in range(1, len(parts) + 1))
    return found - {""}


def _parent(name: str, before: set[str]) -> str:
    above, slash, _ = name.rpartition("/")
    if slash:
        return above
    return next(iter(before)) if len(before) == 1 else ""


def _rooted_parent(name: str, parents: dict[str, str]) -> str:
    """Return the parent, or none where following parents would come back to `name`."""
    above, seen = parents[name], {name}
    while above and above not in seen:
        seen.add(above)
        above = parents.get(above, "")
    return "" if above else parents[name]


def _branch(parent: str, children: dict[str, list[str]], counts: Counter[str]) -> tuple[Facet, ...]:
    names = sorted(children.get(parent, ()), key=lambda name: (-counts[name], name))
    return tuple(
        Facet(
            name,
            name.removeprefix(f"{parent}/") if parent else name,
            counts[name],
            _branch(name, children, counts),
        )
        for name in names
    )


def _years(months: Counter[Month | None]) -> tuple[Facet, ...]:
    by_year: dict[int, list[Facet]] = {}
    dated = ((month, count) for month, count in months.items() if month is not None)
    for (year, month), count in sorted(dated, reverse=True):
        name = f"{year:04}-{month:02}"
        by_year.setdefault(year, []).append(Facet(name, name, count))
    return tuple(
        Facet(f"{year:04}", f"{year:04}", sum(month.count for month in below), tuple(below))
        for year, below in by_year.items()
    )


def _most_first(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
