"""The user's saved views, looked up by name while a query that names them is read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TypeAlias

from reader.archive.query.key import ExpectedError
from reader.archive.query.nearest import nearest
from reader.archive.search.folding import fold
from reader.messages.language import gettext as _

_MAX_USES = 100
"""Views used in one query, each time they are used: they may double with each level."""
_MAX_LEVELS = 20

SavedQueries: TypeAlias = Mapping[str, str]
"""The text of each saved view's query, by the view's name."""


@dataclass(frozen=True, slots=True)
class Views:
    """The saved views, and those of which the text is being read."""

    saved: SavedQueries
    path: tuple[str, ...] = ()
    """From the view that the typed query names to the one that is being read."""
    _uses: Iterator[int] = field(default_factory=count)

    def enter(self, typed: str) -> tuple[str, str, "Views"]:
        """Return a view's own name, its query, and what is needed to read that.

        Raises:
            ExpectedError: There is no such view, it contains itself, or there are too many.
        """
        name = self._named(typed)
        if name in self.path:
            path = " → ".join((*self.path[self.path.index(name) :], name))
            raise ExpectedError(
                _("the view {name} contains itself: {path}").format(name=name, path=path)
            )
        if len(self.path) >= _MAX_LEVELS or next(self._uses) >= _MAX_USES:
            raise ExpectedError(
                _("expected at most {levels} views in each other, and {uses} in all").format(
                    levels=_MAX_LEVELS, uses=_MAX_USES
                )
            )
        return name, self.saved[name], replace(self, path=(*self.path, name))

    def _named(self, typed: str) -> str:
        if typed in self.saved:
            return typed
        for name in self.saved:
            if fold(name) == fold(typed):
                return name
        near = nearest(fold(typed), self.saved)
        if near is not None:
            reason = _("there is no view {typed}; did you mean {name}?")
            raise ExpectedError(reason.format(typed=typed, name=near))
        if not self.saved:
            raise ExpectedError(_("there is no view {typed}; none is saved").format(typed=typed))
        names = ", ".join(sorted(self.saved))
        reason = _("there is no view {typed}; those saved are {names}")
        raise ExpectedError(reason.format(typed=typed, names=names))
