"""Posts by id, path or name: the way from what a user or the reading state names to numbers."""

import os
import sqlite3
from collections.abc import Collection, Iterator
from urllib.parse import quote

from reader.archive.catalogue.identity import id_by_path
from reader.index.store.post_rows import path_of
from reader.posts.post import PostId
from reader.posts.source.file_name import ends_in, own_name, stem_of

_MAX_VALUES = 900


def numbers_of(
    connection: sqlite3.Connection, ids: Collection[PostId], table: str = "posts"
) -> Iterator[int]:
    """Yield the numbers of those posts that the index knows, in no particular order.

    Args:
        connection: The index.
        ids: What is looked for.
        table: ``posts``, or ``gone_posts`` for posts removed recently.
    """
    wanted = set(ids)
    stems = list({os.fsencode(_stem(post_id)) for post_id in wanted})
    folders = dict(connection.execute("SELECT number, path FROM folders").fetchall())
    for start in range(0, len(stems), _MAX_VALUES):
        some = stems[start : start + _MAX_VALUES]
        rows = connection.execute(
            f"SELECT number, stem, extension, folder, rank FROM {table}"
            f" WHERE stem IN ({', '.join('?' * len(some))})",
            some,
        )
        for number, stem, extension, folder, rank in rows:
            if rank:
                path = os.fsdecode(folders.get(folder, b""))
                post_id = id_by_path(path_of(path, stem, extension))
            else:
                post_id = PostId(os.fsdecode(stem))
            if post_id in wanted:
                yield number


def numbers_by_name(connection: sqlite3.Connection, path: str) -> Iterator[int]:
    """Yield the numbers of posts whose path ends with `path`, the shortest first."""
    folders = dict(connection.execute("SELECT number, path FROM folders").fetchall())
    rows = connection.execute(
        "SELECT number, stem, extension, folder FROM posts WHERE stem = ?",
        (os.fsencode(stem_of(path)),),
    )
    named = [
        (path_of(os.fsdecode(folders[folder]), stem, extension), number)
        for number, stem, extension, folder in rows
    ]
    for whole, number in sorted(named, key=lambda item: (len(item[0]), item[0])):
        if f"/{whole}".endswith(f"/{path}"):
            yield number


def numbers_named(connection: sqlite3.Connection, words: tuple[str, ...]) -> Iterator[int]:
    """Yield the numbers of posts whose file's name ends in words, or whose header may name them.

    Looks at every name and at the header of every post that has more than the usual: 0.3 s in
    1,000,000 posts.
    """
    pattern, title = _pattern(words), ends_in(words)
    rows = connection.execute(
        "SELECT number, CAST(stem AS TEXT) AS name FROM posts INDEXED BY posts_by_stem"
        " WHERE name LIKE ?",
        (f"%{pattern}%",),
    )
    found = {number for number, name in rows if title.match(name)}
    rows = connection.execute(
        "SELECT p.number, f.path, p.stem, p.extension FROM posts p"
        " JOIN folders f ON f.number = p.folder"
        " WHERE p.stem BETWEEN CAST('_index' AS BLOB) AND CAST('_index.zzz' AS BLOB)"
        " OR p.stem BETWEEN CAST('index' AS BLOB) AND CAST('index.zzz' AS BLOB)"
    )
    for number, folder, stem, extension in rows:
        if title.match(own_name(path_of(os.fsdecode(folder), stem, extension))):
            found.add(number)
    rows = connection.execute(
        "SELECT number FROM posts INDEXED BY posts_with_rest"
        " WHERE rest IS NOT NULL AND (rest LIKE ? OR rest LIKE ? OR rest GLOB '*[^\"]:[a-z]*')",
        (f"%{pattern}%", f"%{'%'.join(map(quote, words))}%"),
    )
    found.update(number for (number,) in rows)
    yield from found


def _pattern(words: tuple[str, ...]) -> str:
    """Return what LIKE takes for words; it knows the case of ASCII letters alone."""
    text = "%".join(words)
    return "".join("_" if char > "\x7f" and char.lower() != char.upper() else char for char in text)


def _stem(post_id: PostId) -> str:
    """Return the name of the post's file; a path as an id ends with its extension."""
    return stem_of(post_id) if "/" in post_id else post_id
