"""Ten tasks of a day in the reader and in newsboat: the keys typed, and the seconds of waiting.

Both run at 80×24 on the same 200 posts, with their default keys. Seconds are from the first key of
a step until its result is on the screen, without the time that a person takes to type. A result
that is on the screen before the keys are typed is an error of this script. Prints a Markdown table;
the status is 1 if a task fails or takes more keys than in newsboat.

python tests/performance/tasks.py
"""

import math
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import partial
from itertools import count
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1]))

from newsboat import feed_items, import_feeds, set_up, write_feed
from phrase_book import phrase_book
from stories import StoryTeller
from support.pseudo_terminal import PseudoTerminal, TimedOutError

_COLUMNS, _LINES = 80, 24
_POSTS = 200
_MINUTES_APART = 50
_LONG_CHARACTERS = 5000
_SEED = 600519
_TITLE = re.compile(r'^title: "(?:“他说")?(.{8})', re.MULTILINE)
_CATEGORY = re.compile(r"^categories: (.*)$", re.MULTILINE)
_OPENED = "opened"
"""File that the browser of these runs writes."""
_END_OF_TEXT = "返回首页"
_MARKDOWN_LINK = re.compile(r"\[([^]]*)\]\(([^)]*)\)")
_MARKDOWN_ADDRESS = re.compile("&lt;(https?:[^&]*)&gt;")
_DAYS_BACK = 3
_QUIET_SECONDS = 0.2
"""Silence after which the answer to a key is taken to be complete."""
_TIME_ZONE = "Asia/Shanghai"
_MAX_REPEATS = 60
_SOURCE = 3
"""Number of the category to choose, in the order of the sidebar and of newsboat's feeds."""


@dataclass(frozen=True, slots=True)
class Step:
    """Keys, and what shows that they are done."""

    keys: Sequence[str]
    is_done: Callable[[str], bool]
    """Takes the screen."""
    repeats: bool = False
    """Whether to press the keys again until it is done."""


@dataclass(frozen=True, slots=True)
class Task:
    """One task in both programs; newsboat can't do it if there is a reason instead of steps."""

    name: str
    ours: Sequence[Step]
    newsboat: Sequence[Step] | str
    before: Sequence[Step] = ()
    """What leads newsboat from its start to the list, not counted."""
    ours_before: Sequence[Step] = ()
    """The same for the reader, which starts in the list."""
    has_feeds: bool = False
    """Whether newsboat has a feed for each category, and not one of all posts."""


@dataclass(frozen=True, slots=True)
class Posts:
    """The archive, and what is to be found in it."""

    root: Path
    newest: datetime
    titles: Sequence[str]
    """The first eight characters, newest first; only those can be seen of a long title."""
    categories: Sequence[str]
    """As the sidebar lists them."""
    category_of: Sequence[str]
    word: str
    """A word of one text."""
    word_title: str


def _write_posts(root: Path) -> Posts:
    """Write the archive; its first post is long."""
    for folder in ("_posts", "old_post"):
        (root / folder).mkdir(parents=True)
    newest = datetime.now(timezone(timedelta(hours=8))).replace(microsecond=0)
    texts = next(texts for texts in _archives(newest) if len(texts[0][1]) > _LONG_CHARACTERS)
    for name, text in texts:
        (root / "_posts" / name).write_text(text, encoding="utf-8")
    bodies = [text for _, text in texts]
    titles = [_first(_TITLE, text) for text in bodies]
    category_of = [_first(_CATEGORY, text) for text in bodies]
    counted = Counter(category_of)
    categories = sorted(counted, key=lambda name: (-counted[name], name))
    word, at = _rare_word(bodies)
    return Posts(root, newest, titles, categories, category_of, word, titles[at])


