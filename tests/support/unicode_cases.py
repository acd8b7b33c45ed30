"""Unicode's own test files, as Debian's package ``unicode-data`` installs them."""

from collections.abc import Iterator
from pathlib import Path

FOLDER = Path("/usr/share/unicode/auxiliary")


def read_cases(name: str) -> Iterator[tuple[str, frozenset[int]]]:
    """Yield each case's text and the places, without 0, at which it is to be divided."""
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        text, places = "", set()
        for sign in line.partition("#")[0].split():
            if sign == "÷":
                places.add(len(text))
            elif sign != "×":
                text += chr(int(sign, 16))
        if text:
            yield text, frozenset(places - {0})
