import subprocess
import sys
from pathlib import Path

import pytest

from reader.config import (
    AmbiguousWidth,
    Follow,
    Gains,
    Highlight,
    Settings,
    WideBlocks,
)
from reader.config.file import read_settings
from reader.config.in_force import Source, settings_of
from reader.errors import SettingsError


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "settings.toml"
    file.write_text(text, encoding="utf-8")
    return file


def settings_in(file: Path) -> Settings:
    return settings_of(read_settings(file)).settings


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert settings_in(tmp_path / "settings.toml") == Settings()


def test_an_empty_file_changes_nothing(tmp_path: Path) -> None:
    assert settings_in(written(tmp_path, "")) == Settings()


def test_every_setting_can_be_written(tmp_path: Path) -> None:
    text = """
        archive = "~/finews"
        follow = "at-once"
        follow_after_ms = 0
        text_width = 400
        justify = true
        first_line_indent = true
        han_latin_space = true
        hanging_punctuation = true
        wide_blocks = "wrap"
        ambiguous_width = "wide"
        theme = "nord"
        gains = "red"
        mouse = false
        [keys]
        toggle_star = "x,f2"
        [[highlight]]
        query = "is:starred"
        style = "bold"
        [[highlight]]
        query = "tag:gold"
        style = "warning underline"
    """
    assert settings_in(written(tmp_path, text)) == Settings(
        archive="~/finews",
        follow=Follow.AT_ONCE,
        follow_after_ms=0,
        text_width=400,
        justify=True,
        first_line_indent=True,
        han_latin_space=True,
        hanging_punctuation=True,
        wide_blocks=WideBlocks.WRAP,
        ambiguous_width=AmbiguousWidth.WIDE,
        theme="nord",
        gains=Gains.RED,
        mouse=False,
        keys={"toggle_star": "x,f2"},
        highlight=(
            Highlight("is:starred", "bold"),
            Highlight("tag:gold", "warning underline"),
        ),
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("archiv = 'x'", "unknown key 'archiv'"),
        ("archive = 1", "archive must be text in quotes"),
        ("follow = 'never'", "follow must be one of at-once, on-rest, on-enter"),
        ("follow = ['at-once']", "follow must be one of"),
        ("text_width = 19", "text_width must be a whole number from 20 to 400"),
        ("text_width = 401", "text_width must be a whole number"),
        ("text_width = 80.0", "text_width must be a whole number"),
        ("follow_after_ms = true", "follow_after_ms must be a whole number"),
        ("mouse = 'yes'", "mouse must be true or false"),
        ("keys = 'x'", "keys must be a table"),
        ("keys = {quit = 1}", "keys.quit must be text in quotes"),
    ],
)
def test_what_is_impossible_is_named_and_the_rest_holds(
    tmp_path: Path, text: str, said: str
) -> None:
    file = written(tmp_path, f"justify = true\n  {text}")
    found = read_settings(file)
    (mistake,) = found.mistakes
    assert str(mistake).startswith(f"{file}:2:")
    assert said in mistake.sentence
    assert settings_of(found).settings == Settings(justify=True)


def test_what_is_no_toml_is_refused_with_its_place(tmp_path: Path) -> None:
    file = written(tmp_path, "mouse = true\ntext_width = ")
    with pytest.raises(SettingsError, match=r"settings.toml:2:14: is not TOML: Invalid value"):
        read_settings(file)


def test_an_unknown_key_is_named_with_the_nearest_right_one(tmp_path: Path) -> None:
    (mistake,) = read_settings(written(tmp_path, "\n  text_widht = 80")).mistakes
    assert mistake.sentence == "unknown key 'text_widht', did you mean text_width?"
    assert (mistake.line, mistake.column) == (2, 3)


def test_a_wrong_value_is_named_with_its_own_column(tmp_path: Path) -> None:
    (mistake,) = read_settings(written(tmp_path, 'note = """\nmouse = 1"""\nmouse = 2')).mistakes[
        1:
    ]
    assert (mistake.line, mistake.column) == (3, 9)


def test_of_a_table_only_the_wrong_entry_is_left_out(tmp_path: Path) -> None:
    text = '[keys]\nquit = 1\nundo = "U"\n[[highlight]]\nquery = "a"\n'
    text += '[[highlight]]\nquery = "b"\nstyle = "bold"'
    found = read_settings(written(tmp_path, text))
    assert found.values == {"keys": {"undo": "U"}, "highlight": (Highlight("b", "bold"),)}
    assert [mistake.line for mistake in found.mistakes] == [2, 4]


def test_an_archive_has_settings_of_its_own(tmp_path: Path) -> None:
    text = 'text_width = 70\n[keys]\nundo = "U"\n[archives.news]\npath = "/news"\njustify = true'
    text += '\n[archives.news.keys]\nquit = "Q"'
    found = read_settings(written(tmp_path, text))
    in_force = settings_of(found, found.archive_at(Path("news")))
    assert in_force.settings == Settings(
        text_width=70, justify=True, keys={"undo": "U", "quit": "Q"}
    )
    assert found.line_of(*in_force.origin_of("justify").key) == 6
    assert found.archive_at(Path("/news")) is found.archives["news"]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("archives = 1", 1, "archives must be tables"),
        ("[archives.news]\nmouse = true", 1, "must have path"),
        ('[archives.news]\npath = "x"\nmuose = true', 3, "did you mean mouse?"),
        ('[archives.news]\npath = "x"\nlanguage = "en"', 3, "language holds for all archives"),
    ],
)
def test_a_mistake_in_the_table_of_an_archive_is_named(
    tmp_path: Path, text: str, line: int, said: str
) -> None:
    (mistake,) = read_settings(written(tmp_path, text)).mistakes
    assert mistake.line == line
    assert said in mistake.sentence


def test_a_choice_on_the_screen_overrides_the_file(tmp_path: Path) -> None:
    in_force = settings_of(read_settings(written(tmp_path, "text_width = 70\nmouse = true")))
    chosen = in_force.chosen(
        {"text_width": "66", "mouse": "false", "follow": "on-enter", "justify": "?", "other": "x"}
    )
    assert chosen.settings == Settings(text_width=66, mouse=False, follow=Follow.ON_ENTER)
    assert chosen.origin_of("text_width").source is Source.SCREEN
    assert chosen.origin_of("justify").source is Source.DEFAULT


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(b'archive = "\xff"')
    with pytest.raises(SettingsError, match="can't be read"):
        read_settings(file)


def test_a_folder_in_place_of_the_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="can't be read"):
        read_settings(tmp_path)


def test_a_home_that_is_no_folder_has_no_settings() -> None:
    assert settings_in(Path("/dev/null/.config/settings.toml")) == Settings()


def test_a_home_of_another_user_has_no_settings(
    tmp_path: Path, needing_permission: list[str]
) -> None:
    file = written(tmp_path, 'archive = "x"')
    program = "import sys; from pathlib import Path; from reader.config.file import read_settings\n"
    program += "print(read_settings(Path(sys.argv[1])).values.get('archive', ''))"
    command = [*needing_permission, sys.executable, "-c", program, str(file)]
    assert subprocess.check_output(command, text=True) == "x\n"
    tmp_path.chmod(0)
    try:
        assert subprocess.check_output(command, text=True) == "\n"
    finally:
        tmp_path.chmod(0o700)