def _archives(newest: datetime) -> Iterator[list[tuple[str, str]]]:
    """Yield archives of different posts, as names and texts, the newest post first."""
    for number in count():
        teller = StoryTeller(phrase_book(_SEED), Random(f"{_SEED}-tasks-{number}"))
        moments = (newest - timedelta(minutes=_MINUTES_APART * post) for post in range(_POSTS))
        posts = [teller.post(moment) for moment in moments]
        texts = [(post.name, post.data.decode("utf-8-sig", "replace")) for post in posts]
        if all(_TITLE.search(text) and "\ndate: 2" in text for _, text in texts[:50]):
            yield texts


def _rare_word(bodies: Sequence[str]) -> tuple[str, int]:
    """Return four Chinese characters that only one text below the first page has, and its row."""
    everything = "\n".join(bodies)
    for row in range(50, _POSTS):
        for found in re.finditer("(?<=，)[\u4e00-\u9fff]{4}", bodies[row].partition("\n---\n")[2]):
            if everything.count(found[0]) == 1:
                return found[0], row
    raise LookupError("no word is in one text only")


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[1].strip() if found else ""


def _has(*texts: str) -> Callable[[str], bool]:
    return lambda screen: all(text in screen for text in texts)


def _is_at_end(screen: str) -> bool:
    return _END_OF_TEXT in screen.replace("\n", "")


def _lacks(text: str, *others: str) -> Callable[[str], bool]:
    return lambda screen: text not in screen and all(other in screen for other in others)


def _tasks(posts: Posts, opened: Path) -> Iterator[Task]:
    """Yield the tasks in the order of the table."""
    titles, word = posts.titles, posts.word
    first, second = titles[0], titles[1]
    in_list = (Step(["⏎"], _has(first)),)
    searched = _lacks(first, posts.word_title)
    source = posts.categories[_SOURCE - 1]
    of_source = [t for t, it in zip(titles, posts.category_of, strict=True) if it == source]
    only_source = _lacks(first if posts.category_of[0] != source else second, *of_source[:2])
    day = posts.newest - timedelta(days=_DAYS_BACK)
    aged = math.ceil(timedelta(days=_DAYS_BACK) / timedelta(minutes=_MINUTES_APART))
    oldest_of_age = posts.newest - timedelta(minutes=_MINUTES_APART * aged)
    yield Task("start to titles", [Step([], _has(first))], [Step(["⏎"], _has(first))])
    scanned = [Step(["PgDn"], _has(titles[39]), repeats=True)]
    yield Task("scan 20 more titles", scanned, scanned, in_list)
    yield Task(
        "read a long post, go on to the next unread",
        [
            Step(["⏎"], _lacks(second, first)),
            Step(["Space"], _is_at_end, repeats=True),
            Step(["Space"], _lacks(_END_OF_TEXT, second)),
        ],
        [
            Step(["⏎"], _has("Feed:")),
            Step(["Space"], _is_at_end, repeats=True),
            Step(["n"], _has("Title: " + second[:6])),
        ],
        in_list,
    )
    yield Task(
        "find a word in texts",
        [Step(["/", *word, "⏎"], searched)],
        [Step(["/", *word, "⏎"], searched)],
        in_list,
    )
    only_unread = _lacks(*of_source[:2])
    ours = [Step([")"] * _SOURCE, only_source), Step(["l"], only_unread)]
    theirs = [Step([*"↓" * (_SOURCE - 1), "⏎"], only_source), Step(["l"], only_unread)]
    yield Task(
        "unread only, within the third source",
        ours,
        theirs,
        [
            *theirs[:1],
            Step(["N"], _has("1    ")),
            Step(["q", *"↑" * (_SOURCE - 1)], _has("Your feeds")),
        ],
        [*ours[:1], Step(["m"], _has("199")), Step([*"q" * _SOURCE], _has(first, second))],
        has_feeds=True,
    )
    yield Task(
        "star, and list the starred",
        [Step(["s"], _has("★")), Step(["h", "↓", "↓", "⏎"], _lacks(second, first, "1/1"))],
        [
            Step(["^E", "s", "⏎"], _has("N!")),
            Step(["F", *'flags#"s"', "⏎"], _lacks(second, first)),
        ],
        in_list,
    )
    yield Task(
        "go to a date",
        [Step(["#", f"{_DAYS_BACK}", "d", "⏎"], _has(f"{day:%m-%d} "))],
        [Step(["F", *f"age={_DAYS_BACK}", "⏎"], _lacks(first, f"{oldest_of_age:%b %d}"))],
        in_list,
    )
    yield Task(
        "open the third link",
        [Step(["⏎"], _lacks(second, first)), Step(["3"], lambda _: opened.exists())],
        [Step(["⏎"], _has("Feed:")), Step(["3"], lambda _: opened.exists())],
        in_list,
    )
    yield Task(
        "mark all as read, and undo",
        [Step(["A"], _has(" 0 ● unread")), Step(["u"], _has("200 ● unread"))],
        "can't undo",
    )
    yield Task(
        "keep a search",
        [Step(["/", *word, "⏎"], searched), Step(["V", "⏎"], _has("saved"))],
        "by hand, in its file of feeds",
    )


