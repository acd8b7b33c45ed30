"""The environment of a program that runs in the page: an allow-list."""

from collections.abc import Mapping

from reader.messages.language import LOCALE_VARIABLES

_TAKEN = (
    *("HOME", "LOGNAME", "PATH", "READER_ARCHIVE", "TMPDIR", "TZ", "USER"),
    *("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"),
)
"""Neither a desktop nor a browser: addresses are opened and copied where the page is."""


def page_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the variables of a program in the page.

    The page's terminal is xterm.js: UTF-8, with all colours, ambiguous characters in one column.
    The locale keeps its language only.
    """
    taken = {name: environment[name] for name in _TAKEN if environment.get(name)}
    language = next(filter(None, map(environment.get, LOCALE_VARIABLES)), "C.UTF-8")
    terminal = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
    return taken | terminal | {"LANG": language, "LC_CTYPE": "C.UTF-8", "PYTHONUTF8": "1"}
