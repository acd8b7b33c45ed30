"""One post: its head, its text a page at a time, its links, and the way to other posts."""

import time
import webbrowser
from collections.abc import Sequence
from functools import partial
from typing import Protocol
from urllib.parse import unquote, urlsplit

from reader.archive.search.folding import fold
from reader.capabilities import Capability
from reader.config import MarkRead
from reader.document.link_hosts import host_of
from reader.document.links import LinkKind, LinkTarget
from reader.layout.page import without_title
from reader.linear.choices import Choice, Choices
from reader.linear.commands import Command
from reader.linear.exports import export_posts
from reader.linear.level import Run
from reader.linear.pager import Pager
from reader.linear.spoken.document import SpokenLine, spoken_lines
from reader.linear.spoken.post import head_of
from reader.messages.language import gettext as _
from reader.messages.language import gettext_noop
from reader.posts.post import Post
from reader.session import OpenedPost
from reader.state.records import PLACE, Mark

_LOOK_SECONDS = 2.0
"""Time after which an opened post counts as read, as on the screen."""


class List(Protocol):
    """The list from which a post was opened."""

    @property
    def count(self) -> int:
        """The number of its posts."""

    def stand_at(self, place: int) -> None:
        """Have the page with a post read on coming back."""

    def post_at(self, place: int) -> Post | None:
        """Return the post at a place from 0, or None."""

    def unread_from(self, place: int, step: int) -> int | None:
        """Return the place of the first unread post from one on."""

    def place_of(self, post: Post) -> int | None:
        """Return where a post stands, or None."""


