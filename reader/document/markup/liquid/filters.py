"""Filters of Liquid and Jekyll, each bounded; one that is not known leaves its value as it is.

Source: Liquid lib/liquid/standardfilters.rb; Jekyll lib/jekyll/filters.rb and its folder.
"""

import html
import json
import math
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from urllib.parse import quote, unquote_plus

from reader.document.markup.liquid.scope import Scope
from reader.document.markup.liquid.values import (
    MAX_ITEMS,
    MAX_TEXT_CHARACTERS,
    UNKNOWN,
    Value,
    is_equal,
    is_small,
    is_true,
    items_of,
    number_of,
    text_of,
)

_TAGS = re.compile(r"<script.*?</script>|<!--.*?-->|<style.*?</style>|<[^>]*>", re.DOTALL)
_NOT_IN_SLUG = re.compile(r"[\W_]+")
_HAN = re.compile(r"[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7af]")
_DATE = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?)?"
    r"\s*(Z|UTC|[+-]\d{2}:?\d{2})?"
)
_DIRECTIVE = re.compile(r"%([-0^]?)([A-Za-z%])")
_DIRECTIVES = frozenset("YmdHMSyjBbAaIpeFTDRuwZzUVGCs%klhcxXPnL")
_ALIASES = {"F": "%Y-%m-%d", "T": "%H:%M:%S", "D": "%m/%d/%y", "R": "%H:%M", "h": "%b"}
_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.\-]*:|//", re.IGNORECASE)


def apply_filter(name: str, value: Value, arguments: Sequence[Value], scope: Scope) -> Value:
    """Return what a filter makes of a value that is known, with arguments that are."""
    if name in _ADDRESSES:
        return _ADDRESSES[name](text_of(value), scope)
    if name in _TEXTS:
        return _TEXTS[name](text_of(value)[:MAX_TEXT_CHARACTERS], [*map(text_of, arguments)])
    if name in _NUMBERS:
        return _calculate(name, value, arguments)
    if name in _LISTS:
        return _LISTS[name](items_of(value)[:MAX_ITEMS], arguments)
    return _OF_ANY[name](value, arguments) if name in _OF_ANY else value


def _replace(text: str, words: Sequence[str], count: int = -1) -> str:
    old, new = (*words, "", "")[:2]
    found = text.count(old) if count < 0 else count
    if not old or len(text) + found * len(new) > MAX_TEXT_CHARACTERS:
        return text
    return text.replace(old, new, count)


def _truncate(text: str, words: Sequence[str]) -> str:
    length = number_of(words[0]) if words else 50
    ending = words[1] if len(words) > 1 else "..."
    if length is None or len(text) <= length:
        return text
    return text[: max(0, int(length) - len(ending))] + ending


def _truncate_words(text: str, words: Sequence[str]) -> str:
    count = number_of(words[0]) if words else 15
    ending = words[1] if len(words) > 1 else "..."
    parts = text.split()
    if count is None or len(parts) <= max(count, 1):
        return text
    return " ".join(parts[: max(int(count), 1)]) + ending


def _split(text: str, words: Sequence[str]) -> Value:
    separator = words[0] if words else " "
    parts = list(text) if separator == "" else text.split(None if separator == " " else separator)
    while parts and not parts[-1]:
        parts.pop()
    return [*parts[:MAX_ITEMS]]


def _count_words(text: str, words: Sequence[str]) -> Value:
    if words and words[0] in {"cjk", "auto"}:
        return len(_HAN.findall(text)) + len(_HAN.sub(" ", text).split())
    return len(text.split())


def _date(text: str, words: Sequence[str]) -> str:
    """Return a date in a form of strftime; a text that is no date stays."""
    moment = moment_of(text)
    if moment is None or not words or not words[0]:
        return text

    def directive(match: re.Match[str]) -> str:
        flag, letter = match.groups()
        if letter not in _DIRECTIVES:
            return match[0]
        shown = moment.strftime(_ALIASES.get(letter, f"%{letter}"))
        if flag == "-":
            return shown.lstrip("0") or "0"
        return shown.upper() if flag == "^" else shown

    return _DIRECTIVE.sub(directive, words[0])


