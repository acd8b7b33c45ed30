import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import reader as package

Reader = Callable[..., Any]


def test_a_first_word_that_is_no_command_is_the_archive_of_the_screen(reader: Reader) -> None:
    assert reader("somewhere").opened == [Path("somewhere")]


def test_no_word_at_all_opens_the_screen_on_the_usual_archive(reader: Reader) -> None:
    assert reader().opened == [None]


@pytest.mark.parametrize("arguments", [("--archive", "x"), ("x",), ("./list",)])
def test_the_screen_takes_its_archive_either_way(
    reader: Reader, arguments: tuple[str, ...]
) -> None:
    opened = reader(*arguments).opened
    assert opened == [Path.cwd() / arguments[-1] if "./" in arguments[-1] else Path(arguments[-1])]


@pytest.mark.parametrize("arguments", [("--no-index",), ("--no-index", "x"), ("x", "--no-index")])
def test_the_screen_does_without_an_index_where_none_is_wanted(
    reader: Reader, arguments: tuple[str, ...]
) -> None:
    (choice,) = reader(*arguments).screens
    assert not choice.uses_index


def test_the_screen_usually_has_an_index(reader: Reader) -> None:
    (choice,) = reader("x").screens
    assert choice.uses_index


def test_the_screens_exit_status_is_the_programs(archive: Path) -> None:
    from reader.cli.program import run
    from reader.ui.keys.keys_page import keys_page_of

    assert run([str(archive)], lambda _: 143, keys_page_of) == 143


@pytest.mark.parametrize("arguments", [("x", "--archive", "y"), ("--archive", "y", "x")])
def test_two_archives_are_refused(reader: Reader, arguments: tuple[str, ...]) -> None:
    ran = reader(*arguments)
    assert (ran.status, ran.out, ran.opened) == (2, "", [])
    assert (
        ran.err == "reader: name the archive once, as PATH or with --archive; see reader --help\n"
    )


def test_the_archive_may_be_named_before_or_after_the_command(
    reader: Reader, archive: Path
) -> None:
    before = reader("--archive", archive, "list")
    after = reader("list", "--archive", archive)
    assert before == after
    assert after.status == 0


def test_the_archive_after_the_command_counts(reader: Reader, archive: Path) -> None:
    assert reader("--archive", "nowhere", "list", "--archive", archive).status == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--colour",), "no such option"),
        (("list", "--limit", "x"), "invalid value for '--limit'"),
        (("list", "--limit", "0"), "invalid value for '--limit'"),
        (("list", "--limit"), "option '--limit' requires an argument"),
        (("show",), "missing argument 'POST...'"),
        (("stats", "a", "b"), "got unexpected extra argument"),
        (("show", "a", "--width", "1"), "invalid value for '--width'"),
        (("one", "two"), "got unexpected extra argument"),
        (("",), "the path is empty"),
        (("list", "--archive", ""), "the path is empty"),
    ],
)
def test_wrong_usage_is_one_sentence_that_names_the_help(
    reader: Reader, arguments: tuple[str, ...], said: str
) -> None:
    ran = reader(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("reader: ")
    assert said in ran.err
    assert ran.err.endswith(" --help\n")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("command", [(), ("list",), ("show",), ("stats",), ("check",), ("index",)])
def test_every_command_has_its_help(reader: Reader, command: tuple[str, ...]) -> None:
    ran = reader(*command, "--help")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("Usage: reader")
    assert "--archive" in ran.out


def test_the_help_tells_how_to_open_a_folder_called_like_a_command(reader: Reader) -> None:
    assert "reader ./list" in " ".join(reader("--help").out.split())


def test_the_version_is_told(reader: Reader) -> None:
    assert reader("--version").out == f"reader {package.__version__}\n"


@pytest.mark.parametrize("command", [("list",), ("show", "x"), ("stats",), ("check",), ("index",)])
def test_an_archive_that_is_not_there_is_one_sentence(
    reader: Reader, command: tuple[str, ...], tmp_path: Path
) -> None:
    ran = reader(*command, "--archive", tmp_path / "none")
    assert (ran.status, ran.out) == (3, "")
    assert ran.err == f"reader: {tmp_path}/none: no such file or directory\n"


def test_a_file_is_no_archive(reader: Reader, tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.touch()
    ran = reader("list", "--archive", file)
    assert (ran.status, ran.err) == (3, f"reader: {file}: not a folder\n")


def test_what_a_path_would_do_to_the_terminal_is_replaced(reader: Reader) -> None:
    assert "\x1b" not in reader("list", "--archive", "\x1b]0;title\x07").err


def test_settings_that_are_no_toml_are_wrong_usage(reader: Reader) -> None:
    text = "archive = "
    file = Path(os.environ["XDG_CONFIG_HOME"]) / "terminal-news-reader" / "settings.toml"
    file.parent.mkdir()
    file.write_text(text)
    ran = reader("list")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == f"reader: {file}:1:11: is not TOML: Invalid value\n"


def test_a_current_folder_that_is_gone_is_one_sentence(
    reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    monkeypatch.chdir(folder)
    folder.rmdir()
    ran = reader("list")
    assert (ran.status, ran.out) == (3, "")
    assert ran.err.count("\n") == 1


def test_the_samples_are_announced_on_standard_error(
    reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = reader("list", "--limit", "1")
    assert ran.status == 0
    assert ran.err.startswith("reader: These are the bundled samples.")
    assert ran.out.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("archives", "--join", "a"), "option '--join' requires 2 arguments"),
        (("stats", "--archive"), "option '--archive' requires an argument"),
        (("config", "--reset"), "option '--reset' requires an argument"),
        (("index", "--nothing"), "no such option: --nothing"),
    ],
)
def test_wrong_usage_of_a_command_refers_to_its_own_help(
    reader: Reader, arguments: tuple[str, ...], reason: str
) -> None:
    ran = reader(*arguments)
    assert ran.status == 2
    assert ran.err.startswith(f"reader: {reason}")
    assert ran.err.endswith(f"; see reader {arguments[0]} --help\n")
