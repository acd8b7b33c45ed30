"""Work on many items by all cores, the results in the order of the items.

Each worker has a pipe of its own, so that the end of one, however it comes, shows at once as the
end of its pipe; its share is then done here. No worker outlives the process that started it, also
where that is killed.
"""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from itertools import islice
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from queue import Empty, SimpleQueue
from typing import Generic, NamedTuple, TypeVar

_T = TypeVar("_T")

Work = Callable[[Sequence[_T]], bytes]

_AHEAD = 40
"""Chunks that each worker may be ahead of who takes the results, who may be long at one."""
_STEPS_BACK = 10
"""Who takes the results alone can take them, and goes first where cores are few."""
_AT_ONCE = 2
"""Chunks that a worker has: one that it works on, and the next."""


def work_through(items: Iterable[_T], work: Work[_T], chunk: int) -> Iterator[bytes]:
    """Yield what `work` makes of the items, `chunk` at a time, in their order.

    Args:
        items: Taken as they are needed, by the thread that takes the results.
        work: Called in another process. Where that can't be forked it is pickled.
        chunk: What makes up some 20 ms of work is large enough.
    """
    with at_work(items, work, chunk) as results:
        yield from results


@contextmanager
def at_work(items: Iterable[_T], work: Work[_T], chunk: int) -> Iterator[Iterator[bytes]]:
    """Begin to work on items, whose results can be taken inside, as `work_through` gives them."""
    rest = iter(items)
    pool = _Pool(work)
    try:
        under_way: deque[_Share[_T]] = deque()
        _hand_out(pool, rest, chunk, under_way)
        yield _results(pool, rest, chunk, under_way, work)
    finally:
        pool.end()


def _results(
    pool: "_Pool[_T]",
    rest: Iterator[_T],
    chunk: int,
    under_way: "deque[_Share[_T]]",
    work: Work[_T],
) -> Iterator[bytes]:
    while under_way:
        share = under_way.popleft()
        yield _result(share, work)
        _hand_out(pool, rest, chunk, under_way)


def _hand_out(
    pool: "_Pool[_T]", rest: Iterator[_T], chunk: int, under_way: "deque[_Share[_T]]"
) -> None:
    """Hand out chunks as far ahead as workers may be."""
    while len(under_way) < _AHEAD * pool.size and (some := list(islice(rest, chunk))):
        under_way.append(pool.hand_out(some))


class _Share(NamedTuple, Generic[_T]):
    """A chunk, and what becomes of it: None where the worker that had it was killed."""

    items: Sequence[_T]
    result: "Future[bytes | None]"


def _result(share: _Share[_T], work: Work[_T]) -> bytes:
    data = share.result.result()
    return work(share.items) if data is None else data


class _Pool(Generic[_T]):
    """The workers, and what waits for one of them."""

    def __init__(self, work: Work[_T]) -> None:
        self.size = os.cpu_count() or 1
        self._waiting: SimpleQueue[_Share[_T] | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._living = self.size
        self._workers = [_Worker(work) for _ in range(self.size)]
        for worker in self._workers:  # when no process is to be forked any more
            threading.Thread(target=self._feed, args=(worker,), daemon=True).start()

    def hand_out(self, items: Sequence[_T]) -> _Share[_T]:
        """Have a chunk worked on by the first worker that is free."""
        share = _Share[_T](items, Future())
        self._waiting.put(share)
        if not self._living:
            self._give_up()
        return share

    def _feed(self, worker: "_Worker[_T]") -> None:
        """Keep a worker busy until it ends or nothing more comes."""
        under_way: deque[_Share[_T]] = deque()
        try:
            while self._fill(worker, under_way):
                under_way[0].result.set_result(worker.answer())
                under_way.popleft()
        except (EOFError, OSError):
            with self._lock:
                self._living -= 1
            for share in under_way:
                share.result.set_result(None)
            if not self._living:
                self._give_up()

    def _fill(self, worker: "_Worker[_T]", under_way: deque[_Share[_T]]) -> bool:
        """Let a worker have its next chunk before it has answered; False at the end."""
        while len(under_way) < _AT_ONCE:
            try:
                share = self._waiting.get(block=not under_way)
            except Empty:
                break
            if share is None:
                return False
            under_way.append(share)
            worker.ask(share.items)
        return True

    def _give_up(self) -> None:
        """Leave everything to the one who waits for it, as no worker lives."""
        with suppress(Empty):
            while True:
                share = self._waiting.get_nowait()
                if share is not None:
                    share.result.set_result(None)

    def end(self) -> None:
        """End all workers, whatever they are at."""
        for _ in self._workers:
            self._waiting.put(None)
        for worker in self._workers:
            worker.end()


class _Worker(Generic[_T]):
    """One process, and the pipe to it."""

    def __init__(self, work: Work[_T]) -> None:
        self._pipe, far_end = multiprocessing.Pipe()
        self._process = _process(_serve, work, far_end)
        self._process.start()
        far_end.close()  # else its end would never show here

    def ask(self, items: Sequence[_T]) -> None:
        """Hand it a chunk.

        Raises:
            OSError: The process has ended.
        """
        self._pipe.send(items)

    def answer(self) -> bytes:
        """Wait for its next answer.

        Raises:
            EOFError: The process has ended; or `OSError`.
        """
        return self._pipe.recv_bytes()

    def end(self) -> None:
        """End the process, whatever it is at."""
        self._process.terminate()
        self._process.join()
        self._pipe.close()


def _serve(work: Work[_T], pipe: Connection) -> None:
    """Be a worker until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started this
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.nice(_STEPS_BACK)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        while True:
            pipe.send_bytes(work(pipe.recv()))
    except (EOFError, OSError):
        return


def _end_with_parent() -> None:
    """Follow the process that started this one when it ends.

    Workers that were forked later hold copies of the pipes of earlier ones, which therefore
    don't end with it.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _process(serve: Callable[..., None], *values: object) -> BaseProcess:
    """Return a process to start: by a fork, which takes no time, where the system allows it."""
    if os.uname().sysname == "Linux":
        return multiprocessing.get_context("fork").Process(target=serve, args=values, daemon=True)
    return multiprocessing.get_context("spawn").Process(target=serve, args=values, daemon=True)
