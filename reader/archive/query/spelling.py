"""A query as a user would type it: the one spelling that `parse_query` reads back to it."""

import re
from typing import assert_never

from reader.archive.query.fields.view import KEY as VIEW
from reader.archive.query.lexer import Kind, cut
from reader.archive.query.model import All, Any, Condition, InView, Not, Order, Query
from reader.archive.query.newsboat.filter import is_filter
from reader.archive.query.term import Form, Term
from reader.errors import QueryError


def spell(query: Query) -> str:
    """Return the spelling of a query; empty for every post, newest first."""
    words = [] if query.condition == All() else [_spell(query.condition, is_part=False)]
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
        case InView(name):
            return _written(Term(VIEW.name, name))
        case _:
            return _written(condition.term())


def _written(term: Term) -> str:
    return f"{term.key}:{_value(term)}" if term.key else _value(term)


def _value(term: Term) -> str:
    text = term.text
    match term.form:
        case Form.AS_IT_IS:
            return text
        case Form.NAME:
            return spell_name(text)
        case Form.BEGINNING:
            return text if _is_plain(text) else f"{_in_quotes(text)}*"
        case Form.PHRASE:
            return _in_quotes(text)
        case Form.EXPRESSION:
            return f"/{_unslashed(text)}/"
        case _:
            assert_never(term.form)


def spell_name(text: str) -> str:
    """Return a name or word as it stands after a key: in quotes where it needs them."""
    return text if _is_plain(text) else _in_quotes(text)


def _is_plain(text: str) -> bool:
    """Return whether a text alone is read as one word, also between others."""
    try:
        tokens = cut(text)
    except QueryError:
        return False
    is_word = len(tokens) == 1 and tokens[0].kind is Kind.WORD and tokens[0].text == text
    return is_word and not tokens[0].goes_on and not re.search(r"[()（）]|^[/／]", text)


def _in_quotes(text: str) -> str:
    return '"' + re.sub(r'([\\"“”„＂])', r"\\\1", text) + '"'


def _unslashed(pattern: str) -> str:
    return re.sub(r"(?<!\\)((?:\\\\)*)/", r"\1\\/", pattern)
