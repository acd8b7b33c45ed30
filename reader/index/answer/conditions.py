"""Conditions of a query become conditions of SQL on a row ``p`` of `posts`."""

import sqlite3
from collections.abc import Callable
from datetime import datetime

from reader.archive.query.model import All, Any, Condition, InView, Not
from reader.index.answer.marked_numbers import MarkedNumbers
from reader.index.answer.sql import TRUE, Sql, joined
from reader.index.answer.translations import SqlContext, translate_leaf
from reader.index.answer.word_search import match_expression


class Conditions:
    """Translates for one connection; functions are added to it."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        marks: MarkedNumbers,
        now: Callable[[], datetime],
        *,
        has_all_texts: bool,
    ) -> None:
        self._context = SqlContext(connection, marks, now)
        self.has_all_texts = has_all_texts

    def translate(self, condition: Condition) -> Sql:
        """Return a condition, which may be NULL where it is not met."""
        expression = match_expression(condition)
        if expression is not None and self.has_all_texts:
            return Sql("p.text IN (SELECT rowid FROM texts WHERE texts MATCH ?)", (expression,))
        match condition:
            case All(parts):
                return joined("AND", [TRUE, *map(self.translate, parts)])
            case Any(parts):
                return joined("OR", [*map(self.translate, parts)])
            case Not(part):
                sql = self.translate(part)
                return Sql(f"NOT coalesce({sql.text}, 0)", sql.values)
            case InView(_, part):
                return self.translate(part)
            case _:
                return translate_leaf(condition, self._context)
