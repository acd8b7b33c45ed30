"""The formats in which posts are exported: one entry and one module each.

A format's module has `write`, as `ExportFormat.write` takes it. One that is also written into a
folder, a file a post, has `post_file` as well.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from importlib import import_module
from types import ModuleType
from typing import BinaryIO

from reader.export.exported_post import ExportedPost


class Needs(Enum):
    """What a format needs of each post; reading more takes most of the time of an export."""

    HEADER = "header"
    BODY = "body"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A format of other programs."""

    name: str
    """What `--format` takes."""
    module: str
    """In this package; imported when the format is used, since some take 20 ms."""
    needs: Needs
    remark: str = ""
    """What stands after the name in the help, or nothing."""
    is_text: bool = True
    """Whether it may be written to a terminal."""
    fills_folder: bool = False
    """Whether `--output` names a folder, for one file a post."""

    def write(self, file: BinaryIO, posts: Iterable[ExportedPost], made_at: datetime) -> None:
        """Write posts into one file, each before the next one is taken.

        Args:
            file: Need not be seekable.
            posts: With what the format needs of each.
            made_at: When the export was made; aware.

        Raises:
            OSError: The file can't be written.
        """
        self._writer().write(file, posts, made_at)

    def post_file(self, exported: ExportedPost) -> bytes:
        """Return the file of one post, for a format that fills a folder."""
        text: str = self._writer().post_file(exported)
        return text.encode("utf-8", "replace")

    def _writer(self) -> ModuleType:
        return import_module(f"reader.export.{self.module}")


FORMATS = {
    export_format.name: export_format
    for export_format in (
        ExportFormat("md", "markdown_export", Needs.BODY, remark="the default", fills_folder=True),
        ExportFormat("html", "html_export", Needs.DOCUMENT),
        ExportFormat("json", "json_export", Needs.DOCUMENT, remark="one object a line"),
        ExportFormat("csv", "csv_export", Needs.HEADER, remark="a row a post, no text"),
        ExportFormat("atom", "atom_export", Needs.DOCUMENT),
        ExportFormat("epub", "epub_export", Needs.DOCUMENT, is_text=False),
    )
}
"""By name, in the order of the help; the first is the default."""
