"""A program that marks posts for ever, and tells what was saved; for tests that kill it."""

MARK_WRITER = """
import random, sys
from pathlib import Path
from reader.posts.post import PostId
from reader.state.state_file import StateFile
file = StateFile(Path(sys.argv[1]), Path(sys.argv[4]))
draw = random.Random(int(sys.argv[2]))
with open(sys.argv[3], "a", buffering=1) as acknowledged:
    while True:
        post = PostId(str(draw.randrange(200)))
        file.state.take_in(file.fetch())
        value = "" if file.state.value(post, "read") else "1"
        file.state.set_value("read", [post], value)
        (piece,) = file.state.unsaved
        file.save()
        acknowledged.write(f"{post} {piece.at_us} {value or 0}\\n")
"""
"""Arguments: the state's folder, a seed, a file for what is acknowledged, the archive.

Posts are ``0`` to ``199``. Each line of the file is a post, since when in microseconds, and 1 or 0.
"""
