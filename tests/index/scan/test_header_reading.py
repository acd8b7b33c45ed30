import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from support.archive_files import SITE, write_posts
from support.reader_process import PATIENCE_SECONDS, processes_with, wait_until

from reader.index.scan.comparing import FileToRead
from reader.index.scan.header_reading import read_headers
from reader.index.store.post_rows import ReadFile
from reader.messages.problem_kinds import ProblemKind

COUNT = 2300
needs_proc = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="asks /proc")
READING = """
import sys
from pathlib import Path
from support.archive_files import SITE
from test_header_reading import files_in
from reader.index.scan.header_reading import read_headers
root = Path(sys.argv[1])
reads = read_headers(root, SITE, files_in(root))
print(len(next(reads)), flush=True)
sys.stdin.read()
"""


def files_in(root: Path) -> list[FileToRead]:
    """Return all files, each with a number, in the order of their names."""
    files = sorted(root.glob("_posts/*/*.md"))
    return [
        FileToRead(file.name, f"_posts/{file.parent.name}", number)
        for number, file in enumerate(files)
    ]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("many")
    write_posts(root, COUNT)
    return root


@pytest.mark.parametrize("count", [0, 1, 600, COUNT])
def test_headers_come_in_the_order_of_the_files_however_many_there_are(
    many: Path, count: int
) -> None:
    files = files_in(many)[:count]
    reads = [read for some in read_headers(many, SITE, files) for read in some]
    assert all(isinstance(read, ReadFile) for read in reads)
    assert [(read.name, read.folder, read.number) for read in reads] == files  # type: ignore[union-attr]
    assert [read.header.title for read in reads] == [f"t{n}" for n in range(count)]  # type: ignore[union-attr]


def test_a_file_that_is_gone_is_told_among_the_others(many: Path) -> None:
    files = files_in(many)
    files[1500:1500] = [FileToRead("gone.md", "_posts", 7)]
    reads = [read for some in read_headers(many, SITE, files) for read in some]
    assert len(reads) == COUNT + 1
    unreadable = reads[1500]
    assert not isinstance(unreadable, ReadFile)
    assert unreadable.file == FileToRead("gone.md", "_posts", 7)
    assert unreadable.problem.kind is ProblemKind.FILE_SYSTEM_ERROR
    assert unreadable.problem.fields == (("errno", errno.ENOENT),)


@needs_proc
def test_workers_end_with_a_reader_that_was_killed(many: Path) -> None:
    here = Path(__file__).parent
    tests = here.parents[1]
    path = os.pathsep.join(map(str, [tests.parent, tests, here]))
    with subprocess.Popen(
        [sys.executable, "-c", READING, str(many)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": path},
    ) as reader:
        assert reader.stdout is not None
        assert int(reader.stdout.readline()) > 0
        assert len(processes_with(str(many))) > 1
        reader.kill()
        reader.wait(PATIENCE_SECONDS)
    wait_until(lambda: not processes_with(str(many)))
