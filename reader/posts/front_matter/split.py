"""Where a file's front matter ends and its body begins.

Source: Jekyll lib/jekyll/document.rb, YAML_FRONT_MATTER_REGEXP; Hugo's documentation for TOML
between ``+++`` and for JSON; Hexo's for a header without a first line; Pelican's and that of
MultiMarkdown for ``Title:`` lines above a blank one; Nikola's for a header in a comment. A header
that Jekyll would not see is read as well, and what is odd about it is said.
"""

import re
from dataclasses import dataclass, replace
from enum import Enum

from reader.messages.problem_kinds import ProblemKind
from reader.posts.front_matter.loose_header import (
    DASHES,
    Ending,
    HeaderEnd,
    find_header_end,
    is_usual_key,
)
from reader.posts.front_matter.plain_values import MAX_CHARACTERS, HeaderError
from reader.posts.front_matter.values import load_json

SEARCHED_CHARACTERS = 2 * MAX_CHARACTERS
"""Characters from the beginning of a file within which a header must end."""

_YAML = re.compile(r"---[^\S\n]*\n(.*?)^(?:---|\.\.\.)[^\S\n]*$\n?", re.MULTILINE | re.DOTALL)
_TOML = re.compile(r"\+\+\+[^\S\n]*\n(.*?)^\+\+\+[^\S\n]*$\n?", re.MULTILINE | re.DOTALL)
_EXACT_OPENING = re.compile(r"(?:---|\+\+\+)[^\S\n]*\n")
_OPENING = re.compile(
    rf"(?:[{DASHES}]{{2,}}|\u2014+|\+{{3,}}|={{3,}}|\*{{3,}})[ \t]*"
    r"(?:(?:ya?ml|toml|markdown|md)\b)?[^\S\n]*(?:#.*)?(?:\n\s*|(?=\S))",
    re.IGNORECASE,
)
"""A first line that was meant to be three dashes, perhaps with the first key behind it."""
_JSON_OPEN = re.compile(r'\{\s*"')
_JSON_CLOSE = re.compile(r"^\}[^\S\n]*$", re.MULTILINE)
_BLANK = re.compile("[\\s\ufeff\u200b\u2060]+")
_COMMENTS = tuple(
    re.compile(comment, re.DOTALL)
    for comment in (
        r"<!--.*?-->",
        r"\{%-?\s*comment\b.*?\bendcomment\s*-?%\}",
        r"\{#.*?#\}",
        r"/\*.*?\*/",
        r"(?:#|//|%)[^\n]*",
    )
)
_COMMENT_WITH_HEADER = re.compile(r"<!--+\s*?\n?(.*?)-->[^\S\n]*\n?", re.DOTALL)
_DOTS_OF_NIKOLA = re.compile(r"^[ \t]*\.\.[ \t]+|^[ \t]*-{2,}[ \t]*$", re.MULTILINE)
_PROSE_KEY = re.compile(r"\n+[^\s:#\"'-][^:\n]*:\s")
_MAX_COMMENTS = 8
_END_FAULTS = {
    Ending.MISTYPED: (ProblemKind.HEADER_END_MISTYPED,),
    Ending.NONE: (ProblemKind.HEADER_NOT_CLOSED,),
    Ending.EXACT: (),
}


class Format(Enum):
    """The language of a header."""

    NONE = "none"
    YAML = "YAML"
    TOML = "TOML"
    JSON = "JSON"
    LINES = "lines"
    """A key and a literal value on each line."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A file's text in two parts."""

    format: Format
    header: str
    """Without its delimiters; empty where there is none."""
    header_line: int
    """Line of the file on which `header` begins, from 1."""
    body: str
    body_line: int
    """Line of the file on which `body` begins, from 1."""
    faults: tuple[ProblemKind, ...] = ()
    """What is odd about the place and the delimiters of the header."""

    @property
    def is_closed(self) -> bool:
        """False where the header's end had to be guessed: at its last key, or JSON's last brace."""
        return ProblemKind.HEADER_NOT_CLOSED not in self.faults


