"""What an archive's `_config.yml` says of all its posts.

Source: Jekyll lib/jekyll/configuration.rb, DEFAULTS.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from reader.posts.encodings import decode
from reader.posts.file_bytes import read_bytes
from reader.posts.header_values import load_yaml
from reader.posts.plain_values import HeaderError, Value
from reader.posts.post import Problem
from reader.terminal_text import clean_line

CONFIG_NAMES = ("_config.yml", "_config.yaml")
_MOST_BYTES = 256 * 1024
_INSTEAD = "the usual settings hold"


def local_zone() -> tzinfo:
    """Return the machine's zone as it is today, as Jekyll takes it where none is configured."""
    return datetime.now().astimezone().tzinfo or UTC


@dataclass(frozen=True, slots=True)
class Site:
    """The settings of a Jekyll site that its posts depend on."""

    timezone: tzinfo = field(default_factory=local_zone)
    """Zone of dates that name none."""
    url: str = ""
    """Scheme and host of the published site, without a slash at the end; may be empty."""
    base_path: str = ""
    """Jekyll's `baseurl`: path below the host, with a slash before and none after."""
    title: str = ""
    permalink: str = "date"
    """A name of a style or a template, as `permalink` has it."""
    excerpt_separator: str = "\n\n"
    variables: tuple[tuple[str, str], ...] = ()
    """Every scalar of the file by name, for ``{{ site.name }}``."""


def read_site(root: Path) -> tuple[Site, tuple[Problem, ...]]:
    """Read the site's settings; what is missing or wrong has Jekyll's default.

    Returns:
        The site, and what could not be understood of its file.
    """
    for name in CONFIG_NAMES:
        if not os.path.lexists(root / name):
            continue
        file = read_bytes(root, name, _MOST_BYTES)
        if isinstance(file, Problem):
            return Site(), (replace(file, understood=_INSTEAD),)
        return _site_from(file.data, name)
    return Site(), ()


def _site_from(data: bytes, name: str) -> tuple[Site, tuple[Problem, ...]]:
    try:
        values = load_yaml(decode(data).text, most_characters=_MOST_BYTES)
    except HeaderError as error:
        problem = Problem(name, error.line, error.reason, _INSTEAD)
        return Site(), (problem,)
    texts = {key: value for key, value in values.items() if isinstance(value, str)}
    zone, problems = _zone(texts.get("timezone", ""), name)
    site = Site(
        timezone=zone,
        url=clean_line(texts.get("url", "")).rstrip("/"),
        base_path=_base_path(texts),
        title=clean_line(texts.get("title", "")),
        permalink=texts.get("permalink", "date"),
        excerpt_separator=texts.get("excerpt_separator", "\n\n"),
        variables=_variables(values),
    )
    return site, problems


def _base_path(texts: Mapping[str, str]) -> str:
    path = clean_line(texts.get("baseurl", "")).strip("/")
    return f"/{path}" if path else ""


def _zone(name: str, path: str) -> tuple[tzinfo, tuple[Problem, ...]]:
    if not name:
        return local_zone(), ()
    try:
        return ZoneInfo(name), ()
    except (OSError, ValueError, KeyError):
        reason = f"no time zone is called {clean_line(name)}"
        return local_zone(), (Problem(path, None, reason, "the machine's own zone is used"),)


def _variables(values: Mapping[str, Value]) -> tuple[tuple[str, str], ...]:
    return tuple((key, value) for key, value in values.items() if isinstance(value, str))
