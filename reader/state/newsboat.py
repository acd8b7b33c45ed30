"""What newsboat knows of what was read: its cache, by the links of items.

Source: newsboat's `src/cache.cpp`, table `rss_item`.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from reader.errors import StateUnusableError
from reader.messages.language import gettext as _
from reader.messages.system_errors import system_reason


class Item(NamedTuple):
    """An item of a feed."""

    link: str
    is_read: bool
    flags: str
    """The flags that the user has set on it, a letter each."""


def read_cache(path: Path) -> Iterator[Item]:
    """Yield the items that were read or flagged.

    Raises:
        StateUnusableError: The file is no cache of newsboat's.
    """
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as cache:
            rows = cache.execute(
                "SELECT url, unread, coalesce(flags, '') FROM rss_item"
                " WHERE unread = 0 OR coalesce(flags, '') <> ''"
            )
            for link, unread, flags in rows:
                yield Item(str(link), not unread, str(flags))
    except sqlite3.Error as error:
        raise StateUnusableError(
            str(path),
            _("it is no cache of newsboat's ({reason})").format(reason=system_reason(error)),
        ) from error
