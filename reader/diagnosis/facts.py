"""The facts of a report that can be given to others: none has a name, a title or a host in it."""

import getpass
import locale
import os
import platform
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

import reader
from reader.config.choices import Images
from reader.config.file import read_settings
from reader.config.terminal_graphics import graphics_by_environment
from reader.diagnosis.log import recent_lines
from reader.errors import ArchiveError, SettingsError
from reader.index.health import SQLITE_VERSION, report_on_index
from reader.messages.language import LOCALE_VARIABLES, current_language, gettext_noop
from reader.messages.language import gettext as _
from reader.paths import index_folder, log_file, settings_file, state_folder
from reader.session import find_archive
from reader.state.health import report_on_state

_PACKAGES = ("textual", "rich", "click", "lxml", "comrak", "OpenCC", "python-frontmatter")
_TERMINAL_VARIABLES = ("TERM", "COLORTERM", "TERM_PROGRAM", "TERM_PROGRAM_VERSION", "NO_COLOR")
_MULTIPLEXERS = {"TMUX": "tmux", "STY": "screen", "ZELLIJ": "zellij"}
_REMOTE = ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT")
_LOG_LINES = 20
_TRUE_COLOR = 1 << 24
_COLORS_OF_OTHERS = 16

VERSIONS = gettext_noop("Versions")
TERMINAL = gettext_noop("Terminal")
LANGUAGE = gettext_noop("Language")
FOLDERS = gettext_noop("Files")
SETTINGS = gettext_noop("Settings")
INDEX = gettext_noop("Index")
STATE = gettext_noop("Reading state")
LOG = gettext_noop("Recent errors")

WORDS = frozenset(
    {
        gettext_noop("platform"),
        gettext_noop("machine"),
        gettext_noop("size"),
        gettext_noop("colors"),
        gettext_noop("encoding"),
        gettext_noop("images"),
        gettext_noop("multiplexer"),
        gettext_noop("clipboard"),
        gettext_noop("language"),
        gettext_noop("preferred encoding"),
        gettext_noop("settings"),
        gettext_noop("indexes"),
        gettext_noop("state"),
        gettext_noop("log"),
        gettext_noop("readable"),
        gettext_noop("keys"),
        gettext_noop("archives"),
        gettext_noop("mistakes"),
        gettext_noop("archive"),
        gettext_noop("used"),
        gettext_noop("shared"),
        gettext_noop("health"),
        gettext_noop("schema"),
        gettext_noop("bytes"),
        gettext_noop("last written"),
        gettext_noop("complete"),
        gettext_noop("stage"),
        gettext_noop("posts"),
        gettext_noop("texts"),
        gettext_noop("posts with problems"),
        gettext_noop("files left out"),
        gettext_noop("records"),
        gettext_noop("logs of several hosts"),
        gettext_noop("none"),
        gettext_noop("never"),
        gettext_noop("missing"),
        gettext_noop("sound"),
        gettext_noop("foreign"),
        gettext_noop("damaged"),
        gettext_noop("unusable"),
        gettext_noop("done"),
    }
)
"""Names and values of facts that are words, to be translated where people read them."""


class Fact(NamedTuple):
    """One fact."""

    section: str
    """Heading, to be translated."""
    name: str
    """An id; in `WORDS` unless it is a name of its own."""
    value: str | int | bool


def facts(path: Path | None, environment: Mapping[str, str]) -> Iterator[Fact]:
    """Yield the facts of this run, section by section; writes nothing.

    Args:
        path: The archive, as for `find_archive`.
        environment: The variables.
    """
    yield from _versions()
    yield from _terminal(environment)
    yield from _language(environment)
    yield from _folders()
    yield from _settings()
    yield from _index(path)
    yield from _state()
    for number, line in enumerate(recent_lines(_LOG_LINES), 1):
        yield Fact(LOG, str(number), line)


def _versions() -> Iterator[Fact]:
    yield Fact(VERSIONS, "reader", reader.__version__)
    yield Fact(VERSIONS, platform.python_implementation(), platform.python_version())
    yield Fact(VERSIONS, "SQLite", SQLITE_VERSION)
    for name in _PACKAGES:
        with suppress(PackageNotFoundError):
            yield Fact(VERSIONS, name, version(name))
    yield Fact(VERSIONS, "platform", f"{platform.system()} {platform.release()}")
    yield Fact(VERSIONS, "machine", platform.machine())


