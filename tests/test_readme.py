"""The tables and commands of the README, in English and in Chinese, say what the code says.

``python tests/test_readme.py`` writes the tables again.
"""

import re
from collections.abc import Callable, Iterable
from pathlib import Path

import click
import pytest
from support.languages import speaking

from reader.archive.query.keys import KEYS
from reader.cli.archive_choice import COMMANDS
from reader.cli.program import program
from reader.config.default_file import as_toml
from reader.config.settings import SETTINGS
from reader.messages.language import Language, current_language
from reader.messages.language import gettext as _
from reader.paths import settings_file
from reader.ui.command_table import key_table

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
CHINESE_README = ROOT / "reader" / "README.zh.md"
READMES = {README: Language.ENGLISH, CHINESE_README: Language.SIMPLIFIED_CHINESE}
_SHORT_PATH = "~/.config/terminal-news-reader/settings.toml"
_CHINESE = {
    "Keys": "按键",
    "What they do": "作用",
    "Name in the settings": "设置中的名称",
    "Command": "命令",
    "What it does": "作用",
    "Open the screen on the archive in the folder PATH.": "在屏幕上打开文件夹 PATH 中的文库。",
    "Key": "键",
    "Default": "默认值",
    "Meaning": "含义",
    "In Chinese": "中文写法",
    "What it asks for": "查找什么",
}
"""What only the tables say."""


def _loaded(name: str) -> click.Command:
    command = program.get_command(click.Context(program), name)
    assert command is not None
    return command


_COMMANDS = {name: _loaded(name) for name in COMMANDS}
"""Imported before a language is chosen, and so with their help in English."""


def _spoken(text: str) -> str:
    return text if current_language() is Language.ENGLISH else _CHINESE[text]


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    cells = [map(_spoken, heads), ("---" for _head in heads), *rows]
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
            rows.append((f"**{_(group.value)}**", "", ""))
        spoken = " ".join(f"`{key}`" for key in _apart(row.keys))
        rows.append((spoken, row.help, f"`{row.id}`" if row.id else ""))
    return table(("Keys", "What they do", "Name in the settings"), rows)


def _apart(spoken: str) -> list[str]:
    """Return keys one by one; a range of keys stays whole."""
    return [spoken] if "…" in spoken else spoken.split(" ")


def commands() -> str:
    rows = [
        ("`reader [PATH]`", _spoken("Open the screen on the archive in the folder PATH.")),
    ]
    for name, command in _COMMANDS.items():
        words = [f"reader {name}", *(_spelled(parameter) for parameter in command.params)]
        rows.append((f"`{' '.join(words)}`", _(command.help or "").partition("\n\n")[0]))
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
        (f"`{key}`", f"`{as_toml(setting.default)}`", _(setting.meaning))
        for key, setting in SETTINGS.items()
    )
    return table(("Key", "Default", "Meaning"), rows)


def query_keys() -> str:
    rows = (
        (f"`{key.name}:`", " ".join(f"`{twin}：`" for twin in key.twins), _(key.help))
        for key in KEYS
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
@pytest.mark.parametrize("readme", READMES, ids=lambda readme: readme.name)
def test_a_table_says_what_the_code_says(readme: Path, name: str) -> None:
    written = _marked(name).search(readme.read_text(encoding="utf-8"))
    assert written is not None
    with speaking(READMES[readme]):
        assert written[0] == TABLES[name](), "rewrite it with: python tests/test_readme.py"


def test_both_have_the_same_sections_and_examples() -> None:
    english, chinese = (readme.read_text(encoding="utf-8") for readme in READMES)
    for part in (r"^#+ ", r"^<summary>", r"^- ", r"^```", r"^\| `"):
        assert len(re.findall(part, english, re.M)) == len(re.findall(part, chinese, re.M)), part


@pytest.mark.parametrize("readme", READMES, ids=lambda readme: readme.name)
def test_the_place_of_the_settings_is_the_true_one(readme: Path) -> None:
    assert _SHORT_PATH in readme.read_text(encoding="utf-8")
    assert settings_file().parts[-2:] == Path(_SHORT_PATH).parts[-2:]


def _write_tables(readme: Path) -> None:
    text = readme.read_text(encoding="utf-8")
    for name, make in TABLES.items():
        made = make()
        text = _marked(name).sub(lambda _match, made=made: made, text)
    readme.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    for readme, chosen in READMES.items():
        with speaking(chosen):
            _write_tables(readme)
