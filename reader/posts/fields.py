"""The plain values of a header become the typed fields of a `Post`, once.

Source: Jekyll lib/jekyll/document.rb and lib/jekyll/utils.rb, `pluralized_array_from_hash`: the
singular key holds one name, the plural one holds words or a list. A text with commas or the like,
Latin or Chinese, is separated by these instead. For tags the singular key wins; categories are of
both keys. Authors are of all their keys, as Jekyll's plugins jekyll-seo-tag and jekyll-feed read
them: a text, a mapping with a `name`, or a list of these. Hugo's and Zola's keys for dates and
addresses are read where Jekyll's are missing.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from reader.messages.problem_kinds import Fields, Handling, ProblemKind
from reader.posts.dates import DateError, parse_date, parse_usual_date
from reader.posts.entities import plain_line
from reader.posts.front_matter.plain_values import Value
from reader.posts.post import FIRST_YEAR, LAST_YEAR, Post, PostId, Problem
from reader.posts.source.file_name import (
    categories_of,
    is_draft_path,
    moment_of_name,
    slug_of,
)
from reader.posts.source.site import Site
from reader.posts.source.time_zones import LOCAL_ZONE
from reader.terminal_text import clean_line, clean_text

_COMMA = re.compile("[,，、;；]")
"""Separates authors."""
_SEPARATORS = (re.compile("[,，﹐]"), re.compile("[、;；|｜]"))
"""Separate names in a text. The first of these that it has separates, since with commas between
names an ideographic comma is part of a name."""
_CHINESE_SEPARATORS = (re.compile("[，﹐]"), re.compile("[、；｜]"))
"""Separate names in one text of a list, where a Latin comma had to be quoted to be there."""
_BRACKETS = {"［": "］", "【": "】"}
"""Of a list that was typed with a Chinese keyboard."""
_QUOTES = "\"'“”‘’「」"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MAX_SHOWN_CHARACTERS = 40
"""Of a date that can't be read, in its problem."""
_FALSE = frozenset({"false", "no", "off", "n", "0"})
_TRUE = frozenset({"true", "yes", "on", "y", "1"})


_AUTHOR_KEYS = dict.fromkeys(("author", "authors", "作者")).keys()
"""In the order in which their authors are named."""


class HeaderSource(NamedTuple):
    """Where a header was read."""

    path: str
    site: Site
    header: str
    header_line: int
    mtime_ns: int
    """When the file had last been changed, in nanoseconds since 1970; 0 where that is unknown."""

    def line_of(self, key: str) -> int | None:
        """Return the line of the file on which a key stands, from 1."""
        is_key = re.compile(rf"[ \t{{]*[\"']?{key}[\"']?[ \t]*[:：=]", re.IGNORECASE).match
        for place, line in enumerate(self.header.split("\n")):
            if is_key(line):
                return self.header_line + place
        return None

    def problem(self, key: str, kind: ProblemKind, handling: Handling, fields: Fields) -> Problem:
        """Return a problem at the line of a key."""
        return Problem(clean_line(self.path), self.line_of(key), kind, handling, fields)


def fields_in(values: dict[str, Value]) -> dict[str, Value]:
    """Return a header's values by key in lower case, or `values` itself if they are already.

    Of keys that differ in case, the last one counts.
    """
    if "".join(values).islower():
        return values
    return {key.lower(): value for key, value in values.items()}


def title_in(fields: Mapping[str, Value]) -> str:
    """Return a header's own title, cleaned; empty where nothing of it would show."""
    return _line(fields.get("title"))


