"""The plain values of a header become the typed fields of a `Post`, once.

Source: Jekyll lib/jekyll/document.rb and lib/jekyll/utils.rb, `pluralized_array_from_hash`: the
singular key holds one name, the plural one holds words or a list. A text with commas, Latin or
Chinese, is parted by these instead. For tags the singular key wins; categories are of both keys.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from reader.posts.dates import DateError, parse_date
from reader.posts.entities import plain_line
from reader.posts.file_name import (
    categories_of,
    is_draft_path,
    moment_of_name,
    slug_of,
    title_of,
)
from reader.posts.headings import first_heading
from reader.posts.plain_values import Value
from reader.posts.post import Post, PostId, Problem
from reader.posts.site import Site
from reader.terminal_text import clean_line, clean_text

_COMMAS = re.compile(r"[,，]")
_FALSE = frozenset({"false", "no", "off", "n", "0"})
_TRUE = frozenset({"true", "yes", "on", "y", "1"})


@dataclass(frozen=True, slots=True)
class Source:
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

    def problem(self, key: str, reason: str, understood: str) -> Problem:
        """Return a problem at the line of a key."""
        return Problem(clean_line(self.path), self.line_of(key), reason, understood)


def make_post(
    values: Mapping[str, Value],
    body: str,
    source: Source,
    post_id: PostId,
    problems: tuple[Problem, ...] = (),
) -> Post:
    """Return the post that a header and the beginning of a body make.

    Args:
        values: The header's values, by key as written.
        body: At least as much of it as a first heading needs.
        source: The file.
        post_id: The post's identity.
        problems: What was noticed before; problems of single fields are added.
    """
    known = {key.lower(): value for key, value in values.items()}
    date, date_problems = _date(known.get("date"), source)
    above = categories_of(source.path)
    own = (*_many_names(known.get("categories")), *_one_name(known.get("category")))
    return Post(
        id=post_id,
        path=source.path,
        title=title_in(known) or first_heading(body) or title_of(source.path),
        date=date,
        categories=tuple(dict.fromkeys((*above, *own))),
        tags=tuple(dict.fromkeys(_one_name(known.get("tag")) or _many_names(known.get("tags")))),
        slug=clean_line(_text(known.get("slug"))) or clean_line(slug_of(source.path)),
        permalink=clean_line(_text(known.get("permalink"))) or None,
        is_published=_line(known.get("published")).lower() not in _FALSE,
        is_draft=is_draft_path(source.path) or _line(known.get("draft")).lower() in _TRUE,
        excerpt_separator=clean_text(_text(known.get("excerpt_separator"))) or None,
        problems=(*problems, *date_problems),
    )


def title_in(values: Mapping[str, Value]) -> str:
    """Return a header's own title, cleaned; empty where nothing of it would show."""
    titles = (_line(value) for key, value in values.items() if key.lower() == "title")
    return next(titles, "")


def _date(value: Value, source: Source) -> tuple[datetime | None, tuple[Problem, ...]]:
    text = _line(value)
    if not text:
        return moment_of_name(source.path, source.site), ()
    try:
        return parse_date(text, source.site.timezone), ()
    except DateError as error:
        by_name = moment_of_name(source.path, source.site)
        instead = "the date of the file's name is used" if by_name else "the post has no date"
        return by_name, (source.problem("date", f"the date {text[:40]} {error}", instead),)


def _one_name(value: Value) -> tuple[str, ...]:
    return tuple(_flat(value, is_words=False))


def _many_names(value: Value) -> tuple[str, ...]:
    return tuple(_flat(value, is_words=True))


def _flat(value: Value, *, is_words: bool) -> Iterator[str]:
    """Yield names; a list's own texts are whole."""
    if isinstance(value, str):
        if _COMMAS.search(value):
            parts = _COMMAS.split(value)
        else:
            parts = value.split() if is_words else [value]
        yield from filter(None, map(_line, parts))
    elif isinstance(value, list):
        for item in value:
            if isinstance(item, str):
                yield from filter(None, (_line(item),))
            else:
                yield from _flat(item, is_words=False)
    elif isinstance(value, dict):
        yield from filter(None, map(_line, _pairs(value)))


def _pairs(mapping: Mapping[str, Value]) -> list[str]:
    """Return a mapping as a person wrote it, who hardly meant one: ``depth: first``."""
    return [f"{key}: {item}" if isinstance(item, str) else key for key, item in mapping.items()]


def _line(value: Value) -> str:
    """Return a value as one clean line, entities decoded; empty for nothing."""
    text = _text(value)
    return plain_line(text) if text else ""


def _text(value: Value) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return " ".join(_pairs(value))
    if isinstance(value, list):
        return " ".join(filter(None, map(_text, value)))
    return ""
