"""The export formats: one entry and one module each.

A format's module has `write`, as `ExportFormat.write` describes it. A format that can fill a
folder, one file per post, has `post_file` too.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from importlib import import_module
from types import ModuleType
from typing import BinaryIO

from reader.export.exported_post import ExportedPost
from reader.messages.language import gettext_noop


class Needs(Enum):
    """Data that a format needs of each post; reading more dominates the time of an export."""

    HEADER = "header"
    BODY = "body"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """One export format."""

    name: str
    """Value of `--format`."""
    module: str
    """Module in this package; imported on use, because some take 20 ms."""
    needs: Needs
    remark: str = ""
    """Remark after the name in the help; may be empty. Translated there."""
    is_text: bool = True
    """Whether it may be written to a terminal."""
    fills_folder: bool = False
    """Whether `--output` names a folder, for one file a post."""

    def write(self, file: BinaryIO, posts: Iterable[ExportedPost], made_at: datetime) -> None:
        """Write posts into one file, consuming `posts` one by one.

        Args:
            file: Need not be seekable.
            posts: Posts with the data that the format needs.
            made_at: Time of the export, timezone-aware.

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
        ExportFormat(
            "md",
            "markdown_export",
            Needs.BODY,
            remark=gettext_noop("the default"),
            fills_folder=True,
        ),
        ExportFormat("txt", "text_export", Needs.DOCUMENT, remark=gettext_noop("plain text")),
        ExportFormat("html", "html_export", Needs.DOCUMENT),
        ExportFormat(
            "json", "json_export", Needs.DOCUMENT, remark=gettext_noop("one object per line")
        ),
        ExportFormat(
            "csv", "csv_export", Needs.HEADER, remark=gettext_noop("one row per post, no text")
        ),
        ExportFormat("atom", "atom_export", Needs.DOCUMENT),
        ExportFormat("epub", "epub_export", Needs.DOCUMENT, is_text=False),
    )
}
"""Formats by name, in the order of the help; the first is the default."""
