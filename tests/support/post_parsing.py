"""A post from the bytes of its file."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from reader.posts.post import PostId, PostWithBody, Problem
from reader.posts.reading import read_whole
from reader.posts.source.site import Site


def parse_post(data: bytes, path: str, site: Site, post_id: PostId) -> PostWithBody:
    """Write a file whose time is not known, and read it as the reader does."""
    with TemporaryDirectory() as folder:
        file = Path(folder, path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        os.utime(file, ns=(0, 0))
        whole = read_whole(Path(folder), path, site, post_id)
    assert not isinstance(whole, Problem)
    return whole
