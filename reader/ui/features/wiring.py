"""Creates the features of the main screen, and subscribes them to events.

The only module that knows all features. `subscribe` fixes the order of the subscribers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from time import time

from textual.app import App

from reader.capabilities import Capability
from reader.help_pages.page import HelpPage
from reader.session import Session
from reader.ui.events import (
    CountsOutdated,
    CursorMoved,
    CursorPlaced,
    Events,
    ImagesPlaced,
    MarksChanged,
    OverviewRead,
    RefreshEnded,
    RowRead,
    SearchTyped,
    SelectionShown,
    TextLeft,
    TextPaneOpened,
    TextRequested,
    TextScrolled,
    TextShown,
    ViewRenamed,
)
from reader.ui.features.archive_switch import ArchiveSwitch
from reader.ui.features.choices import Choices
from reader.ui.features.help import Help
from reader.ui.features.lists.completion import Completion
from reader.ui.features.lists.counts import ShownCounts
from reader.ui.features.lists.grouping import Grouping
from reader.ui.features.lists.listing import Listing
from reader.ui.features.lists.narrowing import Narrowing
from reader.ui.features.lists.passing_time import PassingTime
from reader.ui.features.lists.refresh import Refresh
from reader.ui.features.lists.row_jump import RowJump
from reader.ui.features.lists.saved_views import SavedViews
from reader.ui.features.lists.search import Search
from reader.ui.features.lists.typing_pause import TypingPause
from reader.ui.features.lists.unread_only import UnreadOnly
from reader.ui.features.lists.view_editing import ViewEditing
from reader.ui.features.live_settings import LiveSettings
from reader.ui.features.palette_entry import PaletteEntry
from reader.ui.features.panes import Panes
from reader.ui.features.program import Program
from reader.ui.features.reading.bulk_marks import BulkMarks
from reader.ui.features.reading.current_post import CurrentPost
from reader.ui.features.reading.follow import Follow
from reader.ui.features.reading.labels import Labels
from reader.ui.features.reading.marks import Marks
from reader.ui.features.reading.notes import Notes
from reader.ui.features.reading.reading import Reading
from reader.ui.features.reading.resume import Resume
from reader.ui.features.sharing.editing import Editing
from reader.ui.features.sharing.exporting import Exporting
from reader.ui.features.sharing.piping import Piping
from reader.ui.features.text.copying import Copying
from reader.ui.features.text.find import Find
from reader.ui.features.text.history import History
from reader.ui.features.text.links import Links
from reader.ui.features.text.pictures import Pictures
from reader.ui.features.text.text_moves import TextMoves
from reader.ui.features.text.texts import Texts
from reader.ui.features.timing import HeldDrawing, Timers
from reader.ui.features.welcome import Welcome
from reader.ui.loaders.loaders import Loaders
from reader.ui.terminal.addresses.browser import open_address
from reader.ui.terminal.clipboard import copy_address
from reader.ui.widgets.main_widgets import MainWidgets


@dataclass(frozen=True, slots=True)
class Features:
    """All features of the main screen; the handlers in `command_table` take this."""

    archive_switch: ArchiveSwitch
    bulk_marks: BulkMarks
    choices: Choices
    completion: Completion
    copying: Copying
    counts: ShownCounts
    editing: Editing
    exporting: Exporting
    find: Find
    follow: Follow
    grouping: Grouping
    help: Help
    history: History
    labels: Labels
    links: Links
    listing: Listing
    live_settings: LiveSettings
    marks: Marks
    narrowing: Narrowing
    notes: Notes
    panes: Panes
    passing_time: PassingTime
    pause: TypingPause
    pictures: Pictures
    piping: Piping
    program: Program
    reading: Reading
    refresh: Refresh
    resume: Resume
    row_jump: RowJump
    saved_views: SavedViews
    search: Search
    text_moves: TextMoves
    texts: Texts
    unread_only: UnreadOnly
    view_editing: ViewEditing
    welcome: Welcome


def make_features(
    app: App[int],
    session: Session,
    widgets: MainWidgets,
    loaders: Loaders,
    timers: Timers,
    drawing: HeldDrawing,
    choices: Choices,
    panes: Panes,
    events: Events,
    keys_page: Callable[[], HelpPage],
    keys_of: Callable[[str], str],
    entries: Callable[[], Iterable[PaletteEntry]],
) -> Features:
    """Create every feature with its collaborators, and subscribe them to events."""
    archive, states, documents = loaders.archive, loaders.states, loaders.documents
    pause = TypingPause(widgets.prompt, timers, events)
    listing = Listing(widgets, archive, panes, pause, drawing, events)
    counts = ShownCounts(widgets, archive, events)
    texts = Texts(session, widgets, documents, choices, timers, events)
    current = CurrentPost(widgets.posts, texts, panes)
    marks = Marks(session, widgets, states, texts, current, counts, timers, events)
    bulk_marks = BulkMarks(session, widgets, archive, states, marks, current, panes)
    follow = Follow(
        session.settings,
        timers,
        current=lambda: widgets.posts.current,
        open_post=texts.open,
        fetch=texts.fetch,
        is_typing=lambda: pause.is_typing,
        is_text_open=lambda: panes.is_text_open,
    )
    history = History(widgets, texts, listing, marks, follow, panes, events)
    resume = Resume(session, widgets, listing, texts, history, marks, states, timers)
    find = Find(widgets, loaders.finder, panes)
    has_programs = Capability.PROGRAMS in session.capabilities
    open_outside = open_address if has_programs else copy_address
    links = Links(session, app, widgets, documents, texts, history, panes, open_outside)
    copying = Copying(app, widgets, current, panes)
    narrowing = Narrowing(widgets, panes, choices)
    saved_views = SavedViews(session, widgets, archive, listing, marks, panes)
    completion = Completion(session.state, widgets.prompt, archive, pause, timers)
    search = Search(
        session, widgets, listing, narrowing, completion, find, panes, pause, states, events
    )
    refresh = Refresh(session, widgets, archive, loaders.watcher, listing, counts, timers, events)
    exporting = Exporting(widgets, loaders.exports, current, panes)
    ways_back = (
        listing.stop_search,
        exporting.step_back,
        copying.step_back,
        find.step_back,
        bulk_marks.step_back,
        narrowing.step_back,
        panes.step_back,
        listing.step_back,
    )
    features = Features(
        archive_switch=ArchiveSwitch(session, app, widgets.bottom_line),
        bulk_marks=bulk_marks,
        choices=choices,
        completion=completion,
        copying=copying,
        counts=counts,
        editing=Editing(session, app, widgets.bottom_line, current, texts, refresh),
        exporting=exporting,
        find=find,
        follow=follow,
        welcome=Welcome(session, widgets.welcome, choices, keys_of),
        grouping=Grouping(widgets, archive, listing, choices, pause),
        help=Help(session, app, widgets.posts, keys_page, search),
        history=history,
        labels=Labels(session, widgets, bulk_marks, marks, current, panes),
        links=links,
        listing=listing,
        live_settings=LiveSettings(
            session, app, widgets.bottom_line, loaders.settings, texts, choices
        ),
        marks=marks,
        narrowing=narrowing,
        notes=Notes(session, app, widgets.bottom_line, marks, states, current),
        panes=panes,
        passing_time=PassingTime(widgets.posts, listing, events, time, session.now),
        pause=pause,
        pictures=Pictures(session, app, widgets, loaders.pictures, texts, links, timers, events),
        piping=Piping(session, app, widgets, loaders.commands, states, current, panes),
        program=Program(app, widgets.bottom_line, entries, ways_back),
        reading=Reading(
            widgets, listing, texts, follow, history, marks, find, copying, current, panes
        ),
        refresh=refresh,
        resume=resume,
        row_jump=RowJump(session, widgets, listing, panes),
        saved_views=saved_views,
        search=search,
        text_moves=TextMoves(app, widgets, history, panes),
        texts=texts,
        unread_only=UnreadOnly(widgets, listing),
        view_editing=ViewEditing(session, widgets, states, listing, saved_views, panes),
    )
    _subscribe(features, widgets, events)
    return features


def _subscribe(it: Features, widgets: MainWidgets, events: Events) -> None:
    """List the subscribers of each event in calling order."""
    events.subscribe(
        SelectionShown,
        it.search.selection_shown,
        it.reading.selection_shown,
        it.refresh.selection_shown,
    )
    events.subscribe(CursorMoved, it.follow.cursor_moved)
    events.subscribe(CursorPlaced, it.listing.show_position, it.resume.moved)
    events.subscribe(RowRead, it.reading.row_read)
    events.subscribe(TextRequested, it.follow.stop, it.panes.text_requested)
    events.subscribe(TextPaneOpened, it.reading.text_pane_opened)
    events.subscribe(TextLeft, it.history.text_left, it.resume.text_left)
    events.subscribe(
        TextShown,
        it.resume.text_shown,  # before history, which goes to the anchor that this sets
        it.history.text_shown,
        it.find.text_shown,
        it.pictures.text_shown,
        it.marks.text_shown,
    )
    events.subscribe(ImagesPlaced, it.find.images_placed)
    events.subscribe(TextScrolled, it.texts.show_position, it.marks.text_scrolled, it.resume.moved)
    events.subscribe(SearchTyped, it.pause.typed, it.follow.search_typed, it.completion.typed)
    events.subscribe(MarksChanged, lambda _: widgets.posts.repaint(), it.texts.marks_changed)
    events.subscribe(CountsOutdated, it.counts.count_marks, it.saved_views.count)
    events.subscribe(
        RefreshEnded,
        it.passing_time.look,
        it.bulk_marks.refresh_ended,
        it.texts.refresh_ended,
        it.live_settings.look,
    )
    events.subscribe(ViewRenamed, it.view_editing.view_renamed)
    events.subscribe(OverviewRead, it.completion.overview_read, it.saved_views.count)
