"""A header that is not valid is read line by line, the way a person would read it.

Only keys that matter are looked for. A value goes from its first quotation mark to the last of
the line, so that quotes inside quotes stay; nothing in it is an escape.
"""

import re

from reader.posts.header_values import Value

KEYS = frozenset(
    {
        "title",
        "date",
        "category",
        "categories",
        "tag",
        "tags",
        "slug",
        "permalink",
        "published",
        "draft",
        "excerpt_separator",
    }
)
"""The keys of a header that a post depends on."""

_PAIR = re.compile(r"^[ \t]?[\"']?(\w+)[\"']?[ \t]*[:：=][ \t]*(.*?)[ \t]*$")
_ITEM = re.compile(r"^[ \t]*-[ \t]+(.*?)[ \t]*$")
_COMMAS = re.compile(r"[,，]")


def read_lines(header: str) -> dict[str, Value]:
    """Return the keys that matter with their values, as texts or lists of texts."""
    values: dict[str, Value] = {}
    items: list[Value] | None = None
    for line in header.split("\n"):
        pair, item = _PAIR.match(line), _ITEM.match(line)
        if item is not None and items is not None:
            items.append(_unquoted(item[1]))
        elif pair is not None:
            key = pair[1].lower()
            items = [] if key in KEYS and not pair[2] else None
            if key in KEYS:
                values[key] = _read_value(pair[2]) if items is None else items
    return {key: value for key, value in values.items() if value not in (None, [])}


def _read_value(text: str) -> Value:
    if text.startswith("[") and text.endswith("]"):
        return [_unquoted(part.strip()) for part in _COMMAS.split(text[1:-1]) if part.strip()]
    return _unquoted(text)


def _unquoted(text: str) -> str | None:
    """Return what stands between the first quotation mark and the last."""
    quote = text[:1]
    if quote in {'"', "'"}:
        end = text.rfind(quote)
        text = text[1:end] if end > 0 else text[1:]
    return text or None
