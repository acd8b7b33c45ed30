"""What names mean while a body is carried out, and how much work may still be done.

Source: Liquid lib/liquid/context.rb; Jekyll's documentation, "Variables".
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from reader.document.markup.liquid.values import UNKNOWN, Value, bounded
from reader.liquid_inputs import LiquidInputs

MAX_WORK = 5_000_000
"""Characters and items that filters may go through in one body: a second."""
MAX_ADDED_CHARACTERS = 300_000
"""That loops, includes and values may write beyond the text of the body."""
MAX_STEPS = 20_000
"""Tags and outputs that are carried out in one body, repeats counted."""
_ITEM_WORK = 20

_OF_ALL_POSTS = frozenset(
    {"posts", "pages", "html_pages", "html_files", "static_files", "documents", "collections"}
    | {"categories", "tags", "related_posts", "time", "github"}
)
"""Keys of ``site`` that only the generator of the site knows."""
_OF_OTHER_POSTS = frozenset({"previous", "next", "content", "output"})
"""Keys of ``page`` likewise."""
_OF_THE_PAGE = frozenset({"paginator", "layout", "content", "theme", "posts"})


class _WithUnknown(Mapping[str, Value]):
    """Values, some of which are there and not known."""

    def __init__(self, known: Mapping[str, Value], unknown: frozenset[str]) -> None:
        self._known = known
        self._unknown = unknown - known.keys()

    def __getitem__(self, key: str) -> Value:
        return UNKNOWN if key in self._unknown else self._known[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)

    def __contains__(self, key: object) -> bool:
        return key in self._unknown or key in self._known


class _Site(_WithUnknown):
    """The site's keys; its data files are read when they are asked for."""

    def __init__(self, inputs: LiquidInputs) -> None:
        super().__init__(cast("Mapping[str, Value]", inputs.site), _OF_ALL_POSTS)
        self._read_data = inputs.read_data

    def __getitem__(self, key: str) -> Value:
        if key == "data":
            return cast("Mapping[str, Value]", self._read_data())
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        return key == "data" or super().__contains__(key)


class Scope:
    """The names of one body, those of the innermost loop or include first."""

    def __init__(self, inputs: LiquidInputs) -> None:
        self._frames: list[dict[str, Value]] = []
        self.assigned: dict[str, Value] = {}
        self._page = _WithUnknown(cast("Mapping[str, Value]", inputs.page), _OF_OTHER_POSTS)
        self._globals: dict[str, Value] = {
            "page": self._page,
            "site": _Site(inputs),
            "jekyll": {"environment": "production"},
            **dict.fromkeys(_OF_THE_PAGE, UNKNOWN),
        }
        self._work = MAX_WORK
        self._steps = MAX_STEPS
        self._room = MAX_ADDED_CHARACTERS

    def lookup(self, name: str) -> Value:
        """Return the value of the first name of a path."""
        for frame in reversed(self._frames):
            if name in frame:
                return frame[name]
        if name in self.assigned:
            return self.assigned[name]
        return self._globals.get(name)

    def push(self, frame: dict[str, Value]) -> None:
        """Begin a loop's turn or an include, with names of its own."""
        self._frames.append(frame)

    def pop(self) -> None:
        """End it."""
        self._frames.pop()

    def assign(self, name: str, value: Value) -> None:
        """Give a name a value for the rest of the body."""
        self.assigned[name] = bounded(value)

    def spend(self, *values: Value) -> bool:
        """Say whether a filter may still go through values."""
        self._work -= 10 + sum(map(_cost, values))
        return self._work > 0

    def step(self) -> bool:
        """Say whether one more tag or output may be carried out."""
        self._steps -= 1
        return self._steps > 0

    def take_room(self, characters: int) -> bool:
        """Say whether so much more may be written beyond the text of the body."""
        self._room -= characters
        return self._room > 0


def _cost(value: Value) -> int:
    if isinstance(value, str):
        return len(value)
    return _ITEM_WORK * len(value) if isinstance(value, Sequence | Mapping) else 1
