"""The meaning of newsboat's attributes: a comparison becomes a condition.

Source: newsboat's documentation, table "Available Attributes".
"""

import re
from collections.abc import Callable
from datetime import date

from reader.archive.query.dates.periods import date_wanted, read_period
from reader.archive.query.fields.author import ByAuthor
from reader.archive.query.fields.date import Dated, Recent, Side, Undated
from reader.archive.query.fields.path import InPath
from reader.archive.query.fields.pattern import Matches
from reader.archive.query.fields.state import HasState, PostState
from reader.archive.query.fields.tag import HasTag
from reader.archive.query.fields.words import Where, Words
from reader.archive.query.model import Condition, Not, all_of
from reader.archive.search.patterns import check_pattern
from reader.errors import PatternError
from reader.messages.language import gettext as _
from reader.messages.language import gettext_noop

_CHINESE = re.compile("[\u4e00-\u9fff]+")
_PLAIN = re.compile(r"[^\\^$.|?*+()\[\]{}]+")
_OLDEST_DAYS = 9999
_MAX_DIGITS = 9
_ANY_AGE = gettext_noop("expected a number of days, from 0")
_OPPOSITES = {"!~": "=~", "!=": "=", "!#": "#"}


class MeaningError(ValueError):
    """Says what should have stood after an operator."""


Comparison = Callable[[str, str], Condition]
"""Takes an operator and a value; raises `MeaningError`."""


def _with_opposites(compare: Comparison) -> Comparison:
    def either(operator: str, value: str) -> Condition:
        operator = "=" if operator == "==" else operator
        positive = _OPPOSITES.get(operator)
        return Not(compare(positive, value)) if positive else compare(operator, value)

    return either


def _matching(where: Where) -> Comparison:
    """Look for an expression or the whole text; Chinese alone is found as a word, by the index."""

    def compare(operator: str, value: str) -> Condition:
        if operator == "=~":
            if _CHINESE.fullmatch(value):
                return Words(value, where, is_whole=True)
            return Matches(_checked(value), where)
        if operator == "=":
            return Matches(_checked(f"^{re.escape(value)}$"), where)
        raise MeaningError(_('expected =~, !~, = or != and a "text"'))

    return compare


def _checked(pattern: str) -> str:
    try:
        check_pattern(pattern)
    except PatternError as error:
        raise MeaningError(str(error)) from None
    if not pattern:
        raise MeaningError(_("expected something to look for"))
    return pattern


def _link(operator: str, value: str) -> Condition:
    if operator not in {"=~", "="} or not _PLAIN.fullmatch(value):
        raise MeaningError(
            _("expected =~ or !~ and a part of the file's path, without special marks")
        )
    return InPath(value)


def _author(operator: str, value: str) -> Condition:
    if operator != "=":
        raise MeaningError(_("expected = or != and an author's whole name"))
    return ByAuthor(value)


def _tags(operator: str, value: str) -> Condition:
    if operator != "#":
        raise MeaningError(_('expected # or !# and a tag, as in: tags # "gold"'))
    return HasTag(value)


def _flags(operator: str, value: str) -> Condition:
    if operator != "=" or value:
        raise MeaningError(_('expected != "" for posts with a star; there are no other flags'))
    return Not(HasState(PostState.STARRED))


def _unread(operator: str, value: str) -> Condition:
    states = {"yes": PostState.UNREAD, "no": PostState.READ}
    if operator != "=" or value not in states:
        raise MeaningError(_('expected = "yes" or = "no"'))
    return HasState(states[value])


def _age(operator: str, value: str) -> Condition:
    """Count whole days, as spans such as ``7d`` do; a post without a date has no age."""
    if operator == "between":
        least, most = _range(value)
        return all_of(_aged(">=", least), _aged("<=", most))
    if operator == "=":
        days = _days(value)
        return all_of(_aged(">=", days), _aged("<=", days))
    return _aged(operator, _days(value))


def _aged(operator: str, days: int) -> Condition:
    match operator:
        case "<=":
            return Recent(f"{days}d", Side.AFTER)
        case "<" if days:
            return Recent(f"{days - 1}d", Side.AFTER)
        case ">":
            return Recent(f"{days}d", Side.BEFORE)
        case ">=" if days:
            return Recent(f"{days - 1}d", Side.BEFORE)
        case ">=":
            return Not(Undated())
        case _:
            raise MeaningError(_(_ANY_AGE))


def _days(value: str) -> int:
    if not (value.isascii() and value.isdigit()):
        raise MeaningError(_(_ANY_AGE))
    return min(int(value[:_MAX_DIGITS]), _OLDEST_DAYS)


def _range(value: str) -> tuple[int, int]:
    first, colon, last = value.partition(":")
    if not colon:
        raise MeaningError(_("expected two numbers, as in: age between 1:7"))
    least, most = sorted((_days(first), _days(last)))
    return least, most


def _date(operator: str, value: str) -> Condition:
    try:
        first, end = read_period(value)
    except ValueError:
        raise MeaningError(date_wanted()) from None
    return _dated(operator, first, end)


def _dated(operator: str, first: date, end: date | None) -> Condition:
    match operator:
        case "=":
            return Dated(first, end)
        case "<":
            return Dated(None, first)
        case ">=":
            return Dated(first, None)
        case "<=" if end:
            return Dated(None, end)
        case ">" if end:
            return Dated(end, None)
        case _:
            raise MeaningError(_('expected =, !=, <, <=, > or >= and a "date"'))


ATTRIBUTES: dict[str, Comparison] = {
    name: _with_opposites(compare)
    for name, compare in {
        "title": _matching(Where.TITLE),
        "content": _matching(Where.TEXT),
        "author": _author,
        "date": _date,
        "age": _age,
        "unread": _unread,
        "flags": _flags,
        "tags": _tags,
        "link": _link,
    }.items()
}
"""By name, in the order in which they are listed for the user."""

FOREIGN = {
    "guid": gettext_noop("expected link, or path: and a part of the file's path"),
    "feedtitle": gettext_noop('expected tags # "…", or category: and a category'),
    "feedlink": gettext_noop("expected link, or path: and a part of the file's path"),
    "feeddate": gettext_noop("expected date"),
    "rssurl": gettext_noop("expected link, or path: and a part of the file's path"),
    "enclosure_url": gettext_noop("expected has:image or has:link"),
    "enclosure_type": gettext_noop("expected has:image or has:link"),
    "description": gettext_noop("expected content"),
    "articleindex": gettext_noop("expected another attribute: posts have no numbers"),
    "unread_count": gettext_noop('expected unread = "yes"'),
    "total_count": gettext_noop("expected another attribute: an archive has no feeds"),
    "latest_article_age": gettext_noop("expected age"),
}
"""Attributes that mean nothing here, with what may be asked instead."""
