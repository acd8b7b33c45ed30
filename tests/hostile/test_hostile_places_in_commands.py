"""Commands on an archive that is hostile in every place: nothing that they say acts."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from support.hostile_places import (
    HOSTILE,
    NAMED,
    state_lines,
    write_archive,
    write_newsboat_cache,
    write_settings,
)
from support.linear_session import hear
from support.pseudo_terminal import PseudoTerminal
from support.raw_output import acting_in_colour, acting_in_pipe

from reader.cli.program import run
from reader.completion import words
from reader.session import open_session
from reader.ui.keys.keys_page import keys_page_of

SHOWING = (
    *("list", "list --csv", "list --json", "search 甲", "search 甲 --json", "next", "random"),
    "list --columns id,path,title,note,labels,tags,categories,author",
    *("stats", "stats --json", "check", "check --json", "doctor", "doctor --json", "index"),
    *("config", "config --json", "state export", "mark-read is:unread", "undo"),
    *("export --format txt", "export --format html", "export --format json"),
    *("export --format csv", "export --format atom"),
)
REFUSED = (
    ("list", "--", f"({HOSTILE}"),
    *(("list", "--", f"{key}:{HOSTILE}") for key in ("after", "is", "sort", "label", "view")),
    ("list", "--", f"/({HOSTILE}/"),
    ("list", "--format", f"{{{HOSTILE}}}"),
    ("list", "--format", HOSTILE),
    ("list", "--columns", HOSTILE),
    ("list", "--limit", HOSTILE),
    ("list", f"--{HOSTILE}"),
    ("show", "--", HOSTILE),
    ("mark-read", "--", HOSTILE),
    ("help", HOSTILE),
    ("setup", HOSTILE),
    ("serve", "--port", HOSTILE),
    ("config", "--reset", HOSTILE),
    ("export", "--format", HOSTILE),
    ("export", "--output", f"/{NAMED}/{NAMED}"),
    ("state", "import", HOSTILE),
    ("archives", "--join", HOSTILE, HOSTILE),
    ("--archive", HOSTILE, "list"),
    ("--lang", HOSTILE, "list"),
    (HOSTILE,),
)
"""Command lines that are wrong, or find nothing, with a hostile text in the argument."""


TYPED = (
    "", "views", "1", "help", "search 甲", f"search ({HOSTILE}", f"is:{HOSTILE}", HOSTILE, "back",
    f"keep {HOSTILE}", f"delete {HOSTILE}", "archives", "back", f"label 1 {HOSTILE}",
    f"note 1 {HOSTILE}", "go 2", f"go {HOSTILE}", f"export /{NAMED}/{HOSTILE}".replace("\n", ""),
    "problems", "undo", "redo", *(
        typed
        for number in range(1, 11)
        for typed in (f"{number}", "all", "head", "contents", "back", "links", "source", "find 甲",
                      f"find {HOSTILE}", "open 1", "back", "back", "back")
    ),
)  # fmt: skip
"""Lines for ``--linear`` that lead through its lists, prompts, texts and refusals."""


FOLDERS = ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")
KINDS_OF_WORDS = ("archive", "category", "tag", "author", "label", "view", "post")


class Said(NamedTuple):
    """What a command answered."""

    status: int
    out: bytes
    err: bytes

    @property
    def acting(self) -> set[str]:
        return acting_in_pipe((self.out + self.err).replace(b"\t", b""))


Reader = Callable[..., Said]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the module's archive, its index and what was marked in it are kept."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(autouse=True)
def _at_home(home: Path, _own_state: None, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in FOLDERS:
        monkeypatch.setenv(name, str(home / name))


@pytest.fixture(scope="module")
def ask(home: Path) -> Reader:
    """Return a function that runs a command line in this process, with a typed input."""

    def run_here(*arguments: str | Path, typed: str = "") -> Said:
        streams = [io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2)]
        with pytest.MonkeyPatch.context() as patch:
            for name in FOLDERS:
                patch.setenv(name, str(home / name))
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed.encode())))
            patch.setattr(sys, "stdout", streams[0])
            patch.setattr(sys, "stderr", streams[1])
            status = run([*map(str, arguments)], lambda _: 1, keys_page_of)
            out, err = (stream.buffer.getvalue() for stream in streams)  # type: ignore[attr-defined]
        return Said(status, out, err)

    return run_here


@pytest.fixture(scope="module")
def archive(home: Path, ask: Reader) -> Path:
    """An archive with hostile posts, marks, labels, notes, views and histories."""
    root = write_archive(home / NAMED)
    listed = ask("list", "--json", "--archive", root)
    ids = [json.loads(line)["id"] for line in listed.out.splitlines()]
    kept = ask("state", "import", "--archive", root, typed=state_lines(ids))
    assert kept.status == 0, kept.err
    return root


@pytest.mark.parametrize("command", SHOWING)
def test_nothing_of_any_place_acts_in_a_pipe(ask: Reader, archive: Path, command: str) -> None:
    said = ask(*command.split(), "--archive", archive)
    assert said.status in {0, 1}
    assert said.acting == set()


def test_every_post_is_shown_and_nothing_of_it_acts(ask: Reader, archive: Path) -> None:
    listed = ask("list", "--json", "--archive", archive).out.splitlines()
    shown = ask("show", "--archive", archive, "--", *(json.loads(line)["id"] for line in listed))
    assert shown.status == 0
    assert shown.out.decode().count("甲") > 100
    assert shown.acting == set()


@pytest.mark.parametrize("arguments", REFUSED, ids=lambda words: ascii("-".join(words)[:20]))
def test_nothing_of_a_command_line_acts(ask: Reader, arguments: tuple[str, ...]) -> None:
    said = ask(*arguments)
    assert said.acting == set()
    assert b"Traceback" not in said.err


def test_nothing_of_an_import_acts(ask: Reader, archive: Path, home: Path) -> None:
    write_newsboat_cache(home / "cache.db")
    for file, typed in (
        (home / "cache.db", ""),
        ("-", HOSTILE),
        ("-", f'{{"post": "{HOSTILE}"}}'),
    ):
        newsboat = ["--newsboat"] if file != "-" else []
        said = ask("state", "import", *newsboat, file, "--archive", archive, typed=typed)
        assert said.err
        assert said.acting == set()


def test_nothing_of_settings_and_themes_acts(ask: Reader, archive: Path, home: Path) -> None:
    write_settings(home / "XDG_CONFIG_HOME", archive)
    file = home / "XDG_CONFIG_HOME" / "terminal-news-reader" / "settings.toml"
    try:
        for command in ("list", "config", "config --json", "doctor", "archives", "archives --json"):
            said = ask(*command.split())
            assert "甲" in (said.out + said.err).decode() or command == "doctor"
            assert said.acting == set()
        for broken in (f'a = "{HOSTILE}', f"{HOSTILE} = 1", f"a = {HOSTILE}", "\udcff"):
            file.write_bytes(broken.encode("utf-8", "surrogateescape"))
            said = ask("list", "--archive", archive)
            assert b"settings.toml" in said.err
            assert said.acting == set()
    finally:
        file.unlink()


def test_nothing_that_a_shell_completes_acts(
    archive: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    for kind in KINDS_OF_WORDS:
        words.run([kind, "", str(archive)])
    assert acting_in_pipe(capfdbinary.readouterr().out.replace(b"\t", b"")) == set()


def test_nothing_that_is_said_line_by_line_acts(archive: Path) -> None:
    said = hear(open_session(archive), [line.replace("\n", "") for line in TYPED])
    assert said.count("甲") > 50
    assert acting_in_pipe(said.encode().replace(b"\t", b"")) == set()


@pytest.mark.parametrize("command", ["export", "state export"])
def test_nothing_acts_on_a_terminal_but_colours(
    reader_in_terminal: Callable[..., PseudoTerminal], archive: Path, command: str
) -> None:
    terminal = reader_in_terminal(*command.split(), "--archive", archive)
    assert terminal.wait_for_end() in {0, 1}
    assert "甲" in terminal.output
    assert acting_in_colour(bytes(terminal.raw)) == set()
