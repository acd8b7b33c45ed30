"""The name that was most likely meant by one with a slip of the keyboard."""

from collections.abc import Iterable

from reader.archive.search.character_tokens import fold_character

_SHORT = 3
_LETTERS_A_SLIP = 3


def nearest(typed: str, names: Iterable[str]) -> str | None:
    """Return the name that differs least, or None where none is near.

    One slip for every three letters is near: a letter too many, too few or another, or two the
    wrong way round. A name of two characters is near only in traditional characters, one of three
    not with another letter, and none with another first letter: too many words differ by that.
    """
    wanted = _folded(typed)
    found = [
        (slips, name) for name in names if (slips := _slips(wanted, _folded(name))) is not None
    ]
    return min(found, key=lambda item: item[0], default=(0, None))[1]


def _folded(name: str) -> str:
    return "".join(map(fold_character, name))


def _slips(typed: str, name: str) -> int | None:
    """Return how many slips lie between two names; None for too many."""
    if typed == name:
        return 0
    most = max(len(typed), len(name)) // _LETTERS_A_SLIP
    begins = typed[0] == name[0] or typed[:2] == name[1::-1]
    if len(name) < _SHORT or abs(len(typed) - len(name)) > most or not begins:
        return None
    if len(typed) == len(name) == _SHORT and sorted(typed) != sorted(name):
        return None
    slips = _distance(typed, name)
    return slips if slips <= most else None


def _distance(a: str, b: str) -> int:
    """Return the optimal string alignment distance (Damerau-Levenshtein, restricted)."""
    before, row = [], list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        before, last, row = row, before, [i]
        for j, right in enumerate(b, 1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (left != right))
            if i > 1 and j > 1 and left == b[j - 2] and a[i - 2] == right:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]
