"""A site's settings, read on first use: the first screen does not need them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from reader.posts.post import Problem
    from reader.posts.source.site import Site


class SiteFolder:
    """The folder in which the settings of an archive's site lie. Any thread may ask."""

    def __init__(
        self,
        path: Path,
        site: Site | None = None,
        *,
        root: Path | None = None,
        takes_collections: bool = False,
    ) -> None:
        """Keep the folder.

        Args:
            path: The folder.
            site: The settings, where they are known already.
            root: The archive, if it is another folder.
            takes_collections: As for `read_site`.
        """
        self.path = path
        self.takes_collections = takes_collections
        self._root = root
        self._known = site

    @property
    def site(self) -> Site:
        """The site's settings; what is missing or wrong has Jekyll's default."""
        return self._read[0]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Problems of the settings file."""
        return self._read[1]

    @cached_property
    def _read(self) -> tuple[Site, tuple[Problem, ...]]:
        from reader.posts.source.site import read_site  # noqa: PLC0415 - 20 ms, and as many for YAML

        if self._known is not None:
            return self._known, ()
        return read_site(self.path, self._root, takes_collections=self.takes_collections)
