"""Links of the text: chosen by letters, number or link cursor, then opened or copied."""

from collections.abc import Callable, Sequence
from typing import assert_never
from urllib.parse import urlsplit

from textual.app import App

from reader.document.link_hosts import ascii_host, host_of
from reader.document.links import Doubt, LinkKind, LinkTarget
from reader.messages.language import gettext as _
from reader.messages.language import in_one_line
from reader.posts.post import Post
from reader.session import Session
from reader.ui.features.dialog_loading import dialogs_of
from reader.ui.features.panes import Panes
from reader.ui.features.text.history import History
from reader.ui.features.text.texts import Texts
from reader.ui.loaders.document_loader import DocumentLoader
from reader.ui.pane_layout import Pane
from reader.ui.prompt_mode import PromptMode
from reader.ui.terminal.clipboard import copy_address
from reader.ui.text.link_positions import (
    LinkPosition,
    hint_letters,
    link_positions,
    next_link,
    previous_link,
)
from reader.ui.widgets.main_widgets import MainWidgets


class Links:
    """Lets the user choose a link, and opens or copies it."""

    def __init__(
        self,
        session: Session,
        app: App[int],
        widgets: MainWidgets,
        documents: DocumentLoader,
        texts: Texts,
        history: History,
        panes: Panes,
        open_address: Callable[[App[int], str], str],
    ) -> None:
        self._session = session
        self._app = app
        self._text = widgets.text
        self._prompt = widgets.prompt
        self._bottom_line = widgets.bottom_line
        self._documents = documents
        self._texts = texts
        self._history = history
        self._panes = panes
        self._open_address = open_address
        self._hints: dict[str, LinkPosition] = {}
        self._use: Callable[[int], None] = self.open
        self._mode = PromptMode(
            _("letters or number of the link"),
            accept=self._accept,
            change=self._change,
            cancel=self._end_choice,
            hint=_("the letters stand before each link"),
        )

    def choose_to_open(self) -> None:
        """Let the user choose a link to open."""
        self._choose(self.open)

    def choose_to_copy(self) -> None:
        """Copy the link under the link cursor, or let the user choose one."""
        position = self._text.marks.link
        if position is not None:
            self._copy(position.number)
        else:
            self._choose(self._copy)

    def choose_to_show_code(self) -> None:
        """Show the link under the link cursor as a QR code, or let the user choose one."""
        position = self._text.marks.link
        if position is not None:
            self._show_code(position.number)
        else:
            self._choose(self._show_code)

    def _show_code(self, number: int) -> None:
        target = self._target(number)
        if target is None:
            return
        if target.kind is not LinkKind.WEB:
            self._bottom_line.say_error(
                _("no web address: {address}").format(address=target.address)
            )
            return
        dialogs_of(self._app).show_code(target.address)
        self._bottom_line.say(in_one_line([target.address, _warning(target)]))

    def _choose(self, use: Callable[[int], None]) -> None:
        """Let the user choose a link by letters or number, if there are several."""
        layout = self._text.text_layout
        if layout is None or not self._panes.is_text_visible:
            self._bottom_line.say(_("no post is open"))
        elif not layout.targets:
            self._bottom_line.say(_("no links in this text"))
        elif len(layout.targets) == 1:
            use(1)
        else:
            lines = self._text.visible_lines
            self.choose_among(use, list(link_positions(layout.lines, lines.start, lines.stop)))

    def choose_among(self, use: Callable[[int], None], positions: Sequence[LinkPosition]) -> None:
        """Let the user choose one of some links by its letters, or any link by its number.

        Args:
            use: Takes the number of the link.
            positions: The visible links.
        """
        self._use = use
        self._hints = dict(zip(hint_letters(len(positions)), positions, strict=False))
        letters: dict[int, list[tuple[int, str]]] = {}
        for written, position in self._hints.items():
            letters.setdefault(position.line, []).append((position.start, written))
        self._show_letters(letters)
        self._prompt.ask(self._mode)

    def _show_letters(self, letters: dict[int, list[tuple[int, str]]]) -> None:
        self._text.marks.letters = letters
        self._text.repaint()

    def _change(self, text: str) -> None:
        """Use the link whose letters have been typed completely."""
        position = self._hints.get(text.strip().lower())
        if position is not None:
            self._prompt.close()
            self._end_choice()
            self._use(position.number)

    def _accept(self, text: str) -> None:
        """Use the link whose number was typed."""
        self._end_choice()
        if text.strip().isdecimal():
            self._use(int(text))
        elif text.strip():
            self._say_missing(text.strip())

    def _end_choice(self) -> None:
        self._hints = {}
        self._show_letters({})
        self._panes.stay()

    @property
    def can_select(self) -> bool:
        """Whether the text is focused and has a link to select."""
        layout = self._text.text_layout
        return self._panes.current is Pane.TEXT and layout is not None and bool(layout.targets)

    def select_next(self) -> None:
        """Move the link cursor to the next link."""
        layout = self._text.text_layout
        if layout is not None:
            position = next_link(layout.lines, self._cursor(), self._text.top)
            self._set_cursor(position, _("no more links below"))

    def select_previous(self) -> None:
        """Move the link cursor to the previous link."""
        layout = self._text.text_layout
        if layout is not None:
            bottom = self._text.visible_lines.stop - 1
            self._set_cursor(
                previous_link(layout.lines, self._cursor(), bottom), _("no more links above")
            )

    def _cursor(self) -> tuple[int, int] | None:
        """Return line and cell of the link cursor if it is visible."""
        position = self._text.marks.link
        is_seen = position is not None and position.line in self._text.visible_lines
        return (position.line, position.start) if position is not None and is_seen else None

    def _set_cursor(self, position: LinkPosition | None, otherwise: str) -> None:
        if position is None:
            self._bottom_line.say(otherwise)
            return
        self._text.marks.link = position
        self._text.show_line(position.line)
        self._text.sideways.bring_into_sight(position.line, position.start, position.parts[0].end)
        self._text.repaint()

    def open_selected(self) -> None:
        """Open the link under the link cursor if it is visible."""
        position = self._text.marks.link
        if position is not None and self._cursor() is not None:
            self.open(position.number)

    def open(self, number: int) -> None:
        """Open a link: within the text, to a post of the archive, or in the browser."""
        target = self._target(number)
        layout = self._text.text_layout
        if target is None or layout is None:
            return
        if target.kind is LinkKind.FRAGMENT:
            line = layout.anchors.get(target.address)
            if line is None:
                self._bottom_line.say(
                    _("no target {address} in this text").format(address=target.address)
                )
            else:
                self._history.jump_to(line)
        elif target.kind in {LinkKind.RELATIVE, LinkKind.POST} or self._is_own(target.address):
            address = target.address
            opened = self._texts.opened
            origin = None if opened is None else opened.post
            self._documents.follow(address, origin, lambda post: self._follow(address, post))
        else:
            self._open_outside(target.address, target.kind, _warning(target))

    def _target(self, number: int) -> LinkTarget | None:
        """Return the target of a link; show a message if the link does not exist."""
        layout = self._text.text_layout
        if layout is None or not 1 <= number <= len(layout.targets):
            self._say_missing(str(number))
            return None
        return layout.targets[number - 1]

    def _say_missing(self, name: str) -> None:
        self._bottom_line.say(_("No link {name} in this post.").format(name=name))

    def _is_own(self, address: str) -> bool:
        home = host_of(self._session.site_folder.site.url)
        return bool(home) and host_of(address) == home

    def _follow(self, address: str, post: Post | None) -> None:
        """Open the post that a link leads to, or the address in the browser."""
        if post is not None:
            self._history.visit(post)
        elif urlsplit(address).scheme:
            self._open_outside(address, LinkKind.WEB)
        else:
            self._bottom_line.say_error(
                _("not a post of this archive, and the site is unknown: {address}").format(
                    address=address
                )
            )

    def _open_outside(self, address: str, kind: LinkKind, warning: str = "") -> None:
        if kind is LinkKind.WEB:
            done = self._open_address(self._app, address)
            self._bottom_line.say(in_one_line([done, warning]) if warning else done)
        else:
            self._bottom_line.say_error(_("not opened: {address}").format(address=address))

    def _copy(self, number: int) -> None:
        target = self._target(number)
        if target is not None:
            self._bottom_line.say(copy_address(self._app, target.address))


def _warning(target: LinkTarget) -> str:
    """Return a sentence about the true host of a link that might be taken for another."""
    match target.doubt:
        case Doubt.NONE:
            return ""
        case Doubt.OTHER_HOST:
            sentence = _("its text names another host; it leads to {host}")
        case Doubt.LOOKALIKE:
            sentence = _("its host looks like another; it is {host}")
        case _:
            assert_never(target.doubt)
    return sentence.format(host=ascii_host(target.address))
