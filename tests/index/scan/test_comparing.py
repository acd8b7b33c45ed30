import os
import time
from pathlib import Path

import pytest
from support.archive_files import OLD_NS, open_indexed, titles, write_post

from reader.archive.repository import Changes, RefreshScope
from reader.index.scan.comparing import sure_ns


def test_what_changed_long_ago_is_sure_and_what_changed_just_now_is_not() -> None:
    now = time.time_ns()
    assert sure_ns(OLD_NS) == OLD_NS
    assert sure_ns(now) == -now
    assert sure_ns(now + 10**15) == -(now + 10**15)


@pytest.mark.parametrize("scope", [RefreshScope(), RefreshScope(frozenset({"_posts/a.md"}))])
def test_a_file_written_twice_within_a_tick_of_the_clock_is_read_again(
    root: Path, cache: Path, scope: RefreshScope
) -> None:
    repository = open_indexed(root, cache)
    stamp = time.time_ns() + 10**10
    write_post(root, "_posts/a.md", "first", mtime_ns=stamp)
    repository.refresh()
    write_post(root, "_posts/a.md", "other", mtime_ns=stamp)
    repository.refresh(scope=scope)
    assert titles(repository) == ["other"]


def test_a_name_that_came_within_a_tick_of_the_clock_is_found_by_a_quick_look(
    root: Path, cache: Path
) -> None:
    repository = open_indexed(root, cache)
    write_post(root, "_posts/a.md", "a")
    stamp = time.time_ns() + 10**10
    os.utime(root / "_posts", ns=(stamp, stamp))
    repository.refresh()
    write_post(root, "_posts/b.md", "b")
    os.utime(root / "_posts", ns=(stamp, stamp))
    assert repository.refresh(scope=RefreshScope(is_quick=True)) == Changes(added=1)


def test_a_quick_look_relies_on_the_times_of_folders(root: Path, cache: Path) -> None:
    repository = open_indexed(root, cache)
    write_post(root, "_posts/a.md", "a")
    for folder in ("", "_posts"):
        os.utime(root / folder, ns=(OLD_NS, OLD_NS))
    repository.refresh()
    write_post(root, "_posts/a.md", "in place")
    write_post(root, "_posts/b.md", "b")
    for folder in ("", "_posts"):
        os.utime(root / folder, ns=(OLD_NS, OLD_NS))
    assert repository.refresh(scope=RefreshScope(is_quick=True)) == Changes()
    assert repository.refresh() == Changes(added=1, changed=1)
