"""Numbers for the names that many posts share: folders, lists of names, keys.

Each is given a number when it first occurs. Belongs to the one writer, which keeps the numbers in
memory. Discard after a rollback.
"""

import json
import os
import sqlite3

from reader.index.store.posting_keys import PostingKey, author_keys, category_keys, tag_keys


class StringIds:
    """Looks numbers up, and makes those that are missing."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._folders: dict[str, int] = {}
        self._paths: dict[int, str] = {}
        for number, path in connection.execute("SELECT number, path FROM folders"):
            self._keep_folder(number, os.fsdecode(path))
        rows = connection.execute("SELECT number, names FROM lists").fetchall()
        self._names: dict[int, str] = dict(rows)
        self._lists = {names: number for number, names in rows}
        self._keys: dict[PostingKey, int] = {
            (kind, name): number
            for number, kind, name in connection.execute(
                "SELECT number, kind, name FROM posting_keys"
            )
        }
        self._keys_of_categories: dict[int, tuple[int, ...]] = {}
        self._keys_of_tags: dict[int, tuple[int, ...]] = {}
        self._keys_of_authors: dict[int, tuple[int, ...]] = {}

    def folder(self, path: str) -> int:
        """Return the number of a folder."""
        number = self._folders.get(path)
        if number is None:
            statement = "INSERT INTO folders (path, mtime_ns) VALUES (?, 0)"
            number = self._insert(statement, os.fsencode(path))
            self._keep_folder(number, path)
        return number

    def drop_folder(self, path: str) -> None:
        """Forget the number of a folder that is gone."""
        del self._paths[self._folders.pop(path)]

    def folder_path(self, number: int) -> str:
        """Return the path of a folder."""
        return self._paths[number]

    def list_of(self, names: str) -> int:
        """Return the number of a list of names, given as JSON."""
        number = self._lists.get(names)
        if number is None:
            number = self._insert("INSERT INTO lists (names) VALUES (?)", names)
            self._lists[names] = number
            self._names[number] = names
        return number

    def keys_of_categories(self, number: int) -> tuple[int, ...]:
        """Return the numbers of the keys under which a list's posts are found."""
        found = self._keys_of_categories.get(number)
        if found is None:
            keys = category_keys(json.loads(self._names[number]))
            found = self._keys_of_categories[number] = tuple(map(self.key, sorted(keys)))
        return found

    def keys_of_tags(self, number: int) -> tuple[int, ...]:
        """Return the same for a list of tags."""
        found = self._keys_of_tags.get(number)
        if found is None:
            keys = tag_keys(json.loads(self._names[number]))
            found = self._keys_of_tags[number] = tuple(map(self.key, sorted(keys)))
        return found

    def keys_of_authors(self, number: int) -> tuple[int, ...]:
        """Return the same for a list of authors."""
        found = self._keys_of_authors.get(number)
        if found is None:
            keys = author_keys(json.loads(self._names[number]))
            found = self._keys_of_authors[number] = tuple(map(self.key, sorted(keys)))
        return found

    def key(self, key: PostingKey) -> int:
        """Return the number of a key."""
        number = self._keys.get(key)
        if number is None:
            number = self._insert("INSERT INTO posting_keys (kind, name) VALUES (?, ?)", *key)
            self._keys[key] = number
        return number

    def _keep_folder(self, number: int, path: str) -> None:
        self._folders[path] = number
        self._paths[number] = path

    def _insert(self, statement: str, *values: object) -> int:
        number = self._connection.execute(statement, values).lastrowid
        assert number is not None  # noqa: S101 - an INSERT has just been made
        return number