def moment_of(text: str) -> datetime | None:
    """Return the date that a text is, or None."""
    if text in {"now", "today"}:
        return None
    match = _DATE.fullmatch(text.strip())
    if match is None:
        return None
    year, month, day, hour, minute, second, zone = match.groups()
    offset = "+0000" if zone in (None, "Z", "UTC") else zone.replace(":", "")
    written = f"{year}-{month}-{day} {hour or 0}:{minute or 0}:{second or 0} {offset}"
    try:
        return datetime.strptime(written, "%Y-%m-%d %H:%M:%S %z")
    except ValueError:
        return None


def _date_as(form: str) -> Callable[[str, Sequence[str]], str]:
    return lambda text, _: _date(text, [form])


def _xml_date(text: str, _: Sequence[str]) -> str:
    moment = moment_of(text)
    return moment.isoformat() if moment else text


def _slugify(text: str, _: Sequence[str]) -> str:
    return _NOT_IN_SLUG.sub("-", text).strip("-").lower()


def _relative(text: str, scope: Scope) -> str:
    base = _setting(scope, "baseurl").strip("/")
    if _ABSOLUTE.match(text) or not base:
        return text
    return f"/{base}/{text.lstrip('/')}"


def _absolute(text: str, scope: Scope) -> str:
    if _ABSOLUTE.match(text):
        return text
    path = _relative(text, scope)
    home = _setting(scope, "url").rstrip("/")
    return home + (path if path.startswith("/") else f"/{path}") if home else path


def _setting(scope: Scope, name: str) -> str:
    site = scope.lookup("site")
    return text_of(site.get(name)) if isinstance(site, Mapping) else ""


_ADDRESSES: Mapping[str, Callable[[str, Scope], str]] = {
    "relative_url": _relative,
    "absolute_url": _absolute,
    "prepend_baseurl": _relative,
}
_TEXTS: Mapping[str, Callable[[str, Sequence[str]], Value]] = {
    "escape": lambda text, _: html.escape(text),
    "h": lambda text, _: html.escape(text),
    "xml_escape": lambda text, _: html.escape(text),
    "escape_once": lambda text, _: html.escape(html.unescape(text)),
    "cgi_escape": lambda text, _: quote(text, ""),
    "url_encode": lambda text, _: quote(text, ""),
    "uri_escape": lambda text, _: quote(text, "/:?#[]@!$&'()*+,;=%"),
    "url_decode": lambda text, _: unquote_plus(text),
    "strip": lambda text, _: text.strip(),
    "lstrip": lambda text, _: text.lstrip(),
    "rstrip": lambda text, _: text.rstrip(),
    "strip_html": lambda text, _: _TAGS.sub("", text) if text.count("<") < 1000 else text,
    "strip_newlines": lambda text, _: text.replace("\n", ""),
    "newline_to_br": lambda text, _: text.replace("\n", "<br />\n"),
    "normalize_whitespace": lambda text, _: " ".join(text.split()),
    "upcase": lambda text, _: text.upper(),
    "downcase": lambda text, _: text.lower(),
    "capitalize": lambda text, _: text[:1].upper() + text[1:],
    "append": lambda text, words: text + "".join(words[:1]),
    "prepend": lambda text, words: "".join(words[:1]) + text,
    "remove": lambda text, words: _replace(text, words[:1]),
    "remove_first": lambda text, words: _replace(text, words[:1], 1),
    "replace": _replace,
    "replace_first": lambda text, words: _replace(text, words, 1),
    "truncate": _truncate,
    "truncatewords": _truncate_words,
    "split": _split,
    "number_of_words": _count_words,
    "date": _date,
    "date_to_string": _date_as("%d %b %Y"),
    "date_to_long_string": _date_as("%d %B %Y"),
    "date_to_rfc822": _date_as("%a, %d %b %Y %H:%M:%S %z"),
    "date_to_xmlschema": _xml_date,
    "slugify": _slugify,
}


def _calculate(name: str, value: Value, arguments: Sequence[Value]) -> Value:
    left = number_of(value) or 0
    right = number_of(arguments[0]) if arguments else None
    try:
        return _NUMBERS[name](left, right if right is not None else 0)
    except (ZeroDivisionError, OverflowError, ValueError):
        return None


def _divide(left: float, right: float) -> Value:
    whole = isinstance(left, int) and isinstance(right, int)
    return left // right if whole else left / right


def _round(left: float, digits: float) -> Value:
    return round(left, int(min(digits, 15))) if digits > 0 else round(left)


