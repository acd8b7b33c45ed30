"""The tables of the reading state, as numbered migrations from nothing to the newest version.

A migration is never changed once it was published: a new one is added. `PRAGMA user_version` is
the number of migrations that a file has been through.
"""

APPLICATION_ID = 0x52645374
"""Marks the file as a reading state of this program (SQLite's `application_id`): ``RdSt``."""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        # An archive is known by its posts, and found again by the folders it was opened in.
        """CREATE TABLE archives (
            number INTEGER PRIMARY KEY,
            key TEXT NOT NULL UNIQUE,
            sample TEXT NOT NULL DEFAULT '[]')""",
        """CREATE TABLE roots (
            path BLOB PRIMARY KEY,
            archive INTEGER NOT NULL,
            seen_us INTEGER NOT NULL) WITHOUT ROWID""",
        # `posts` are ids as bytes: a file's name need not be text. `change` numbers the commits.
        """CREATE TABLE records (
            archive INTEGER NOT NULL,
            field TEXT NOT NULL,
            post BLOB NOT NULL,
            value TEXT NOT NULL,
            at_us INTEGER NOT NULL,
            change INTEGER NOT NULL,
            PRIMARY KEY (archive, field, post)) WITHOUT ROWID""",
        "CREATE INDEX records_by_change ON records (archive, change)",
        """CREATE TABLE sweeps (
            archive INTEGER NOT NULL,
            field TEXT NOT NULL,
            posts INTEGER NOT NULL,
            value TEXT NOT NULL,
            at_us INTEGER NOT NULL,
            change INTEGER NOT NULL,
            PRIMARY KEY (archive, field, posts)) WITHOUT ROWID""",
        """CREATE TABLE post_sets (
            number INTEGER NOT NULL,
            digest BLOB NOT NULL UNIQUE,
            count INTEGER NOT NULL,
            PRIMARY KEY (number))""",
        """CREATE TABLE blocks (
            posts INTEGER NOT NULL,
            place INTEGER NOT NULL,
            first BLOB NOT NULL,
            packed BLOB NOT NULL,
            PRIMARY KEY (posts, place))""",
        "CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID",
        "INSERT INTO counters VALUES ('change', 0)",
    ),
)

SCHEMA_VERSION = len(MIGRATIONS)
