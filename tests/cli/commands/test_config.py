import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reader.config.default_file import default_file
from reader.config.file import parse_settings
from reader.config.settings import SETTINGS, Settings
from reader.session import open_session

Reader = Callable[..., Any]


def written(text: str) -> Path:
    file = Path(os.environ["XDG_CONFIG_HOME"]) / "terminal-news-reader" / "settings.toml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def origins(out: str) -> dict[str, tuple[str, str]]:
    """Return value and origin by key."""
    parts = (line.partition(" = ") for line in out.splitlines())
    apart = ((key, rest.rpartition("# ")) for key, _, rest in parts)
    return {key: (value.strip(), origin) for key, (value, _, origin) in apart}


def test_every_setting_is_shown_with_where_it_comes_from(reader: Reader, archive: Path) -> None:
    file = written(f'justify = true\n[archives.news]\npath = "{archive}"\nmouse = false\n')
    session = open_session(archive)
    session.state.keep_choice("theme", "nord")
    session.state.keep_choice("folded_sections", "views")
    session.state_file.finish()
    shown = origins(reader("config", "--archive", "news").out)
    assert shown["justify"] == ("true", f"{file}:1")
    assert shown["mouse"] == ("false", f"{file}:4")
    assert shown["theme"] == ('"nord"', "chosen on the screen")
    assert shown["archive"] == ('"news"', "PATH")
    assert shown["text_width"] == ("88", "default")
    assert shown["# folded_sections"] == ('"views"', "chosen on the screen")
    assert SETTINGS.keys() < shown.keys()


def test_tables_of_one_key_come_from_the_first_of_them(reader: Reader) -> None:
    table = '[[highlight]]\nquery = "is:starred"\nstyle = "bold"\n'
    file = written(f"justify = true\n{table}{table}")
    assert origins(reader("config").out)["highlight"][1] == f"{file}:2"


def test_what_was_chosen_on_the_screen_is_forgotten(reader: Reader, archive: Path) -> None:
    session = open_session(archive)
    session.state.keep_choice("theme", "nord")
    session.state_file.finish()
    assert reader("config", "--reset", "theme").status == 0
    assert open_session(archive).settings.theme == "terminal"
    ran = reader("config", "--reset", "theme")
    assert (ran.status, ran.err) == (
        1,
        "reader: nothing was chosen on the screen for theme; chosen: -\n",
    )


def test_json_has_a_line_for_each_setting(reader: Reader) -> None:
    file = written("text_width = 66")
    found = {one["key"]: one for one in reader("config", "--json").objects}
    assert [*found] == [*SETTINGS]
    assert found["text_width"] == {
        "key": "text_width",
        "value": 66,
        "origin": "file",
        "name": str(file),
        "line": 1,
    }


TABLES = {"keys", "highlight", "macros"}
"""Settings of which the default file shows an example."""


def test_the_default_file_sets_nothing_and_names_every_setting(reader: Reader) -> None:
    text = reader("config", "--default").out
    assert text == default_file()
    assert parse_settings(text, Path("x")).values == {}
    lines = text.replace("\n#", "\n").splitlines()
    spoken = "\n".join(line for line in lines if line and line[0] not in "# ")
    found = parse_settings(spoken, Path("x"))
    assert found.mistakes == ()
    assert found.values.keys() == SETTINGS.keys()
    single = {key: value for key, value in found.values.items() if key not in TABLES}
    assert Settings(**single) == Settings()  # type: ignore[arg-type]
    assert [*found.archives] == ["news"]


def test_an_edited_file_is_made_and_checked(
    reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\necho "mose = 1" >> "$1"\n')
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(editor))
    ran = reader("config", "--edit")
    assert ran.status == 2
    assert "unknown key 'mose', did you mean mouse?" in ran.err
    file = Path(os.environ["XDG_CONFIG_HOME"]) / "terminal-news-reader" / "settings.toml"
    assert file.read_text(encoding="utf-8") == f"{default_file()}mose = 1\n"


def test_a_mistake_is_said_and_the_command_goes_on(reader: Reader) -> None:
    file = written("text_width = 1000\njustify = true")
    ran = reader("list")
    assert ran.status == 0
    assert ran.out
    assert f"{file}:1:14: text_width must be a whole number from 20 to 400" in ran.err


def test_an_archive_is_found_by_its_name(reader: Reader, archive: Path, tmp_path: Path) -> None:
    written(f'[archives.news]\npath = "{archive}"\n[archives.old]\npath = "{tmp_path / "none"}"')
    assert reader("list", "--archive", "news").out == reader("list", "--archive", str(archive)).out
    assert reader("news").opened == [Path("news")]
    assert [one["names"] for one in reader("archives", "--json").objects] == [["news"], ["old"]]


def test_a_folder_called_as_an_archive_needs_its_dot(
    reader: Reader, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(f'[archives.news]\npath = "{archive}"')
    (tmp_path / "here" / "news").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "here")
    assert reader("list", "--archive", "./news").out == ""
    monkeypatch.setenv("READER_ARCHIVE", "news")
    assert reader("list").out == reader("list", "--archive", str(archive)).out != ""
