"""Images of the text, loaded only when the user asks for them."""

from __future__ import annotations

import os
from time import monotonic
from typing import TYPE_CHECKING

from textual.app import App
from textual.strip import Strip

from reader.config import Images
from reader.config.terminal_graphics import graphics_by_environment
from reader.document.link_hosts import host_of
from reader.errors import ReaderError
from reader.layout.line import Layout, Role
from reader.messages.language import gettext as _
from reader.posts.post import Post
from reader.session import Session
from reader.ui.events import Events, ImagesPlaced, TextShown
from reader.ui.features.text.links import Links
from reader.ui.features.text.texts import Texts
from reader.ui.features.timing import Timers
from reader.ui.loaders.picture_loader import PictureLoader
from reader.ui.loaders.picture_request import PictureRequest
from reader.ui.terminal.driver import terminal_driver_of
from reader.ui.terminal.graphics import DEFAULT_CELL
from reader.ui.text.link_positions import LinkPosition, link_positions
from reader.ui.widgets.main_widgets import MainWidgets

if TYPE_CHECKING:
    from reader.ui.terminal.pictures import Picture

_ANSWER_SECONDS = 1.0
"""Timeout for the terminal's answer about graphics; then half blocks are used."""
_ASK_AGAIN_SECONDS = 0.05
_ROWS_LEFT = 3
"""Rows of the pane that an image leaves free for its caption and some text."""


class Pictures:
    """Inserts images into the text, and removes them."""

    def __init__(
        self,
        session: Session,
        app: App[int],
        widgets: MainWidgets,
        loader: PictureLoader,
        texts: Texts,
        links: Links,
        timers: Timers,
        events: Events,
    ) -> None:
        self._images = session.settings.images
        self._app = app
        self._text = widgets.text
        self._bottom_line = widgets.bottom_line
        self._loader = loader
        self._texts = texts
        self._links = links
        self._timers = timers
        self._events = events
        self._pictures: dict[int, Picture] = {}
        """Shown images by link number."""
        self._plain_layout: Layout | None = None
        """The shown layout without rows for images."""

    def toggle(self) -> None:
        """Show or hide a visible image."""
        position, layout = self._text.marks.link, self._text.text_layout
        if position is not None and position.is_image:
            self._toggle(position.number)
            return
        images = [] if layout is None else _images(layout, self._text.visible_lines)
        numbers = list(dict.fromkeys(image.number for image in images))
        if not numbers:
            self._bottom_line.say(_("no visible image"))
        elif len(numbers) == 1:
            self._toggle(numbers[0])
        else:
            self._links.choose_among(self._toggle, images)

    def choose_selected(self) -> None:
        """Show the image under the link cursor, or open the link there."""
        position = self._text.marks.link
        if position is not None and position.is_image:
            self._toggle(position.number)
        else:
            self._links.open_selected()

    def _toggle(self, number: int) -> None:
        if self._pictures.pop(number, None) is not None:
            self._place()
        else:
            self._ask(number)

    @property
    def _layout(self) -> Layout | None:
        return self._plain_layout or self._text.text_layout

    def _ask(self, number: int) -> None:
        layout, opened = self._layout, self._texts.opened
        if layout is None or opened is None or not 1 <= number <= len(layout.targets):
            return
        if self._app.no_color:
            self._bottom_line.say_error(_("images need colours, but NO_COLOR is set"))
            return
        host = host_of(layout.targets[number - 1].address)
        self._bottom_line.say(
            _("downloading an image from {host} …").format(host=host)
            if host
            else _("reading an image …")
        )
        self._draw(layout, number, opened.post, monotonic() + _ANSWER_SECONDS)

    def _draw(self, layout: Layout, number: int, post: Post, patience_until: float) -> None:
        """Request an image, once the graphics of the terminal are known."""
        graphics = self._graphics()
        if graphics is None and monotonic() < patience_until:
            self._timers.set_timer(
                _ASK_AGAIN_SECONDS, lambda: self._draw(layout, number, post, patience_until)
            )
            return
        driver = terminal_driver_of(self._app)
        cell = driver.cell_pixels if driver is not None else None
        request = PictureRequest(
            layout,
            number,
            post,
            layout.width_cells,
            max(self._text.page_size - _ROWS_LEFT, 1),
            graphics or Images.BLOCKS,
            cell or DEFAULT_CELL,
        )
        self._loader.draw(
            request,
            lambda picture: self._show(number, picture),
            self._failed,
            lambda: layout is self._layout,
        )

    def _graphics(self) -> Images | None:
        """Return the kind of graphics, or None while the terminal has not answered."""
        if self._images is not Images.BY_TERMINAL:
            return self._images
        known = graphics_by_environment(os.environ)
        if known is not None:
            return known
        driver = terminal_driver_of(self._app)
        if driver is None or driver.cell_pixels is None:
            return Images.BLOCKS
        driver.ask_attributes()
        if not driver.attributes.is_known:
            return None
        return Images.SIXEL if driver.attributes.has_sixels else Images.BLOCKS

    def _show(self, number: int, picture: Picture) -> None:
        driver = terminal_driver_of(self._app)
        if driver is not None:
            if picture.setup:
                driver.write(picture.setup)
            driver.slices.update(picture.slices)
        self._pictures[number] = picture
        self._place()
        self._bottom_line.clear_message()

    def _failed(self, error: ReaderError) -> None:
        """Report why an image can't be shown."""
        self._bottom_line.say_error(str(error))

    def text_shown(self, event: TextShown) -> None:
        """Draw the shown images again in a new layout of the same text."""
        shown, self._pictures, self._plain_layout = self._pictures, {}, None
        self._text.pictures = {}
        if event.is_same and self._text.text_layout is not None:
            for number in shown:
                self._ask(number)

    def _place(self) -> None:
        """Show the layout with all drawn images inserted."""
        layout = self._layout
        if layout is None:
            return
        self._plain_layout = layout
        top = self._text.top
        strips: dict[int, Strip] = {}
        lines: dict[int, int] = {}
        for image in _images(layout, range(len(layout.lines))):
            lines.setdefault(image.number, image.parts[-1].line)
        below = sorted((lines[number], number) for number in self._pictures if number in lines)
        shown = layout
        for line, number in reversed(below):
            shown = shown.with_room(line, len(self._pictures[number].rows))
        room = 0
        for line, number in below:
            rows = self._pictures[number].rows
            strips.update({line + room + 1 + index: row for index, row in enumerate(rows)})
            room += len(rows)
        self._text.show(shown, keep_anchor=True)
        self._text.pictures = strips
        self._text.move_to_line(top)
        self._text.repaint()
        self._events.emit(ImagesPlaced())


def _images(layout: Layout, lines: range) -> list[LinkPosition]:
    positions = link_positions(layout.lines, lines.start, lines.stop)
    return [
        position for position in positions if position.is_image and _is_marked(layout, position)
    ]


def _is_marked(layout: Layout, position: LinkPosition) -> bool:
    """Say whether a position is the image itself, not its address at the end of the text."""
    return any(run.role & Role.IMAGE for run in layout.lines[position.line].runs)