_BYTES = {"⏎": "\r", "Space": " ", "PgDn": "\x1b[6~", "↓": "\x1bOB", "↑": "\x1bOA", "^E": "\x05"}


@dataclass(frozen=True, slots=True)
class Effort:
    """What a task took."""

    keys: Sequence[str]
    seconds: float


def _work(terminal: PseudoTerminal, steps: Sequence[Step]) -> Effort:
    """Take the steps in a program.

    Raises:
        TimedOutError: A step did not do what it should, or was done before its keys.
    """
    typed: list[str] = []
    seconds = 0.0
    for step in steps:
        terminal.read_quiet(_QUIET_SECONDS)
        if step.keys and step.is_done(terminal.screen):
            raise TimedOutError(f"{step.keys} are not needed; the screen is:\n{terminal.screen}")
        seconds += _page(terminal, step, typed) if step.repeats else _take(terminal, step, typed)
    return Effort(typed, seconds)


def _take(terminal: PseudoTerminal, step: Step, typed: list[str]) -> float:
    """Press the keys of a step; return the seconds until it is done."""
    begun = time.perf_counter()
    for key in step.keys:
        terminal.send(_BYTES.get(key, key))
    typed += step.keys
    terminal.wait_until(lambda: step.is_done(terminal.screen), f"the result of {step.keys}")
    return time.perf_counter() - begun


def _page(terminal: PseudoTerminal, step: Step, typed: list[str]) -> float:
    """Press a key until a step is done; return the seconds until the last answer to each."""
    seconds = 0.0
    for _ in range(_MAX_REPEATS):
        begun = time.perf_counter()
        terminal.send(_BYTES[step.keys[0]])
        typed.append(step.keys[0])
        terminal.read_quiet(_QUIET_SECONDS)
        seconds += time.perf_counter() - begun - _QUIET_SECONDS
        if step.is_done(terminal.screen):
            return seconds
    raise TimedOutError(f"{step.keys} changed nothing; the screen is:\n{terminal.screen}")


def _ours(posts: Posts, folder: Path, task: Task) -> Effort:
    home = {f"XDG_{kind}_HOME": str(folder / kind) for kind in ("DATA", "CACHE", "CONFIG", "STATE")}
    environment = home | {"BROWSER": _browser(folder), "TZ": _TIME_ZONE}
    command = [sys.executable, "-m", "reader", posts.root]
    with PseudoTerminal(command, _COLUMNS, _LINES, environment) as terminal:
        terminal.wait_for("page")  # the page of the first run is shown once
        terminal.send("Q")
        terminal.wait_for_end()
    index = [sys.executable, "-m", "reader", "index", "--archive", str(posts.root)]
    subprocess.run(index, env=dict(os.environ) | home, capture_output=True, check=True)
    begun = time.perf_counter()
    with PseudoTerminal(command, _COLUMNS, _LINES, environment) as terminal:
        terminal.wait_for(posts.titles[0])
        started = time.perf_counter() - begun
        _work(terminal, task.ours_before)
        effort = _work(terminal, task.ours)
        return effort if effort.keys else Effort([], started)


