"""The tables of the reading state, as numbered migrations from nothing to the newest version.

A migration is never changed once it was published: a new one is added. `PRAGMA user_version` is
the number of migrations that a file has been through.
"""

from reader.state.file.checksums import ARCHIVES, POST_SETS, ROOTS, SWEEPS, TABLES, Table

APPLICATION_ID = 0x52645374
"""Marks the file as a reading state of this program (SQLite's `application_id`): ``RdSt``."""

DIGEST_MASK = 2**62 - 1
"""The sum of the checksums of a table's rows is kept up to this."""


def _with_checksums(table: Table) -> tuple[str, ...]:
    """Return statements that give a table checksums, and keep its row in `totals` in step."""
    name = table.name
    update = f"UPDATE totals SET rows = rows + {{}}, digest = (digest + {{}}) & {DIGEST_MASK}"
    triggers = {
        "INSERT": update.format(1, "NEW.sum"),
        "DELETE": update.format(-1, "-OLD.sum"),
        "UPDATE": update.format(0, "NEW.sum - OLD.sum"),
    }
    return (
        f"ALTER TABLE {name} ADD COLUMN sum INTEGER NOT NULL DEFAULT 0",
        f"UPDATE {name} SET sum = {table.sql_sum}",
        f"INSERT INTO totals SELECT '{name}', count(*), coalesce(sum(sum), 0) & {DIGEST_MASK}"
        f" FROM {name}",
        *(
            f"CREATE TRIGGER {name}_{event.lower()} AFTER {event} ON {name}"
            f" BEGIN {statement} WHERE name = '{name}'; END"
            for event, statement in triggers.items()
        ),
    )


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
    (
        # Of how many posts the sample was taken: a larger archive needs another one.
        "ALTER TABLE archives ADD COLUMN sampled INTEGER NOT NULL DEFAULT 0",
        # Every row carries a checksum (see `checksums`), and every table has its number of rows
        # and the sum of their checksums here.
        """CREATE TABLE totals (
            name TEXT PRIMARY KEY,
            rows INTEGER NOT NULL,
            digest INTEGER NOT NULL) WITHOUT ROWID""",
        *(statement for table in TABLES.values() for statement in _with_checksums(table)),
        # A few rows on which very many others depend stand on a second page each.
        *(
            f"CREATE INDEX {table.name}_again ON {table.name} ({', '.join(table.mirrored)})"
            for table in (ARCHIVES, ROOTS, SWEEPS, POST_SETS)
        ),
    ),
)

SCHEMA_VERSION = len(MIGRATIONS)
