"""The three panes: which are visible, where their borders are, and which is focused."""

from collections.abc import Callable
from dataclasses import replace

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.geometry import Size
from textual.widget import Widget

from reader.config import Follow, PaneOrder, Settings, TextPane
from reader.messages.language import gettext as _
from reader.messages.language import gettext_noop
from reader.ui.events import Events, TextPaneOpened, TextRequested
from reader.ui.features.choices import Choices
from reader.ui.moves import Move
from reader.ui.pane_layout import Arrangement, Borders, Pane, arrange, neighbour
from reader.ui.widgets.line_pane import LinePane
from reader.ui.widgets.main_widgets import MainWidgets
from reader.ui.widgets.pane_box import PaneBox

_ORDER_CHOICE = "layout"
_BORDER_CHOICES = ("sidebar_cells", "list_cells", "list_rows")
"""Names of the kept choices: those of the fields of `Borders`."""
_STEP_CELLS, _STEP_ROWS = 4, 2
_MAX_MOVED = 1000
_ORDER_NAMES = {
    PaneOrder.AUTO: gettext_noop("the text stands where there is room"),
    PaneOrder.BESIDE: gettext_noop("the text stands beside the list"),
    PaneOrder.BELOW: gettext_noop("the text stands below the list"),
    PaneOrder.SINGLE: gettext_noop("one pane at a time"),
}


