"""Cache of parsed and laid out posts, opened recently or prefetched, within bounded memory.

An entry is valid as long as the file's stamp (path, size, mtime) is unchanged.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field

from reader.archive.catalogue.walk import FileStamp
from reader.layout.annotations import NO_ANNOTATIONS, Annotations
from reader.layout.line import Layout
from reader.layout.typesetting import Typesetting
from reader.posts.post import PostId
from reader.session import OpenedPost

MAX_LINES = 60_000
"""Total lines of the cached layouts, about 30 MB with documents; longer texts are not cached."""

_MAX_LAYOUTS = 3
"""Layouts kept for one post: the current width, and two earlier ones."""
_MAX_STARTS = 4
"""Starts of long posts: the one under the cursor, its neighbours, and the previous one."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Everything a layout depends on besides its document."""

    width_cells: int
    typesetting: Typesetting
    annotations: Annotations = NO_ANNOTATIONS
    """Those of the post, which the loader adds."""


@dataclass(frozen=True, slots=True)
class Start:
    """A post, whole or its first page only."""

    stamp: FileStamp | None
    """Stamp of the file before it was read; None if it could not be read."""
    setting: Setting
    opened: OpenedPost
    layout: Layout
    rest: Iterator[OpenedPost]
    """Parses and yields the whole post; empty if the layout is whole already."""


@dataclass(slots=True)
class _Entry:
    stamp: FileStamp
    opened: OpenedPost
    layouts: OrderedDict[Setting, Layout] = field(default_factory=OrderedDict)

    @property
    def line_count(self) -> int:
        return sum(len(layout.lines) for layout in self.layouts.values())


class DocumentCache:
    """Safe to call from several threads."""

    def __init__(self, max_lines: int = MAX_LINES) -> None:
        self._max_lines = max_lines
        self._entries: OrderedDict[PostId, _Entry] = OrderedDict()
        self._starts: OrderedDict[PostId, Start] = OrderedDict()
        self._lock = threading.Lock()

    def find(
        self, post_id: PostId, stamp: FileStamp, setting: Setting
    ) -> tuple[OpenedPost | None, Layout | None]:
        """Return the cached post and layout, each only if cached and still valid."""
        with self._lock:
            entry = self._entries.get(post_id)
            if entry is None:
                return None, None
            if entry.stamp != stamp:
                del self._entries[post_id]
                return None, None
            self._entries.move_to_end(post_id)
            return entry.opened, entry.layouts.get(setting)

    def keep(self, opened: OpenedPost, stamp: FileStamp, setting: Setting, layout: Layout) -> None:
        """Cache a whole layout, and evict the least recently used ones."""
        post_id = opened.post.id
        with self._lock:
            entry = self._entries.get(post_id)
            if entry is None or entry.stamp != stamp:
                entry = self._entries[post_id] = _Entry(stamp, opened)
            entry.layouts[setting] = layout
            self._entries.move_to_end(post_id)
            while len(entry.layouts) > _MAX_LAYOUTS:
                entry.layouts.popitem(last=False)
            total = sum(kept.line_count for kept in self._entries.values())
            while total > self._max_lines:
                total -= self._entries.popitem(last=False)[1].line_count

    def keep_start(self, start: Start) -> None:
        """Cache the start of a long post until it is taken or evicted."""
        with self._lock:
            self._starts[start.opened.post.id] = start
            while len(self._starts) > _MAX_STARTS:
                self._starts.popitem(last=False)

    def take_start(
        self, post_id: PostId, stamp: FileStamp | None, setting: Setting
    ) -> Start | None:
        """Remove and return the cached start of a post, if it is still valid."""
        with self._lock:
            start = self._starts.pop(post_id, None)
        is_true = start is not None and (start.stamp, start.setting) == (stamp, setting)
        return start if is_true else None
