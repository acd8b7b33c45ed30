"""Facets of the index: of the whole archive from the counts it keeps, of an answer by counting."""

import sqlite3
import threading
from collections import Counter
from collections.abc import Mapping

from reader.archive.facet_shapes import Names
from reader.archive.facets import Facets, make_facets
from reader.index.answer.facet_columns import FACET_COLUMNS
from reader.index.answer.plan import Plan
from reader.index.store.metadata import read_metadata


class KeptCounters:
    """The counts of all posts, as the index keeps them, until they change. Any thread may ask."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._basis: tuple[object, ...] = ()
        self._counters: Mapping[str, Counter[Names]] = {}

    def read(self, connection: sqlite3.Connection) -> Mapping[str, Counter[Names]]:
        """Return the counts of every facet by its key; a caller must not change them.

        Adding up the lists of tags takes half a second for a million posts.
        """
        metadata = read_metadata(connection)
        basis = (
            metadata.generation,
            metadata.added,
            metadata.changed,
            metadata.moved,
            metadata.removed,
        )
        with self._lock:
            if basis != self._basis:
                self._counters = {
                    key: column.kept(connection) for key, column in FACET_COLUMNS.items()
                }
                self._basis = basis
            return self._counters


def counted_facets(connection: sqlite3.Connection, plan: Plan) -> Facets:
    """Return the facets of the posts that answer a query."""
    return make_facets(
        {key: column.counted(connection, plan.source) for key, column in FACET_COLUMNS.items()}
    )