_NUMBERS: Mapping[str, Callable[[float, float], Value]] = {
    "plus": lambda left, right: left + right,
    "minus": lambda left, right: left - right,
    "times": lambda left, right: left * right,
    "divided_by": _divide,
    "modulo": lambda left, right: left % right,
    "abs": lambda left, _: abs(left),
    "ceil": lambda left, _: math.ceil(left),
    "floor": lambda left, _: math.floor(left),
    "round": _round,
    "at_least": max,
    "at_most": min,
    "to_integer": lambda left, _: int(left),
}


def _slice(value: Value, arguments: Sequence[Value]) -> Value:
    start = number_of(arguments[0]) if arguments else None
    length = number_of(arguments[1]) if len(arguments) > 1 else 1
    whole = value if isinstance(value, list) else text_of(value)
    if start is None or length is None:
        return value
    first = int(start) if start >= 0 else max(0, len(whole) + int(start))
    return whole[first : first + max(0, int(length))]


def _default(value: Value, arguments: Sequence[Value]) -> Value:
    is_empty = not is_true(value) or value in ("", [], {})
    return arguments[0] if is_empty and arguments else value


def _size(value: Value, _: Sequence[Value]) -> Value:
    return len(value) if isinstance(value, str | list | Mapping) else 0


def _as_json(value: Value, _: Sequence[Value]) -> Value:
    return json.dumps(value, ensure_ascii=False, default=text_of) if is_small(value) else ""


_OF_ANY: Mapping[str, Callable[[Value, Sequence[Value]], Value]] = {
    "default": _default,
    "size": _size,
    "slice": _slice,
    "jsonify": _as_json,
    "inspect": _as_json,
}


def _field(item: Value, name: Value) -> Value:
    return item.get(text_of(name)) if isinstance(item, Mapping) else None


def _where(items: list[Value], arguments: Sequence[Value]) -> Value:
    name, *wanted = arguments or [None]
    if wanted:
        return [item for item in items if is_equal(_field(item, name), wanted[0])]
    return [item for item in items if is_true(_field(item, name))]


def _sorted(items: list[Value], arguments: Sequence[Value]) -> Value:
    def key(item: Value) -> tuple[bool, float, str]:
        value = _field(item, arguments[0]) if arguments else item
        number = number_of(value)
        return number is None, number or 0, "" if number is not None else text_of(value)

    return sorted(items, key=key)


def _unique(items: list[Value], _: Sequence[Value]) -> Value:
    return [*{text_of(item): item for item in reversed(items)}.values()][::-1]


def _join(items: list[Value], arguments: Sequence[Value]) -> str:
    separator = text_of(arguments[0]) if arguments else " "
    if not is_small(items) or len(items) * len(separator) > MAX_TEXT_CHARACTERS:
        return ""
    return separator.join(map(text_of, items))


def _sentence(items: list[Value], arguments: Sequence[Value]) -> str:
    connector = text_of(arguments[0]) if arguments else "and"
    if not is_small(items):
        return ""
    words = [*map(text_of, items)]
    if len(words) < 3:
        return f" {connector} ".join(words)
    return f"{', '.join(words[:-1])}, {connector} {words[-1]}"


def _total(items: list[Value], arguments: Sequence[Value]) -> Value:
    values = [_field(item, arguments[0]) if arguments else item for item in items]
    return sum(number_of(value) or 0 for value in values)


def _item(items: list[Value], place: int) -> Value:
    return items[place] if items else None


_LISTS: Mapping[str, Callable[[list[Value], Sequence[Value]], Value]] = {
    "join": _join,
    "first": lambda items, _: _item(items, 0),
    "last": lambda items, _: _item(items, -1),
    "reverse": lambda items, _: items[::-1],
    "sort": _sorted,
    "sort_natural": _sorted,
    "uniq": _unique,
    "compact": lambda items, _: [item for item in items if item is not None],
    "concat": lambda items, arguments: items + (items_of(arguments[0]) if arguments else []),
    "map": lambda items, arguments: [_field(item, (*arguments, "")[0]) for item in items],
    "where": _where,
    "push": lambda items, arguments: [*items, *map(text_of, arguments[:1])],
    "unshift": lambda items, arguments: [*map(text_of, arguments[:1]), *items],
    "pop": lambda items, _: items[:-1],
    "shift": lambda items, _: items[1:],
    "sum": _total,
    "array_to_sentence_string": _sentence,
    "where_exp": lambda _items, _arguments: UNKNOWN,
    "find": lambda _items, _arguments: UNKNOWN,
    "group_by": lambda _items, _arguments: UNKNOWN,
    "group_by_exp": lambda _items, _arguments: UNKNOWN,
}
