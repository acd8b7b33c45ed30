"""Reads and draws images from the archive or the web, in the background."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.session import Session
from reader.ui.loaders.loader import Deliver, Loader
from reader.ui.loaders.picture_request import PictureRequest

if TYPE_CHECKING:
    from reader.ui.loaders.picture_drawer import PictureDrawer
    from reader.ui.terminal.pictures import Picture


class PictureLoader:
    """One thread; images are drawn in order of request."""

    def __init__(self, session: Session, deliver: Deliver) -> None:
        self._session = session
        self._loader = Loader("pictures", deliver)
        self._drawer: PictureDrawer | None = None

    def draw(
        self,
        request: PictureRequest,
        then: Callable[[Picture], object],
        failed: Callable[[ReaderError], object],
        is_wanted: Callable[[], bool],
    ) -> None:
        """Draw an image.

        Args:
            request: The image.
            then: Takes the drawn image.
            failed: Takes the `PictureError` if it can't be shown.
            is_wanted: As `Loader.ask` takes it.
        """
        slot = f"draw {request.number}"
        self._loader.ask(slot, lambda: self._draw(request), then, failed, is_wanted=is_wanted)

    def close(self) -> None:
        """Stop the thread at its next check."""
        self._loader.close()

    def _draw(self, request: PictureRequest) -> Picture:
        if self._drawer is None:
            from reader.ui.loaders.picture_drawer import PictureDrawer  # noqa: PLC0415 - 30 ms, rare

            self._drawer = PictureDrawer(self._session)
        return self._drawer.draw(request)
