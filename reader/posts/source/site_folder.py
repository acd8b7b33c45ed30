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

    def __init__(self, path: Path, site: Site | None = None) -> None:
        """Keep the folder.

        Args:
            path: The folder.
            site: The settings, where they are known already.
        """
        self.path = path
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

        return (self._known, ()) if self._known is not None else read_site(self.path)
