"""No error of ours, nor an interrupt, passes for damage: the index stays as it is."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from support.archive_files import index_of, open_indexed, write_posts, write_text

from reader.__main__ import INTERRUPTED
from reader.archive.query.parser import parse_query
from reader.archive.query.post_text import PostText
from reader.archive.repository import Progress
from reader.errors import ArchiveError, PatternError
from reader.index.post_files import PostFiles
from reader.sqlite import Connection

COUNT = 30
ERRORS = (
    KeyboardInterrupt(),
    SystemExit(3),
    MemoryError(),
    RecursionError(),
    OverflowError("too large"),
    ZeroDivisionError(),
    ValueError("no number"),
    UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte"),
    TypeError("no text"),
    KeyError("title"),
    IndexError(9),
    AttributeError("text"),
    AssertionError(),
    NotImplementedError(),
    OSError(5, "Input/output error"),
    TimeoutError(),
    EOFError(),
    sqlite3.OperationalError("of another file"),
    sqlite3.ProgrammingError("closed"),
    ArchiveError("/a", "gone"),
    PatternError("bad"),
)


@pytest.fixture
def index(root: Path, cache: Path) -> Path:
    write_posts(root, COUNT)
    repository = open_indexed(root, cache)
    repository.refresh()
    repository.read_texts()
    return index_of(root, cache)


@pytest.fixture
def raise_at_texts(monkeypatch: pytest.MonkeyPatch) -> Callable[[BaseException], None]:
    """Return what makes every look into a post's file raise an error."""

    def begin(error: BaseException) -> None:
        def read_text(_: PostFiles, __: str) -> PostText:
            raise error

        monkeypatch.setattr(PostFiles, "read_text", read_text)

    return begin


def same(index: Path) -> tuple[int, int]:
    return index.stat().st_ino, index.stat().st_size


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_what_a_function_of_sql_raises_comes_out_and_leaves_the_index(
    root: Path,
    cache: Path,
    index: Path,
    raise_at_texts: Callable[[BaseException], None],
    error: BaseException,
) -> None:
    before = same(index)
    repository = open_indexed(root, cache)
    raise_at_texts(error)
    with pytest.raises(type(error)) as caught:
        repository.select(parse_query("text:/./")).complete()
    assert caught.value is error
    assert same(index) == before
    assert repository.counts().total == COUNT


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_what_a_report_of_a_refresh_raises_comes_out_and_leaves_the_index(
    root: Path, cache: Path, index: Path, error: BaseException
) -> None:
    before = index.stat().st_ino
    repository = open_indexed(root, cache)
    assert isinstance(repository.counts().total, int)
    write_text(root, "_posts/2023-01-01-new.md", "new")

    def report(_: Progress) -> None:
        raise error

    with pytest.raises(type(error)):
        repository.refresh(report)
    assert index.stat().st_ino == before
    repository.refresh()
    assert repository.counts().total == COUNT + 1


def test_an_interrupt_on_the_doorstep_of_a_function_is_an_interrupt(
    root: Path, cache: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that is pending when SQLite calls is raised before the function's first line."""

    def call_without_keeping(_: Connection, function: Callable[..., object]) -> object:
        return lambda *_: function()

    before = same(index)
    repository = open_indexed(root, cache)
    monkeypatch.setattr(Connection, "_keeping", call_without_keeping)
    monkeypatch.setattr(PostFiles, "read_text", interrupt)
    with pytest.raises(KeyboardInterrupt):
        repository.select(parse_query("text:/./")).complete()
    assert same(index) == before


def interrupt(*_: object) -> None:
    raise KeyboardInterrupt


INTERRUPTED_AT_THE_FIRST_TEXT = """
import signal, sys
from reader.__main__ import main
from reader.index.post_files import PostFiles
PostFiles.read_text = lambda *_: signal.raise_signal(signal.SIGINT)
sys.argv[0] = "reader"
sys.exit(main())
"""


def test_ctrl_c_in_a_search_ends_it_with_130_and_leaves_the_index(
    root: Path, tmp_path: Path
) -> None:
    write_posts(root, COUNT)
    places = {"XDG_CACHE_HOME": "cache", "XDG_DATA_HOME": "data", "XDG_CONFIG_HOME": "config"}
    environment = os.environ | {name: str(tmp_path / place) for name, place in places.items()}
    program = [sys.executable, "-c", INTERRUPTED_AT_THE_FIRST_TEXT]
    build = [*program, "index", "--archive", str(root)]
    search = [*program, "search", "--archive", str(root), "text:/./"]
    subprocess.run(build, env=environment, check=True)
    (file,) = (tmp_path / "cache").rglob("*.sqlite")
    before = same(file)
    ended = subprocess.run(search, env=environment, check=False)
    assert ended.returncode == INTERRUPTED
    assert same(file) == before
