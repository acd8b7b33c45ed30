"""Every count, posting, rank and reference of an index, against what its tables hold."""

from pathlib import Path

from reader.index.store.soundness import find_damage


def assert_sound(index: Path) -> None:
    """Look at all of an index that nobody writes to."""
    assert find_damage(index) is None
