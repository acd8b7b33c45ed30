"""The plain values of a header become the typed fields of a `Post`, once.

Source: Jekyll lib/jekyll/document.rb and lib/jekyll/utils.rb, `pluralized_array_from_hash`: the
singular key holds one name, the plural one holds words or a list. A text with commas, Latin or
Chinese, is separated by these instead. For tags the singular key wins; categories are of both keys.
Authors are of all their keys, as Jekyll's plugins jekyll-seo-tag and jekyll-feed read them: a text,
a mapping with a `name`, or a list of these. Hugo's and Zola's keys for dates and addresses are read
where Jekyll's are missing.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from reader.messages.problem_kinds import Fields, Handling, ProblemKind
from reader.posts.dates import DateError, parse_date, parse_usual_date
from reader.posts.entities import plain_line
from reader.posts.front_matter.plain_values import Value
from reader.posts.post import Post, PostId, Problem
from reader.posts.source.file_name import (
    categories_of,
    is_draft_path,
    moment_of_name,
    slug_of,
)
from reader.posts.source.site import Site
from reader.terminal_text import clean_line, clean_text

_COMMA = re.compile("[,，、]")
"""Separates authors; in other names an ideographic comma is part of the name."""
_MAX_SHOWN_CHARACTERS = 40
"""Of a date that can't be read, in its problem."""
_FALSE = frozenset({"false", "no", "off", "n", "0"})
_TRUE = frozenset({"true", "yes", "on", "y", "1"})


class HeaderSource(NamedTuple):
    """Where a header was read."""

    path: str
    site: Site
    header: str
    header_line: int

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


def fields_in(values: Mapping[str, Value]) -> dict[str, Value]:
    """Return a header's values by key in lower case; of keys that differ in case, the last."""
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
    date, date_problems = _date(get("date") or get("publishdate") or get("pubdate"), source)
    if date is None and not date_problems:
        date, date_problems = _date(get("lastmod") or get("updated"), source)
    above = categories_of(path, source.site.places.outer) + _default_categories(source)
    own = _names(get("categories"), is_words=True)
    one = _names(get("category"), is_words=False)
    separator = get("excerpt_separator")
    return Post(
        id=post_id,
        path=path,
        title=title,
        date=date,
        categories=_once(above + own + one),
        tags=_once(_names(get("tag"), is_words=False) or _names(get("tags"), is_words=True)),
        authors=_once(_authors(get("author")) + _authors(get("authors")) + _authors(get("作者"))),
        slug=_as_written(get("slug")) or clean_line(slug_of(path)),
        permalink=_as_written(get("permalink")) or _own_path(get("url"), get("path")),
        redirects=_redirects(get("redirect_from")) + _redirects(get("aliases")),
        is_published=_line(get("published")).lower() not in _FALSE,
        is_draft=is_draft_path(path) or _line(get("draft")).lower() in _TRUE,
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
    if isinstance(value, str) and (usual := parse_usual_date(value, source.site.timezone)):
        return usual, ()
    text = _line(value)
    if not text:
        return moment_of_name(source.path, source.site.timezone), ()
    try:
        return parse_date(text, source.site.timezone), ()
    except DateError as error:
        by_name = moment_of_name(source.path, source.site.timezone)
        handling = Handling.DATE_OF_FILE_NAME if by_name else Handling.NO_DATE
        written = text[:_MAX_SHOWN_CHARACTERS].rstrip()
        fields = (("date", written), *error.fields)
        return by_name, (source.problem("date", error.kind, handling, fields),)


def _once(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names)) if len(names) > 1 else names


def _names(value: Value, *, is_words: bool) -> tuple[str, ...]:
    """Return the names in a value; each text of a list is one name."""
    if value is None:
        return ()
    if isinstance(value, str):
        return _names_in(value, is_words)
    if isinstance(value, dict):
        return tuple(filter(None, map(_line, _pairs(value))))
    names: list[str] = []
    for item in value:
        if isinstance(item, str):
            names += filter(None, (_line(item),))
        else:
            names += _names(item, is_words=False)
    return tuple(names)


@lru_cache(maxsize=512)  # a few categories and media are those of nearly all posts
def _names_in(text: str, is_words: bool) -> tuple[str, ...]:
    if "," in text or "，" in text:
        parts = text.replace("，", ",").split(",")
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
    return tuple(filter(None, map(plain_line, _COMMA.split(text))))


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
