"""An index that all accounts of a host share: written by one, in one stroke, read by all."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from reader.errors import IndexUnusableError


def publish(index: Path, published: Path) -> None:
    """Copy an index to where all accounts read it, whole and compact, in place of an older one.

    Readers that have the older one open keep it until they next look.

    Raises:
        IndexUnusableError: It can't be written there.
    """
    fresh = published.with_name(f"{published.name}.new")
    try:
        published.parent.mkdir(parents=True, exist_ok=True)
        fresh.unlink(missing_ok=True)
        with closing(sqlite3.connect(index)) as connection:
            connection.execute("VACUUM INTO ?", (str(fresh),))
        fresh.chmod(0o644)
        os.replace(fresh, published)  # noqa: PTH105 - one step, as the system promises it
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise IndexUnusableError(str(published.parent), reason.lower()) from error
