"""Whether an index file holds together: SQLite's own pages, and what one table says of another.

Looks at the file alone, not at the archive: about 4 s for 100,000 posts.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

from reader import sqlite
from reader.archive.ordering import collation_key
from reader.errors import IndexUnusableError
from reader.index.store.connections import IndexDamagedError, open_for_reading
from reader.index.store.damage import Meaning, meaning_of
from reader.index.store.metadata import read_metadata
from reader.index.store.post_rows import read_posts
from reader.index.store.posting_keys import (
    PROBLEM_KEY,
    PostingKind,
    author_keys,
    category_keys,
    tag_keys,
)
from reader.index.store.problem_rows import PROBLEM_COLUMNS, problem_of
from reader.index.store.schema import FIRST_STRAY, NO_MONTH, STATEMENTS

_POSTS_AT_ONCE = 500


def _never() -> bool:
    return False


def find_damage(path: Path, is_cancelled: Callable[[], bool] = _never) -> str | None:
    """Return the first thing in an index file that can't be, or None where it is sound.

    Args:
        path: The file; another process may be writing to it.
        is_cancelled: Asked now and then; True ends the search, which has found nothing then.

    Raises:
        IndexUnusableError: It can't be read now.
    """
    try:
        with closing(open_for_reading(path)) as connection:
            connection.execute("BEGIN")
            for look in _LOOKS:
                for damage in look(connection):
                    if damage or is_cancelled():
                        return damage or None
    except IndexDamagedError as error:
        return str(error.__cause__ or error) or "no index"
    except (sqlite3.Error, *sqlite.NONSENSE) as error:
        if meaning_of(error) is Meaning.UNUSABLE:
            raise IndexUnusableError(str(path.parent), str(error)) from error
        return str(error) or type(error).__name__
    return None


def _pages(connection: sqlite3.Connection) -> Iterator[str]:
    (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    yield "" if found == "ok" else found


def _schema(connection: sqlite3.Connection) -> Iterator[str]:
    """Compare the tables, and the settings of the full-text index, with those of a new index."""
    with closing(sqlite3.connect(":memory:")) as fresh:
        for statement in STATEMENTS:
            fresh.execute(statement)
        for asked in ("SELECT type, name, sql FROM sqlite_master", "SELECT * FROM texts_config"):
            wanted, found = (set(each.execute(asked)) for each in (fresh, connection))
            yield "" if wanted == found else f"other tables: {min(wanted ^ found, key=str)}"


def _posts(connection: sqlite3.Connection) -> Iterator[str]:
    """Read every post, and look for its postings: those it should have, and no others."""
    metadata = read_metadata(connection)
    lists = dict(connection.execute("SELECT number, names FROM lists").fetchall())
    names = {number: json.loads(text) for number, text in lists.items()}
    keys = {
        (PostingKind(kind), name): number
        for number, kind, name in connection.execute("SELECT number, kind, name FROM posting_keys")
    }
    folders = {number for (number,) in connection.execute("SELECT number FROM folders")}
    count = postings = 0
    for rows in _portions(connection):
        count += len(rows)
        if rows[-1][0] > metadata.numbers_used:
            yield f"post {rows[-1][0]} of {metadata.numbers_used}"
        wanted = set()
        for number, moment, folder, categories, tags, authors, has_problem, *_ in rows:
            if folder not in folders:
                yield f"post {number} lies in no folder"
            own = category_keys(names[categories]) | tag_keys(names[tags])
            own |= author_keys(names[authors])
            own |= {PROBLEM_KEY} if has_problem else set()
            wanted |= {(keys[key], moment, number) for key in own}
        postings += len(wanted)
        for posting in wanted:
            yield "" if _has_posting(connection, posting) else f"no posting {posting}"
        for post, (*_, day, title_key) in zip(
            read_posts(connection, [row[0] for row in rows]), rows, strict=True
        ):
            is_dated_right = day == (post.date and post.date.toordinal())
            if not is_dated_right or title_key != collation_key(post.title):
                yield f"day or title of {post.path}"
    (found,) = connection.execute("SELECT count(*) FROM postings").fetchone()
    yield "" if found == postings else f"{found} postings instead of {postings}"
    yield "" if count == metadata.posts else f"{count} posts instead of {metadata.posts}"
    for row in connection.execute(f"SELECT {PROBLEM_COLUMNS} FROM problems"):
        problem_of(*row)


_Row = tuple[int, int, int, int, int, int, int, int | None, bytes]


def _portions(connection: sqlite3.Connection) -> Iterator[list[_Row]]:
    last = -1
    while rows := connection.execute(
        "SELECT number, moment, folder, categories, tags, authors, has_problem, day,"
        " title_key FROM posts WHERE number > ? ORDER BY number LIMIT ?",
        (last, _POSTS_AT_ONCE),
    ).fetchall():
        yield rows
        last = rows[-1][0]


def _has_posting(connection: sqlite3.Connection, posting: tuple[int, int, int]) -> bool:
    row = connection.execute(
        "SELECT 1 FROM postings WHERE key = ? AND moment = ? AND post = ?", posting
    ).fetchone()
    return row is not None


_NONE_OF = {
    "a count of postings": """SELECT 1 FROM posting_keys k LEFT JOIN
        (SELECT key, count(*) AS found FROM postings GROUP BY key) p ON p.key = k.number
        WHERE k.count <> coalesce(p.found, 0)""",
    "a post's place among its name": """SELECT 1 FROM posts GROUP BY stem
        HAVING count(DISTINCT rank) <> count(*) OR min(rank) <> 0 OR max(rank) <> count(*) - 1""",
    "a file that is two posts": """SELECT 1 FROM posts GROUP BY stem, extension, folder
        HAVING count(*) > 1""",
    "a problem of no post": """SELECT 1 FROM problems p LEFT JOIN posts o ON o.number = p.post
        WHERE p.post IS NOT NULL AND coalesce(o.has_problem, 0) = 0""",
    "a post without its problem": """SELECT 1 FROM posts WHERE has_problem
        AND number NOT IN (SELECT post FROM problems WHERE post IS NOT NULL)""",
    "a text that is used and stale": """SELECT 1 FROM stale_texts JOIN posts USING (text)""",
    "a text of no post": """SELECT id FROM texts_docsize EXCEPT SELECT * FROM
        (SELECT text FROM posts WHERE text IS NOT NULL UNION ALL SELECT text FROM stale_texts)""",
    "a post's text that is not there": """SELECT text FROM posts WHERE text IS NOT NULL
        EXCEPT SELECT id FROM texts_docsize""",
}


def _relations(connection: sqlite3.Connection) -> Iterator[str]:
    """Look for rows that contradict others."""
    for what, select in _NONE_OF.items():
        yield what if connection.execute(f"{select} LIMIT 1").fetchone() else ""
    for column in ("categories", "tags", "authors"):
        row = connection.execute(
            f"SELECT 1 FROM lists l LEFT JOIN (SELECT {column} AS list, count(*) AS found"
            f" FROM posts GROUP BY {column}) p ON p.list = l.number"
            f" WHERE l.as_{column} <> coalesce(p.found, 0) LIMIT 1"
        ).fetchone()
        yield f"a count of {column}" if row else ""


def _texts(connection: sqlite3.Connection) -> Iterator[str]:
    """Look whether texts are numbered as their posts follow each other, and counted."""
    metadata = read_metadata(connection)
    last: tuple[int, bytes, int] | None = None
    texts = 0
    for moment, stem, rank, text in connection.execute(
        "SELECT moment, stem, rank, text FROM posts WHERE text IS NOT NULL ORDER BY text"
    ):
        texts += 1
        if text < FIRST_STRAY:
            position = (moment, stem, rank)
            if last is not None and position < last:
                yield f"text {text} is out of order"
            last = position
    yield "" if texts == metadata.texts else f"{texts} texts instead of {metadata.texts}"


def _counts(connection: sqlite3.Connection) -> Iterator[str]:
    """Count what the metadata and the months say."""
    metadata = read_metadata(connection)
    kept = {month: count for month, count in connection.execute("SELECT * FROM months") if count}
    found: dict[int, int] = {}
    for day, count in connection.execute("SELECT day, count(*) FROM posts GROUP BY day"):
        there = None if day is None else date.fromordinal(day)
        month = NO_MONTH if there is None else there.year * 12 + there.month - 1
        found[month] = found.get(month, 0) + count
    yield "" if found == kept else "other months"
    (with_problem,) = connection.execute("SELECT count(*) FROM posts WHERE has_problem").fetchone()
    (left_out,) = connection.execute("SELECT count(*) FROM problems WHERE post IS NULL").fetchone()
    counts = (metadata.with_problem, metadata.left_out, metadata.added - metadata.removed)
    yield "" if counts == (with_problem, left_out, metadata.posts) else "other counts"


_LOOKS = (_pages, _schema, _posts, _relations, _texts, _counts)
