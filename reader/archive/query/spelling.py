"""A query as a person would type it: the one spelling that `parse_query` reads back to it."""

import re
from datetime import date, timedelta
from typing import TypeAlias, assert_never

from reader.archive.query.lexer import Kind, cut
from reader.archive.query.model import (
    All,
    Any,
    Condition,
    Dated,
    HasElement,
    HasState,
    HasTag,
    InCategory,
    InPath,
    Labelled,
    Leaf,
    Matches,
    Not,
    Order,
    Pinyin,
    Query,
    Recent,
    Undated,
    Where,
    Words,
)
from reader.archive.query.newsboat_filter import is_filter
from reader.errors import QueryError

_Keyed: TypeAlias = (
    Pinyin | InCategory | HasTag | InPath | Undated | Recent | HasState | Labelled | HasElement
)


def spell(query: Query) -> str:
    """Return the spelling of a query; empty for every post, newest first."""
    words = [] if query.asks_for_all else [_spell(query.condition, is_part=False)]
    if query.order is not Order.NEWEST:
        words.append(f"sort:{query.order.value}")
    if len(words) > 1 and isinstance(query.condition, Any):
        words[0] = f"({words[0]})"
    text = " ".join(words)
    return f"sort:{query.order.value} {text}" if is_filter(text) else text


def _spell(condition: Condition, *, is_part: bool) -> str:
    match condition:
        case All(parts):
            return " ".join(_spell(part, is_part=True) for part in parts)
        case Any(parts):
            text = " or ".join(_spell(part, is_part=True) for part in parts)
            return f"({text})" if is_part else text
        case Not(part):
            text = _spell(part, is_part=True)
            return f"not ({text})" if isinstance(part, All) else f"not {text}"
        case _:
            return _spell_leaf(condition)


def _spell_leaf(leaf: Leaf) -> str:
    match leaf:
        case Words(text, where, is_whole):
            return _key(where) + _words(text, is_whole=is_whole)
        case Matches(pattern, where):
            return f"{_key(where) if where is Where.TEXT else ''}/{_unslashed(pattern)}/"
        case Dated(first, end):
            return _spell_dates(first, end)
        case _:
            key, value = _key_and_value(leaf)
            return f"{key}:{value}"


def _key_and_value(leaf: _Keyed) -> tuple[str, str]:
    match leaf:
        case Pinyin(letters):
            pair = "py", letters
        case InCategory(name):
            pair = "category", spell_name(name)
        case HasTag(name):
            pair = "tag", spell_name(name)
        case InPath(text):
            pair = "path", spell_name(text)
        case Undated():
            pair = "date", "none"
        case Recent(span, side):
            pair = side.value, span
        case HasState(state):
            pair = "is", state.value
        case Labelled(name):
            pair = "label", spell_name(name)
        case HasElement(element):
            pair = "has", element.value
        case _:
            assert_never(leaf)
    return pair


def _key(where: Where) -> str:
    return f"{where.value}:" if where.value else ""


def _words(text: str, *, is_whole: bool) -> str:
    if is_whole:
        return _in_quotes(text)
    return text if _is_plain(text) else f"{_in_quotes(text)}*"


def _is_plain(text: str) -> bool:
    """Say whether a text alone is read as one word, also amid others."""
    try:
        tokens = cut(text)
    except QueryError:
        return False
    is_word = len(tokens) == 1 and tokens[0].kind is Kind.WORD and tokens[0].text == text
    return is_word and not re.search(r"[()（）]|^[/／]", text)


def spell_name(text: str) -> str:
    """Return a name or word as it stands after a key: in quotes where it needs them."""
    return text if _is_plain(text) else _in_quotes(text)


def _in_quotes(text: str) -> str:
    return '"' + re.sub(r'([\\"“”„＂])', r"\\\1", text) + '"'


def _unslashed(pattern: str) -> str:
    return re.sub(r"(?<!\\)((?:\\\\)*)/", r"\1\\/", pattern)


def _spell_dates(first: date | None, end: date | None) -> str:
    if first is None or end is None:
        return f"before:{end}" if first is None else f"after:{first}"
    return f"date:{first}..{end - timedelta(days=1)}"
