"""Measures newsboat on the same posts, imported as one feed from a file.

It gets its own home folder and uses no network.
"""

import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from pathlib import Path
from statistics import median
from xml.sax.saxutils import escape

from processes import memory
from terminal import KeyFigures, NotMeasuredError, TimedTerminal

_HEADER = re.compile(r"\A---\n(.*?)^---\n(.*)", re.DOTALL | re.MULTILINE)
_FIELD = re.compile(r'^(title|date|categories): *"?(.*?)"?$', re.MULTILINE)
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FEED_TITLE = "finews"
_CHINA = timezone(timedelta(hours=8))
_DOWN = "\x1bOB"
"""The arrow key in application mode."""
_PAGE_DOWN = "\x1b[6~"
_KEYS, _PAGES = 60, 10
_WAIT_SECONDS = 600.0
_SEARCH_SECONDS = 60.0
_SETTINGS = """
auto-reload no
refresh-on-startup no
max-items 0
prepopulate-query-feeds no
confirm-exit no
"""


@dataclass(frozen=True, slots=True)
class NewsboatFigures:
    """Times of newsboat in seconds."""

    import_seconds: float
    list_seconds: float
    """Start and opening of the list, until its first title is shown."""
    key: KeyFigures
    page_bytes: float
    """Median size of the output for a page of the list."""
    memory_mb: float
    search_seconds: float | None
    """Search, until the posts with a word are listed; None if they never were."""


def measure_newsboat(archive: Path, home: Path, title: str, word: str) -> NewsboatFigures:
    """Import an archive and use it.

    Args:
        archive: The archive.
        home: An empty folder; several times the archive's size is written there.
        title: Title of the newest post as its list shows it.
        word: Word to search for.

    Raises:
        NotMeasuredError: newsboat is not installed, or did not respond as expected.
    """
    home.mkdir(parents=True)
    write_feed(home / "feed.xml", _FEED_TITLE, feed_items(archive))
    command, environment = set_up(home, [f"file://{home / 'feed.xml'}"])
    import_seconds = import_feeds(command, environment)
    with TimedTerminal(command, environment) as terminal:
        started = terminal.wait_for_text(_FEED_TITLE, _WAIT_SECONDS)
        opened = time.perf_counter()
        terminal.send("\r")
        terminal.wait_for_text(title, _WAIT_SECONDS)
        listed = started + time.perf_counter() - opened
        terminal.read_for(1.0)
        key = terminal.press_each([_DOWN] * _KEYS)
        page_bytes = median(terminal.press(_PAGE_DOWN).bytes for _ in range(_PAGES))
        megabytes = memory(terminal.process.pid).resident
        found = _search(terminal, word)
        return NewsboatFigures(import_seconds, listed, key, page_bytes, megabytes, found)


def set_up(home: Path, feeds: Iterable[str]) -> tuple[list[str], dict[str, str]]:
    """Return the command and what the environment must hold; `feeds` are lines of its file."""
    program = shutil.which("newsboat")
    if program is None:
        raise NotMeasuredError("newsboat is not installed")
    (home / "urls").write_text("".join(f"{feed}\n" for feed in feeds), encoding="utf-8")
    (home / "config").write_text(_SETTINGS, encoding="utf-8")
    files = {"--url-file": "urls", "--config-file": "config", "--cache-file": "cache"}
    environment = {"HOME": str(home), "XDG_CONFIG_HOME": str(home), "XDG_DATA_HOME": str(home)}
    return [program, *(f"{name}={home / file}" for name, file in files.items())], environment


def import_feeds(command: list[str], environment: dict[str, str]) -> float:
    """Import the feeds into newsboat's cache; return the seconds."""
    start = time.perf_counter()
    variables = dict(os.environ) | environment
    reload = [*command, "--execute=reload"]
    status = subprocess.run(reload, env=variables, capture_output=True, check=False).returncode
    if status:
        raise NotMeasuredError(f"newsboat's import ended with {status}")
    return time.perf_counter() - start


def _search(terminal: TimedTerminal, word: str) -> float | None:
    """Search in all posts; results show the feed's name, unlike the list of one feed."""
    terminal.press("/")
    terminal.press(word)
    mark, sent = len(terminal.raw), time.perf_counter()
    terminal.send("\r")
    while time.perf_counter() - sent < _SEARCH_SECONDS:
        terminal.read_for(0.01)
        if terminal.raw.find(f"|{_FEED_TITLE}".encode(), mark) >= 0:
            return time.perf_counter() - sent
    return None


def write_feed(feed: Path, title: str, items: Iterable[str]) -> None:
    """Write RSS items, from `feed_items`, as a feed."""
    with feed.open("w", encoding="utf-8") as file:
        file.write('<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel>')
        file.write(f"<title>{title}</title><link>https://finews.example/</link>")
        file.writelines(items)
        file.write("</channel></rss>\n")


def feed_items(archive: Path) -> Iterator[str]:
    """Yield the posts as RSS items, newest first as far as their names tell."""
    folders = ("_posts", "old_post")
    paths = [(name, folder) for folder in folders for name in os.listdir(archive / folder)]
    for name, folder in sorted(paths, reverse=True):
        text = (archive / folder / name).read_bytes().decode("utf-8-sig", "replace")
        found = _HEADER.match(text.replace("\r\n", "\n"))
        if found:
            yield _item(name, dict(_FIELD.findall(found[1])), found[2])


def _item(name: str, fields: dict[str, str], body: str) -> str:
    link = f"https://finews.example/{name.removesuffix('.md')}.html"
    title = escape(_NOT_XML.sub("", fields.get("title", "") or name))
    text = escape(_NOT_XML.sub("", body))
    return (
        f"<item><title>{title}</title><link>{link}</link><guid>{link}</guid>"
        f"<pubDate>{_date(fields.get('date', ''), name)}</pubDate>"
        f"<category>{escape(fields.get('categories', ''))}</category>"
        f"<description>{text}</description></item>\n"
    )


def _date(date: str, name: str) -> str:
    """Return a date as RSS has it, from the header or else from the name."""
    for text, form in ((date[:19], "%Y-%m-%d %H:%M:%S"), (name[:10], "%Y-%m-%d")):
        try:
            return format_datetime(datetime.strptime(text, form).replace(tzinfo=_CHINA))
        except ValueError:
            continue
    return ""
