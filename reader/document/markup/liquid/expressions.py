"""Expressions of Liquid: paths, literals, filters and conditions, evaluated in bounded time.

Source: Liquid lib/liquid/expression.rb, variable_lookup.rb, condition.rb (operators have no order
of their own; ``and`` and ``or`` bind from the right).
"""

import re
from collections.abc import Callable, Mapping, Sequence

from reader.document.markup.liquid.filters import apply_filter
from reader.document.markup.liquid.scope import Scope
from reader.document.markup.liquid.values import (
    UNKNOWN,
    Unknown,
    Value,
    bounded,
    holds,
    is_equal,
    is_less,
    is_true,
    number_of,
    text_of,
)

MAX_CHARACTERS = 5_000
"""Of one expression; a longer one is nothing."""
_TOKEN = re.compile(
    r"""
      (?P<text>"[^"]*"|'[^']*')
    | (?P<range>\(\s*[\w.\-]+\s*\.\.\s*[\w.\-]+\s*\))
    | (?P<number>-?\d+(?:\.\d+)?(?![\w.]))
    | (?P<path>[^\W\d][\w\-]*\??(?:\.[\w\-]+\??|\[[^\[\]]*\])*)
    | (?P<sign>==|!=|<>|<=|>=|[<>|:,=])
    | (?P<other>\S)
    """,
    re.VERBOSE,
)
_STEP = re.compile(r"\.?([^\W\d][\w\-]*\??|\d+)|\[([^\[\]]*)\]")
_WORDS: Mapping[str, Value] = {"nil": None, "null": None, "true": True, "false": False}
_EMPTY = ("empty", "blank")
_OPERATORS: Mapping[str, Callable[[Value, Value], bool]] = {
    "==": is_equal,
    "!=": lambda left, right: not is_equal(left, right),
    "<>": lambda left, right: not is_equal(left, right),
    "<": is_less,
    ">": lambda left, right: is_less(right, left),
    "<=": lambda left, right: is_less(left, right) or is_equal(left, right),
    ">=": lambda left, right: is_less(right, left) or is_equal(left, right),
    "contains": holds,
}
_MAX_RANGE = 1_000


def split(expression: str) -> list[str]:
    """Return the tokens of an expression; none for one that is too long."""
    if len(expression) > MAX_CHARACTERS:
        return []
    return [match[0] for match in _TOKEN.finditer(expression)]


def evaluate(expression: str, scope: Scope) -> Value:
    """Return the value of an expression with its filters; None for what makes no sense."""
    tokens = split(expression)
    if not tokens:
        return None
    first, *filters = _parts(tokens, "|")
    value = operand(first[0], scope) if first else None
    for words in filters:
        if not words or isinstance(value, Unknown):
            break
        arguments = [operand(word, scope) for word in _arguments(words[1:])]
        if any(isinstance(argument, Unknown) for argument in arguments):
            return UNKNOWN
        if not scope.spend(value, *arguments):
            return None
        value = bounded(apply_filter(words[0], value, arguments, scope))
    return value


def operand(token: str, scope: Scope) -> Value:
    """Return the value of a literal, a range or a path."""
    if token[0] in "\"'":
        return token[1:-1] if len(token) > 1 else ""
    if token in _WORDS:
        return _WORDS[token]
    if token in _EMPTY:
        return ""
    if token[0] == "(":
        return _range(token, scope)
    number = number_of(token) if token[0].isdigit() or token[0] == "-" else None
    return number if number is not None else _path(token, scope)


def condition(expression: str, scope: Scope) -> bool | None:
    """Say whether a condition holds; None where that is not known."""
    clauses, joins = _clauses(split(expression))
    holding = _holds(clauses[-1], scope)
    for clause, join in zip(reversed(clauses[:-1]), reversed(joins), strict=True):
        left = _holds(clause, scope)
        decisive = join == "or"
        if decisive in (left, holding):
            holding = decisive
        elif left is None or holding is None:
            holding = None
        else:
            holding = not decisive
    return holding


def _clauses(tokens: Sequence[str]) -> tuple[list[list[str]], list[str]]:
    clauses: list[list[str]] = [[]]
    joins: list[str] = []
    for token in tokens:
        if token in {"and", "or"}:
            joins.append(token)
            clauses.append([])
        else:
            clauses[-1].append(token)
    return clauses, joins


def _holds(clause: Sequence[str], scope: Scope) -> bool | None:
    if not clause:
        return False
    left = operand(clause[0], scope)
    if len(clause) < 3 or clause[1] not in _OPERATORS:
        return is_true(left)
    right = operand(clause[2], scope)
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return None
    if clause[2] in _EMPTY or clause[0] in _EMPTY:
        other = left if clause[2] in _EMPTY else right
        # Nothing is `blank` in Jekyll, which has no `blank?`.
        is_empty = other in ("", [], {}) and "empty" in clause
        return is_empty == (clause[1] == "==")
    return _OPERATORS[clause[1]](left, right)


def _range(token: str, scope: Scope) -> Value:
    first, last = (number_of(operand(end.strip(), scope)) for end in token[1:-1].split(".."))
    if first is None or last is None:
        return []
    return list(range(int(first), min(int(last), int(first) + _MAX_RANGE - 1) + 1))


def _path(token: str, scope: Scope) -> Value:
    value: Value = None
    for place, step in enumerate(_STEP.finditer(token)):
        name = step[1]
        if place == 0:
            value = scope.lookup(name or "")
            continue
        key = operand(step[2].strip(), scope) if name is None and step[2].strip() else name
        value = _part(value, key)
        if value is None or isinstance(value, Unknown):
            break
    return value


def _part(value: Value, key: Value) -> Value:
    """Return the part of a value that a key names; ``size``, ``first`` and ``last`` of any."""
    if isinstance(value, Unknown):
        return value
    if isinstance(value, Mapping):
        name = text_of(key)
        if name in value:
            return value[name]
        return len(value) if name == "size" else None
    if isinstance(value, str | list) and key == "size":
        return len(value)
    place = {"first": 0, "last": -1}.get(text_of(key), number_of(key))
    if isinstance(value, list) and place is not None and -len(value) <= place < len(value):
        return value[int(place)]
    return None


def _parts(tokens: Sequence[str], sign: str) -> list[list[str]]:
    parts: list[list[str]] = [[]]
    for token in tokens:
        if token == sign:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _arguments(tokens: Sequence[str]) -> list[str]:
    """Return the arguments of a filter, without their signs."""
    return [token for token in tokens if token not in {":", ",", "=", "<", ">", "=="}]