def _terminal(environment: Mapping[str, str]) -> Iterator[Fact]:
    for name in _TERMINAL_VARIABLES:
        if name in environment:
            yield Fact(TERMINAL, name, environment[name])
    with suppress(OSError, ValueError):
        size = os.get_terminal_size(sys.__stderr__.fileno() if sys.__stderr__ else 2)
        yield Fact(TERMINAL, "size", f"{size.columns}x{size.lines}")
    yield Fact(TERMINAL, "colors", _colors(environment))
    encoding = (sys.stdout.encoding or "").lower()
    yield Fact(TERMINAL, "encoding", encoding)
    yield Fact(TERMINAL, "unicode", encoding.replace("-", "").startswith("utf"))
    images = graphics_by_environment(environment)
    yield Fact(TERMINAL, "images", (images or Images.BY_TERMINAL).value)
    within = [name for variable, name in _MULTIPLEXERS.items() if environment.get(variable)]
    yield Fact(TERMINAL, "multiplexer", ", ".join(within) or "none")
    yield Fact(TERMINAL, "clipboard", "OSC 52")
    yield Fact(TERMINAL, "ssh", any(environment.get(name) for name in _REMOTE))


def _colors(environment: Mapping[str, str]) -> int:
    """Return how many colours the variables promise, as Rich reads them."""
    term = environment.get("TERM", "")
    if environment.get("NO_COLOR") or term in {"", "dumb", "unknown"}:
        return 0
    if environment.get("COLORTERM", "").lower() in {"truecolor", "24bit"}:
        return _TRUE_COLOR
    return 256 if term.endswith("256color") else _COLORS_OF_OTHERS


def _language(environment: Mapping[str, str]) -> Iterator[Fact]:
    yield Fact(LANGUAGE, "language", current_language().value)
    for name in LOCALE_VARIABLES:
        if environment.get(name):
            yield Fact(LANGUAGE, name, environment[name])
    yield Fact(LANGUAGE, "preferred encoding", locale.getpreferredencoding(do_setlocale=False))


def _folders() -> Iterator[Fact]:
    places = {
        "settings": settings_file(),
        "indexes": index_folder(),
        "state": state_folder(),
        "log": log_file(),
    }
    for name, path in places.items():
        shown = without_names(path)
        there = shown if path.exists() else _("{path} (missing)").format(path=shown)
        yield Fact(FOLDERS, name, there)


def without_names(path: Path) -> str:
    """Return a path with ``~`` for the home and ``USER`` for the user's name."""
    home = Path.home()
    if path.is_relative_to(home):
        path = Path("~") / path.relative_to(home)
    hidden = {home.name} - {""}
    with suppress(OSError, KeyError):
        hidden.add(getpass.getuser())
    return str(Path(*("USER" if part in hidden else part for part in path.parts)))


def _settings() -> Iterator[Fact]:
    try:
        file = read_settings(settings_file())
    except SettingsError:
        yield Fact(SETTINGS, "readable", False)
        return
    yield Fact(SETTINGS, "readable", True)
    yield Fact(SETTINGS, "keys", ", ".join(sorted(file.values)) or "none")
    yield Fact(SETTINGS, "archives", len(file.archives))
    yield Fact(SETTINGS, "mistakes", len(file.mistakes))


def _index(path: Path | None) -> Iterator[Fact]:
    try:
        found = find_archive(path)
    except (ArchiveError, SettingsError) as error:
        yield Fact(INDEX, "archive", type(error).__name__)
        return
    settings = found.in_force.settings
    yield Fact(INDEX, "used", settings.use_index)
    yield Fact(INDEX, "shared", bool(settings.shared_index))
    folder = Path(settings.shared_index).expanduser() if settings.shared_index else index_folder()
    report = report_on_index(folder, found.archive.root)
    known = report.metadata
    yield Fact(INDEX, "health", report.health)
    yield Fact(INDEX, "schema", report.schema)
    yield Fact(INDEX, "bytes", report.size_bytes)
    yield Fact(INDEX, "last written", report.changed_at or "never")
    yield Fact(INDEX, "complete", known.is_complete)
    yield Fact(INDEX, "stage", known.stage)
    yield Fact(INDEX, "posts", known.posts)
    yield Fact(INDEX, "texts", known.texts)
    yield Fact(INDEX, "posts with problems", known.with_problem)
    yield Fact(INDEX, "files left out", known.left_out)


def _state() -> Iterator[Fact]:
    report = report_on_state(state_folder())
    yield Fact(STATE, "health", report.health)
    yield Fact(STATE, "schema", report.schema)
    yield Fact(STATE, "bytes", report.size_bytes)
    yield Fact(STATE, "archives", report.archives)
    yield Fact(STATE, "records", report.records)
    yield Fact(STATE, "logs of several hosts", report.has_logs)
