"""The frame of a pane: its title and contents, and a border that the mouse can move."""

from textual import events
from textual.containers import Vertical
from textual.message import Message


class PaneBox(Vertical):
    """A frame with a border at the left or above, towards the pane before it."""

    class BorderMoved(Message):
        """The user drags the border before a box."""

        def __init__(self, box: "PaneBox", x: int, y: int) -> None:
            super().__init__()
            self.box = box
            self.x = x
            """Column of the screen at which the border is to be."""
            self.y = y
            """Row of the screen."""

    class BorderLeft(Message):
        """The user let the border go."""

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the border, where the press is on it and not on the contents."""
        top, _, _, left = self.styles.gutter
        x, y = event.screen_x - self.region.x, event.screen_y - self.region.y
        if event.button == 1 and (x < left or y < top):
            event.stop()
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Move the border along."""
        if self.app.mouse_captured is self:
            event.stop()
            self.post_message(self.BorderMoved(self, event.screen_x, event.screen_y))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let the border go."""
        if self.app.mouse_captured is self:
            event.stop()
            self.release_mouse()
            self.post_message(self.BorderLeft())
