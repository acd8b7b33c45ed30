"""The three panes and the lines around them: what is where, what is visible, what has the keys."""

from pathlib import Path

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from reader.config import Settings
from reader.session import Session
from reader.terminal_text import clean_line
from reader.ui.pane_layout import ORDER, Pane, neighbour, visible_panes
from reader.ui.widgets.bottom_line import BottomLine
from reader.ui.widgets.line_pane import LinePane
from reader.ui.widgets.pane_title import PaneTitle
from reader.ui.widgets.post_list import PostList
from reader.ui.widgets.prompt_line import PromptLine
from reader.ui.widgets.reading_pane import ReadingPane
from reader.ui.widgets.sidebar import Sidebar
from reader.ui.widgets.top_line import TopLine


class PanesScreen(Screen[None]):
    """Lays the panes out and moves the keys between them; knows nothing of posts."""

    AUTO_FOCUS = f"#{Pane.LIST.value}"

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """As upstream, except that a moved focus does not send the whole screen again (20 KB)."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        settings = session.settings
        self.session = session
        self.top_line = TopLine(_spoken_path(session.root), id="top-line")
        self.sidebar = Sidebar(id=Pane.SIDEBAR.value)
        self.posts = PostList(session.state, id=Pane.LIST.value)
        self.text = ReadingPane(settings.text_width, id=Pane.TEXT.value)
        self.bottom_line = BottomLine(settings.keys, id="bottom-line")
        self.prompt = PromptLine(id="prompt")
        self.titles = {
            Pane.SIDEBAR: PaneTitle("Browse"),
            Pane.LIST: PaneTitle("All posts"),
            Pane.TEXT: PaneTitle(""),
        }
        self._panes: dict[Pane, LinePane] = {
            Pane.SIDEBAR: self.sidebar,
            Pane.LIST: self.posts,
            Pane.TEXT: self.text,
        }
        self._boxes: dict[Pane, Widget] = {}
        self._is_text_only = False
        self.current_pane = Pane.LIST

    @property
    def settings(self) -> Settings:
        """The person's settings."""
        return self.session.settings

    def compose(self) -> ComposeResult:
        """Lay out top line, panes, bottom line."""
        yield self.top_line
        with Horizontal(id="panes"):
            for pane in ORDER:
                beside = "" if pane is Pane.SIDEBAR else "pane-beside"
                with Vertical(id=f"{pane.value}-pane", classes=beside) as box:
                    self._boxes[pane] = box
                    yield self.titles[pane]
                    if pane is Pane.TEXT:  # which has a width of its own, and stands in the middle
                        yield Vertical(self._panes[pane], id="text-frame")
                    else:
                        yield self._panes[pane]
        yield self.bottom_line
        yield self.prompt

    def on_mount(self) -> None:
        """Begin in the list."""
        self.go_to(Pane.LIST)

    def on_resize(self, event: events.Resize) -> None:
        """Show as many panes as fit now."""
        self._show_panes(event.size.width)

    def go_to(self, pane: Pane) -> None:
        """Give a pane the keys, and show it if it is not visible."""
        self._is_text_only = self._is_text_only and pane is Pane.TEXT
        self.current_pane = pane
        self._show_panes(self.size.width)
        self._panes[pane].focus(scroll_visible=False)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Follow a focus that the mouse has moved."""
        for pane, widget in self._panes.items():
            if widget is event.widget:
                self.current_pane = pane
        for pane, title in self.titles.items():
            title.mark_focused(pane is self.current_pane)

    def _show_panes(self, width_cells: int) -> None:
        visible = visible_panes(width_cells, self.current_pane, is_text_only=self._is_text_only)
        leftmost = next(pane for pane in ORDER if pane in visible)
        for pane, box in self._boxes.items():
            box.display = pane in visible
            box.set_class(pane is not leftmost, "pane-beside")

    @property
    def is_text_only(self) -> bool:
        """Whether the text alone is shown by the person's wish."""
        return self._is_text_only

    def action_text_only(self) -> None:
        """See `commands`."""
        self._is_text_only = not self._is_text_only
        self.go_to(Pane.TEXT)

    def action_pane_left(self) -> None:
        """See `commands`."""
        self.go_to(neighbour(self.current_pane, -1))

    def action_pane_right(self) -> None:
        """See `commands`."""
        self.go_to(neighbour(self.current_pane, 1))

    def action_next_pane(self) -> None:
        """See `commands`."""
        self.go_to(neighbour(self.current_pane, 1, is_cyclic=True))

    def action_previous_pane(self) -> None:
        """See `commands`."""
        self.go_to(neighbour(self.current_pane, -1, is_cyclic=True))

    def say(self, message: str) -> None:
        """Show a word in the bottom line."""
        self.bottom_line.say(message)

    def say_error(self, message: str) -> None:
        """Show what went wrong in the bottom line."""
        self.bottom_line.say(message, is_error=True)


def _spoken_path(path: Path) -> str:
    """Return a path as a shell's prompt shows it, with `~` for the person's home."""
    home = Path.home()
    is_below = path.is_relative_to(home) and home != Path(home.anchor)
    return clean_line(f"~/{path.relative_to(home)}" if is_below else str(path))
