"""The settings in an archive's `_config.yml` that its posts depend on.

Source: Jekyll lib/jekyll/configuration.rb, DEFAULTS.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import tzinfo
from pathlib import Path

from reader.messages.problem_kinds import Handling, ProblemKind
from reader.posts.front_matter.plain_values import HeaderError, Value
from reader.posts.front_matter.repair import read_lines
from reader.posts.front_matter.values import load_yaml
from reader.posts.post import Problem
from reader.posts.source.encodings import decode
from reader.posts.source.file_bytes import FileBytes, read_bytes
from reader.posts.source.file_name import CONFIG_NAMES
from reader.posts.source.time_zones import LOCAL_ZONE, zone_named
from reader.terminal_text import clean_line, clean_text

_MAX_BYTES = 256 * 1024
_KEYS = frozenset({"timezone", "url", "baseurl", "title", "permalink", "excerpt_separator"})


@dataclass(frozen=True, slots=True)
class Site:
    """The settings of a Jekyll site that its posts depend on."""

    timezone: tzinfo = LOCAL_ZONE
    """Zone of dates without an offset."""
    url: str = ""
    """Scheme and host of the published site, without a slash at the end; may be empty."""
    base_path: str = ""
    """Jekyll's `baseurl`: path below the host, with a slash before and none after."""
    title: str = ""
    """Cleaned, on one line; may be empty."""
    permalink: str = "date"
    """A name of a style or a template, as `permalink` has it."""
    excerpt_separator: str = "\n\n"
    """Ends a post's excerpt unless the post names its own."""
    variables: tuple[tuple[str, str], ...] = ()
    """Every scalar of the file by name, for ``{{ site.name }}``, those of mappings by
    ``outer.inner``; not cleaned."""


def read_site(root: Path) -> tuple[Site, tuple[Problem, ...]]:
    """Read the site's settings; what is missing or wrong has Jekyll's default.

    Returns:
        The site, and what could not be understood of its file.
    """
    for name in CONFIG_NAMES:
        if not os.path.lexists(root / name):
            continue
        file = read_bytes(root, name, _MAX_BYTES)
        if isinstance(file, Problem):
            return Site(), (replace(file, handling=Handling.DEFAULT_SETTINGS),)
        return _site_from(file, name)
    return Site(), ()


def _site_from(file: FileBytes, name: str) -> tuple[Site, tuple[Problem, ...]]:
    text = decode(file.data, is_part=file.is_part).text
    problems: list[Problem] = []
    try:
        values = load_yaml(text, max_characters=_MAX_BYTES)
    except HeaderError as error:
        values = read_lines(text, _KEYS)
        handling = Handling.READ_LINE_BY_LINE if values else Handling.DEFAULT_SETTINGS
        fields = (*error.fields, ("keys", ", ".join(values)))
        problems.append(Problem(name, error.line, error.kind, handling, fields))
    texts = {key: value for key, value in values.items() if isinstance(value, str)}
    zone, zone_problems = _zone(texts.get("timezone", ""), name)
    site = Site(
        timezone=zone,
        url=_url(texts),
        base_path=_base_path(texts),
        title=clean_line(texts.get("title", "")),
        permalink=clean_line(texts.get("permalink", "")) or "date",
        excerpt_separator=clean_text(texts.get("excerpt_separator", "")) or "\n\n",
        variables=tuple(_variables(values)),
    )
    return site, (*problems, *zone_problems)


def _url(texts: Mapping[str, str]) -> str:
    url = clean_line(texts.get("url", "")).rstrip("/")
    return f"https://{url.lstrip('/')}" if url and "://" not in url else url


def _base_path(texts: Mapping[str, str]) -> str:
    path = clean_line(texts.get("baseurl", "")).strip("/")
    return f"/{path}" if path else ""


def _zone(name: str, path: str) -> tuple[tzinfo, tuple[Problem, ...]]:
    if not name:
        return LOCAL_ZONE, ()
    zone = zone_named(name)
    if zone is not None:
        return zone, ()
    fields = (("zone", clean_line(name)),)
    kind, handling = ProblemKind.TIME_ZONE_UNKNOWN, Handling.LOCAL_TIME_ZONE
    return LOCAL_ZONE, (Problem(path, None, kind, handling, fields),)


def _variables(values: Mapping[str, Value], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in values.items():
        if isinstance(value, str):
            yield prefix + key, value
        elif isinstance(value, dict):
            yield from _variables(value, f"{prefix}{key}.")
