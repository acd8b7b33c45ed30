"""The list of posts: pages of it, views, search, order, and marks by number."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from reader.archive.query.fields.state import HasState, PostState
from reader.archive.query.model import EVERYTHING, Order, all_of
from reader.archive.repository import Selection
from reader.browsing.sidebar_rows import ALL_POSTS_KEY, fixed_title
from reader.browsing.views import ORDER_TITLES, View, read_query, search_view, unread_title
from reader.capabilities import Capability
from reader.errors import QueryError
from reader.linear.choices import Choice, Choices
from reader.linear.commands import Command
from reader.linear.exports import export_posts
from reader.linear.level import Run
from reader.linear.pager import Pager
from reader.linear.spoken.post import row_of
from reader.linear.text_level import TextLevel
from reader.linear.views import Views
from reader.messages.language import gettext as _
from reader.messages.language import gettext_noop, in_a_list, in_one_line, ngettext
from reader.messages.problems import describe_problem
from reader.posts.post import Post, PostId
from reader.state.input_history import remember_input
from reader.state.records import SEARCH, SET, Mark

_NUMBERS = re.compile(r"((?:\d+(?:-\d+)?[ ,]*)+)(.*)", re.DOTALL)
_MAX_MARKED = 1000
"""Posts that one command marks by their numbers; `all-read` marks all."""


class PostsLevel:
    """The posts of a view, in pages."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._state = run.session.state
        self._view = View(ALL_POSTS_KEY, fixed_title(ALL_POSTS_KEY), EVERYTHING)
        self._is_unread_only = False
        self._selection: Selection | None = None
        self._pager = Pager(0, run.page_size)
        self._views = Views(run, self.show, lambda: self._view)
        number = gettext_noop("NUMBERS")
        self._commands = (
            Command("previous", "-", gettext_noop("previous page"), self._go_back),
            Command("again", "l", gettext_noop("this page again"), self._say_again),
            Command("go", "g", gettext_noop("page from a post on"), self._go, number),
            *self._views.commands,
            Command(
                "search", "/", gettext_noop("search the archive"), self._search,
                gettext_noop("QUERY"),
            ),
            Command(
                "narrow",
                "w",
                gettext_noop("search in this list"),
                self._narrow,
                gettext_noop("QUERY"),
            ),
            Command("order", "o", gettext_noop("choose the order"), self._order),
            Command("unread", "u", gettext_noop("unread posts only, or all"), self._toggle_unread),
            Command("mark", "m", gettext_noop("mark as read or unread"), self._mark_read, number),
            Command("star", "s", gettext_noop("star or unstar"), self._star, number),
            Command(
                "label", "", gettext_noop("add or remove a label"), self._label,
                gettext_noop("NUMBERS LABEL"),
            ),
            Command(
                "note", "", gettext_noop("write a note"), self._note, gettext_noop("NUMBER TEXT")
            ),
            Command("all-read", "A", gettext_noop("mark the whole list as read"), self._mark_all),
            Command(
                "export", "", gettext_noop("export the list to a file"), self._export,
                gettext_noop("FILE"), Capability.FILES,
            ),
            Command("problems", "", gettext_noop("say the problems of all files"), self._problems),
            Command("texts", "", gettext_noop("read all texts for the search"), self._read_texts),
            Command("refresh", "r", gettext_noop("look for new posts"), self._refresh),
        )  # fmt: skip

    @property
    def commands(self) -> Sequence[Command]:
        """What can be done with a list."""
        return self._commands

    def show(self, view: View) -> None:
        """Make a view the list; it is read from its start on arrival."""
        self._view = view
        self._select()

    def _select(self) -> None:
        query = self._view.query
        if self._is_unread_only:
            unread = HasState(PostState.UNREAD)
            query = replace(query, condition=all_of(query.condition, unread))
        self._selection = self._run.work.select(query)
        self._pager = Pager(len(self._selection), self._run.page_size)

    @property
    def _title(self) -> str:
        title = unread_title(self._view) if self._is_unread_only else self._view.title
        order = self._view.query.order
        return title if order is Order.NEWEST else in_a_list([title, _(ORDER_TITLES[order])])

    def prompt(self) -> str:
        """Say which view and which posts were read out."""
        page = self._pager.page
        if not self._pager.count:
            return _("{title}, no posts, command:").format(title=self._title)
        text = _("{title}, {first:,} to {last:,} of {count:,}, command or number:")
        return text.format(
            title=self._title, first=page.start + 1, last=page.stop, count=self._pager.count
        )

    def arrive(self) -> None:
        """Read the page, the first one at first."""
        if self._selection is None:
            self._select()
        self._say(self._pager.page or self._pager.go(0))

    def go_on(self) -> None:
        """Read the next page."""
        if self._pager.is_at_end:
            self._run.console.say(_("end of the list"))
        else:
            self._say(self._pager.next())

    def take(self, typed: str) -> bool:
        """Open the post with a number."""
        place = int(typed) - 1 if typed.isdecimal() else -1
        post = self.post_at(place)
        if post is None:
            return False
        self._run.enter(TextLevel(self._run, self, post, place))
        return True

    def leave(self) -> None:
        """Nothing is left to do."""

    def stand_at(self, place: int) -> None:
        """Have the page with a post read on coming back."""
        if place not in self._pager.page:
            self._pager.go(place - place % self._pager.page_size)

    @property
    def count(self) -> int:
        """The number of posts in the list."""
        return self._pager.count

    def post_at(self, place: int) -> Post | None:
        """Return the post at a place from 0, or None."""
        if self._selection is None or not 0 <= place < len(self._selection):
            return None
        rows = self._selection.rows(place, place + 1)
        return rows[0] if rows else None

    def unread_from(self, place: int, step: int) -> int | None:
        """Return the place of the first unread post from one on; `step` is 1 or -1."""
        if self._selection is None:
            return None
        return self._selection.next_differing(Mark.READ.value, SET, place, step)

    def place_of(self, post: Post) -> int | None:
        """Return where a post stands in the list, or None."""
        return None if self._selection is None else self._selection.index_of(post.id)

    def _say(self, page: range) -> None:
        if self._selection is None or not page:
            self._run.console.say(_("no posts here"))
            return
        for place, post in enumerate(self._selection.rows(page.start, page.stop), page.start):
            self._run.console.say(row_of(place + 1, post, self._state))

    def _say_again(self, _typed: str) -> None:
        self._say(self._pager.page)

    def _go_back(self, _typed: str) -> None:
        page = self._pager.previous()
        if page:
            self._say(page)
        else:
            self._run.console.say(_("start of the list"))

    def _go(self, typed: str) -> None:
        number = typed or self._run.console.ask(_("number of the first post:")).strip()
        if number.isdecimal():
            self._say(self._pager.go(int(number) - 1))
        else:
            self._run.console.say(_("that is no number"))

    def _search(self, typed: str) -> None:
        self._search_in(typed, None)

    def _narrow(self, typed: str) -> None:
        self._search_in(typed, self._view)

    def _search_in(self, typed: str, within: View | None) -> None:
        text = typed or self._run.console.ask(_("search for:")).strip()
        if not text:
            return
        try:
            query = read_query(text, self._state)
        except QueryError as error:
            said = _("character {character}: {reason}")
            said = said.format(character=error.position + 1, reason=error.reason)
            self._run.console.say(said)
            return
        remember_input(self._state, SEARCH, text)
        self._run.marks.save()
        self._show_now(search_view(text, query, within))

    def _show_now(self, view: View) -> None:
        self.show(view)
        text = ngettext("{count:,} post", "{count:,} posts", self._pager.count)
        self._run.console.say(text.format(count=self._pager.count))
        self.arrive()

    def _order(self, _typed: str) -> None:
        choices = [
            Choice(_(title), partial(self._sort, order)) for order, title in ORDER_TITLES.items()
        ]
        self._run.enter(Choices(self._run, _("order"), choices))

    def _sort(self, order: Order) -> None:
        self.show(replace(self._view, query=replace(self._view.query, order=order)))

    def _toggle_unread(self, _typed: str) -> None:
        self._is_unread_only = not self._is_unread_only
        self._show_now(self._view)

    def _read_texts(self, _typed: str) -> None:
        missing = self._run.work.read_texts()
        text = ngettext(
            "{count:,} post can be found by title only",
            "{count:,} posts can be found by title only",
            missing,
        )
        done = _("all posts can be found by their words")
        self._run.console.say(text.format(count=missing) if missing else done)

    def _refresh(self, _typed: str) -> None:
        changes = self._run.work.refresh()
        text = _("new: {added:,}, changed: {changed:,}, removed: {removed:,}")
        text = text.format(added=changes.added, changed=changes.changed, removed=changes.removed)
        self._run.console.say(text if changes else _("nothing new"))
        if changes:
            self._show_now(self._view)

    def _with_posts(self, typed: str, use: Callable[[Sequence[PostId], str], None]) -> None:
        """Use the posts of the numbers that a command has, and what stands behind them."""
        text = typed or self._run.console.ask(_("numbers, such as 3 or 3-5:")).strip()
        found = _NUMBERS.fullmatch(text)
        posts = self._posts(found[1]) if found else []
        if posts and found:
            use(posts, found[2].strip())
        else:
            self._run.console.say(_("no post has such a number"))

    def _posts(self, numbers: str) -> Sequence[PostId]:
        """Return the posts of numbers and ranges, at most `_MAX_MARKED`."""
        found: dict[PostId, None] = {}
        for part in re.split("[ ,]+", numbers.strip(" ,")):
            first, _hyphen, last = part.partition("-")
            start, stop = int(first) - 1, int(last or first)
            if self._selection is not None and start >= 0:
                stop = min(stop, start + _MAX_MARKED)
                found.update(dict.fromkeys(self._selection.ids(start, stop)))
        return list(found)

    def _mark_read(self, typed: str) -> None:
        self._with_posts(typed, lambda posts, _rest: self._run.marks.toggle(Mark.READ, posts))

    def _star(self, typed: str) -> None:
        self._with_posts(typed, lambda posts, _rest: self._run.marks.toggle(Mark.STARRED, posts))

    def _label(self, typed: str) -> None:
        self._with_posts(typed, self._run.marks.label)

    def _note(self, typed: str) -> None:
        self._with_posts(typed, lambda posts, rest: self._run.marks.note(posts[0], rest))

    def _mark_all(self, _typed: str) -> None:
        if self._selection is not None:
            posts = self._run.work.differing(self._selection, Mark.READ.value, SET)
            self._run.marks.change(Mark.READ.value, posts, SET)

    def _export(self, typed: str) -> None:
        name = typed or self._run.console.ask(_("file:")).strip()
        if name and self._selection is not None:
            self._selection.complete(self._run.console.is_interrupted)
            posts = self._selection.rows(0, len(self._selection))
            export_posts(self._run, name, posts)

    def _problems(self, _typed: str) -> None:
        problems = self._run.session.repository.problems()
        text = ngettext("{count:,} problem", "{count:,} problems", len(problems))
        self._run.console.say(text.format(count=len(problems)))
        for problem in problems:
            if self._run.console.is_interrupted():
                break
            where = problem.path
            if problem.line is not None:
                where = _("{path}, line {number}").format(path=where, number=problem.line)
            self._run.console.say(in_one_line([where, *describe_problem(problem)]))
