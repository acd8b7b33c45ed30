"""A line to type in, at the bottom: for a search, for words in the text, for a link's number."""

from collections.abc import Sequence
from enum import Enum

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Label

from reader.terminal_text import clean_line


class Purpose(Enum):
    """What is being asked; the value is the label before the line."""

    SEARCH = "/"
    FIND = "find "
    LINK = "letters or number of a link "
    NARROW = "narrow to "
    LABEL = "label "
    VIEW = "keep this list as "
    ROW = "go to row, share or date "


class PromptLine(Horizontal):
    """Hidden until it asks; tells of every change, of Enter, and of Esc."""

    class Changed(Message):
        """The text is another."""

        def __init__(self, purpose: Purpose, text: str) -> None:
            super().__init__()
            self.purpose = purpose
            self.text = text

    class Accepted(Message):
        """The person pressed Enter."""

        def __init__(self, purpose: Purpose, text: str) -> None:
            super().__init__()
            self.purpose = purpose
            self.text = text

    class Cancelled(Message):
        """The person pressed Esc."""

        def __init__(self, purpose: Purpose) -> None:
            super().__init__()
            self.purpose = purpose

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id)
        self._purpose = Purpose.SEARCH
        self._earlier: Sequence[str] = ()
        self._place = 0

    def compose(self) -> ComposeResult:
        """Lay out label and line."""
        yield Label(id="prompt-purpose", markup=False)
        line = Input(compact=True, select_on_focus=False)
        line.cursor_blink = False  # a blinking cursor sends bytes twice a second
        yield line
        yield Label(id="prompt-remark", markup=False)

    def ask(self, purpose: Purpose, text: str = "", *, earlier: Sequence[str] = ()) -> None:
        """Show the line and give it the keys.

        Args:
            purpose: What for.
            text: What stands in the line at first.
            earlier: What was typed before, the latest first, for the arrow keys.
        """
        self._purpose = purpose
        self._earlier, self._place = (text, *earlier), 0
        self.query_one("#prompt-purpose", Label).update(purpose.value)
        self.remark("")
        line = self.query_one(Input)
        with line.prevent(Input.Changed):
            line.value = text
        self.add_class("-asking")
        self.screen.add_class("-asking")  # hides the hints: no pane changes its size
        # At once, not `line.focus()`, which waits its turn: what was typed ahead is for the line.
        self.screen.set_focus(line, scroll_visible=False)

    def is_asking(self, purpose: Purpose) -> bool:
        """Say whether something is being typed for a purpose."""
        return self._purpose is purpose and self.has_class("-asking")

    def remark(self, words: str) -> None:
        """Say something about what is being typed, at the end of the line."""
        self.query_one("#prompt-remark", Label).update(clean_line(words))

    def close(self) -> None:
        """Hide the line."""
        self.remove_class("-asking")
        self.screen.remove_class("-asking")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell of the change."""
        event.stop()
        self.post_message(self.Changed(self._purpose, event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Tell of Enter."""
        event.stop()
        self.close()
        self.post_message(self.Accepted(self._purpose, event.value))

    def on_key(self, event: events.Key) -> None:
        """Tell of Esc; go through what was typed before with the arrows."""
        if event.key == "escape":
            event.stop()
            self.close()
            self.post_message(self.Cancelled(self._purpose))
        elif event.key in {"up", "down"}:
            event.stop()
            self._go_through(1 if event.key == "up" else -1)

    def _go_through(self, step: int) -> None:
        """Go to what was typed before, or back to what is being typed now."""
        line = self.query_one(Input)
        if not self._place:
            self._earlier = (line.value, *self._earlier[1:])
        place = self._place + step
        if 0 <= place < len(self._earlier):
            self._place = place
            line.value = self._earlier[place]
            line.cursor_position = len(line.value)
