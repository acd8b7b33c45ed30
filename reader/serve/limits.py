"""What the server allows, and for how long it waits."""

from dataclasses import dataclass
from typing import NamedTuple

MAX_COLUMNS = 500
MAX_LINES = 200


class Size(NamedTuple):
    """A terminal's size, in columns and lines."""

    columns: int
    lines: int

    def bounded(self) -> "Size":
        """Return the nearest size that a terminal may have."""
        return Size(
            min(max(self.columns, 1), MAX_COLUMNS),
            min(max(self.lines, 1), MAX_LINES),
        )


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of the server; times are in seconds."""

    sessions: int = 8
    """Programs at once, with those that are kept for a page that has gone."""
    idle: float = 3600.0
    """Time without a key or click, after which a session ends; 0 is no limit."""
    kept: float = 60.0
    """How long a session is kept for a page that has gone."""
    hung: float = 30.0
    """How long a program may leave keys unread before it counts as hung."""
    ending: float = 3.0
    """How long a program may take to end before it is killed."""
    watch: float = 5.0
    """Time between two looks at whether a program is alive, idle or hung."""
    heartbeat: float = 20.0
    """Time between two pings; a page that does not answer within half of it has gone."""
    message_bytes: int = 65_536
    """Longest message of a page."""
    unseen_bytes: int = 262_144
    """Output that a page may be behind; beyond it, the program waits."""
