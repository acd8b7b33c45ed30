from pathlib import Path

from reader.posts.post import PostId
from reader.state.memory_state import MemoryState
from reader.state.records import Mark


def test_a_state_in_memory_keeps_marks_while_it_lasts_and_writes_no_file(tmp_path: Path) -> None:
    kept = MemoryState()
    kept.state.set_mark(Mark.STARRED, [PostId("a")], is_set=True)
    kept.save()
    assert kept.state.has(PostId("a"), Mark.STARRED)
    assert not kept.state.unsaved
    assert not kept.needs_sample(1_000_000)
    assert kept.finish() == ""
