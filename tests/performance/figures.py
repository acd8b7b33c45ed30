"""Compares measurements with their bounds: one table, and JSON."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from unicodedata import east_asian_width

_COLUMNS = ("what", "posts", "measured", "must reach", "ratio", "reached", "remark")


@dataclass(frozen=True, slots=True)
class Bound:
    """Upper bound of a figure: an amount, or a multiple of another figure of the run."""

    most: float
    base: float | None = None
    """Value of the other figure; None if the bound is an amount."""
    base_name: str = ""
    """Name of the other figure; empty if the bound is an amount."""

    @property
    def limit(self) -> float | None:
        """The bound as an amount, or None if the other figure is missing."""
        if not self.base_name:
            return self.most
        return None if self.base is None else self.most * self.base


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table."""

    name: str
    """What `--only` takes, the same for figures that are measured together."""
    what: str
    posts: int | None
    value: float | None
    """None if it could not be measured; `remark` says why."""
    unit: str
    remark: str = ""
    bounds: tuple[Bound, ...] = ()


def is_reached(figure: Figure, bound: Bound) -> bool | None:
    """Say whether a figure meets a bound; None if unknown."""
    if figure.value is None or bound.limit is None:
        return None
    return figure.value <= bound.limit


def ratio(figure: Figure, bound: Bound) -> float | None:
    """Return the ratio of the figure to its bound's base."""
    base = bound.base if bound.base_name else bound.most
    return None if figure.value is None or not base else figure.value / base


def as_table(figures: Sequence[Figure]) -> str:
    """Return lines of aligned columns, one per bound of a figure."""
    rows: list[tuple[str, ...]] = [_COLUMNS]
    for figure in figures:
        bounds: tuple[Bound | None, ...] = figure.bounds or (None,)
        rows += [_row(figure, bound, is_first=not index) for index, bound in enumerate(bounds)]
    widths = [max(_cells(row[column]) for row in rows) for column in range(len(_COLUMNS))]
    lines = ("  ".join(map(_padded, row, widths)).rstrip() for row in rows)
    return "\n".join(lines) + "\n"


def as_json(facts: dict[str, object], figures: Sequence[Figure]) -> str:
    """Return one object: `machine`, and `figures` with their bounds."""
    listed = [
        asdict(figure)
        | {
            "bounds": [
                asdict(bound)
                | {
                    "limit": bound.limit,
                    "ratio": ratio(figure, bound),
                    "is_reached": is_reached(figure, bound),
                }
                for bound in figure.bounds
            ]
        }
        for figure in figures
    ]
    return json.dumps({"machine": facts, "figures": listed}, ensure_ascii=False, indent=1) + "\n"


def _row(figure: Figure, bound: Bound | None, *, is_first: bool) -> tuple[str, ...]:
    posts = "" if figure.posts is None else f"{figure.posts:,}"
    measured = _display_value(figure.value, figure.unit)
    head = (figure.what, posts, measured) if is_first else ("", "", "")
    remark = figure.remark if is_first else ""
    if bound is None:
        return (*head, "", "", "", remark)
    portion = ratio(figure, bound)
    spoken = "—" if portion is None else f"{portion:.2f}"
    reached = {True: "yes", False: "NO", None: "—"}[is_reached(figure, bound)]
    return (*head, _display_bound(figure, bound), spoken, reached, remark)


def _display_bound(figure: Figure, bound: Bound) -> str:
    if bound.base_name:
        return f"{bound.most:g} × {bound.base_name}"
    return _display_value(bound.most, figure.unit)


def _display_value(value: float | None, unit: str) -> str:
    if value is None:
        return "—"
    digits = 0 if value >= 100 or value == int(value) else 1 if value >= 10 else 2
    return f"{value:,.{digits}f} {unit}"


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _cells(text))


def _cells(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
