"""Conditions on words become expressions of the full-text index.

Source: SQLite's documentation of FTS5, section 3 (full-text query syntax).
"""

from reader.archive.query.fields.pinyin import Pinyin
from reader.archive.query.fields.words import Where, Words
from reader.archive.query.model import All, Any, Condition, Not
from reader.archive.search.pattern_literals import required_literals
from reader.archive.search.pinyin import forced_phrases, offered_phrases
from reader.archive.search.tokens import is_prefix, tokenize

_COLUMNS = {Where.ANYWHERE: "", Where.TITLE: "title : ", Where.TEXT: "body : "}


def match_expression(condition: Condition) -> str | None:
    """Return the expression that finds the same posts, or None where words alone can't tell.

    What has no tokens stands in every text, and can't be looked for.
    """
    match condition:
        case Words(text, where, is_whole):
            return _words(text, where, is_whole=is_whole)
        case Pinyin(letters):
            return _readings(forced_phrases(letters))
        case All(parts):
            return _all(parts)
        case Any(parts):
            return _joined(" OR ", parts)
        case _:
            return None


def pattern_expression(pattern: str) -> str | None:
    """Return an expression that finds every text which a regular expression can match, or None."""
    required = required_literals(pattern)
    alternatives = (
        " OR ".join(_phrase(tokenize(it), goes_on=False) for it in some) for some in required
    )
    return " AND ".join(f"(body : ({either}))" for either in alternatives) or None


def _all(parts: tuple[Condition, ...]) -> str | None:
    """Return an expression for parts of which some, but not all, may be negated."""
    found = _joined(" AND ", tuple(part for part in parts if not isinstance(part, Not)))
    for part in parts:
        if isinstance(part, Not):
            left_out = match_expression(part.part)
            found = f"({found} NOT {left_out})" if found and left_out else None
    return found


def _joined(operator: str, parts: tuple[Condition, ...]) -> str | None:
    expressions = [match_expression(part) for part in parts]
    known = [expression for expression in expressions if expression is not None]
    return f"({operator.join(known)})" if known and len(known) == len(parts) else None


def _words(text: str, where: Where, *, is_whole: bool) -> str | None:
    tokens = tokenize(text)
    if not tokens:
        return None
    phrase = _phrase(tokens, goes_on=is_prefix(tokens) and not is_whole)
    readings = () if is_whole or where is Where.TEXT else offered_phrases(text)
    as_words = f"({_COLUMNS[where]}{phrase})"
    return f"({as_words} OR {_readings(readings)})" if readings else as_words


def _readings(phrases: tuple[tuple[str, bool], ...]) -> str:
    either = " OR ".join(_phrase(tokens, goes_on=goes_on) for tokens, goes_on in phrases)
    return f"({_COLUMNS[Where.TITLE]}({either}))"


def _phrase(tokens: str, *, goes_on: bool) -> str:
    """Return tokens as a phrase; none of them holds a quotation mark of ASCII."""
    return f'"{tokens}" *' if goes_on else f'"{tokens}"'
