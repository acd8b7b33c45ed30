import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.archive.catalogue.watching import WatchImpossibleError, watch
from reader.archive.repository import RefreshScope
from reader.files.file_systems import is_remote
from reader.files.folder_watch import Ending

Watched = Iterator[RefreshScope]


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[Callable[..., list[RefreshScope]]]:
    """Return what watches an archive, makes changes until they are told of, and returns that."""
    (tmp_path / "_posts").mkdir()
    stop = Ending()

    def run(
        change: Callable[[int], None], is_told: Callable[[RefreshScope], bool]
    ) -> list[RefreshScope]:
        told: list[RefreshScope] = []
        done = threading.Event()

        def watch_here() -> None:
            for scope in watch(tmp_path, lambda: ["", "_posts"], stop):
                told.append(scope)
                if is_told(scope):
                    done.set()

        thread = threading.Thread(target=watch_here, daemon=True)
        thread.start()
        for number in range(200):  # the first ones may come before the watch has begun
            change(number)
            if done.wait(0.1):
                break
        stop.set()
        thread.join(20)
        assert done.is_set()
        return told

    yield run
    stop.set()


def test_a_new_file_is_told_by_its_path(tmp_path: Path, watching) -> None:
    watching(
        lambda number: (tmp_path / "_posts" / f"{number}.md").write_text("x"),
        lambda scope: scope.paths is not None and any(p.startswith("_posts/") for p in scope.paths),
    )


def test_a_new_folder_asks_for_a_look_everywhere_and_is_watched(tmp_path: Path, watching) -> None:
    def change(number: int) -> None:
        folder = tmp_path / f"late{min(number, 20)}"
        folder.mkdir(exist_ok=True)
        (folder / f"2022-01-01-{number}.md").write_text("x")

    told = watching(
        change, lambda scope: any(path.startswith("late") for path in scope.paths or ())
    )
    assert RefreshScope(is_quick=True) in told


def test_other_sites_settings_ask_for_everything(tmp_path: Path, watching) -> None:
    watching(
        lambda number: (tmp_path / "_config.yml").write_text(f"title: {number}\n"),
        lambda scope: scope == RefreshScope(),
    )


def test_what_can_be_no_post_is_not_told(tmp_path: Path, watching) -> None:
    def change(number: int) -> None:
        (tmp_path / "_posts" / f".{number}.md.swp").write_text("x")
        (tmp_path / "_posts" / f"{number}.txt").write_text("x")
        (tmp_path / "_posts" / f"{number}.md").write_text("x")

    told = watching(change, lambda scope: scope.paths is not None)
    assert all(path.endswith(".md") for scope in told for path in scope.paths or ())


def test_an_archive_on_another_machine_can_not_be_watched(tmp_path: Path) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(
        "22 1 8:1 / / rw - ext4 /dev/sda1 rw\n"
        f"36 22 0:30 / {tmp_path}/far\\040away rw - nfs4 host:/ rw\n"
    )
    far = tmp_path / "far away"
    far.mkdir()
    assert is_remote(far, mounts)
    assert is_remote(far / "below", mounts)
    assert not is_remote(tmp_path, mounts)
    with pytest.raises(WatchImpossibleError, match="another machine"):
        next(watch(far, list, Ending(), mounts))


def test_an_archive_that_is_gone_can_not_be_watched(tmp_path: Path) -> None:
    with pytest.raises(WatchImpossibleError):
        next(watch(tmp_path / "gone", list, threading.Event()))


def test_scopes_add_up() -> None:
    one, other = RefreshScope(frozenset({"a.md"})), RefreshScope(frozenset({"b.md"}))
    assert one | other == RefreshScope(frozenset({"a.md", "b.md"}))
    assert one | RefreshScope(is_quick=True) == RefreshScope(is_quick=True)
    assert RefreshScope() | RefreshScope(is_quick=True) == RefreshScope()
