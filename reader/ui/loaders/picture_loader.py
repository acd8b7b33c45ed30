"""Reads an image from the archive, or from the web, and draws it, in the background."""

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
    """Which image to draw, and for what."""

    layout: Layout
    """The text in which it is shown."""
    number: int
    """Of the link to it in that text."""
    post: Post
    max_columns: int
    max_rows: int
    graphics: Images
    """What to draw with; one of the terminal's kinds."""
    cell: tuple[int, int]
    """Width and height of a cell in pixels."""

    @property
    def address(self) -> str:
        """Where the image lies, as the document has it."""
        return self.layout.targets[self.number - 1].address


class PictureLoader:
    """One thread; images are drawn in the order in which they were asked for."""

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
            request: Which one.
            then: Takes it.
            failed: Takes the `PictureError` of an image that can't be shown.
            is_wanted: As `Loader.ask` takes it.
        """
        slot = f"draw {request.number}"
        self._loader.ask(slot, lambda: self._draw(request), then, failed, is_wanted=is_wanted)

    def close(self) -> None:
        """Stop the thread at its next step."""
        self._loader.close()

    def _draw(self, request: PictureRequest) -> Picture:
        from reader.ui.terminal.pictures import (  # noqa: PLC0415 - only who looks at images needs it
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
