"""The prompt line at the bottom; its use is a `PromptMode`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Label

from reader.layout.text.cells import cell_width, fit
from reader.messages.language import gettext as _
from reader.terminal_text import clean_line
from reader.ui.prompt_mode import Offer, PromptMode

if TYPE_CHECKING:
    from reader.archive.query.completion import Completion


_MAX_OFFERS = 5


_EDITING = {binding.key: binding.action for binding in Binding.make_bindings(Input.BINDINGS)}


class PromptInput(Input):
    """Acts on every key at once, in the order in which they were typed.

    Upstream runs all keys but text only after they have bubbled to the app: letters that follow
    Enter or an arrow in one burst of a slow line, or of an input method, would come before it.
    """

    def take_key(self, event: events.Key) -> bool:
        """Take what is not for the text; False leaves the key to the input."""
        return isinstance(self.parent, PromptLine) and self.parent.take_key(event)

    async def on_key(self, event: events.Key) -> None:
        """Ask the prompt first, then edit."""
        action = "" if (is_taken := self.take_key(event)) else _EDITING.get(event.key, "")
        if is_taken or action:
            event.stop()
            event.prevent_default()
        if action:
            await self.run_action(action)


class PromptLine(Horizontal):
    """Hidden unless in use; posts every change, Enter and Esc."""

    class Changed(Message):
        """The text changed."""

        def __init__(self, mode: PromptMode, text: str) -> None:
            super().__init__()
            self.mode = mode
            self.text = text

    class Accepted(Message):
        """Enter was pressed."""

        def __init__(self, mode: PromptMode, text: str) -> None:
            super().__init__()
            self.mode = mode
            self.text = text

    class Cancelled(Message):
        """Esc was pressed."""

        def __init__(self, mode: PromptMode) -> None:
            super().__init__()
            self.mode = mode

    class TypedAhead(Message):
        """A key was pressed after Enter, before the focus had moved: it is for another widget."""

        def __init__(self, key: str, character: str | None) -> None:
            super().__init__()
            self.key = key
            self.character = character

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id)
        self._mode: PromptMode | None = None
        self._earlier: Sequence[str] = ()
        self._earlier_index = 0
        self._offers: Sequence[Completion | Offer] = ()
        self._begun = ""
        self._told = ""
        """The text of which the mode knows."""
        self._taken = 0
        self._is_taking = False

    def compose(self) -> ComposeResult:
        """Compose label and input."""
        yield Label(id="prompt-purpose", markup=False)
        line = PromptInput(compact=True, select_on_focus=False)
        line.cursor_blink = False  # a blinking cursor sends bytes twice a second
        yield line
        yield Label(id="prompt-remark", markup=False)

    def ask(self, mode: PromptMode, text: str = "", *, earlier: Sequence[str] = ()) -> None:
        """Show and focus the line.

        Args:
            mode: Use of the line.
            text: Initial text, selected, so that it is edited or typed over.
            earlier: Earlier inputs, latest first, for the arrow keys.
        """
        self._mode = mode
        self._earlier, self._earlier_index = (text, *earlier), 0
        self._offers, self._is_taking = (), False
        self.relabel(mode.label)
        self.remark(mode.hint)
        line = self.query_one(Input)
        self._told = text
        with line.prevent(Input.Changed):
            line.value = text
            line.select_all()
        self.add_class("-asking")
        self.screen.add_class("-asking")  # covers the hints, so that no pane changes its size
        # At once, unlike the deferred `line.focus()`: keys typed ahead are for the line.
        self.screen.set_focus(line, scroll_visible=False)

    def relabel(self, label: str) -> None:
        """Show another label than that of the mode."""
        self.query_one("#prompt-purpose", Label).update(_spaced(clean_line(label)))

    @property
    def mode(self) -> PromptMode | None:
        """The current mode; None while the line is hidden."""
        return self._mode

    def remark(self, words: str) -> None:
        """Show a message about the input, in the right half of the line at most."""
        width = min(self.screen.size.width // 2, cell_width(words))
        self.query_one("#prompt-remark", Label).update(fit(clean_line(words), width))

    @property
    def text(self) -> str:
        """The text of the line."""
        return self.query_one(Input).value

    @property
    def cursor(self) -> int:
        """Offset of the cursor in the text."""
        return self.query_one(Input).cursor_position

    def offer(self, completions: Sequence[Completion | Offer]) -> None:
        """Show completions of the text; Tab cycles through them."""
        if self._is_taking:
            return
        self._offers, self._taken = completions, -1
        self._begun = self.query_one(Input).value
        self._show_offers()

    def _show_offers(self) -> None:
        if self._offers:
            offers = self._offers[max(self._taken, 0) :][:_MAX_OFFERS]
            self.remark(_as_fits(list(map(_describe, offers)), self.screen.size.width // 2))

    def _take_offer(self, step: int) -> None:
        """Insert a completion in place of the previous one."""
        if not self._offers:
            return
        self._taken = (max(self._taken, -1 if step > 0 else 0) + step) % len(self._offers)
        offer, line = self._offers[self._taken], self.query_one(Input)
        self._is_taking = True
        line.value = self._with_offer()
        line.cursor_position = offer.start + len(offer.replacement)
        self._show_offers()

    def _with_offer(self) -> str:
        offer = self._offers[self._taken]
        return f"{self._begun[: offer.start]}{offer.replacement}{self._begun[offer.end :]}"

    def close(self) -> None:
        """Hide the line."""
        self._mode = None
        self.remove_class("-asking")
        self.screen.remove_class("-asking")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Post the change."""
        event.stop()
        self._is_taking = self._is_taking and event.value == self._with_offer()
        if self._mode is not None:
            self._tell(self._mode, event.value)

    def _tell(self, mode: PromptMode, text: str) -> None:
        self._told = text
        self.post_message(self.Changed(mode, text))

    def take_key(self, event: events.Key) -> bool:
        """Take what is not for the text, and every key while the line is hidden."""
        if self._mode is None:
            self.post_message(self.TypedAhead(event.key, event.character))
            return True
        match event.key:
            case "enter":
                self._submit(self._mode)
            case "escape" | "ctrl+c":
                self.post_message(self.Cancelled(self._mode))
                self.close()
            case "tab" | "shift+tab":
                self._take_offer(1 if event.key == "tab" else -1)
            case "up" | "down":
                self._go_through(1 if event.key == "up" else -1)
            case key if key in self._mode.keys:
                self._mode.keys[key](self.text)
            case _:
                return False
        return True

    def _submit(self, mode: PromptMode) -> None:
        """Post `Accepted`, or keep the line with the cursor where the text goes wrong."""
        refusal = mode.check(self.text)
        if self._told != self.text:  # `Input.Changed` is still on its way
            self._tell(mode, self.text)
        if refusal is None:
            self.post_message(self.Accepted(mode, self.text))
            self.close()
        else:
            self.remark(refusal.reason)
            self.query_one(Input).cursor_position = min(refusal.position, len(self.text))

    def _go_through(self, step: int) -> None:
        """Go to an earlier input, or back to the current one."""
        line = self.query_one(Input)
        if not self._earlier_index:
            self._earlier = (line.value, *self._earlier[1:])
        index = self._earlier_index + step
        if 0 <= index < len(self._earlier):
            self._earlier_index = index
            line.value = self._earlier[index]
            line.cursor_position = len(line.value)


def _spaced(label: str) -> str:
    """Return a label with a space after a word; a sign stands at the text."""
    return f"{label} " if label[-1:].isalnum() else label


def _describe(offer: Completion | Offer) -> str:
    if not offer.description:
        return offer.replacement
    return _("{completion} ({description})").format(
        completion=offer.replacement, description=offer.description
    )


def _as_fits(completions: Sequence[str], width_cells: int) -> str:
    """Return as many whole completions as fit, at least one, and ``…`` for the others."""
    said = ""
    for count in range(1, len(completions) + 1):
        rest = "" if count == len(completions) else "  …"
        listed = clean_line("  ".join(completions[:count]))
        longer = _("Tab: {completions}").format(completions=listed + rest)
        if said and cell_width(longer) > width_cells:
            break
        said = longer
    return said