def split_front_matter(text: str) -> FrontMatter:
    """Split a file's text, which has line feeds only."""
    start = 0 if text.startswith(("---", "+++", "{")) else _after_blanks(text, 0)
    front = _split_comment(text, start) or _split_at(text, start)
    if front is None:
        start = _after_comments(text, start)
        front = _split_at(text, start) if start else None
    if front is None:
        return without_header(text)
    if not start or front.format is Format.LINES:
        return front
    return replace(front, faults=(ProblemKind.HEADER_NOT_FIRST, *front.faults))


def split_sooner(front: FrontMatter, text: str) -> FrontMatter | None:
    """Split a text whose header can't be parsed where a reader would see that header end.

    Returns:
        None where that is not sooner than in `front`.
    """
    if front.faults or front.format not in {Format.YAML, Format.TOML}:
        return None
    opening = _EXACT_OPENING.match(text)
    end = opening and find_header_end(text, opening.end(), SEARCHED_CHARACTERS)
    if opening is None or end is None or len(text) - end.body_start <= len(front.body):
        return None
    return _front(front.format, text, opening.end(), end)


def split_before_prose(front: FrontMatter, text: str) -> FrontMatter | None:
    """Split a text whose header is valid, but only because its prose looks like keys.

    Returns:
        None unless a line as ``Note: …`` or ``上证指数: …`` stands below a blank one; a header's
        own keys begin with small letters there, or are known.
    """
    if "\n\n" not in front.header:
        return None
    sooner = split_sooner(front, text)
    is_prose = sooner is not None and not sooner.is_closed and _PROSE_KEY.match(sooner.body)
    return sooner if is_prose else None


def may_go_on(front: FrontMatter, text: str) -> bool:
    """Say whether more of the file could change the header of a `text` that was cut off."""
    is_certain = front.format is not Format.NONE and front.body != "" and _is_surely_ended(front)
    if is_certain or len(text) > SEARCHED_CHARACTERS:
        return False
    start = _after_comments(text, 0)
    is_header = text.startswith(("---", "+++", "{", "<!--"), start) or bool(
        _OPENING.match(text, start)
    )
    return is_header or is_usual_key(text[start:].partition("\n")[0]) or start == len(text)


def _is_surely_ended(front: FrontMatter) -> bool:
    unsure = {ProblemKind.HEADER_NOT_CLOSED, ProblemKind.HEADER_END_MISTYPED}
    return front.format is not Format.LINES and unsure.isdisjoint(front.faults)


def without_header(text: str) -> FrontMatter:
    """Return a text that is all body."""
    return FrontMatter(Format.NONE, "", 1, text, 1)


def _after_blanks(text: str, place: int) -> int:
    blank = _BLANK.match(text, place)
    return blank.end() if blank else place


def _after_comments(text: str, place: int) -> int:
    """Return the offset of the first line that is neither blank nor a comment."""
    for _ in range(_MAX_COMMENTS):
        place = _after_blanks(text, place)
        found = (comment.match(text, place, SEARCHED_CHARACTERS) for comment in _COMMENTS)
        end = next((match.end() for match in found if match), place)
        if end == place:
            break
        place = end
    return place


