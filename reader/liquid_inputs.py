"""What Liquid in a post can ask for: the values and files of the post and its site."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

LiquidValue: TypeAlias = "str | list[LiquidValue] | dict[str, LiquidValue] | None"
"""What a header or a data file holds: texts as they were written, lists and mappings."""


def _no_data() -> dict[str, LiquidValue]:
    return {}


def _no_include(_name: str) -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class LiquidInputs:
    """The inputs of one post, the same for the reading pane and for search."""

    page: Mapping[str, LiquidValue] = field(default_factory=dict)
    """The post's own header fields, and what Jekyll adds: `url`, `date`, `excerpt` ..."""
    site: Mapping[str, LiquidValue] = field(default_factory=dict)
    """The keys of the site's settings, without `data`."""
    read_data: Callable[[], Mapping[str, LiquidValue]] = _no_data
    """Returns what the site's data files hold, by name; read at the first call."""
    read_include: Callable[[str], str | None] = _no_include
    """Returns the text of an include by its name (``figure.html``), or that of a file beside the
    post (``./part.md``); None where the site has none, or one that may not be read."""
    is_carried_out: bool = True
    """False for ``render_with_liquid: false``: Liquid is text."""


NO_INPUTS = LiquidInputs()
"""Of a body that belongs to no post and no site."""


def has_liquid(body: str) -> bool:
    """Say whether a body holds anything that Liquid acts on; most hold nothing."""
    return "{" in body and ("{%" in body or "{{" in body)
