"""The three panes: which are visible, and which is focused."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from reader.ui.moves import Move
from reader.ui.pane_layout import ORDER, Pane, neighbour, visible_panes
from reader.ui.widgets.main_widgets import MainWidgets


class Panes:
    """Arranges the panes and moves the focus between them; knows nothing of posts."""

    def __init__(self, widgets: MainWidgets, width_cells: Callable[[], int]) -> None:
        """Focus the list.

        Args:
            widgets: The widgets of the main screen.
            width_cells: Returns the screen's width.
        """
        self.current: Pane = Pane.LIST
        """The focused pane."""
        self.is_text_only = False
        """Whether the user chose to see only the text."""
        self._panes = widgets.panes
        self._titles = widgets.titles
        self._width_cells = width_cells
        self._boxes: dict[Pane, Widget] = {}

    def compose(self) -> ComposeResult:
        """Compose the panes side by side, each below its title."""
        with Horizontal(id="panes"):
            for pane in ORDER:
                beside = "" if pane is Pane.SIDEBAR else "pane-beside"
                with Vertical(id=f"{pane.value}-pane", classes=beside) as box:
                    self._boxes[pane] = box
                    yield self._titles[pane]
                    if pane is Pane.TEXT:  # which has a width of its own, and stands in the middle
                        yield Vertical(self._panes[pane], id="text-frame")
                    else:
                        yield self._panes[pane]

    def go_to(self, pane: Pane) -> None:
        """Focus a pane, and show it if it is not visible."""
        self.is_text_only = self.is_text_only and pane is Pane.TEXT
        self.current = pane
        self.show(self._width_cells())
        self._panes[pane].focus(scroll_visible=False)

    def stay(self) -> None:
        """Return the focus to the current pane."""
        self.go_to(self.current)

    def go_beside(self, step: int) -> None:
        """Focus the pane `step` to the right; stops at the outermost."""
        self.go_to(neighbour(self.current, step))

    def go_around(self, step: int) -> None:
        """Focus the pane `step` to the right; wraps around."""
        self.go_to(neighbour(self.current, step, is_cyclic=True))

    def make(self, move: Move) -> None:
        """Apply a move to the focused pane."""
        move.make(self._panes[self.current])

    def follow_focus(self, widget: Widget) -> None:
        """Follow a change of focus by the mouse."""
        for pane, its_widget in self._panes.items():
            if its_widget is widget:
                self.current = pane
        for pane, title in self._titles.items():
            title.mark_focused(pane is self.current)

    def show(self, width_cells: int) -> None:
        """Show as many panes as fit."""
        visible = visible_panes(width_cells, self.current, is_text_only=self.is_text_only)
        leftmost = next(pane for pane in ORDER if pane in visible)
        for pane, box in self._boxes.items():
            box.display = pane in visible
            box.set_class(pane is not leftmost, "pane-beside")

    def toggle_text_only(self) -> None:
        """Show only the text, or all panes again."""
        self.is_text_only = not self.is_text_only
        self.go_to(Pane.TEXT)

    def step_back(self) -> bool:
        """Leave the text-only view, or return to the list; False if neither applies."""
        if self.is_text_only:
            self.toggle_text_only()
        elif self.current is not Pane.LIST:
            self.go_to(Pane.LIST)
        else:
            return False
        return True
