"""Reads a header that is not valid line by line, as a human reader would.

Only keys that matter are looked for. Quotes are taken off where they enclose a whole value, so
that quotes inside quotes stay; the only escape that is understood is a quote's.
"""

import re
from collections.abc import Collection

from reader.posts.front_matter.plain_values import NULLS, Value

KEYS = frozenset(
    {
        "title",
        "date",
        "category",
        "categories",
        "tag",
        "tags",
        "author",
        "authors",
        "作者",
        "slug",
        "permalink",
        "published",
        "draft",
        "excerpt_separator",
    }
)
"""The keys of a header that a post depends on."""

_PAIR = re.compile(r"[ \t]?[\"']?([A-Za-z_][\w-]*|作者)[\"']?[ \t]*[:：=](.*)")
_DASHES = "-*+\u2022\u00b7\u2013\u2014\uff0d"
_ITEM = re.compile(rf"[ \t]*[{_DASHES}][ \t]+(.*)")
_GLUED_ITEM = re.compile(r"[ \t]*-(?=[^\s-])")
_GLUED_LINE = re.compile(rf"^{_GLUED_ITEM.pattern}", re.MULTILINE)
_OPEN_KEY = re.compile(r"[\w-]+[ \t]*:[ \t]*(?:#.*)?")
"""A key with nothing behind it, below which a list may stand."""
_QUOTED = re.compile(r"(\"[^\"]*\"|'[^']*')(?:\s*[,，、]\s*(?:\"[^\"]*\"|'[^']*'))+")
_PART = re.compile(r"\s*(\"[^\"]*\"|'[^']*'|[^,，]+)")
_BLOCK = re.compile(r"[>|][-+0-9]*")


def with_spaces_in_lists(header: str) -> str:
    """Return a header in which a space follows the dash of each item of a list.

    Without one YAML takes ``-原油`` for a text, or for more of the item above it. Only lines
    below a key without a value, and below other items, are changed.
    """
    if not _GLUED_LINE.search(header):
        return header
    lines = header.split("\n")
    is_list = False
    for place, line in enumerate(lines):
        glued = _GLUED_ITEM.match(line) if is_list else None
        if glued:
            lines[place] = f"{glued[0]} {line[glued.end() :]}"
        is_list = bool(glued or _OPEN_KEY.fullmatch(line) or (is_list and _ITEM.match(line)))
    return "\n".join(lines)


def read_lines(header: str, keys: Collection[str] = KEYS) -> dict[str, Value]:
    """Return the wanted keys, in lower case, with their values: texts or lists of texts."""
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    is_json = header.startswith("{")
    for written in header.split("\n"):
        line = written.strip(" \t{},") if is_json else written
        pair = _PAIR.match(line)
        if pair is not None and not _ITEM.match(line):
            lines = [pair[2].strip()]
            if pair[1].lower() in keys:
                found[pair[1].lower()] = lines
        elif line.strip() and not line.lstrip().startswith("#"):
            lines.append(line.strip())
    values = {key: _read_value(lines) for key, lines in found.items()}
    return {key: value for key, value in values.items() if value not in (None, [])}


def _read_value(lines: list[str]) -> Value:
    """Return what the rest of a key's line and the lines below it say."""
    first, below = lines[0], lines[1:]
    if not first and below and all(_ITEM.match(line) for line in below):
        return [_unquoted(line[1:].strip()) for line in below]  # without its dash
    text = " ".join(below if _BLOCK.fullmatch(first) else filter(None, lines))
    if _QUOTED.fullmatch(text):
        text = f"[{text}]"
    if text.startswith("[") and text.endswith("]"):
        parts = (match[1].strip() for match in _PART.finditer(text[1:-1]))
        return [_unquoted(part) for part in parts if part]
    return _unquoted(text)


def _unquoted(text: str) -> str | None:
    """Return what a value's quotes enclose; a value that merely begins with quotes keeps them."""
    quote = text[:1]
    if quote not in {'"', "'"}:
        return None if text in NULLS else text
    end = text.rfind(quote)
    if end == 0:
        return text[1:].strip() or None
    if text[end + 1 :].strip() and not text[end + 1 :].lstrip().startswith("#"):
        return text
    inner = text[1:end]
    return (inner.replace('\\"', '"') if quote == '"' else inner) or None
