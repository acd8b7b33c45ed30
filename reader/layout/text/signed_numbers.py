"""Finds rises and falls in laid out text: signed numbers, arrows, and the words for them.

Only words and signs that say a direction are taken: `+1.2%`, `-3.4`, `▲5`, `1.2%↓`, `涨3%`, `跌停`.
Dates, ranges, telephone numbers, offsets of time zones, versions and temperatures are not.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from reader.layout.line import Line, Role, Run

_NUMBER = r"(?!0\d)\d[\d,，]*(?:[.．]\d+)?"
_PERCENT = r"\s?(?:[%％‰]|个?(?:百分点|基点)|個?(?:百分點|基點))"
_UNIT = rf"(?:{_PERCENT}|\s?[点點元])"
_NO_NUMBER_AFTER = r"(?![\w.:：/\-–~～%％℃°\u2212]|[ ]\d)"
_NO_DATE_AFTER = r"(?!\s?[年月日号號:：/\d])"
_MOST = r"(?:幅|了|超过|超過|超|逾|近|约|約|达|達|至|为|為|到|\s){0,3}"
_RISING_WORDS, _FALLING_WORDS = "[涨漲]", "跌"
_MOVE = rf"{_MOST}{_NUMBER}{_UNIT}|停(?!止)"
_RISING_ARROWS, _FALLING_ARROWS = "▲△↑⬆", "▼▽↓⬇"
_PLUS, _MINUS = "+＋﹢", "\\-－﹣\u2212"


def _pattern(name: str, words: str, arrows: str, signs: str) -> str:
    """Return a group for one direction.

    A sign after a letter or a Han character is one only before a percentage: `A股-300` is a name.
    """
    return (
        f"(?P<{name}>"
        rf"{words}(?:{_MOVE})"
        rf"|[{arrows}]\s?{_NUMBER}(?:{_UNIT}|{_NO_DATE_AFTER}{_NO_NUMBER_AFTER})"
        rf"|{_NUMBER}{_PERCENT}?\s?[{arrows}](?!\s?\d)"
        rf"|(?<![0-9A-Za-z.)\]%％年月日{signs}])[{signs}]{_NUMBER}{_PERCENT}"
        rf"|(?<![\w.)\]%％{signs}])[{signs}]{_NUMBER}{_NO_DATE_AFTER}{_NO_NUMBER_AFTER})"
    )


_MOVES = re.compile(
    "|".join(
        (
            _pattern("GAIN", _RISING_WORDS, _RISING_ARROWS, _PLUS),
            _pattern("LOSS", _FALLING_WORDS, _FALLING_ARROWS, _MINUS),
        )
    )
)
_MAY_MOVE = frozenset("涨漲跌+＋﹢-－﹣\u2212▲△↑⬆▼▽↓⬇")
_NOT_ZERO = re.compile("[1-9停]")
_LITERAL = Role.CODE | Role.LINK_NUMBER | Role.META | Role.MARKER


class _Move(NamedTuple):
    """A rise or a fall, by its characters in a text."""

    start: int
    end: int
    role: Role


def mark_moves(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with `Role.GAIN` and `Role.LOSS` added to rises and falls.

    Neither text nor width changes. A move that is divided between two lines of a paragraph is
    found. Code, numbers of links and what the layout draws are left alone.
    """
    marked: list[Line] = []
    for paragraph in _paragraphs(lines):
        if any(not _MAY_MOVE.isdisjoint(run.text) for line in paragraph for run in _runs(line)):
            marked += _mark_paragraph(paragraph)
        else:
            marked += paragraph
    return marked


def _runs(line: Line) -> tuple[Run, ...]:
    return (line.overflow or line).runs


def _paragraphs(lines: Iterable[Line]) -> Iterator[list[Line]]:
    paragraph: list[Line] = []
    for line in lines:
        paragraph.append(line)
        if line.joint is None:
            yield paragraph
            paragraph = []
    if paragraph:
        yield paragraph


def _mark_paragraph(lines: list[Line]) -> Iterator[Line]:
    text = "".join(line.text + (line.joint or "") for line in lines)
    moves = list(_moves(text))
    start = 0
    for line in lines:
        yield _mark_line(line, start, moves)
        start += len(line.text) + len(line.joint or "")


def _mark_line(line: Line, start: int, moves: list[_Move]) -> Line:
    overflow = line.overflow
    if overflow is not None:
        whole = tuple(_mark_runs(overflow.runs, 0, list(_moves(line.whole_text))))
        overflow = replace(overflow, runs=whole)
    return replace(line, runs=tuple(_mark_runs(line.runs, start, moves)), overflow=overflow)


def _moves(text: str) -> Iterator[_Move]:
    for match in _MOVES.finditer(text):
        if _NOT_ZERO.search(match[0]):
            yield _Move(*match.span(), Role[match.lastgroup or ""])


def _mark_runs(runs: Sequence[Run], start: int, moves: list[_Move]) -> Iterator[Run]:
    for run in runs:
        end = start + len(run.text)
        inside = [move for move in moves if move.start < end and start < move.end]
        if inside and not run.role & _LITERAL:
            yield from _split(run, start, inside)
        else:
            yield run
        start = end


def _split(run: Run, start: int, moves: list[_Move]) -> Iterator[Run]:
    position = 0
    for move in moves:
        first, last = max(move.start - start, 0), min(move.end - start, len(run.text))
        if first > position:
            yield replace(run, text=run.text[position:first])
        yield replace(run, text=run.text[first:last], role=run.role | move.role)
        position = last
    if position < len(run.text):
        yield replace(run, text=run.text[position:])
