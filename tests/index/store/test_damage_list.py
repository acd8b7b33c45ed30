"""Which errors say that an index is damaged: every code of SQLite, and what Python raises."""

import sqlite3

import pytest

from reader.index.store.damage import Meaning, meaning_of

DAMAGED = {"CORRUPT", "NOTADB", "FORMAT"}
UNUSABLE = {
    "PERM", "BUSY", "LOCKED", "READONLY", "IOERR", "FULL", "CANTOPEN", "PROTOCOL", "NOLFS", "AUTH",
}  # fmt: skip
DOUBTFUL = {
    "ERROR", "INTERNAL", "NOTFOUND", "EMPTY", "SCHEMA", "TOOBIG", "CONSTRAINT", "MISMATCH", "RANGE",
}  # fmt: skip
NOTHING = {"ABORT", "NOMEM", "INTERRUPT", "MISUSE", "NOTICE", "WARNING"}
CODES = {
    name.removeprefix("SQLITE_"): code
    for name, code in vars(sqlite3).items()
    if name.startswith("SQLITE_") and isinstance(code, int)
}


def error_of(code: int) -> sqlite3.Error:
    error = sqlite3.DatabaseError("so says SQLite")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("names", "meaning"),
    [
        (DAMAGED, Meaning.DAMAGED),
        (UNUSABLE, Meaning.UNUSABLE),
        (DOUBTFUL, Meaning.DOUBTFUL),
        (NOTHING, Meaning.NOTHING),
    ],
    ids=lambda value: getattr(value, "name", None),
)
def test_each_result_code_has_one_meaning(names: set[str], meaning: Meaning) -> None:
    assert {name: meaning_of(error_of(CODES[name])) for name in names} == dict.fromkeys(
        names, meaning
    )


def test_no_result_code_is_left_out() -> None:
    known = DAMAGED | UNUSABLE | DOUBTFUL | NOTHING | {"OK", "ROW", "DONE"}
    assert set(range(1, 29)) <= {CODES[name] for name in known}


@pytest.mark.parametrize("name", ["CORRUPT_VTAB", "CORRUPT_INDEX", "IOERR_SHORT_READ"])
def test_a_longer_code_means_damage_where_the_short_one_does_or_pages_are_missing(
    name: str,
) -> None:
    assert meaning_of(error_of(CODES[name])) is Meaning.DAMAGED


@pytest.mark.parametrize(
    ("error", "meaning"),
    [
        (sqlite3.ProgrammingError("Cannot operate on a closed database."), Meaning.NOTHING),
        (sqlite3.InterfaceError("bad parameter"), Meaning.NOTHING),
        (sqlite3.OperationalError("Could not decode to UTF-8"), Meaning.DOUBTFUL),
        (ValueError("no Stage"), Meaning.DOUBTFUL),
        (KeyError(7), Meaning.DOUBTFUL),
        (OverflowError(), Meaning.DOUBTFUL),
        (OSError(), Meaning.NOTHING),
        (MemoryError(), Meaning.NOTHING),
        (RecursionError(), Meaning.NOTHING),
    ],
    ids=repr,
)
def test_an_error_without_a_code_is_never_damage_by_itself(
    error: Exception, meaning: Meaning
) -> None:
    assert meaning_of(error) is meaning
