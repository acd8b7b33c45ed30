"""Ten tasks of a day in the reader and in newsboat: the keys typed, and the seconds of waiting.

Both run at 80×24 on the same 200 posts, with their default keys. Seconds are from the first key of
a step until its result is on the screen, without the time that a person takes to type. Prints a
Markdown table; the status is 1 if a task takes more keys than in newsboat.

python tests/performance/tasks.py
"""

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
_DAYS_BACK = 3
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


@dataclass(frozen=True, slots=True)
class Posts:
    """The archive, and what is to be found in it."""

    root: Path
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
    texts = next(texts for texts in _archives() if len(texts[0][1]) > _LONG_CHARACTERS)
    for name, text in texts:
        (root / "_posts" / name).write_text(text, encoding="utf-8")
    bodies = [text for _, text in texts]
    titles = [_first(_TITLE, text) for text in bodies]
    category_of = [_first(_CATEGORY, text) for text in bodies]
    counted = Counter(category_of)
    categories = sorted(counted, key=lambda name: (-counted[name], name))
    word, at = _rare_word(bodies)
    return Posts(root, titles, categories, category_of, word, titles[at])


def _archives() -> Iterator[list[tuple[str, str]]]:
    """Yield archives of different posts, as names and texts, the newest post first."""
    newest = datetime.now(timezone(timedelta(hours=8))).replace(microsecond=0)
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


def _lacks(text: str, *others: str) -> Callable[[str], bool]:
    return lambda screen: text not in screen and all(other in screen for other in others)


def _tasks(posts: Posts, opened: Path) -> Iterator[Task]:
    """Yield the tasks in the order of the table."""
    titles, word = posts.titles, posts.word
    first, second = titles[0], titles[1]
    in_list = (Step(["⏎"], _has(first)),)
    is_read = _has("返回首页")
    searched = _lacks(first, posts.word_title)
    source = posts.categories[_SOURCE - 1]
    of_source = [t for t, it in zip(titles, posts.category_of, strict=True) if it == source]
    only_source = _lacks(first if posts.category_of[0] != source else second, *of_source[:2])
    day = datetime.now(timezone(timedelta(hours=8))) - timedelta(days=_DAYS_BACK)
    yield Task("start to titles", [Step([], _has(first))], [Step(["⏎"], _has(first))])
    scanned = [Step(["PgDn"], _has(titles[39]), repeats=True)]
    yield Task("scan 20 more titles", scanned, scanned, in_list)
    yield Task(
        "read a long post, go on to the next unread",
        [
            Step(["⏎"], _has("Space page")),
            Step(["Space"], is_read, repeats=True),
            Step(["Space"], _lacks("返回首页", second)),
        ],
        [
            Step(["⏎"], _has("Feed:")),
            Step(["Space"], _has("Links:"), repeats=True),
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
    yield Task(
        "unread only, within the third source",
        [Step([")"] * _SOURCE, only_source), Step(["l"], _has("unread"))],
        [Step([*"↓" * (_SOURCE - 1), "⏎"], only_source), Step(["l"], only_source)],
    )
    yield Task(
        "star, and list the starred",
        [Step(["s"], _has("★")), Step(["h", "↓", "↓", "⏎"], _lacks(second, first, "1/1"))],
        [
            Step(["^E", "s", "⏎"], _lacks("Flags:")),
            Step(["F", *'flags#"s"', "⏎"], _lacks(second, first)),
        ],
        in_list,
    )
    yield Task(
        "go to a date",
        [Step(["#", f"{_DAYS_BACK}", "d", "⏎"], _has(f"{day:%m-%d} "))],
        [Step(["F", *f"age={_DAYS_BACK}", "⏎"], _has(f"{day:%b %d}"))],
        in_list,
    )
    yield Task(
        "open the third link",
        [Step(["⏎"], _has("Space page", first)), Step(["3"], lambda _: opened.exists())],
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


_BYTES = {"⏎": "\r", "Space": " ", "PgDn": "\x1b[6~", "↓": "\x1bOB", "^E": "\x05"}


@dataclass(frozen=True, slots=True)
class Effort:
    """What a task took."""

    keys: Sequence[str]
    seconds: float


def _work(terminal: PseudoTerminal, steps: Sequence[Step], is_start_timed: bool) -> Effort:
    """Take the steps in a program, from its start or from now on.

    Raises:
        TimedOutError: A step did not do what it should.
    """
    typed: list[str] = []
    seconds = 0.0
    for step in steps:
        if typed or not is_start_timed:
            terminal.read_quiet()
        begun = time.perf_counter()
        _take(terminal, step, typed)
        seconds += time.perf_counter() - begun
    return Effort(typed, seconds)


def _take(terminal: PseudoTerminal, step: Step, typed: list[str]) -> None:
    for _ in range(_MAX_REPEATS if step.repeats else 1):
        for key in step.keys:
            terminal.send(_BYTES.get(key, key))
            typed.append(key)
        if not step.repeats:
            break
        terminal.read_quiet()
        if step.is_done(terminal.screen):
            return
    terminal.wait_until(lambda: step.is_done(terminal.screen), f"the result of {step.keys}")


def _ours(posts: Posts, folder: Path, steps: Sequence[Step]) -> Effort:
    home = {f"XDG_{kind}_HOME": str(folder / kind) for kind in ("DATA", "CACHE", "CONFIG", "STATE")}
    environment = home | {"BROWSER": _browser(folder), "DISPLAY": ":0"}
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
        effort = _work(terminal, steps, is_start_timed=False)
        return effort if effort.keys else Effort([], started)


def _browser(folder: Path) -> str:
    """Return the command of a browser that only notes that it was called."""
    program = folder / "browser"
    program.write_text(f"#!/bin/sh\necho \"$1\" > '{folder / _OPENED}'\n", encoding="utf-8")
    program.chmod(0o755)
    return str(program)


def _newsboat(posts: Posts, folder: Path, task: Task) -> Effort:
    sources = [folder / f"{number}.xml" for number in range(len(posts.categories))]
    for feed, category in zip(sources, posts.categories, strict=True):
        named = f"<category>{category}</category>"
        write_feed(feed, category, (it for it in feed_items(posts.root) if named in it))
    whole = folder / "all.xml"
    write_feed(whole, "finews", feed_items(posts.root))
    feeds = [whole] if task.before or task.name.startswith("start") else sources
    command, environment = set_up(folder, [f"file://{feed}" for feed in feeds])
    with (folder / "config").open("a", encoding="utf-8") as config:
        config.write(f'browser "{_browser(folder)} %u"\n')
    import_feeds(command, environment)
    begun = time.perf_counter()
    with PseudoTerminal(command, _COLUMNS, _LINES, environment) as terminal:
        terminal.wait_for("newsboat")
        started = time.perf_counter() - begun
        _work(terminal, task.before, is_start_timed=False)
        effort = _work(terminal, task.newsboat, is_start_timed=False)
        is_start = task.name.startswith("start")
        return Effort(effort.keys, effort.seconds + started) if is_start else effort


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
            ours = _tried(partial(_ours, posts, homes[0], ours_task.ours))
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
