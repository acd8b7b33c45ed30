"""The widgets of the main screen, created once and passed to its features."""

import os
from dataclasses import dataclass
from pathlib import Path

from reader.layout.post_format import parse_format
from reader.messages.language import gettext as _
from reader.session import Session
from reader.terminal_text import clean_line
from reader.ui.pane_layout import Pane
from reader.ui.terminal.addresses.hyperlinks import sends_hyperlinks
from reader.ui.themes.highlights import RowHighlights
from reader.ui.widgets.bottom_line import BottomLine
from reader.ui.widgets.line_pane import LinePane
from reader.ui.widgets.pane_title import PaneTitle
from reader.ui.widgets.post_list import PostList
from reader.ui.widgets.prompt_line import PromptLine
from reader.ui.widgets.reading_pane import ReadingPane
from reader.ui.widgets.sidebar import FOLDED_SECTIONS, Sidebar
from reader.ui.widgets.top_line import TopLine
from reader.ui.widgets.welcome import WelcomePage


@dataclass(frozen=True, slots=True)
class MainWidgets:
    """All widgets of the main screen."""

    top_line: TopLine
    sidebar: Sidebar
    posts: PostList
    text: ReadingPane
    bottom_line: BottomLine
    prompt: PromptLine
    welcome: WelcomePage
    titles: dict[Pane, PaneTitle]

    @property
    def panes(self) -> dict[Pane, LinePane]:
        """The panes that can be focused."""
        return {Pane.SIDEBAR: self.sidebar, Pane.LIST: self.posts, Pane.TEXT: self.text}


def make_widgets(session: Session, highlights: RowHighlights) -> MainWidgets:
    """Create the widgets of a session.

    Args:
        session: The session to show.
        highlights: Styles of the list's rows by query.
    """
    settings = session.settings
    return MainWidgets(
        top_line=TopLine(_display_path(session.root), id="top-line"),
        sidebar=Sidebar(session.state.choice(FOLDED_SECTIONS).split(","), id=Pane.SIDEBAR.value),
        posts=PostList(
            session.state,
            parse_format(settings.list_format),
            highlights,
            lambda: session.now().date(),
            is_by_day=settings.group_by_day,
            id=Pane.LIST.value,
        ),
        text=ReadingPane(
            settings.text_width,
            has_hyperlinks=sends_hyperlinks(settings.hyperlinks, os.environ),
            id=Pane.TEXT.value,
        ),
        bottom_line=BottomLine(id="bottom-line"),
        prompt=PromptLine(id="prompt"),
        welcome=WelcomePage(id="welcome"),
        titles={
            Pane.SIDEBAR: PaneTitle(_("Browse")),
            Pane.LIST: PaneTitle(_("All posts")),
            Pane.TEXT: PaneTitle(""),
        },
    )


def _display_path(path: Path) -> str:
    """Return a path as a shell's prompt shows it, with `~` for the user's home."""
    home = Path.home()
    is_below = path.is_relative_to(home) and home != Path(home.anchor)
    return clean_line(f"~/{path.relative_to(home)}" if is_below else str(path))
