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
    load_settings,
)
from reader.errors import SettingsError


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "settings.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "settings.toml") == Settings()


def test_an_empty_file_changes_nothing(tmp_path: Path) -> None:
    assert load_settings(written(tmp_path, "")) == Settings()


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
    assert load_settings(written(tmp_path, text)) == Settings(
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
        ("text_width = ", "is not TOML"),
    ],
)
def test_what_is_impossible_is_refused_by_name(tmp_path: Path, text: str, said: str) -> None:
    file = written(tmp_path, text)
    with pytest.raises(SettingsError) as raised:
        load_settings(file)
    assert said in str(raised.value)
    assert str(raised.value).startswith(str(file))


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(b'archive = "\xff"')
    with pytest.raises(SettingsError, match="can't be read"):
        load_settings(file)


def test_a_folder_in_place_of_the_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="can't be read"):
        load_settings(tmp_path)


def test_a_home_that_is_no_folder_has_no_settings() -> None:
    assert load_settings(Path("/dev/null/.config/settings.toml")) == Settings()


def test_a_home_of_another_user_has_no_settings(
    tmp_path: Path, needing_permission: list[str]
) -> None:
    file = written(tmp_path, 'archive = "x"')
    program = "import sys; from pathlib import Path; from reader.config import load_settings\n"
    program += "print(load_settings(Path(sys.argv[1])).archive)"
    command = [*needing_permission, sys.executable, "-c", program, str(file)]
    assert subprocess.check_output(command, text=True) == "x\n"
    tmp_path.chmod(0)
    try:
        assert subprocess.check_output(command, text=True) == "\n"
    finally:
        tmp_path.chmod(0o700)
