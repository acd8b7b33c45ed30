"""Saves the post, and exports the list, in the format that the file's name tells."""

from reader.errors import ReaderError
from reader.messages.language import gettext as _
from reader.messages.language import in_one_line, ngettext
from reader.posts.post import Post
from reader.terminal_text import clean_line
from reader.ui.features.panes import Panes
from reader.ui.features.reading.current_post import CurrentPost
from reader.ui.features.sharing.file_prompt import FilePrompt
from reader.ui.loaders.sharing.export_loader import Batch, Destination, ExportLoader, Written
from reader.ui.pane_layout import Pane
from reader.ui.widgets.main_widgets import MainWidgets

_LIST_NAME = "posts.md"


class Exporting:
    """Writes one export at a time, beside the screen."""

    def __init__(
        self, widgets: MainWidgets, exports: ExportLoader, current: CurrentPost, panes: Panes
    ) -> None:
        self._posts = widgets.posts
        self._bottom_line = widgets.bottom_line
        self._exports = exports
        self._current = current
        self._panes = panes
        self._prompt = FilePrompt(widgets, exports, panes)
        self._is_writing = False

    def save_post(self) -> None:
        """Ask for a file, and save the post there."""
        post = self._current.post
        if post is None:
            self._bottom_line.say(_("no post to save"))
        elif self._may_write():
            batch = Batch(posts=(post,))
            self._prompt.ask(
                _("save as"),
                f"{_file_stem(post)}.md",
                lambda destination: self._write(destination, batch, 1),
                may_fill_folder=False,
            )

    def export_list(self) -> None:
        """Ask for a file, and export the posts of the list, or the selected ones."""
        selection = self._posts.selection
        if selection is None or not self._posts.line_count:
            self._bottom_line.say(_("no posts to export"))
        elif self._may_write():
            in_list = self._panes.current is Pane.LIST
            rows = (self._posts.range_rows if in_list else None) or None
            count = len(rows or selection)
            batch = Batch(selection=selection, rows=rows)
            label = ngettext("export {count:,} post to", "export {count:,} posts to", count)
            self._prompt.ask(
                label.format(count=count),
                _LIST_NAME,
                lambda destination: self._write(destination, batch, count),
                may_fill_folder=True,
            )

    def step_back(self) -> bool:
        """Stop a running export; False if there is none."""
        if self._is_writing:
            self._exports.stop()
        return self._is_writing

    def _may_write(self) -> bool:
        """Say whether no export is running; a message says so if one is."""
        if self._is_writing:
            self._bottom_line.say(_("an export is still running; Esc stops it"))
        return not self._is_writing

    def _write(self, destination: Destination, batch: Batch, count: int) -> None:
        self._is_writing = True
        self._show_progress(0, count)
        self._exports.write(
            destination,
            batch,
            lambda done: self._show_progress(done, count),
            self._written,
            self._failed,
        )

    def _show_progress(self, done: int, count: int) -> None:
        if self._is_writing and count > 1:
            text = _("exporting: {done:,} of {count:,}; Esc stops it")
            self._bottom_line.say(text.format(done=done, count=count))

    def _written(self, written: Written) -> None:
        self._is_writing = False
        count, failed = written.posts, written.failed
        text = ngettext("{count:,} post is in {path}", "{count:,} posts are in {path}", count)
        sentences = [text.format(count=count, path=clean_line(str(written.path)))]
        if failed:
            text = ngettext("{count:,} can't be read", "{count:,} can't be read", failed)
            sentences.append(text.format(count=failed))
        self._bottom_line.say(in_one_line(sentences), is_error=bool(failed))

    def _failed(self, error: ReaderError) -> None:
        self._is_writing = False
        self._bottom_line.say_error(str(error))


def _file_stem(post: Post) -> str:
    """Return a file name without ending: the post's id, which names a folder where two share it."""
    return clean_line(post.id).replace("/", "-").lstrip(".-") or "post"
