"""The benchmark: builds archives, drives the installed reader and its peers, prints one table.

python tests/performance/run.py [--posts 1000,100000,1000000] [--folder DIR] [--json FILE]
"""

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parents[1] / "terminal"))

from archives import keep_archive
from benchmark import NAMES, Benchmark
from figures import as_json, as_table
from machine import machine_facts

_POSTS = "1000,100000,1000000"


def main() -> int:
    """Run what the command line asks for.

    Returns:
        0 where all that was measured is as it must be, else 1.
    """
    options = _options()
    options.folder.mkdir(parents=True, exist_ok=True)
    archives = {}
    for posts in sorted(int(number) for number in options.posts.split(",")):
        sys.stderr.write(f"archive of {posts:,} posts …\n")
        archives[posts] = keep_archive(options.folder, posts)
    facts = machine_facts()
    benchmark = Benchmark(archives, options.folder, frozenset(options.only.split(",")))
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
    parser.add_argument("--posts", default=_POSTS, help=f"sizes of the archives ({_POSTS})")
    parser.add_argument(
        "--folder",
        type=Path,
        default=Path(tempfile.gettempdir()) / "reader-benchmark",
        help="where archives and indexes are kept; 8 GB for a million posts (%(default)s)",
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    parser.add_argument(
        "--only",
        default=",".join(NAMES),
        metavar="NAME,…",
        help="measure no more than these, with the indexes of an earlier run unless one is "
        "`index`: " + ", ".join(NAMES),
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
