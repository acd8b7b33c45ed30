"""Searching the archive while the user types."""

from dataclasses import replace

from reader.archive.query.fields.pattern import Matches
from reader.archive.query.fields.words import Where, Words
from reader.archive.query.model import Leaf, asked_leaves
from reader.browsing.views import View, read_query, search_view, spell_query
from reader.errors import QueryError
from reader.help_pages.examples import examples, prefers_chinese
from reader.layout.text.cells import cell_width, fit
from reader.messages.language import gettext as _
from reader.session import Session
from reader.state.input_history import past_inputs, remember_input
from reader.state.records import SEARCH
from reader.ui.commands import display_keys
from reader.ui.events import Events, SearchTyped, SelectionShown
from reader.ui.features.lists.completion import Completion
from reader.ui.features.lists.listing import Listing, home
from reader.ui.features.lists.narrowing import Narrowing
from reader.ui.features.lists.typing_pause import TypingPause
from reader.ui.features.panes import Panes
from reader.ui.features.text.find import Find
from reader.ui.loaders.state_loader import StateLoader
from reader.ui.pane_layout import Pane
from reader.ui.prompt_mode import Offer, PromptMode, Refusal
from reader.ui.text.find_pattern import FindPattern
from reader.ui.widgets.main_widgets import MainWidgets

_WIDEN_KEY = "ctrl+t"
_MAX_LABEL_CELLS = 20


