"""The text of a settings file in which every setting is explained and none is set."""

import json
from collections.abc import Iterator
from enum import Enum

from reader.config.choices import Highlight
from reader.config.settings import SETTINGS, Setting
from reader.messages.language import gettext as _
from reader.messages.language import gettext_noop

_TABLES = {
    "keys": '[keys]\nquit = "q,ctrl+q"',
    "macros": '[macros]\nX = ["toggle_star", "next_unread"]',
    "highlight": '[[highlight]]\nquery = "is:starred"\nstyle = "bold"',
}
"""Examples of the settings that are tables, which must follow all others."""
_ARCHIVES = '[archives.news]\npath = "~/news"\ntext_width = 72'
_ABOUT_ARCHIVES = gettext_noop(
    "An archive by name, opened with: reader news. Any other key overrides that setting in it."
)
_ABOUT = gettext_noop("Settings of the reader. Remove the # before a key to set it.")


def default_file() -> str:
    """Return the whole file; in the chosen language, with the defaults commented out."""
    return "\n".join([f"# {_(_ABOUT)}\n", *_paragraphs()])


def _paragraphs() -> Iterator[str]:
    single = (setting for key, setting in SETTINGS.items() if key not in _TABLES)
    for setting in single:
        yield _paragraph(plain_meaning(setting), f"{setting.key} = {as_toml(setting.default)}")
    for key, example in _TABLES.items():
        yield _paragraph(plain_meaning(SETTINGS[key]), example)
    yield _paragraph(_(_ABOUT_ARCHIVES), _ARCHIVES)


def _paragraph(meaning: str, lines: str) -> str:
    commented = "\n".join(f"#{line}" for line in lines.split("\n"))
    return f"# {meaning}\n{commented}\n"


def plain_meaning(setting: Setting) -> str:
    """Return what a setting means, in the chosen language and without Markdown."""
    return _(setting.meaning).replace("`", "")


def as_toml(value: object) -> str:
    """Return a setting's value as it is written in TOML, on one line."""
    match value:
        case bool() | int():
            return str(value).lower()
        case Enum():
            return as_toml(value.value)
        case Highlight():
            return as_toml({"query": value.query, "style": value.style})
        case dict():
            pairs = ", ".join(f"{_key(str(name))} = {as_toml(it)}" for name, it in value.items())
            return f"{{{pairs}}}"
        case tuple():
            return f"[{', '.join(map(as_toml, value))}]"
        case _:
            # TOML's basic strings have JSON's escapes; json leaves U+007F, which TOML forbids.
            return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")


def _key(name: str) -> str:
    is_bare = name.isascii() and name.replace("_", "").replace("-", "").isalnum()
    return name if is_bare else as_toml(name)
