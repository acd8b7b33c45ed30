from pathlib import Path

import pytest
from textual.color import Color

from reader.config import Settings
from reader.session import open_session
from reader.ui.app import ReaderApp
from reader.ui.themes.user_themes import read_user_themes
from reader.ui.themes.variables import contrast


def written(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_without_a_folder_there_are_no_themes(tmp_path: Path) -> None:
    assert read_user_themes(tmp_path / "themes") == ((), ())


def test_a_theme_is_called_as_its_file_and_has_its_colours(tmp_path: Path) -> None:
    text = (
        'background = "#102030"\nprimary = "teal"\ndark = true\n[variables]\nborder = "#ff0000"\n'
    )
    (theme,), mistakes = read_user_themes(written(tmp_path, "sea.toml", text))
    assert (theme.name, theme.background, theme.primary) == ("sea", "#102030", "teal")
    assert theme.variables["border"] == "#ff0000"
    assert not mistakes


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('primry = "#ffffff"', "unknown key primry; did you mean primary?"),
        ('primary = "#ggg"', "primary must be a colour"),
        ("primary = 3", "primary must be a colour"),
        ('dark = "yes"', "dark must be true or false"),
        ("text_alpha = 2", "text_alpha must be a number from 0 to 1"),
        ("variables = 1", "variables must be a table"),
        (
            '[variables]\nbordr = "red"',
            "unknown key variables.bordr; did you mean variables.border?",
        ),
        ('[variables]\nborder = "reddish"', "variables.border must be a colour"),
        ('[variables]\nminimum-contrast = "99"', "variables.minimum-contrast must be"),
        ('[variables]\ncode-text-style = "fat"', "variables.code-text-style must be"),
    ],
)
def test_a_mistake_is_named_and_the_rest_of_the_theme_holds(
    tmp_path: Path, text: str, said: str
) -> None:
    folder = written(tmp_path, "mine.toml", f'accent = "#00ff00"\n{text}\n')
    (theme,), (sentence,) = read_user_themes(folder)
    assert sentence.startswith(f"{folder / 'mine.toml'}: {said}")
    assert theme.accent == "#00ff00"


@pytest.mark.parametrize("text", ["primary = ", "\x00", "a" * 70_000])
def test_a_file_that_is_no_toml_is_named_and_the_other_themes_hold(
    tmp_path: Path, text: str
) -> None:
    folder = written(tmp_path, "bad.toml", text)
    (theme,), (sentence,) = read_user_themes(written(folder, "good.toml", 'primary = "red"\n'))
    assert theme.name == "good"
    assert f"{folder / 'bad.toml'}: can't be read" in sentence


def test_a_users_theme_is_chosen_by_the_settings_and_made_readable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    text = 'background = "#202020"\nprimary = "#303030"\n[variables]\nnothing = "red"\n'
    written(tmp_path / "config/terminal-news-reader/themes", "mine.toml", text)
    app = ReaderApp(open_session(tmp_path, Settings(theme="mine")))
    variables = app.get_css_variables()
    assert app.theme == "mine"
    assert contrast(Color.parse(variables["text-primary"]), Color.parse("#202020")) >= 4.5
    assert "mine.toml: unknown key variables.nothing" in app.session.notice