def make_post(
    fields: Mapping[str, Value],
    title: str,
    source: HeaderSource,
    post_id: PostId,
    problems: tuple[Problem, ...] = (),
) -> Post:
    """Return the post that a header describes.

    Args:
        fields: The header's values by key in lower case.
        title: The post's title, cleaned, wherever it stands.
        source: The file.
        post_id: The post's identity.
        problems: What was noticed before; problems of single fields are added.
    """
    path, get = source.path, fields.get
    is_draft = is_draft_path(path) or ("draft" in fields and _line(get("draft")).lower() in _TRUE)
    date, date_problems = _date(get("date") or get("publishdate") or get("pubdate"), source)
    if date is None and not date_problems:
        date, date_problems = _date(get("lastmod") or get("updated"), source)
    has_time_of_file = date is None and is_draft and (date := _time_of_file(source)) is not None
    if has_time_of_file:
        date_problems = tuple(replace(it, handling=Handling.TIME_OF_FILE) for it in date_problems)
    above = categories_of(path, source.site.places.outer) + _default_categories(source)
    own = _names(get("categories"), is_words=True)
    one = _names(get("category"), is_words=False) if "category" in fields else ()
    separator = get("excerpt_separator")
    return Post(
        id=post_id,
        path=path,
        title=title,
        date=date,
        categories=_once(above + own + one),
        tags=_once(
            ("tag" in fields and _names(get("tag"), is_words=False))
            or _names(get("tags"), is_words=True)
        ),
        authors=() if _AUTHOR_KEYS.isdisjoint(fields) else _all_authors(fields),
        slug=_as_written(get("slug")) or clean_line(slug_of(path)),
        permalink=_as_written(get("permalink")) or _own_path(get("url"), get("path")),
        redirects=_redirects(get("redirect_from")) + _redirects(get("aliases")),
        is_published="published" not in fields or _line(get("published")).lower() not in _FALSE,
        is_draft=is_draft,
        has_time_of_file=has_time_of_file,
        excerpt_separator=clean_text(_text(separator)) or None if separator else None,
        problems=problems + date_problems,
    )


def _default_categories(source: HeaderSource) -> tuple[str, ...]:
    """Return the categories that the site gives to a post, to which its own ones are added."""
    given = source.site.defaults_for(source.path)
    names = _names(given.get("categories"), is_words=True)
    return names + _names(given.get("category"), is_words=False)


def _own_path(*values: Value) -> str | None:
    """Return the first path on the site: Hugo's `url` or Zola's `path`, no other site's address."""
    for value in values:
        path = _as_written(value)
        if path and ":" not in path and not path.startswith("//"):
            return path
    return None


def _redirects(value: Value) -> tuple[str, ...]:
    """Return the addresses in a text or a list; names without a slash are none."""
    texts = value if isinstance(value, list) else [value]
    paths = [_as_written(text) for text in texts if isinstance(text, str)]
    return tuple(path for path in paths if "/" in path)


def _date(value: Value, source: HeaderSource) -> tuple[datetime | None, tuple[Problem, ...]]:
    """Return a post's date, and what could not be read of the header's own.

    As in Jekyll a moment is shown in the zone that the site names. Where it names none, an offset
    stays as it was written: the zone of the machine that built the site is not known here.
    """
    zone = source.site.timezone
    if isinstance(value, str) and (usual := parse_usual_date(value, zone)):
        return usual if zone is LOCAL_ZONE else usual.astimezone(zone), ()
    text = _line(value)
    if not text:
        return moment_of_name(source.path, zone), ()
    try:
        date = parse_date(text, zone)
    except DateError as error:
        instead, handling = _instead(error, source)
        written = text[:_MAX_SHOWN_CHARACTERS].rstrip()
        fields = (("date", written), *error.fields)
        return instead, (source.problem("date", error.kind, handling, fields),)
    return date if zone is LOCAL_ZONE else date.astimezone(zone), ()


def _instead(error: DateError, source: HeaderSource) -> tuple[datetime | None, Handling]:
    """Return the date of a post whose header has one that can't be read, or not all of it."""
    if error.moment is not None:
        is_day = error.kind is ProblemKind.DATE_TIME_UNREADABLE
        return error.moment, Handling.DAY_ALONE if is_day else Handling.TIME_OF_SITE_ZONE
    by_name = moment_of_name(source.path, source.site.timezone)
    return by_name, Handling.DATE_OF_FILE_NAME if by_name else Handling.NO_DATE