class TextLevel:
    """A post that is being read."""

    def __init__(self, run: Run, posts: List, post: Post, place: int | None) -> None:
        """Read a post on arrival.

        Args:
            run: The run.
            posts: The list, for the next post.
            post: The post.
            place: Where it stands in the list; None outside of it.
        """
        self._run = run
        self._state = run.session.state
        self._posts = posts
        self._post = post
        self._place = place
        self._opened: OpenedPost | None = None
        self._opened_at = 0.0
        self._lines: Sequence[SpokenLine] = ()
        self._pager = Pager(0, run.page_size)
        self._wanted = ""
        self._commands = (*self._moves(), *self._ways(), *self._marks())

    def _moves(self) -> Sequence[Command]:
        return (
            Command("all", "a", gettext_noop("the rest of the text"), self._read_all),
            Command("previous", "-", gettext_noop("previous page"), self._go_back),
            Command("again", "l", gettext_noop("this page again"), self._say_again),
            Command("top", "t", gettext_noop("text from its start"), self._go_to_top),
            Command("head", "h", gettext_noop("what is known of the post"), self._say_head),
            Command("contents", "c", gettext_noop("choose a heading"), self._offer_headings),
            Command(
                "find", "f", gettext_noop("find in the text, again without words"), self._find,
                gettext_noop("WORDS"),
            ),
        )  # fmt: skip

    def _ways(self) -> Sequence[Command]:
        number = gettext_noop("NUMBER")
        return (
            Command("links", "k", gettext_noop("list the links"), self._say_links),
            Command("open", "o", gettext_noop("open a link"), self._open, number),
            Command(
                "browse", "", gettext_noop("open a link in the browser"), self._browse, number,
                Capability.PROGRAMS,
            ),
            Command("next", "n", gettext_noop("next post"), lambda _: self._go_beside(1)),
            Command("prior", "p", gettext_noop("post before"), lambda _: self._go_beside(-1)),
            Command("unread", "u", gettext_noop("next unread post"), lambda _: self._go_unread(1)),
            Command(
                "unread-above", "U", gettext_noop("previous unread post"),
                lambda _: self._go_unread(-1),
            ),
            Command("source", "", gettext_noop("the file as it is"), self._say_source),
        )  # fmt: skip

    def _marks(self) -> Sequence[Command]:
        marks = self._run.marks
        return (
            Command(
                "mark", "m", gettext_noop("mark as read or unread"),
                lambda _: marks.toggle(Mark.READ, [self._post.id]),
            ),
            Command(
                "star", "s", gettext_noop("star or unstar"),
                lambda _: marks.toggle(Mark.STARRED, [self._post.id]),
            ),
            Command(
                "label", "", gettext_noop("add or remove a label"),
                lambda typed: marks.label([self._post.id], typed), gettext_noop("LABEL"),
            ),
            Command(
                "note", "", gettext_noop("write a note"),
                lambda typed: marks.note(self._post.id, typed), gettext_noop("TEXT"),
            ),
            Command(
                "export", "", gettext_noop("export the post to a file"), self._export,
                gettext_noop("FILE"), Capability.FILES,
            ),
        )  # fmt: skip

    @property
    def commands(self) -> Sequence[Command]:
        """What can be done with a post."""
        return self._commands

    def prompt(self) -> str:
        """Say which post it is, and how far it was read."""
        last, count = self._pager.page.stop, self._pager.count
        if self._place is None:
            text = _("Linked post, line {last:,} of {lines:,}, command or link:")
            return text.format(last=last, lines=count)
        text = _("Post {number:,} of {posts:,}, line {last:,} of {lines:,}, command or link:")
        number = self._place + 1
        return text.format(number=number, posts=self._posts.count, last=last, lines=count)

    def arrive(self) -> None:
        """Read the head and the first page, or the page again on coming back."""
        if self._opened is None:
            self._read_post()
        else:
            self._say(self._pager.page)

    def _read_post(self) -> None:
        opened = self._opened = self._run.session.open_post(self._post.id)
        self._opened_at = time.monotonic()
        document = without_title(opened.document, opened.post.title)
        self._lines = spoken_lines(document)
        self._pager = Pager(len(self._lines), self._run.page_size)
        self._say_head("")
        start = self._start()
        if start:
            text = _("going on at line {number:,}; top reads from the start")
            self._run.console.say(text.format(number=start + 1))
        self._say(self._pager.go(start))
        if self._run.session.settings.mark_read is MarkRead.AT_ONCE:
            self._run.marks.read_silently(self._post.id)

    def _start(self) -> int:
        """Return the line at which reading stopped before, or 0."""
        kept = self._state.value(self._post.id, PLACE)
        try:
            block = int(float(kept))
        except (ValueError, OverflowError):
            return 0
        lines = (n for n, line in enumerate(self._lines) if line.block >= block > 0)
        return next(lines, 0)

    def go_on(self) -> None:
        """Read the next page; at the end the next unread post."""
        if self._pager.is_at_end:
            self._go_unread(1)
        else:
            self._say(self._pager.next())

    def take(self, typed: str) -> bool:
        """Open the link with a number."""
        if not typed.isdecimal():
            return False
        self._open(typed)
        return True

    def leave(self) -> None:
        """Mark the post as read if it was looked at."""
        if self._place is not None:
            self._posts.stand_at(self._place)
        has_looked = time.monotonic() >= self._opened_at + _LOOK_SECONDS
        if self._opened and has_looked and self._marks_after_a_look:
            self._run.marks.read_silently(self._post.id)

    @property
    def _marks_after_a_look(self) -> bool:
        return self._run.session.settings.mark_read is MarkRead.AFTER_A_LOOK

    def _say(self, page: range) -> None:
        """Read lines out, keep the place, and mark the post as read as the settings say."""
        if not self._lines:
            self._run.console.say(_("no text"))
        for place in page:
            if self._run.console.is_interrupted():
                self._pager.page = range(page.start, place)
                break
            self._run.console.say(self._lines[place].text)
        page = self._pager.page
        if page and not self._pager.is_at_end:
            block = self._lines[page.start].block
            self._state.keep(PLACE, self._post.id, f"{block:.4f}" if block else "")
        else:
            self._state.keep(PLACE, self._post.id, "")
        self._run.marks.save()
        is_read = page.start > 0 and self._marks_after_a_look
        is_finished = self._pager.is_at_end and self._finishing_marks
        if is_read or is_finished:
            self._run.marks.read_silently(self._post.id)

    @property
    def _finishing_marks(self) -> bool:
        return self._run.session.settings.mark_read is not MarkRead.NEVER

    def _say_head(self, _typed: str) -> None:
        if self._opened is None:
            return
        post, document = self._opened.post, self._opened.document
        address = self._run.session.address_of(post)
        for line in head_of(post, document, address, self._state):
            self._run.console.say(line)

    def _say_again(self, _typed: str) -> None:
        self._say(self._pager.page)

    def _read_all(self, _typed: str) -> None:
        if self._pager.is_at_end:
            self._run.console.say(_("end of the text"))
        else:
            self._say(self._pager.rest())

    def _go_back(self, _typed: str) -> None:
        page = self._pager.previous()
        if page:
            self._say(page)
        else:
            self._run.console.say(_("start of the text"))

    def _go_to_top(self, _typed: str) -> None:
        self._say(self._pager.go(0))

    def _offer_headings(self, _typed: str) -> None:
        choices = [
            Choice(line.text, partial(self._go_to, place))
            for place, line in enumerate(self._lines)
            if line.level
        ]
        if choices:
            self._run.enter(Choices(self._run, _("contents"), choices))
        else:
            self._run.console.say(_("no headings in this text"))

    def _go_to(self, place: int) -> None:
        self._pager.go(place)

    def _find(self, typed: str) -> None:
        self._wanted = typed or self._wanted or self._run.console.ask(_("find:")).strip()
        wanted = fold(self._wanted)
        if not wanted:
            return
        start = self._pager.page.start
        later = [*range(start + 1, len(self._lines)), *range(start + 1)]
        places = (n for n in later if n < len(self._lines) and wanted in fold(self._lines[n].text))
        place = next(places, None)
        if place is None:
            self._run.console.say(_("not found: {words}").format(words=self._wanted))
            return
        if place <= start:
            self._run.console.say(_("found above, from the start on"))
        self._say(self._pager.go(place))

    @property
    def _links(self) -> Sequence[LinkTarget]:
        return () if self._opened is None else self._opened.document.links

    def _say_links(self, _typed: str) -> None:
        if not self._links:
            self._run.console.say(_("no links in this text"))
        for number, target in enumerate(self._links, 1):
            self._run.console.say(f"[{number}] {target.address}")

    def _target(self, typed: str) -> LinkTarget | None:
        name = typed or self._run.console.ask(_("number of the link:")).strip()
        number = int(name) if name.isdecimal() else 0
        if 1 <= number <= len(self._links):
            return self._links[number - 1]
        self._run.console.say(_("No link {name} in this post.").format(name=name))
        return None

    def _open(self, typed: str) -> None:
        """Open the post of the archive to which a link leads, or say the address."""
        target = self._target(typed)
        if target is None:
            return
        session = self._run.session
        home = host_of(session.site_folder.site.url)
        is_own = bool(home) and host_of(target.address) == home
        linked = None
        if is_own or target.kind in {LinkKind.POST, LinkKind.RELATIVE}:
            linked = session.find_linked(target.address, self._post)
        if linked is not None:
            level = TextLevel(self._run, self._posts, linked, self._posts.place_of(linked))
            self._run.enter(level)
        elif target.kind is LinkKind.REFUSED:
            self._run.console.say(_("not opened: {address}").format(address=target.address))
        elif target.kind is LinkKind.FRAGMENT:
            self._go_to_fragment(unquote(target.address.partition("#")[2]))
        else:
            self._run.console.say(target.address)

    def _go_to_fragment(self, name: str) -> None:
        """Read from the heading on that a link within the text names."""
        places = (n for n, line in enumerate(self._lines) if name and line.identifier == name)
        place = 0 if name.lower() in {"", "top"} else next(places, None)
        if place is None:
            self._run.console.say(_("no heading of this text is called {name}").format(name=name))
        else:
            self._say(self._pager.go(place))

    def _browse(self, typed: str) -> None:
        target = self._target(typed)
        if target is None:
            return
        is_allowed = target.kind is LinkKind.WEB and urlsplit(target.address).scheme
        text = _("not opened: {address}")
        if is_allowed:
            is_open = webbrowser.open(target.address)
            text = _("opened {address}") if is_open else _("could not open {address}")
        self._run.console.say(text.format(address=target.address))

    def _go_beside(self, step: int) -> None:
        place = None if self._place is None else self._place + step
        post = None if place is None else self._posts.post_at(place)
        if post is None or place is None:
            below, above = _("no post below"), _("no post above")
            self._run.console.say(below if step > 0 else above)
        else:
            self._read_other(post, place)

    def _go_unread(self, step: int) -> None:
        start = -1 if self._place is None else self._place
        place = self._posts.unread_from(start + step, step)
        post = None if place is None else self._posts.post_at(place)
        if post is None or place is None:
            below, above = _("no unread post below"), _("no unread post above")
            self._run.console.say(below if step > 0 else above)
        else:
            self._read_other(post, place)

    def _read_other(self, post: Post, place: int) -> None:
        self.leave()
        self._post, self._place = post, place
        self._read_post()

    def _say_source(self, _typed: str) -> None:
        self._run.console.say(self._run.session.read_source(self._post))

    def _export(self, typed: str) -> None:
        name = typed or self._run.console.ask(_("file:")).strip()
        if name:
            export_posts(self._run, name, [self._post])
