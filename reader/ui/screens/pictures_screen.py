"""Images of the text, shown in it when the person asks for them, and never before."""

from __future__ import annotations

import os
from time import monotonic
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from textual.strip import Strip

from reader.config import Images
from reader.layout.line import Layout, Role
from reader.posts.post import Post
from reader.session import Session
from reader.ui.loaders.picture_loader import (
    PictureFailed,
    PictureLoader,
    PictureReady,
    PictureRequest,
)
from reader.ui.screens.links_screen import LinksScreen
from reader.ui.terminal.driver import TerminalDriver
from reader.ui.terminal.graphics import USUAL_CELL, graphics_by_environment
from reader.ui.text.link_positions import LinkPlace, link_places
from reader.ui.widgets.reading_pane import ReadingPane

if TYPE_CHECKING:
    from reader.ui.pictures import Picture

_ANSWER_SECONDS = 1.0
"""How long the terminal has for its answer; after that half blocks will do."""
_ASK_AGAIN_SECONDS = 0.05
_ROWS_LEFT = 3
"""Lines of the pane that an image leaves for its words and some of the text."""


class PicturesScreen(LinksScreen):
    """Puts images into the text, and takes them out again."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._picture_loader = PictureLoader(session, self.post_message)
        self._pictures: dict[int, Picture] = {}
        self._plain_layout: Layout | None = None

    def on_unmount(self) -> None:
        """Let the loader's thread go."""
        self._picture_loader.close()

    def action_show_image(self) -> None:
        """See `commands`."""
        place, layout = self.text.marks.link, self.text.text_layout
        if place is not None and place.is_image:
            self._toggle_image(place.number)
            return
        lines = self.text.visible_lines
        images = [] if layout is None else _images(layout, lines)
        numbers = list(dict.fromkeys(image.number for image in images))
        if not numbers:
            self.say("no image in sight")
        elif len(numbers) == 1:
            self._toggle_image(numbers[0])
        else:
            self.choose_link(self._toggle_image, images)

    def on_reading_pane_link_chosen(self, event: ReadingPane.LinkChosen) -> None:
        """Show the image on which the link cursor stands."""
        place = self.text.marks.link
        if place is not None and place.is_image:
            event.prevent_default()
            self._toggle_image(place.number)

    def _toggle_image(self, number: int) -> None:
        if self._pictures.pop(number, None) is not None:
            self._put_in()
        else:
            self._ask_for_image(number)

    def _ask_for_image(self, number: int) -> None:
        layout = self._plain_layout or self.text.text_layout
        if layout is None or self.opened is None or not 1 <= number <= len(layout.targets):
            return
        if self.app.no_color:
            self.say_error("images need colours, which NO_COLOR has switched off")
            return
        address = layout.targets[number - 1].address
        host = urlsplit(address).netloc
        self.say(f"fetching an image from {host} …" if host else "reading an image …")
        self._draw(layout, number, self.opened.post, monotonic() + _ANSWER_SECONDS)

    def _draw(self, layout: Layout, number: int, post: Post, patience_until: float) -> None:
        """Have an image drawn as soon as it is known what the terminal can show."""
        graphics = self._graphics()
        if graphics is None and monotonic() < patience_until:
            self.set_timer(
                _ASK_AGAIN_SECONDS, lambda: self._draw(layout, number, post, patience_until)
            )
            return
        driver = self.app._driver
        cell = driver.cell_pixels if isinstance(driver, TerminalDriver) else None
        self._picture_loader.draw(
            PictureRequest(
                layout,
                number,
                post,
                layout.width_cells,
                max(self.text.page_size - _ROWS_LEFT, 1),
                graphics or Images.BLOCKS,
                cell or USUAL_CELL,
            )
        )

    def _graphics(self) -> Images | None:
        """Return what images are drawn with, or None while the terminal has not answered yet."""
        chosen = self.settings.images
        if chosen is not Images.BY_TERMINAL:
            return chosen
        known = graphics_by_environment(os.environ)
        driver = self.app._driver
        if known is not None:
            return known
        if not isinstance(driver, TerminalDriver) or driver.cell_pixels is None:
            return Images.BLOCKS
        driver.ask_attributes()
        if not driver.attributes.is_known:
            return None
        return Images.SIXEL if driver.attributes.has_sixels else Images.BLOCKS

    def on_picture_ready(self, event: PictureReady) -> None:
        """Put the image into the text, unless another text is shown by now."""
        if event.request.layout is not (self._plain_layout or self.text.text_layout):
            return
        driver = self.app._driver
        if event.picture.setup and driver is not None:
            driver.write(event.picture.setup)
        if isinstance(driver, TerminalDriver):
            driver.slices.update(event.picture.slices)
        self._pictures[event.request.number] = event.picture
        self._put_in()
        self.bottom_line.clear_message()

    def on_picture_failed(self, event: PictureFailed) -> None:
        """Say why there is no image."""
        self.say_error(str(event.error))

    def text_shown(self, *, is_same: bool) -> None:
        """Draw the images again that were shown in a text that is laid out anew."""
        super().text_shown(is_same=is_same)
        shown, self._pictures, self._plain_layout = self._pictures, {}, None
        self.text.pictures = {}
        layout = self.text.text_layout
        if is_same and layout is not None:
            for number in shown:
                self._ask_for_image(number)

    def _put_in(self) -> None:
        """Show the text with all images that are drawn."""
        from reader.ui.pictures import with_room  # noqa: PLC0415 - 4 ms at start

        layout = self._plain_layout or self.text.text_layout
        if layout is None:
            return
        self._plain_layout = layout
        top = self.text.top
        strips: dict[int, Strip] = {}
        lines: dict[int, int] = {}
        for image in _images(layout, range(len(layout.lines))):
            lines.setdefault(image.number, image.parts[-1].line)
        below = sorted((lines[number], number) for number in self._pictures if number in lines)
        shown = layout
        for line, number in reversed(below):
            shown = with_room(shown, line, len(self._pictures[number].rows))
        room = 0
        for line, number in below:
            rows = self._pictures[number].rows
            strips.update({line + room + 1 + index: row for index, row in enumerate(rows)})
            room += len(rows)
        self.text.show(shown, keep_place=True)
        self.text.pictures = strips
        self.text.move_to_line(top)
        self.text.repaint()
        super().text_shown(is_same=True)


def _images(layout: Layout, lines: range) -> list[LinkPlace]:
    places = link_places(layout.lines, lines.start, lines.stop)
    return [place for place in places if place.is_image and _is_marked(layout, place)]


def _is_marked(layout: Layout, place: LinkPlace) -> bool:
    """Say whether a place is the image itself and not its address at the end of the text."""
    return any(run.role & Role.IMAGE for run in layout.lines[place.line].runs)