def _browser(folder: Path) -> str:
    """Return the command of a browser that only notes that it was called."""
    program = folder / "browser"
    program.write_text(f"#!/bin/sh\necho \"$1\" > '{folder / _OPENED}'\n", encoding="utf-8")
    program.chmod(0o755)
    return str(program)


def _newsboat(posts: Posts, folder: Path, task: Task) -> Effort:
    items = [_with_links(item) for item in feed_items(posts.root)]
    sources = [folder / f"{number}.xml" for number in range(len(posts.categories))]
    for feed, category in zip(sources, posts.categories, strict=True):
        named = f"<category>{category}</category>"
        write_feed(feed, category, (it for it in items if named in it))
    whole = folder / "all.xml"
    write_feed(whole, "finews", items)
    feeds = sources if task.has_feeds else [whole]
    command, environment = set_up(folder, [f"file://{feed}" for feed in feeds])
    with (folder / "config").open("a", encoding="utf-8") as config:
        config.write(f'browser "{_browser(folder)} %u"\n')
    environment["TZ"] = _TIME_ZONE
    import_feeds(command, environment)
    begun = time.perf_counter()
    with PseudoTerminal(command, _COLUMNS, _LINES, environment) as terminal:
        terminal.wait_for("newsboat")
        started = time.perf_counter() - begun
        _work(terminal, task.before)
        effort = _work(terminal, task.newsboat)
        is_start = task.name.startswith("start")
        return Effort(effort.keys, effort.seconds + started) if is_start else effort


def _with_links(item: str) -> str:
    """Return an item of a feed with the links of its Markdown as HTML, as Jekyll writes them."""
    link = '&lt;a href="{}"&gt;{}&lt;/a&gt;'
    item = _MARKDOWN_ADDRESS.sub(link.format(r"\1", r"\1"), item)
    return _MARKDOWN_LINK.sub(link.format(r"https:\2", r"\1"), item)


def _tried(work: Callable[[], Effort]) -> Effort | str:
    try:
        return work()
    except TimedOutError as error:
        sys.stderr.write(f"{error}\n")
        return "failed"


def _cells(effort: Effort | str) -> str:
    if isinstance(effort, str):
        return f"{effort} | "
    shown = [(key, len([*same])) for key, same in _runs(effort.keys)]
    keys = " ".join(f"`{key}`" + (f"×{times}" if times > 1 else "") for key, times in shown)
    return f"{len(effort.keys)}: {keys or 'none'} | {effort.seconds:.2f}"


def _runs(keys: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    at = 0
    while at < len(keys):
        end = next((n for n in range(at, len(keys)) if keys[n] != keys[at]), len(keys))
        yield keys[at], list(keys[at:end])
        at = end


def main(only: Sequence[str]) -> int:
    """Print the table; `only` are parts of the names of tasks, for all without one."""
    has_missed = False
    sys.stdout.write("| Task | reader: keys | s | newsboat: keys | s |\n")
    sys.stdout.write("| --- | --- | --- | --- | --- |\n")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        posts = _write_posts(folder / "archive")
        for number in range(10):
            homes = [folder / f"{program}-{number}" for program in ("reader", "newsboat")]
            for home in homes:
                home.mkdir()
            ours_task, their_task = ([*_tasks(posts, it / _OPENED)][number] for it in homes)
            if only and not any(part in ours_task.name for part in only):
                continue
            ours = _tried(partial(_ours, posts, homes[0], ours_task))
            theirs = (
                their_task.newsboat
                if isinstance(their_task.newsboat, str)
                else _tried(partial(_newsboat, posts, homes[1], their_task))
            )
            has_missed |= isinstance(ours, str)
            if isinstance(ours, Effort) and isinstance(theirs, Effort):
                has_missed |= len(ours.keys) > len(theirs.keys)
            sys.stdout.write(f"| {ours_task.name} | {_cells(ours)} | {_cells(theirs)} |\n")
            sys.stdout.flush()
    return int(has_missed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
