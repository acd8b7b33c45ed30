"""Work on many items by all cores, the results in the order of the items.

A thread waits for each worker process, which has a pipe of its own: the end of the process, however
it comes, shows at once as the end of its pipe, and the thread does its share itself. With one pipe
for all, as in `concurrent.futures.ProcessPoolExecutor`, a worker that is killed amid an answer
leaves the rest of it to be waited for without end. No worker outlives the process that started it,
also where that is killed.
"""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from itertools import islice
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from queue import SimpleQueue
from typing import Generic, TypeVar

_T = TypeVar("_T")

Work = Callable[[Sequence[_T]], bytes]

_MAX_CHUNKS_AHEAD = 40
"""Chunks queued per worker ahead of a slow consumer."""
_NICENESS = 10
"""Workers yield to the consumer, of which there is one, where cores are few."""


def work_through(items: Iterable[_T], work: Work[_T], chunk: int) -> Iterator[bytes]:
    """Yield what `work` makes of the items, `chunk` at a time, in their order.

    Args:
        items: Taken as they are needed, by the thread that takes the results.
        work: Called in another process, and in this one if a worker was killed. Pickled on
            systems without fork.
        chunk: Items of one call; some 20 ms of work are enough.
    """
    with at_work(items, work, chunk) as results:
        yield from results


@contextmanager
def at_work(items: Iterable[_T], work: Work[_T], chunk: int) -> Iterator[Iterator[bytes]]:
    """Begin to work on items, whose results can be taken inside, as `work_through` gives them."""
    workers = [_Worker(work) for _ in range(os.cpu_count() or 1)]
    # From here on there are threads, so no process is forked any more.
    threads = ThreadPoolExecutor(len(workers))
    free: SimpleQueue[_Worker[_T]] = SimpleQueue()
    for worker in workers:
        free.put(worker)

    def have_done(some: Sequence[_T]) -> bytes:
        worker = free.get()
        try:
            return worker.result(some)
        finally:
            free.put(worker)

    rest = iter(items)
    submitted = (
        threads.submit(have_done, some) for some in iter(lambda: [*islice(rest, chunk)], [])
    )
    try:
        yield _in_order(submitted, _MAX_CHUNKS_AHEAD * len(workers))
    finally:
        for worker in workers:
            worker.terminate()
        threads.shutdown(cancel_futures=True)
        for worker in workers:
            worker.close()


def _in_order(submitted: "Iterator[Future[bytes]]", most: int) -> Iterator[bytes]:
    """Return the results, of which at most `most` are submitted ahead, the first ones at once."""
    ahead = deque(islice(submitted, most))

    def results() -> Iterator[bytes]:
        while ahead:
            yield ahead.popleft().result()
            ahead.extend(islice(submitted, 1))

    return results()


class _Worker(Generic[_T]):
    """One process, and the pipe to it. One thread at a time may ask it."""

    def __init__(self, work: Work[_T]) -> None:
        self._work = work
        self._pipe, far_end = multiprocessing.Pipe()
        self._process = _process(work, far_end)
        self._process.start()
        far_end.close()  # else its end would never show here
        self._is_ended = False

    def result(self, items: Sequence[_T]) -> bytes:
        """Run a chunk in the worker, or in this process if the worker was killed."""
        try:
            self._pipe.send(items)
            return self._pipe.recv_bytes()
        except (EOFError, OSError):
            return b"" if self._is_ended else self._work(items)

    def terminate(self) -> None:
        """End the process at once; a caller that waits for its result gets an empty one."""
        self._is_ended = True
        self._process.terminate()

    def close(self) -> None:
        """Wait for the end of the process, and close the pipe."""
        self._process.join()
        self._pipe.close()


def _process(work: Work[_T], pipe: Connection) -> BaseProcess:
    """Return a process to start: by a fork, which takes no time, where the system allows it."""
    if os.uname().sysname == "Linux":
        fork = multiprocessing.get_context("fork")
        return fork.Process(target=_serve, args=(work, pipe), daemon=True)
    spawn = multiprocessing.get_context("spawn")
    return spawn.Process(target=_serve, args=(work, pipe), daemon=True)


def _serve(work: Work[_T], pipe: Connection) -> None:
    """Work on chunks until no more come; runs in the worker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started this
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.nice(_NICENESS)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with suppress(EOFError, OSError):
        while True:
            pipe.send_bytes(work(pipe.recv()))


def _end_with_parent() -> None:
    """End when the process that started this one does.

    Workers that are forked later hold copies of the pipes of earlier ones, which therefore stay
    open when it ends.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