class Panes:
    """Arranges the panes and moves the focus between them; knows nothing of posts."""

    def __init__(
        self,
        widgets: MainWidgets,
        settings: Settings,
        choices: Choices,
        size: Callable[[], Size],
        events: Events,
    ) -> None:
        """Focus the list.

        Args:
            widgets: The widgets of the main screen.
            settings: The usual layout.
            choices: What the user chose instead.
            size: Returns the screen's size.
            events: Told when the user opens the text pane.
        """
        self.current: Pane = Pane.LIST
        """The focused pane."""
        self.is_text_only = False
        """Whether the user chose to see only the text."""
        self._is_text_always_open = (
            settings.text_pane is TextPane.ALWAYS and settings.follow is not Follow.ON_ENTER
        )
        self.is_text_open = self._is_text_always_open
        """Whether there is a text pane."""
        self._widgets = widgets
        self._panes = widgets.panes
        self._titles = widgets.titles
        self._choices = choices
        self._size = size
        self._events = events
        self._boxes: dict[Pane, PaneBox] = {}
        self._outer = Horizontal(id="panes")
        self._inner = Vertical(id="posts-and-text")
        self._order = settings.layout
        self._borders = Borders(**{name: _kept_number(choices, name) for name in _BORDER_CHOICES})

    def compose(self) -> ComposeResult:
        """Compose the sidebar beside list and text, each pane below its title."""
        with self._outer:
            yield self._box_of(Pane.SIDEBAR)
            with self._inner:
                yield self._box_of(Pane.LIST)
                yield self._box_of(Pane.TEXT)
        self._arrange(restyles=False)  # on the screen, each class would restyle a whole pane: 5 ms

    def _box_of(self, pane: Pane) -> PaneBox:
        contents: Widget = self._panes[pane]
        if pane is Pane.TEXT:  # which has a width of its own, and stands in the middle
            contents = Vertical(contents, id="text-frame")
        box = PaneBox(self._titles[pane], contents, id=f"{pane.value}-pane")
        self._boxes[pane] = box
        return box

    def go_to(self, pane: Pane) -> None:
        """Focus a pane, and show it if it is not visible."""
        self.is_text_only = self.is_text_only and pane is Pane.TEXT
        opens_text = pane is Pane.TEXT and not self.is_text_open
        self.is_text_open = self.is_text_open or opens_text
        self.current = pane
        self.show()
        self._panes[pane].focus(scroll_visible=False)
        if opens_text:
            self._events.emit(TextPaneOpened())

    def stay(self) -> None:
        """Return the focus to the current pane."""
        self.go_to(self.current)

    def go_beside(self, step: int) -> None:
        """Focus the pane `step` to the right; stops at the outermost."""
        self.go_to(neighbour(self.current, step))

    def go_around(self, step: int) -> None:
        """Focus the pane `step` to the right; wraps around."""
        self.go_to(neighbour(self.current, step, is_cyclic=True))

    @property
    def focused(self) -> LinePane:
        """The widget of the focused pane."""
        return self._panes[self.current]

    def make(self, move: Move) -> None:
        """Apply a move to the focused pane."""
        move.make(self.focused)

    def follow_focus(self, widget: Widget) -> None:
        """Follow a change of focus by the mouse."""
        for pane, its_widget in self._panes.items():
            if its_widget is widget:
                self.current = pane
        for pane, title in self._titles.items():
            title.mark_focused(pane is self.current)

    def text_requested(self, _: TextRequested) -> None:
        """Make room for the text that is about to be shown."""
        if not self.is_text_open:
            self.is_text_open = True
            self.show()

    @property
    def is_text_visible(self) -> bool:
        """Whether a text that is shown can be seen."""
        return Pane.TEXT in self._arrangement.visible

    @property
    def _arrangement(self) -> Arrangement:
        width, height = self._size()
        return arrange(
            width,
            height,
            self.current,
            self._order,
            self._borders,
            is_text_open=self.is_text_open,
            is_text_only=self.is_text_only,
        )

    def show(self) -> None:
        """Show as many panes as fit."""
        self._arrange(restyles=True)

    def _arrange(self, *, restyles: bool) -> None:
        arrangement = self._arrangement
        visible = arrangement.visible
        has_both = {Pane.LIST, Pane.TEXT} <= visible
        self._inner.display = visible != {Pane.SIDEBAR}
        self._inner.set_class(arrangement.is_below, "-below", update=restyles)
        for pane, box in self._boxes.items():
            box.display = pane in visible
        self._boxes[Pane.LIST].set_class(Pane.SIDEBAR in visible, "pane-beside", update=restyles)
        self._boxes[Pane.TEXT].set_class(
            has_both and not arrangement.is_below, "pane-beside", update=restyles
        )
        self._boxes[Pane.TEXT].set_class(
            has_both and arrangement.is_below, "pane-below", update=restyles
        )
        self._boxes[Pane.SIDEBAR].styles.width = (
            arrangement.sidebar_cells if len(visible) > 1 else "1fr"
        )
        is_beside = has_both and not arrangement.is_below
        posts = self._boxes[Pane.LIST].styles
        posts.width = arrangement.list_cells if is_beside else "1fr"
        posts.height = arrangement.list_rows if has_both and arrangement.is_below else "1fr"
        self._widgets.posts.give_room(is_roomy=arrangement.is_list_roomy)

    def toggle_text_only(self) -> None:
        """Show only the text, or all panes again."""
        if self._is_text_alone:
            self.go_to(Pane.LIST)
            return
        self.is_text_only = not self.is_text_only
        self.go_to(Pane.TEXT)

    @property
    def _is_text_alone(self) -> bool:
        """Whether the text stands alone without the user's having asked for that."""
        return not self.is_text_only and self._arrangement.visible == {Pane.TEXT}

    def change_layout(self) -> None:
        """Put the text beside the list, below it, or in its place."""
        self._order = _next_order(self._order, is_alone=self._is_text_alone)
        self._choices.keep(_ORDER_CHOICE, self._order.value)
        self.stay()
        self._widgets.bottom_line.say(_(_ORDER_NAMES[self._order]))

    def resize(self, step: int) -> None:
        """Make the focused pane larger by a step, or smaller by a negative one."""
        if self.current is Pane.SIDEBAR:
            self._move_border("sidebar_cells", step * _STEP_CELLS)
        else:
            grows = step if self.current is Pane.LIST else -step
            if self._arrangement.is_below:
                self._move_border("list_rows", grows * _STEP_ROWS)
            else:
                self._move_border("list_cells", grows * _STEP_CELLS)
        self.keep_borders()

    def reset_sizes(self) -> None:
        """Put all borders back to where they usually are."""
        self._borders = Borders()
        self.keep_borders()
        self.show()

    def border_moved(self, event: PaneBox.BorderMoved) -> None:
        """Follow the mouse with a border."""
        before = self._arrangement
        origin = self._boxes[Pane.LIST].region
        if event.box is self._boxes[Pane.LIST]:
            self._move_border("sidebar_cells", event.x - before.sidebar_cells)
        elif before.is_below:
            self._move_border("list_rows", event.y - origin.y - before.list_rows)
        else:
            self._move_border("list_cells", event.x - origin.x - before.list_cells)

    def _move_border(self, name: str, by: int) -> None:
        """Move a border as far as the panes on both sides keep room.

        Args:
            name: The field of `Borders` and of `Arrangement`.
            by: Cells or rows; what goes beyond the room is forgotten.
        """
        before, moved = self._size_of(name), getattr(self._borders, name)
        self._borders = replace(self._borders, **{name: moved + by})
        gained = self._size_of(name) - before
        self._borders = replace(self._borders, **{name: moved + gained})
        self.show()

    def _size_of(self, name: str) -> int:
        size: int = getattr(self._arrangement, name)
        return size

    def keep_borders(self) -> None:
        """Keep where the borders are for later runs."""
        for name in _BORDER_CHOICES:
            moved = getattr(self._borders, name)
            self._choices.keep(name, str(moved) if moved else "")

    def step_back(self) -> bool:
        """Leave the text-only view, close the text, or return to the list; False at the end."""
        if self.is_text_only:
            self.toggle_text_only()
        elif self.is_text_open and not self._is_text_always_open:
            self.is_text_open = False
            self.go_to(Pane.LIST)
        elif self.current is not Pane.LIST:
            self.go_to(Pane.LIST)
        else:
            return False
        return True


def _next_order(order: PaneOrder, *, is_alone: bool) -> PaneOrder:
    """Return the layout that looks different; `auto` is one of the others, and not gone back to."""
    orders = [PaneOrder.BESIDE, PaneOrder.BELOW, PaneOrder.SINGLE]
    if order is PaneOrder.AUTO:
        return PaneOrder.BESIDE if is_alone else PaneOrder.BELOW
    return orders[(orders.index(order) + 1) % len(orders)]


def _kept_number(choices: Choices, name: str) -> int:
    kept = choices.kept(name)
    number = int(kept) if kept.removeprefix("-").isdecimal() else 0
    return max(min(number, _MAX_MOVED), -_MAX_MOVED)