def _split_at(text: str, start: int) -> FrontMatter | None:
    """Return the parts of a text whose header begins at an offset; None where none does."""
    opening = _EXACT_OPENING.match(text, start)
    if opening is not None:
        is_toml = text.startswith("+", start)
        kind, closed = (Format.TOML, _TOML) if is_toml else (Format.YAML, _YAML)
        match = closed.match(text, start, start + SEARCHED_CHARACTERS)
        if match is not None:
            end = HeaderEnd(match.end(1), match.end(), Ending.EXACT, frozenset())
            return _front(kind, text, opening.end(), end)
        return _split_by_lines(kind, text, opening.end())
    if text.startswith("{", start):
        return _split_json(text, start)
    mistyped = _OPENING.match(text, start)
    if mistyped is not None:
        if not is_usual_key(_line_at(text, mistyped.end())):
            return None
        kind = Format.TOML if text.startswith("+", start) else Format.YAML
        return _split_by_lines(kind, text, mistyped.end(), (ProblemKind.HEADER_START_MISTYPED,))
    return _split_without_start(text, start) if is_usual_key(_line_at(text, start)) else None


def _line_at(text: str, place: int) -> str:
    end = text.find("\n", place)
    return text[place:] if end < 0 else text[place:end]


def _split_by_lines(
    kind: Format, text: str, start: int, faults: tuple[ProblemKind, ...] = ()
) -> FrontMatter | None:
    end = find_header_end(text, start, start + SEARCHED_CHARACTERS)
    return None if end is None else _front(kind, text, start, end, faults)


def _split_without_start(text: str, start: int) -> FrontMatter | None:
    """Split a text that begins with keys: those of Hexo above dashes, or above a blank line."""
    most = start + SEARCHED_CHARACTERS
    end = find_header_end(text, start, most)
    if end is not None and end.ending is not Ending.NONE:
        return _front(Format.YAML, text, start, end, (ProblemKind.HEADER_WITHOUT_START,))
    end = find_header_end(text, start, most, stops_at_blank=True)
    if end is None or not _is_block_of_keys(text, end):
        return None
    end = end._replace(ending=Ending.EXACT)
    return _front(Format.LINES, text, start, end, (ProblemKind.HEADER_WITHOUT_DELIMITERS,))


def _is_block_of_keys(text: str, end: HeaderEnd) -> bool:
    """Say whether keys are a header without any delimiter: a title's, above a blank line."""
    is_at_blank = not _line_at(text, end.body_start).strip()
    return is_at_blank and ("title" in end.keys or len(end.keys) > 2)


def _split_comment(text: str, start: int) -> FrontMatter | None:
    """Split a text that begins with a comment in which a header stands."""
    match = _COMMENT_WITH_HEADER.match(text, start, start + SEARCHED_CHARACTERS)
    if match is None:
        return None
    header = _DOTS_OF_NIKOLA.sub("", match[1])
    if not is_usual_key(_line_at(header, _after_blanks(header, 0))):
        return None
    end = HeaderEnd(match.end(1), match.end(), Ending.EXACT, frozenset())
    front = _front(Format.LINES, text, match.start(1), end, (ProblemKind.HEADER_IN_COMMENT,))
    return replace(front, header=header)


def _front(
    kind: Format,
    text: str,
    start: int,
    end: HeaderEnd,
    faults: tuple[ProblemKind, ...] = (),
) -> FrontMatter:
    return FrontMatter(
        kind,
        text[start : end.header_end],
        1 + text.count("\n", 0, start),
        text[end.body_start :],
        1 + text.count("\n", 0, end.body_start),
        faults + _END_FAULTS[end.ending],
    )


def _split_json(text: str, start: int) -> FrontMatter | None:
    faults: tuple[ProblemKind, ...] = ()
    try:
        _, length = load_json(text[start : start + SEARCHED_CHARACTERS])
        end = start + length
    except HeaderError:
        faults = (ProblemKind.HEADER_NOT_CLOSED,)
        close = _JSON_CLOSE.search(text, start, start + SEARCHED_CHARACTERS)
        if close is None or _JSON_OPEN.match(text, start) is None:
            return None
        end = close.end()
    body_start = end + text.startswith("\n", end)
    body_line = 1 + text.count("\n", 0, body_start)
    header_line = 1 + text.count("\n", 0, start)
    return FrontMatter(
        Format.JSON, text[start:end], header_line, text[body_start:], body_line, faults
    )