class Search:
    """Shows the posts that answer a query, and highlights its words in the texts."""

    def __init__(
        self,
        session: Session,
        widgets: MainWidgets,
        listing: Listing,
        narrowing: Narrowing,
        completion: Completion,
        find: Find,
        panes: Panes,
        pause: TypingPause,
        states: StateLoader,
        events: Events,
    ) -> None:
        self._state = session.state
        self._prompt = widgets.prompt
        self._posts = widgets.posts
        self._sidebar = widgets.sidebar
        self._bottom_line = widgets.bottom_line
        self._listing = listing
        self._narrowing = narrowing
        self._completion = completion
        self._find = find
        self._panes = panes
        self._pause = pause
        self._states = states
        self._events = events
        self._before = listing.snapshot
        self._searched: tuple[FindPattern, ...] = ()
        self._marked: tuple[FindPattern, ...] = ()
        self._mode = PromptMode(
            "/",
            accept=self._accept,
            change=self._change,
            cancel=self._cancel,
            check=self._check,
            is_search=True,
            keys={_WIDEN_KEY: self._widen},
        )
        self._scope: View | None = None
        """The view that is searched; None for the archive."""
        self._other_scope: View | None = None
        """What `_WIDEN_KEY` searches instead."""
        self._edited = ""
        """Name of the saved view of which the query is edited."""

    def begin(self) -> None:
        """Prompt for a query within the list; in the sidebar, for a name.

        In the answer to a search, that search stands in the prompt.
        """
        if self._panes.current is Pane.SIDEBAR:
            self._narrowing.begin()
            return
        view = self._listing.view
        if view.typed:
            self._ask(view.within, view.typed)
        else:
            self._ask(None if view.query.asks_for_all else view, "")

    def edit_query(self) -> None:
        """Prompt with the whole query of the list, or of the saved view under the cursor."""
        saved = self._sidebar.current_saved if self._panes.current is Pane.SIDEBAR else None
        view = self._listing.view
        text = saved.text if saved is not None else spell_query(view.query)
        self._ask(None, text)
        self._edited = saved.name if saved is not None else view.saved_name or view.edited
        refusal = self._check(text)
        if refusal is not None:
            self._prompt.remark(refusal.reason)

    def _ask(self, scope: View | None, text: str) -> None:
        self._before = self._listing.snapshot
        self._scope, self._other_scope, self._edited = scope, None, ""
        self._prompt.ask(self._mode, text, earlier=past_inputs(self._state, SEARCH))
        self._offer(text)
        self._show_scope()
        self._events.emit(SearchTyped())

    def run(self, text: str) -> None:
        """Show the answer to a query that was not typed."""
        self._before = self._listing.snapshot
        self._scope, self._other_scope, self._edited = None, None, ""
        self._show(text)
        self._accept(text)

    def _widen(self, text: str) -> None:
        """Search everything instead of the view, or the view again."""
        self._scope, self._other_scope = self._other_scope, self._scope
        self._show_scope()
        self._change(text)

    def _show_scope(self) -> None:
        """Say what is searched, and how to search more."""
        name = "" if self._scope is None else _short(self._scope.title)
        self._prompt.relabel(_("in {view} /").format(view=name) if name else "/")
        self._prompt.remark(self._hint)

    @property
    def _hint(self) -> str:
        key = display_keys(_WIDEN_KEY)
        if self._scope is not None:
            return _("{key} searches everything").format(key=key)
        if self._other_scope is not None:
            view = _short(self._other_scope.title)
            return _("{key} searches in {view}").format(key=key, view=view)
        return _("Tab shows examples") if not self._prompt.text else ""

    def selection_shown(self, event: SelectionShown) -> None:
        """Highlight the query's words and expressions in the texts."""
        asked = asked_leaves(event.selection.query.condition)
        self._searched = tuple(filter(None, map(_pattern, asked)))
        self._pause.when_rested(self._mark_searched)

    def _mark_searched(self) -> None:
        if self._marked != self._searched:
            self._marked = self._searched
            self._find.highlight(self._searched)

    def _change(self, text: str) -> None:
        self._events.emit(SearchTyped())
        self._show(text)
        self._offer(text)

    def _offer(self, text: str) -> None:
        """Offer what may follow; for an empty text, examples."""
        if text.strip():
            self._completion.offer(text)
            return
        post = self._posts.current
        rows = examples(prefers_chinese=prefers_chinese(post.title if post else ""))
        self._prompt.offer([Offer(0, len(text), row.query, row.right) for row in rows])

    def _show(self, text: str) -> None:
        try:
            query = read_query(text, self._state)
        except QueryError as error:
            self._prompt.remark(_describe(error))
            return
        self._prompt.remark(self._hint)
        if not query.asks_for_all:
            found = search_view(text.strip(), query, self._scope)
            self._listing.show(replace(found, edited=self._edited))
        elif self._searched_view == self._before.view:
            self._listing.bring_back(self._before)
        else:
            self._listing.show(self._searched_view)

    @property
    def _searched_view(self) -> View:
        """The list without the search."""
        if self._scope is not None:
            return self._scope
        before = self._before.view
        return before if before.query.asks_for_all else home()

    def _check(self, text: str) -> Refusal | None:
        """Refuse a query that can't be understood: the list is that of an earlier one."""
        try:
            read_query(text, self._state)
        except QueryError as error:
            return Refusal(_describe(error), error.position)
        return None

    def _accept(self, text: str) -> None:
        self._panes.go_to(Pane.LIST)
        self._listing.wait_briefly()
        self._listing.left(self._before)
        self._before = replace(self._before, selection=None)
        if text.strip():
            remember_input(self._state, SEARCH, text.strip())
            self._states.save()

    def _cancel(self) -> None:
        self._listing.bring_back(self._before)
        self._bottom_line.clear_message()
        self._panes.stay()


def _short(title: str) -> str:
    """Return a view's title, cut to leave room for the query."""
    return fit(title, min(cell_width(title), _MAX_LABEL_CELLS))


def _pattern(leaf: Leaf) -> FindPattern | None:
    """Return what a condition looks for in the text; None if it looks elsewhere."""
    match leaf:
        case Words() if leaf.where is not Where.TITLE:
            return FindPattern(leaf.text)
        case Matches() if leaf.where is not Where.TITLE:
            return FindPattern(leaf.pattern, is_expression=True)
        case _:
            return None


def _describe(error: QueryError) -> str:
    return _("character {character}: {reason}").format(
        character=error.position + 1, reason=error.reason
    )
