"""The benchmark: builds archives, drives the installed reader and its peers, prints one table.

python tests/performance/run.py [--posts 1000,100000,1000000] [--folder DIR] [--json FILE]
"""

import argparse
import fcntl
import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parents[1]))

from archives import keep_archive
from benchmark import NAMES, Benchmark
from figures import as_json, as_table
from machine import machine_facts

_BUSY = 2
_BUSY_LOAD = 1.0
_POSTS = "1000,100000,1000000"


def main() -> int:
    """Run what the command line asks for.

    Returns:
        0 if all figures meet their bounds, 1 if one does not, 2 if another run uses the folder.
    """
    options = _options()
    options.folder.mkdir(parents=True, exist_ok=True)
    with (options.folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sys.stderr.write(f"another run measures in {options.folder}; two spoil each other\n")
            return _BUSY
        return _run(options)


def _run(options: argparse.Namespace) -> int:
    facts = machine_facts()
    if os.getloadavg()[0] > _BUSY_LOAD:
        sys.stderr.write("something else keeps this machine busy; the figures will be worse\n")
    archives = {}
    for posts in options.posts:
        sys.stderr.write(f"archive of {posts:,} posts …\n")
        archives[posts] = keep_archive(options.folder, posts)
    benchmark = Benchmark(archives, options.folder, options.only)
    try:
        benchmark.run()
    finally:
        benchmark.tidy()
        facts_line = ", ".join(f"{name} {fact}" for name, fact in facts.items())
        sys.stdout.write(f"{facts_line}\n\n{as_table(benchmark.figures)}")
        if options.json:
            options.json.write_text(as_json(facts, benchmark.figures), encoding="utf-8")
    return 1 if benchmark.has_missed else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "--posts", type=_numbers, default=_POSTS, help=f"sizes of the archives ({_POSTS})"
    )
    parser.add_argument(
        "--folder",
        type=Path,
        default=Path(tempfile.gettempdir()) / "reader-benchmark",
        help="where archives and indexes are kept; 8 GB for a million posts (%(default)s)",
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    parser.add_argument(
        "--only",
        type=_names,
        default=",".join(NAMES),
        metavar="NAME,…",
        help="measure no more than these, with the indexes of an earlier run unless one is "
        "`index`: " + ", ".join(NAMES),
    )
    return parser.parse_args()


def _numbers(text: str) -> list[int]:
    """Return numbers of posts, the fewest first."""
    return sorted({int(number) for number in text.split(",")})


def _names(text: str) -> frozenset[str]:
    unknown = set(text.split(",")) - set(NAMES)
    if unknown:
        raise argparse.ArgumentTypeError(f"unknown: {', '.join(sorted(unknown))}")
    return frozenset(text.split(","))


if __name__ == "__main__":
    sys.exit(main())
