"""The README's tables and commands say what the code says.

``python tests/test_readme.py`` writes the tables again.
"""

import re
from collections.abc import Callable, Iterable
from pathlib import Path

import click
import pytest

from reader.archive.query.keys import KEYS
from reader.cli.archive_choice import COMMANDS
from reader.cli.program import program
from reader.config.default_file import as_toml
from reader.config.settings import SETTINGS
from reader.paths import settings_file
from reader.ui.command_table import key_table

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
_SHORT_PATH = "~/.config/terminal-news-reader/settings.toml"


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    cells = [heads, ("---" for _ in heads), *rows]
    return "".join(
        f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |\n".replace("  ", " ")
        for row in cells
    )


def keys() -> str:
    rows: list[tuple[str, str, str]] = []
    group = None
    for row in key_table({}):
        if row.group is not group:
            group = row.group
            rows.append((f"**{group.value}**", "", ""))
        spoken = " ".join(f"`{key}`" for key in _apart(row.keys))
        rows.append((spoken, row.help, f"`{row.id}`" if row.id else ""))
    return table(("Keys", "What they do", "Name in the settings"), rows)


def _apart(spoken: str) -> list[str]:
    """Return keys one by one; a range of keys stays whole."""
    return [spoken] if "…" in spoken else spoken.split(" ")


def commands() -> str:
    rows = [("`reader [PATH]`", "Open the screen on the archive in the folder PATH.")]
    for name in COMMANDS:
        command = program.get_command(click.Context(program), name)
        assert command is not None
        words = [f"reader {name}", *(_spelled(parameter) for parameter in command.params)]
        rows.append((f"`{' '.join(words)}`", (command.help or "").partition("\n\n")[0]))
    return table(("Command", "What it does"), rows)


def _spelled(parameter: click.Parameter) -> str:
    if isinstance(parameter, click.Option):
        value = "" if parameter.is_flag else f" {parameter.metavar}"
        return f"[{parameter.opts[0]}{value}]"
    name = (parameter.name or "").upper()
    name = f"{name}..." if parameter.nargs == -1 else name
    return name if parameter.required else f"[{name}]"


def settings() -> str:
    rows = (
        (f"`{key}`", f"`{as_toml(setting.default)}`", setting.meaning)
        for key, setting in SETTINGS.items()
    )
    return table(("Key", "Default", "Meaning"), rows)


def query_keys() -> str:
    rows = (
        (f"`{key.name}:`", " ".join(f"`{twin}：`" for twin in key.twins), key.help) for key in KEYS
    )
    return table(("Key", "In Chinese", "What it asks for"), rows)


TABLES: dict[str, Callable[[], str]] = {
    "keys": keys,
    "commands": commands,
    "settings": settings,
    "query keys": query_keys,
}


def _marked(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<=<!-- {name} -->\n).*?(?=<!-- /{name} -->)", re.DOTALL)


@pytest.mark.parametrize("name", TABLES)
def test_a_table_says_what_the_code_says(name: str) -> None:
    written = _marked(name).search(README.read_text(encoding="utf-8"))
    assert written is not None
    assert written[0] == TABLES[name](), "rewrite it with: python tests/test_readme.py"


def test_the_place_of_the_settings_is_the_true_one() -> None:
    assert _SHORT_PATH in README.read_text(encoding="utf-8")
    assert settings_file().parts[-2:] == Path(_SHORT_PATH).parts[-2:]


def _write_tables() -> None:
    text = README.read_text(encoding="utf-8")
    for name, make in TABLES.items():
        made = make()
        text = _marked(name).sub(lambda _, made=made: made, text)
    README.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    _write_tables()
