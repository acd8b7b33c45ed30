"""How the values of a facet are arranged: side by side, as a tree of names, or as a calendar.

A shape works on the number of posts with each tuple of names that a facet takes from a post.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from reader.archive.search.folding import fold

Names = tuple[str, ...]
"""The names that one post has in a facet, such as its tags, in its own order."""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet and its posts."""

    name: str
    """As the facet's query key takes it."""
    label: str
    """What to show: the last part of the name."""
    count: int
    """Posts that have it or one below it."""
    below: tuple["FacetValue", ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """One way to arrange values."""

    arrange: Callable[[Counter[Names]], tuple[FacetValue, ...]]
    """Return the top values, in the order to show them."""
    with_ancestors: Callable[[Names], set[str]]
    """Return the names of one post and those above them: every value that counts the post."""


def _side_by_side(lists: Counter[Names]) -> tuple[FacetValue, ...]:
    counts: Counter[str] = Counter()
    for names, count in lists.items():
        for name in names:
            counts[name] += count
    return tuple(FacetValue(name, name, count) for name, count in _most_first(_merged(counts)))


def _tree(lists: Counter[Names]) -> tuple[FacetValue, ...]:
    spellings = _common_spellings(_occurrences(lists))
    counts: Counter[str] = Counter()
    before: dict[str, set[str]] = {}
    for written, count in lists.items():
        names = [spellings[name] for name in written]
        counts.update(dict.fromkeys(_with_parents(names), count))
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


def _with_parents(names: Iterable[str]) -> set[str]:
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
    """Return the parent, or "" where following parents would come back to `name`."""
    above, seen = parents[name], {name}
    while above and above not in seen:
        seen.add(above)
        above = parents.get(above, "")
    return "" if above else parents[name]


def _branch(
    parent: str, children: dict[str, list[str]], counts: Counter[str]
) -> tuple[FacetValue, ...]:
    names = sorted(children.get(parent, ()), key=lambda name: (-counts[name], name))
    return tuple(
        FacetValue(
            name,
            name.removeprefix(f"{parent}/") if parent else name,
            counts[name],
            _branch(name, children, counts),
        )
        for name in names
    )


def _calendar(lists: Counter[Names]) -> tuple[FacetValue, ...]:
    by_year: dict[str, list[FacetValue]] = {}
    months = ((month, count) for names, count in lists.items() for month in names)
    for month, count in sorted(months, reverse=True):
        by_year.setdefault(_year_of(month), []).append(FacetValue(month, month, count))
    return tuple(
        FacetValue(year, year, sum(month.count for month in below), tuple(below))
        for year, below in by_year.items()
    )


def _with_years(months: Names) -> set[str]:
    return {*months, *map(_year_of, months)}


def _year_of(month: str) -> str:
    return month.rpartition("-")[0]


def _most_first(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


FLAT = Shape(_side_by_side, set)
"""One value for each name, most posts first."""
TREE = Shape(_tree, _with_parents)
"""Most posts first. A name is below another one when it says so (``markets/asia``), or when it
never occurs but directly after that other one in a post's list: ``[news, china]`` in every post
that has `china`, as folders above `_posts` produce it."""
CALENDAR = Shape(_calendar, _with_years)
"""Names are months, ``2022-04``; they are below their years, and both come newest first."""
