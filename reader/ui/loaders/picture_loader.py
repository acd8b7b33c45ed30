"""Reads and draws images from the archive or the web, in the background."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.config import Images
from reader.errors import ReaderError
from reader.layout.line import Layout
from reader.posts.post import Post
from reader.session import Session
from reader.ui.loaders.loader import Deliver, Loader

if TYPE_CHECKING:
    from PIL.Image import Image

    from reader.ui.terminal.pictures import Picture

_MAX_IMAGES = 8


@dataclass(frozen=True, slots=True)
class PictureRequest:
    """One image to draw."""

    layout: Layout
    """The text that shows it."""
    number: int
    """Number of the image's link in the text."""
    post: Post
    max_columns: int
    max_rows: int
    graphics: Images
    """Kind of graphics to draw with."""
    cell: tuple[int, int]
    """Width and height of a cell in pixels."""

    @property
    def address(self) -> str:
        """The image's address in the document."""
        return self.layout.targets[self.number - 1].address


class PictureLoader:
    """One thread; images are drawn in order of request."""

    def __init__(self, session: Session, deliver: Deliver) -> None:
        self._session = session
        self._loader = Loader("pictures", deliver)
        self._images: OrderedDict[str, Image] = OrderedDict()

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
        from reader.ui.terminal.pictures import (  # noqa: PLC0415 - needed for images only
            draw_for_kitty,
            draw_half_blocks,
            draw_in_slices,
            fitting_cells,
        )

        image = self._image(request)
        graphics, number = request.graphics, request.number
        bounds = request.max_columns, request.max_rows
        if graphics is Images.BLOCKS:
            return draw_half_blocks(image, *fitting_cells(image, *bounds))
        cells = fitting_cells(image, *bounds, request.cell)
        if graphics is Images.KITTY:
            return draw_for_kitty(image, *cells, number)
        is_sixel = graphics is Images.SIXEL
        return draw_in_slices(image, *cells, number, request.cell, is_sixel=is_sixel)

    def _image(self, request: PictureRequest) -> Image:
        from reader.ui.terminal.pictures import decode_image  # noqa: PLC0415 - as above

        key = f"{request.post.path}\n{request.address}"
        image = self._images.get(key)
        if image is None:
            image = self._images[key] = decode_image(self._data(request))
        self._images.move_to_end(key)
        while len(self._images) > _MAX_IMAGES:
            self._images.popitem(last=False)
        return image

    def _data(self, request: PictureRequest) -> bytes:
        data = self._session.read_image(request.address, request.post)
        if data is not None:
            return data
        from reader.ui.loaders.download import download  # noqa: PLC0415 - 30 ms, rarely needed

        return download(request.address)
