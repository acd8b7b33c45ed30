"""Facets of the index: of the whole archive from the counts it keeps, of an answer by counting."""

import json
import sqlite3
from collections import Counter
from datetime import date

from reader.archive.facets import Facets, Month, Names, make_facets
from reader.index.plan import Plan
from reader.index.schema import NO_MONTH


def kept_facets(connection: sqlite3.Connection) -> Facets:
    """Return the facets of every post."""
    return make_facets(*counters(connection))


def counters(
    connection: sqlite3.Connection,
) -> tuple[Counter[Names], Counter[Names], Counter[Month | None]]:
    """Return how many posts have each list of categories, of tags, and each month."""
    categories: Counter[Names] = Counter()
    tags: Counter[Names] = Counter()
    rows = connection.execute(
        "SELECT names, as_categories, as_tags FROM lists WHERE as_categories OR as_tags"
    )
    for text, as_categories, as_tags in rows:
        names = tuple(json.loads(text))
        categories[names] = as_categories
        tags[names] = as_tags
    months = dict(connection.execute("SELECT month, count FROM months WHERE count").fetchall())
    return +categories, +tags, Counter({_month(m): n for m, n in months.items()})


def counted_facets(connection: sqlite3.Connection, plan: Plan) -> Facets:
    """Return the facets of the posts that answer a query."""
    categories: Counter[Names] = Counter()
    tags: Counter[Names] = Counter()
    months: Counter[Month | None] = Counter()
    for column, counter in (("categories", categories), ("tags", tags)):
        rows = connection.execute(
            f"SELECT l.names, n.count FROM"
            f" (SELECT p.{column} AS list, count(*) AS count FROM {plan.source.text} GROUP BY 1) n"
            " JOIN lists l ON l.number = n.list",
            plan.source.values,
        )
        counter.update({tuple(json.loads(names)): count for names, count in rows})
    days = connection.execute(
        f"SELECT p.day, count(*) FROM {plan.source.text} GROUP BY 1",
        plan.source.values,
    )
    for day, count in days:
        months[month_of_day(day)] += count
    return make_facets(categories, tags, months)


def month_of_day(day: int | None) -> Month | None:
    """Return the month of a day as `posts.day` has it."""
    there = date.fromordinal(day) if day is not None else None
    return (there.year, there.month) if there else None


def _month(number: int) -> Month | None:
    return None if number == NO_MONTH else (number // 12, number % 12 + 1)
