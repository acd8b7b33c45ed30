"""The user's own labels."""

from reader.messages.language import gettext as _
from reader.session import Session
from reader.state.records import SET, label_field
from reader.terminal_text import clean_line
from reader.ui.features.panes import Panes
from reader.ui.features.reading.bulk_marks import BulkMarks
from reader.ui.features.reading.current_post import CurrentPost
from reader.ui.features.reading.marks import Marks
from reader.ui.prompt_mode import Offer, PromptMode
from reader.ui.widgets.main_widgets import MainWidgets


class Labels:
    """Prompts for a label, and adds it to or removes it from the post or the range."""

    def __init__(
        self,
        session: Session,
        widgets: MainWidgets,
        bulk_marks: BulkMarks,
        marks: Marks,
        current: CurrentPost,
        panes: Panes,
    ) -> None:
        self._state = session.state
        self._prompt = widgets.prompt
        self._bulk_marks = bulk_marks
        self._marks = marks
        self._current = current
        self._panes = panes
        self._mode = PromptMode(
            _("label"), accept=self._accept, change=self._offer, cancel=panes.stay
        )

    def begin(self) -> None:
        """Prompt for a label."""
        if self._current.post is not None:
            self._prompt.ask(self._mode)
            self._offer("")

    def _offer(self, text: str) -> None:
        """Offer the labels that start with the typed text; Tab takes one."""
        post = self._current.post
        on_post = self._state.labels_of(post.id) if post else []
        self._prompt.offer(
            [
                Offer(0, len(text), name, _("remove") if name in on_post else _("add"))
                for name in self._state.labels()
                if name.startswith(text.strip())
            ]
        )

    def _accept(self, text: str) -> None:
        self._panes.stay()
        post = self._current.post
        label = clean_line(text).strip()
        if post is None or not label:
            return
        field = label_field(label)
        is_set = bool(self._state.value(post.id, field))
        self._bulk_marks.apply(field, "" if is_set else SET)
        text = _("label {label} is removed") if is_set else _("label {label} is added")
        self._marks.say_once_saved(text.format(label=label))
