import os
import threading
from pathlib import Path

from reader.ui.loaders.sharing.command_run import MAX_BYTES, CommandRun, Ending


def test_a_command_reads_the_text_and_its_outputs_are_kept_apart() -> None:
    ran = CommandRun("cat; echo oh >&2; exit 3", "云\n".encode()).run()
    assert (ran.output, ran.errors, ran.status) == ("云\n", "oh\n", 3)
    assert ran.ending is Ending.ITSELF


def test_a_command_need_not_read_the_text() -> None:
    assert CommandRun("true", b"x" * 1_000_000).run().status == 0


def test_a_command_that_prints_without_end_is_ended() -> None:
    ran = CommandRun("yes", b"").run()
    assert ran.ending is Ending.LENGTH
    assert len(ran.output) == MAX_BYTES


def test_a_command_that_ignores_its_end_is_ended_all_the_same() -> None:
    ran = CommandRun("trap '' TERM; echo on; while :; do sleep 1; done", b"", 0.3).run()
    assert ran.ending is Ending.TIME
    assert ran.output == "on\n"


def test_a_command_that_closes_its_outputs_is_ended_in_time() -> None:
    assert CommandRun("exec >&- 2>&-; sleep 60", b"", 0.2).run().ending is Ending.TIME


def test_all_that_a_command_has_started_is_stopped_with_it(tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    os.mkfifo(begun)
    run = CommandRun(f"(sleep 1; touch {tmp_path}/ended) & echo > {begun}; wait", b"")
    thread = threading.Thread(target=lambda: endings.append(run.run().ending))
    endings: list[Ending] = []
    thread.start()
    begun.read_text()
    run.stop()
    thread.join(10)
    assert endings == [Ending.USER]
    assert not (tmp_path / "ended").exists()


def test_a_run_that_is_stopped_before_it_starts_ends_at_once() -> None:
    run = CommandRun("sleep 60", b"")
    run.stop()
    assert run.run().ending is Ending.USER


def test_a_program_left_in_the_background_is_not_waited_for() -> None:
    ran = CommandRun("sleep 5 & echo done", b"", 3).run()
    assert (ran.output, ran.ending) == ("done\n", Ending.ITSELF)
