"""Views to choose as the list: standard ones, saved ones, and every facet's values."""

from collections.abc import Callable, Container

from reader.archive.facets import FACETS
from reader.archive.query.model import EVERYTHING, named_views
from reader.browsing.saved_views import count_views, saved_views
from reader.browsing.sidebar_rows import SidebarRow, make_rows, unread_by_row
from reader.browsing.views import View, spell_query
from reader.linear.choices import Choice, Choices
from reader.linear.commands import Command
from reader.linear.level import Run
from reader.messages.language import gettext as _
from reader.messages.language import gettext_noop
from reader.state.records import VIEW, WHOLE_ARCHIVE
from reader.terminal_text import clean_line

_FACET_COMMANDS = {
    "category": ("categories", "c"),
    "tag": ("tags", "t"),
    "author": ("authors", ""),
    "date": ("dates", "d"),
}
"""What is typed for the values of a facet, by its key."""


class _Everything(Container[str]):
    def __contains__(self, _key: object) -> bool:
        return True


class Views:
    """Offers views, saves and deletes them."""

    def __init__(self, run: Run, show: Callable[[View], None], shown: Callable[[], View]) -> None:
        """Work for a list.

        Args:
            run: The run.
            show: Makes a view the list.
            shown: Returns the view that is the list.
        """
        self._run = run
        self._show = show
        self._shown = shown
        name = gettext_noop("NAME")
        self.commands = (
            Command("views", "v", gettext_noop("choose a view"), lambda _: self._offer_views()),
            *(self._facet_command(facet.key, facet.title) for facet in FACETS),
            Command("keep", "k", gettext_noop("save the list as a view"), self._keep, name),
            Command("delete", "", gettext_noop("delete a saved view"), self._delete, name),
        )

    def _facet_command(self, key: str, title: str) -> Command:
        name, short = _FACET_COMMANDS[key]
        return Command(name, short, title, lambda _: self._offer(key, title))

    def _offer_views(self) -> None:
        self._offer("views", gettext_noop("Views"))

    def _offer(self, section: str, title: str) -> None:
        """Offer the rows of one section of the sidebar, all unfolded."""
        repository = self._run.session.repository
        facets, counts = repository.facets(EVERYTHING), repository.counts()
        saved = count_views(repository, saved_views(self._run.session.state))
        unread = unread_by_row(repository.unread_facets())
        unread |= {view.key: view.unread for view in saved}
        rows, is_wanted = [], False
        for row in make_rows(facets, counts, _Everything(), saved=saved):
            is_wanted = row.key == section if row.depth == 0 else is_wanted
            if is_wanted and row.query is not None:
                rows.append(row)
        if rows:
            choices = [self._choice(row, unread.get(row.key, 0)) for row in rows]
            self._run.enter(Choices(self._run, _(title), choices))
        else:
            self._run.console.say(_("no posts here"))

    def _choice(self, row: SidebarRow, unread: int) -> Choice:
        if row.count is None:
            label = row.title
        elif unread:
            label = _("{title}, posts: {count:,}, unread: {unread:,}")
        else:
            label = _("{title}, posts: {count:,}")
        label = label.format(title=row.title, count=row.count, unread=unread)
        view = View(row.key, row.title, row.query or EVERYTHING)
        return Choice(label, lambda: self._show(view))

    def _keep(self, typed: str) -> None:
        view = self._shown()
        if view.query == EVERYTHING:
            self._run.console.say(_("all posts are a view already"))
            return
        name = clean_line(typed or self._run.console.ask(_("save view as:")))
        if name in named_views(view.query.condition):
            text = _("the list is made of {name}; give it another name").format(name=name)
            self._run.console.say(text)
        elif name:
            self._run.marks.change(f"{VIEW}{name}", [WHOLE_ARCHIVE], spell_query(view.query))

    def _delete(self, typed: str) -> None:
        names = [view.name for view in saved_views(self._run.session.state)]
        name = clean_line(typed or self._run.console.ask(_("name of the view to delete:")))
        if name in names:
            self._run.marks.change(f"{VIEW}{name}", [WHOLE_ARCHIVE], "")
        elif name:
            self._run.console.say(_("no saved view is called {name}").format(name=name))
