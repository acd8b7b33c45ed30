"""Links of the text: chosen by letters, by number or by the link cursor, and where they lead."""

from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from textual.actions import SkipAction

from reader.document.links import LinkKind, LinkTarget
from reader.layout.line import Layout
from reader.session import Session
from reader.ui.loaders.document_loader import LinkFollowed
from reader.ui.pane_layout import Pane
from reader.ui.screens.finding_screen import FindingScreen
from reader.ui.terminal.browser import open_address
from reader.ui.text.link_positions import (
    LinkPlace,
    hint_letters,
    link_places,
    next_place,
    previous_place,
)
from reader.ui.widgets.prompt_line import Purpose
from reader.ui.widgets.reading_pane import ReadingPane


class LinksScreen(FindingScreen):
    """Lets a person choose a link, and goes where it leads."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._hints: dict[str, LinkPlace] = {}
        self._use_link: Callable[[int], None] = self.open_link

    def action_open_link(self) -> None:
        """See `commands`."""
        self._choose_link(self.open_link)

    def action_copy_link(self) -> None:
        """See `commands`."""
        place = self.text.marks.link
        if place is not None:
            self._copy_link(place.number)
        else:
            self._choose_link(self._copy_link)

    def _choose_link(self, use: Callable[[int], None]) -> None:
        """Have a link chosen, by its letters or its number, where there are several."""
        layout = self.text.text_layout
        if layout is None or not layout.targets:
            self.say("no links in this text")
        elif len(layout.targets) == 1:
            use(1)
        else:
            lines = self.text.visible_lines
            self.choose_link(use, list(link_places(layout.lines, lines.start, lines.stop)))

    def choose_link(self, use: Callable[[int], None], places: Sequence[LinkPlace]) -> None:
        """Have one of some links chosen, by its letters, or any by its number.

        Args:
            use: What to do with the number of the link.
            places: Those in sight.
        """
        self._use_link = use
        self._show_letters(places)
        self.prompt.ask(Purpose.LINK)

    def _show_letters(self, places: Sequence[LinkPlace]) -> None:
        self._hints = dict(zip(hint_letters(len(places)), places, strict=False))
        letters: dict[int, list[tuple[int, str]]] = {}
        for written, place in self._hints.items():
            letters.setdefault(place.line, []).append((place.start, written))
        self.text.marks.letters = letters
        self.text.repaint()

    def link_typed(self, text: str) -> None:
        """Take the link whose letters have been typed in full."""
        place = self._hints.get(text.strip().lower())
        if place is not None:
            self.prompt.close()
            self.leave_link_choice()
            self._use_link(place.number)

    def link_accepted(self, text: str) -> None:
        """Take the link whose number was typed."""
        self.leave_link_choice()
        if text.strip().isdecimal():
            self._use_link(int(text))
        elif text.strip():
            self.say(f"{text!r} is neither letters nor the number of a link")

    def leave_link_choice(self) -> None:
        """Take the letters away."""
        self._hints = {}
        self.text.marks.letters = {}
        self.text.repaint()
        self.go_to(self.current_pane)

    def action_open_numbered_link(self, number: int) -> None:
        """See `commands`."""
        self.open_link(number)

    def action_next_link(self) -> None:
        """See `commands`."""
        lines = self._linked_lines()
        self._set_link_cursor(next_place(lines.lines, self._link_cursor(), self.text.top), "below")

    def action_previous_link(self) -> None:
        """See `commands`."""
        lines, bottom = self._linked_lines(), self.text.visible_lines.stop - 1
        self._set_link_cursor(previous_place(lines.lines, self._link_cursor(), bottom), "above")

    def _linked_lines(self) -> Layout:
        """Return the layout where keys are for its links; elsewhere they mean something else."""
        layout = self.text.text_layout
        if self.current_pane is not Pane.TEXT or layout is None or not layout.targets:
            raise SkipAction
        return layout

    def _link_cursor(self) -> tuple[int, int] | None:
        """Return where the link cursor stands, if that is in sight."""
        place = self.text.marks.link
        is_seen = place is not None and place.line in self.text.visible_lines
        return (place.line, place.start) if place is not None and is_seen else None

    def _set_link_cursor(self, place: LinkPlace | None, where: str) -> None:
        if place is None:
            self.say(f"no more links {where}")
            return
        self.text.marks.link = place
        self.text.show_line(place.line)
        self.text.sideways.bring_into_sight(place.line, place.start, place.parts[0].end)
        self.text.repaint()

    def on_reading_pane_link_chosen(self, event: ReadingPane.LinkChosen) -> None:
        """Open the link under the link cursor."""
        place = self.text.marks.link
        if place is not None and self._link_cursor() is not None:
            self.open_link(place.number)

    def on_reading_pane_link_clicked(self, event: ReadingPane.LinkClicked) -> None:
        """Open the link."""
        self.open_link(event.number)

    def open_link(self, number: int) -> None:
        """Go where a link leads: within the text, to a post of the archive, or outside."""
        target = self._target(number)
        layout = self.text.text_layout
        if target is None or layout is None:
            return
        if target.kind is LinkKind.FRAGMENT:
            line = layout.anchors.get(target.address)
            if line is None:
                self.say(f"no place in this text is called {target.address}")
            else:
                self.jump_to(line)
        elif target.kind in {LinkKind.RELATIVE, LinkKind.POST} or self._is_own(target.address):
            self.documents.follow(target.address)
        else:
            self._open_outside(target.address, target.kind)

    def _target(self, number: int) -> LinkTarget | None:
        """Return where a link leads; says so if there is none."""
        layout = self.text.text_layout
        if layout is None or not 1 <= number <= len(layout.targets):
            self.say(f"no link {number} in this text")
            return None
        return layout.targets[number - 1]

    def _is_own(self, address: str) -> bool:
        home = urlsplit(self.session.site_folder.site.url).netloc.lower()
        return bool(home) and urlsplit(address).netloc.lower() == home

    def on_link_followed(self, event: LinkFollowed) -> None:
        """Read the post to which the link leads, or open the address outside."""
        if event.post is not None:
            self.visit(event.post)
        elif urlsplit(event.address).scheme:
            self._open_outside(event.address, LinkKind.WEB)
        else:
            self.say_error(f"no post of this archive, and the site is not known: {event.address}")

    def _open_outside(self, address: str, kind: LinkKind) -> None:
        if kind is LinkKind.WEB:
            self.say(open_address(self.app, address))
        else:
            self.say_error(f"not opened: {address}")

    def _copy_link(self, number: int) -> None:
        target = self._target(number)
        if target is not None:
            self.app.copy_to_clipboard(target.address)
            self.say(f"copied {target.address}")