def _time_of_file(source: HeaderSource) -> datetime | None:
    """Return when a draft's file was last changed, to the second, as Jekyll dates drafts."""
    if not source.mtime_ns:
        return None
    try:
        moment = _EPOCH + timedelta(seconds=source.mtime_ns // 1_000_000_000)
    except OverflowError:
        return None
    is_in_range = FIRST_YEAR <= moment.year <= LAST_YEAR
    return moment.astimezone(source.site.timezone) if is_in_range else None


def _once(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names)) if len(names) > 1 else names


def _names(value: Value, *, is_words: bool) -> tuple[str, ...]:
    """Return the names in a value; a text of a list is one name, unless Chinese commas part it."""
    if value is None:
        return ()
    if isinstance(value, str):
        return _names_in(value, is_words)
    if isinstance(value, dict):
        return tuple(filter(None, map(_line, _pairs(value))))
    names: list[str] = []
    for item in value:
        if isinstance(item, str):
            names += _names_of_item(item, is_alone=len(value) == 1)
        else:
            names += _names(item, is_words=False)
    return tuple(names)


@lru_cache(maxsize=512)  # as below
def _names_of_item(text: str, *, is_alone: bool) -> tuple[str, ...]:
    """Return the names in one text of a list; beside others an ideographic comma is part of it."""
    parts = [text]
    if not text.isascii():
        for separator in _CHINESE_SEPARATORS if is_alone else _CHINESE_SEPARATORS[:1]:
            if separator.search(text):
                parts = separator.split(text)
                break
    return tuple(filter(None, map(plain_line, parts))) or tuple(filter(None, (plain_line(text),)))


@lru_cache(maxsize=512)  # a few categories and media are those of nearly all posts
def _names_in(text: str, is_words: bool) -> tuple[str, ...]:
    text = plain_line(text)  # before a semicolon separates, which closes an entity
    if text[:1] in _BRACKETS and text.endswith(_BRACKETS[text[0]]):
        text = text[1:-1]
    for separator in _SEPARATORS:
        if separator.search(text):
            parts = [part.strip(" \t" + _QUOTES) for part in separator.split(text)]
            break
    else:
        parts = text.split() if is_words else [text]
    return tuple(filter(None, map(plain_line, parts)))


def _authors(value: Value) -> tuple[str, ...]:
    """Return the authors in a value; each text of a list is one author."""
    if not value:
        return ()
    if isinstance(value, str):
        return _authors_in(value)
    if isinstance(value, dict):
        return _authors(value.get("name"))
    names: list[str] = []
    for item in value:
        names += filter(None, (_line(item),)) if isinstance(item, str) else _authors(item)
    return tuple(names)


@lru_cache(maxsize=512)  # as above
def _authors_in(text: str) -> tuple[str, ...]:
    return tuple(filter(None, map(plain_line, _COMMA.split(plain_line(text)))))


def _all_authors(fields: Mapping[str, Value]) -> tuple[str, ...]:
    return _once(tuple(name for key in _AUTHOR_KEYS for name in _authors(fields.get(key))))


def _pairs(mapping: Mapping[str, Value]) -> list[str]:
    """Return a mapping as its text, which hardly was meant as one: ``depth: first``."""
    return [f"{key}: {item}" if isinstance(item, str) else key for key, item in mapping.items()]


def _line(value: Value) -> str:
    """Return a value as one clean line, entities decoded; empty for nothing."""
    return plain_line(_text(value)) if value else ""


def _as_written(value: Value) -> str:
    """Return a value as one clean line."""
    return clean_line(_text(value)) if value else ""


def _text(value: Value) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return " ".join(_pairs(value))
    if isinstance(value, list):
        return " ".join(filter(None, map(_text, value)))
    return ""
