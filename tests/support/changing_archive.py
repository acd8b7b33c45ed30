"""Archives as Hypothesis makes them, and how they change: values to draw, and a folder to apply.

Names are few, so that files meet, share a name, replace each other and come back; times of change
are old and differ from each other but where that is the point.
"""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from hypothesis import strategies as st

from reader.archive.query.fields.author import ByAuthor
from reader.archive.query.fields.category import InCategory
from reader.archive.query.fields.date import Between, Dated, Recent, Side, Undated
from reader.archive.query.fields.has import BodyElement, HasElement
from reader.archive.query.fields.note import InNote
from reader.archive.query.fields.path import InPath
from reader.archive.query.fields.pattern import Matches
from reader.archive.query.fields.pinyin import Pinyin
from reader.archive.query.fields.state import HasState, PostState
from reader.archive.query.fields.tag import HasTag
from reader.archive.query.fields.words import Where, Words
from reader.archive.query.model import All, Any, Condition, Not, Order, Query, all_of, any_of

FOLDERS = ("_posts", "old_post", "_posts/deep", "Asia/_posts", "_drafts", "_posts/x.md", "")
STEMS = ("2022-01-01-a", "2022-4-28-b", "c", "21-01-01-d", "A", "名", os.fsdecode(b"\xff"))
EXTENSIONS = ("md", "html", "MD", "markdown")
TITLES = (
    "Gold",
    "gold rush",
    "ＧＯＬＤ",
    "黄金大涨",
    "Straße",
    "STRASSE",
    "ﬁn",
    "%",
    "_",
    "É",
    "a'b",
)
NAMES = (
    *("Gold", "gold", "ＧＯＬＤ", "黄金", "markets", "Markets/Asia", "markets／asia", "markets/"),
    *("/", "/x", "a//b", "Straße", "STRASSE", "asia", "Asia", "İ", "ﬁ", "it's", '""'),
)
DATES = (
    *("2022-04-28 13:01:28 +0800", "2022-04-28 05:01:28 +0000", "2022-04-28 05:01:28.000001"),
    *("2022-04-28", "2022-04-27 23:30:00 -1200", "2022-04-29 00:30:00 +1400", " +0800"),
    *("1899-12-31 00:00:00 +0805", "0002-01-01", "9998-12-31 23:59:59", "2022-01-01", "tomorrow"),
    *("2021-12-31 16:00:00 +0000", "2022-01-01 00:00:00 +0800", "2024-02-30"),
)
BODIES = (
    "body",
    "",
    "<p>央行<b>降</b>准，释放资金</p><p>黄金大涨98.5%</p>",
    "Gold **rush** in 600519.SH\n\n降\n\n准",
    "![a](b.png) [gold](http://gold.example/)",
    "| 黄金 | gold |\n| --- | --- |\n| 1 | 2 |",
    "<img src=x><!-- 降准 --><table><tr><td>大涨</table>",
)
WORDS = (
    *("降准", "降", "黄金", "金大", "gold", "go", "g"),
    *("rush", "98.5%", "8.5", "涨", "。", "body"),
)
HEADERS = (
    'title: "he said "so" today"',
    "published: false",
    "draft: true",
    "slug: own-slug",
    "permalink: /p/:title/",
    "excerpt_separator: <!--more-->",
    "tags: 12",
    "category: [[a, b], null]",
    "title: [not, closed",
    "作者: 金、gold",
    "author: {name: gold}",
    "tags: x，y, z",
    "title: 'a\tb\u202e'",
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file lies."""

    folder: str
    stem: str
    extension: str

    @property
    def path(self) -> str:
        """Below the root."""
        name = f"{self.stem}.{self.extension}"
        return f"{self.folder}/{name}" if self.folder else name


Change = Callable[["ChangingArchive"], None]


class ChangingArchive:
    """A folder that changes, with a clock of its own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.touched: set[str] = set()
        """Files named by the changes since this was last emptied."""
        self._ticks = 0

    def nth(self, number: int) -> Place | None:
        """Return a file that is there, by any number."""
        files = sorted(
            os.path.relpath(os.path.join(folder, name), self.root)
            for folder, _, names in os.walk(self.root)
            for name in names
        )
        if not files:
            return None
        folder, _, name = files[number % len(files)].rpartition("/")
        return Place(folder, *name.rsplit(".", 1))

    def write(self, place: Place, data: bytes) -> None:
        """Make or overwrite a file."""
        file = self.root / place.path
        if not file.is_dir():
            file.parent.mkdir(parents=True, exist_ok=True)
            if file.is_fifo():
                file.unlink()
            file.write_bytes(data)
            self._stamp(file)
        self._touch(place)

    def edit(self, place: Place) -> None:
        """Change a file and leave its size: capitals for small letters."""
        file = self.root / place.path
        if file.is_file():
            file.write_bytes(file.read_bytes().swapcase())
            self._stamp(file)
        self._touch(place)

    def move(self, place: Place, target: Place) -> None:
        """Rename a file; the one at its new place, if any, is gone."""
        file, new = self.root / place.path, self.root / target.path
        if not new.is_dir() and file != new:
            is_replacing = new.exists()
            new.parent.mkdir(parents=True, exist_ok=True)
            file.rename(new)
            if is_replacing and new.is_file():
                self._stamp(new)
        self._touch(place)
        self._touch(target)

    def copy(self, place: Place, target: Place) -> None:
        """Copy a file with its times to where there is none."""
        file, new = self.root / place.path, self.root / target.path
        if file.is_file() and not new.exists():
            new.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(file, new)
        self._touch(target)

    def delete(self, place: Place) -> None:
        """Take a file away."""
        (self.root / place.path).unlink()
        self._touch(place)

    def delete_folder(self, folder: str) -> None:
        """Take away a folder with all that is in it; of the root, nothing."""
        if folder:
            shutil.rmtree(self.root / folder, ignore_errors=True)
        self.touched.add(folder)

    def put_pipe(self, place: Place) -> None:
        """Put something there that is no file."""
        file = self.root / place.path
        if not file.is_dir():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.unlink(missing_ok=True)
            os.mkfifo(file)
        self._touch(place)

    def age_folders(self) -> None:
        """Give each folder that was touched a time of change in the past, unlike any before."""
        for path in {Path(touched).parent for touched in self.touched} | {Path()}:
            for folder in (path, *path.parents):
                if (self.root / folder).is_dir():
                    self._stamp(self.root / folder)

    def _touch(self, place: Place) -> None:
        self.touched.add(place.path)

    def _stamp(self, file: Path) -> None:
        """Date a file or folder; the clock jumps forth and back, and never comes by twice."""
        self._ticks += 1
        direction = 1 if self._ticks % 2 else -1
        moment = 1_000_000_000_000_000_000 + direction * self._ticks * 1_000_003
        os.utime(file, ns=(moment, moment))


def _list(names: list[str]) -> str:
    return "[" + ", ".join("'" + name.replace("'", "''") + "'" for name in names) + "]"


_KEYS = st.sampled_from([(), ("categories",), ("tags",), ("categories", "tags"), ("authors",)])


@st.composite
def contents(draw: st.DrawFn) -> bytes:
    """Return a file's bytes: a header, with its quirks or without, or none."""
    if not draw(st.integers(0, 9)):
        return draw(st.sampled_from([b"", b"# heading\n", b"\xff\xfe\x00", b"---\n", b"text"]))
    lines = []
    if draw(st.integers(0, 4)):
        title = draw(st.sampled_from(TITLES))
        lines.append("title: '" + title.replace("'", "''") + "'")
    if draw(st.integers(0, 4)):
        lines.append(f"date: {draw(st.sampled_from(DATES))}")
    names = st.lists(st.sampled_from(NAMES), max_size=3)
    lines += [f"{key}: {_list(draw(names))}" for key in draw(_KEYS)]
    lines += draw(st.lists(st.sampled_from(HEADERS), max_size=2, unique=True))
    body = draw(st.sampled_from(BODIES))
    return ("---\n" + "\n".join(lines) + f"\n---\n{body}\n").encode()


places = st.builds(
    Place, st.sampled_from(FOLDERS), st.sampled_from(STEMS), st.sampled_from(EXTENSIONS)
)


@st.composite
def changes(draw: st.DrawFn) -> Change:
    """Return one change, half of them of a file that is there."""
    target, number, kind = draw(places), draw(st.integers(0, 40)), draw(st.integers(0, 12))
    if kind < 5:
        data = draw(contents())
        return lambda archive: archive.write(target, data)
    if kind == 5:
        return lambda archive: archive.put_pipe(target)
    if kind == 6:
        return lambda archive: archive.delete_folder(target.folder)

    act = _ACTIONS[kind - 7]

    def change(archive: ChangingArchive) -> None:
        place = archive.nth(number)
        if place is not None:
            act(archive, place, target)

    return change


_ACTIONS: tuple[Callable[[ChangingArchive, Place, Place], None], ...] = (
    lambda archive, place, _: archive.edit(place),
    lambda archive, place, _: archive.delete(place),
    lambda archive, place, to: archive.copy(place, Place(to.folder, place.stem, to.extension)),
    lambda archive, place, to: archive.move(place, Place(to.folder, place.stem, place.extension)),
    lambda archive, place, to: archive.move(place, Place(place.folder, place.stem, to.extension)),
    ChangingArchive.move,
)


ORDERS = tuple(order for order in Order if order is not Order.RELEVANCE)
"""Which of two posts answers better is no question of right and wrong."""

USUAL_QUERIES = (
    *(Query(order=order) for order in ORDERS),
    *(Query(HasState(state)) for state in PostState),
    *(Query(InCategory(name), Order.OLDEST) for name in ("", "markets", "asia")),
    *(Query(HasTag(name), Order.TITLE) for name in ("", "gold")),
    *(Query(ByAuthor(name)) for name in ("", "gold")),
    *(Query(Dated(None, date(2022, 4, day)), Order.CATEGORY) for day in (28, 29)),
    *(Query(Dated(date(2022, 4, day), None)) for day in (28, 29)),
    *(Query(Words(word), order) for word in ("降准", "gold") for order in ORDERS),
    Query(All((Words("gold"), InCategory(""), HasTag("")))),
    Query(All((Words("金"), Not(Words("降")), Not(HasTag("gold"))))),
    Query(Any((Words("body"), Words("rush", Where.TITLE), HasTag("gold")))),
)
"""What is asked of every archive, whatever else is."""

_MATCHED = (Where.TITLE, Where.TEXT)
_DAYS = st.sampled_from([date(2, 1, 2), date(2022, 1, 1), date(2022, 4, 28), date(2022, 4, 29)])


@st.composite
def _dated(draw: st.DrawFn) -> Dated:
    first, days = draw(st.none() | _DAYS), draw(st.integers(1, 40))
    if first is None:
        return Dated(None, draw(_DAYS))
    return Dated(first, draw(st.sampled_from([None, first + timedelta(days=days)])))


terms = (
    st.builds(
        Words,
        st.sampled_from([*TITLES, *WORDS, "", "o", "金", "s", "\udcff"]),
        st.sampled_from(Where),
        st.booleans(),
    )
    | st.builds(Matches, st.sampled_from(["g.ld", "^金|大", "x"]), st.sampled_from(_MATCHED))
    | st.sampled_from(["hj", "huangjin", "dazh", "z"]).map(Pinyin)
    | st.sampled_from(["post", "OLD", ".md", "/", "名", "\udcff"]).map(InPath)
    | st.sampled_from(BodyElement).map(HasElement)
    | st.builds(Recent, st.sampled_from(["9999d", "today", "9999h"]), st.sampled_from(Side))
    | st.just(Between("2022-04-28", "09:30"))
    | st.sampled_from(["", "g", "金"]).map(InNote)
    | st.sampled_from([*NAMES, "", "markets/asia", "a/", "b"]).map(InCategory)
    | st.sampled_from([*NAMES, "", "b"]).map(ByAuthor)
    | st.sampled_from([*NAMES, "", "z"]).map(HasTag)
    | _dated()
    | st.just(Undated())
    | st.sampled_from(PostState).map(HasState)
)


def _joined(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    some = st.lists(parts, min_size=2, max_size=3)
    return (
        some.map(lambda chosen: all_of(*chosen))
        | some.map(lambda chosen: any_of(*chosen))
        | parts.map(Not)
    )


queries = st.builds(
    Query, st.just(All()) | st.recursive(terms, _joined, max_leaves=4), st.sampled_from(ORDERS)
)
