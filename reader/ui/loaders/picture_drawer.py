"""Reads images and draws them, for `PictureLoader`, which loads it for the first image."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.capabilities import Capability
from reader.config import Images
from reader.errors import PictureError
from reader.messages.language import gettext as _
from reader.session import Session
from reader.ui.loaders.download import download
from reader.ui.loaders.picture_request import PictureRequest
from reader.ui.terminal.pictures import (
    Picture,
    decode_image,
    draw_for_kitty,
    draw_half_blocks,
    draw_in_slices,
    fitting_cells,
)

if TYPE_CHECKING:
    from PIL.Image import Image

_MAX_IMAGES = 8


class PictureDrawer:
    """Draws images, and keeps the last ones. One thread may call."""

    def __init__(self, session: Session) -> None:
        self._session = session
        has_network = Capability.NETWORK in session.capabilities
        self._fetch: Callable[[str], bytes] = download if has_network else _refuse
        self._images: OrderedDict[str, Image] = OrderedDict()

    def draw(self, request: PictureRequest) -> Picture:
        """Read an image from the archive, or from the web, and draw it.

        Raises:
            PictureError: It can't be shown.
        """
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
        return data if data is not None else self._fetch(request.address)


def _refuse(_address: str) -> bytes:
    raise PictureError(_("only images of the archive are shown here"))
