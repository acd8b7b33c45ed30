"""The keys of the query language, once: their names, their Chinese twins, and what they take.

Parser, completion and README are made from here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TypeVar

from reader.archive.query.model import (
    BodyElement,
    Condition,
    Dated,
    HasElement,
    HasState,
    HasTag,
    InCategory,
    InPath,
    Labelled,
    Order,
    Pinyin,
    PostState,
    Recent,
    Side,
    Undated,
    Where,
    Words,
)
from reader.archive.query.periods import DATE_WANTED, read_period, span_name

_Choice = TypeVar("_Choice", bound=Enum)


class ExpectedError(ValueError):
    """Says what should have stood after a key."""


@dataclass(frozen=True, slots=True)
class Key:
    """One word that is followed by a colon and a value."""

    name: str
    twins: tuple[str, ...]
    """Other names: what an input method types."""
    help: str
    """What it asks for, as a clause."""
    read: Callable[[str], Condition | Order]
    """Reads an unquoted value; raises `ExpectedError`."""


def _choice(value: str, kind: type[_Choice], twins: dict[str, _Choice]) -> _Choice:
    choice = twins.get(value)
    if choice is not None:
        return choice
    try:
        return kind(value.lower())
    except ValueError:
        raise ExpectedError("one of " + ", ".join(str(item.value) for item in kind)) from None


STATE_TWINS = {
    "未读": PostState.UNREAD,
    "已读": PostState.READ,
    "星标": PostState.STARRED,
    "收藏": PostState.STARRED,
    "问题": PostState.PROBLEM,
    "笔记": PostState.NOTED,
    "最近": PostState.RECENT,
}
ELEMENT_TWINS = {"图片": BodyElement.IMAGE, "表格": BodyElement.TABLE, "链接": BodyElement.LINK}
ORDER_TWINS = {
    "最新": Order.NEWEST,
    "最旧": Order.OLDEST,
    "最早": Order.OLDEST,
    "标题": Order.TITLE,
    "分类": Order.CATEGORY,
    "相关": Order.RELEVANCE,
    "阅读": Order.READ,
}


def _dates(value: str) -> Condition:
    if value.lower() in {"none", "无"}:
        return Undated()
    span = span_name(value)
    if span is not None:
        return Recent(span)
    first, is_range, last = value.partition("..")
    start = _period(first)[0] if first or not is_range else None
    end = _period(last if is_range else first)[1] if last or not is_range else None
    if start is None and end is None:
        raise ExpectedError(DATE_WANTED)
    if start is not None and end is not None and start >= end:
        raise ExpectedError("a range whose first date is not after its last")
    return Dated(start, end)


def _before(value: str) -> Condition:
    span = span_name(value)
    return Recent(span, Side.BEFORE) if span else Dated(None, _period(value)[0])


def _after(value: str) -> Condition:
    span = span_name(value)
    return Recent(span, Side.AFTER) if span else Dated(_period(value)[0], None)


def _period(value: str) -> tuple[date, date | None]:
    try:
        return read_period(value)
    except ValueError as error:
        raise ExpectedError(str(error)) from None


def _letters(value: str) -> Condition:
    if not (value.isascii() and value.isalpha()):
        raise ExpectedError("letters, as in py:chuhai")
    return Pinyin(value.lower())


def _has(value: str) -> Condition:
    if value.lower() in {"note", "笔记"}:
        return HasState(PostState.NOTED)
    return HasElement(_choice(value, BodyElement, ELEMENT_TWINS))


KEYS = (
    Key("title", ("标题",), "words of the title", lambda v: Words(v, Where.TITLE)),
    Key("text", ("正文", "内容"), "words of the text", lambda v: Words(v, Where.TEXT)),
    Key("category", ("分类", "栏目"), "a category, with those below it", InCategory),
    Key("tag", ("标签",), "a tag", HasTag),
    Key("path", ("路径",), "a part of the file's path", InPath),
    Key("date", ("日期",), "a day, month, year, FIRST..LAST, a span such as 7d, or none", _dates),
    Key("before", ("之前", "早于"), "dates before that day", _before),
    Key("after", ("之后", "晚于"), "that day or later", _after),
    Key(
        "is",
        ("状态",),
        "unread, read, starred, problem, labelled, noted or recent, which is read lately",
        lambda v: HasState(_choice(v, PostState, STATE_TWINS)),
    ),
    Key(
        "has",
        ("含有",),
        "image, table or link; or note, one of your own",
        _has,
    ),
    Key("label", ("我的标签",), "a label of your own", Labelled),
    Key("py", ("拼音",), "pinyin of the title, whole or initials", _letters),
    Key(
        "sort",
        ("排序",),
        "newest, oldest, title, category, relevance, or read, the last first",
        lambda v: _choice(v, Order, ORDER_TWINS),
    ),
)
"""In the order of the README."""

KEY_BY_NAME = {name: key for key in KEYS for name in (key.name, *key.twins)}
