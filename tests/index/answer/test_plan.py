"""How the index goes about a query."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from support.archive_files import index_of, open_indexed, titles, write_post

from reader.archive.query.parser import parse_query
from reader.index.answer.marked_numbers import MarkedNumbers
from reader.index.answer.plan import make_plan
from reader.state.reading_state import ReadingState


@pytest.mark.parametrize("query", ["上涨 -下跌", "-下跌 上涨 is:unread", "not 下跌 上涨"])
def test_words_left_out_are_not_looked_for_in_all_texts_by_themselves(
    root: Path, cache: Path, query: str
) -> None:
    write_post(root, "a.md", "上涨")
    write_post(root, "b.md", "上涨与下跌")
    repository = open_indexed(root, cache)
    repository.refresh()
    repository.read_texts()
    assert titles(repository, query) == ["上涨"]
    with closing(sqlite3.connect(index_of(root, cache))) as connection:
        marks = MarkedNumbers(ReadingState())
        plan = make_plan(
            connection, parse_query(query), marks, lambda: datetime(2022, 4, 28, tzinfo=UTC)
        )
    assert " NOT " in str(plan.source.values[0])
    assert "IN (SELECT rowid FROM texts" not in plan.source.text
