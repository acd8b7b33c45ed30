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
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from queue import SimpleQueue
from typing import Generic, TypeVar

_T = TypeVar("_T")

Work = Callable[[Sequence[_T]], bytes]

_AHEAD = 8
"""Chunks that each worker may be ahead of who takes the results."""


def work_through(items: Sequence[_T], work: Work[_T], chunk: int) -> Iterator[bytes]:
    """Yield what `work` makes of the items, `chunk` at a time, in their order.

    Args:
        items: Handed to each worker as a whole when it starts.
        work: Called in another process. Where that can't be forked both are pickled.
        chunk: What makes up some 20 ms of work is large enough.
    """
    starts = range(0, len(items), chunk)
    workers = [_Worker(items, work, chunk) for _ in range(os.cpu_count() or 1)]
    try:
        for worker in workers:
            worker.listen()
        under_way: deque[tuple[int, _Worker[_T]]] = deque()
        for number, start in enumerate(starts):
            worker = workers[number % len(workers)]
            worker.ask(start)
            under_way.append((start, worker))
            if len(under_way) > _AHEAD * len(workers):
                yield _result(*under_way.popleft())
        while under_way:
            yield _result(*under_way.popleft())
    finally:
        for worker in workers:
            worker.end()


def _result(start: int, worker: "_Worker[_T]") -> bytes:
    data = worker.answer()
    return worker.work_on(start) if data is None else data


@dataclass(slots=True)
class _Worker(Generic[_T]):
    """One process, and the answers that have come from it."""

    items: Sequence[_T]
    work: Work[_T]
    chunk: int
    _process: BaseProcess = field(init=False)
    _pipe: Connection = field(init=False)
    _answers: SimpleQueue[bytes | None] = field(init=False, default_factory=SimpleQueue)
    _has_ended: bool = field(init=False, default=False)

    def __post_init__(self) -> None:
        self._pipe, far_end = multiprocessing.Pipe()
        self._process = _process(_serve, self, far_end)
        self._process.start()
        far_end.close()  # else its end would never show here

    def work_on(self, start: int) -> bytes:
        """Do the work of one chunk, in the process that calls this."""
        return self.work(self.items[start : start + self.chunk])

    def listen(self) -> None:
        """Take answers from now on; begun when no process is to be forked any more."""
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        try:
            while True:
                self._answers.put(self._pipe.recv_bytes())
        except (EOFError, OSError):
            self._answers.put(None)

    def ask(self, start: int) -> None:
        """Have a chunk worked on; a few bytes, so that this never waits."""
        try:
            self._pipe.send(start)
        except OSError:  # it was killed, which the answer will tell
            return

    def answer(self) -> bytes | None:
        """Wait for the next answer; None where the process has ended."""
        if self._has_ended:
            return None
        data = self._answers.get()
        self._has_ended = data is None
        return data

    def end(self) -> None:
        """End the process, whatever it is at."""
        self._process.terminate()
        self._process.join()
        self._pipe.close()

    def __getstate__(self) -> tuple[Sequence[_T], Work[_T], int]:
        return self.items, self.work, self.chunk

    def __setstate__(self, state: tuple[Sequence[_T], Work[_T], int]) -> None:
        self.items, self.work, self.chunk = state


def _serve(worker: _Worker[_T], pipe: Connection) -> None:
    """Be a worker until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started this
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        while True:
            pipe.send_bytes(worker.work_on(pipe.recv()))
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
