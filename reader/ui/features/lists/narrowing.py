"""The sidebar: filtering it by name, and folding its rows."""

from reader.messages.language import gettext as _
from reader.ui.features.choices import Choices
from reader.ui.features.panes import Panes
from reader.ui.pane_layout import Pane
from reader.ui.prompt_mode import PromptMode
from reader.ui.widgets.main_widgets import MainWidgets
from reader.ui.widgets.sidebar import FOLDED_SECTIONS


class Narrowing:
    """Filters the rows of the sidebar by name."""

    def __init__(self, widgets: MainWidgets, panes: Panes, choices: Choices) -> None:
        self._sidebar = widgets.sidebar
        self._prompt = widgets.prompt
        self._panes = panes
        self._choices = choices
        self._mode = PromptMode(
            _("filter"),
            accept=lambda _: panes.go_to(Pane.SIDEBAR),
            change=self._sidebar.narrow,
            cancel=self._cancel,
        )

    def begin(self) -> None:
        """Ask for a name."""
        self._prompt.ask(self._mode)

    def _cancel(self) -> None:
        self._sidebar.narrow("")
        self._panes.stay()

    def step_back(self) -> bool:
        """Show all rows again; False if they are shown already."""
        if not self._sidebar.is_narrowed:
            return False
        self._sidebar.narrow("")
        return True

    def fold(self) -> None:
        """Fold or unfold the row under the cursor."""
        self._sidebar.fold()

    def list_beside(self, step: int) -> None:
        """List the row `step` rows below the listed one, in its section of the sidebar."""
        self._sidebar.choose_beside(step)

    def keep_folded(self) -> None:
        """Keep which sections are folded."""
        self._choices.keep(FOLDED_SECTIONS, ",".join(sorted(self._sidebar.folded_sections)))
