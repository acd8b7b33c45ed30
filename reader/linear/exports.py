"""Exports posts into a file that the user names; the name's suffix chooses the format."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from reader.errors import PostNotFoundError, PostUnreadableError
from reader.export.exported_post import ExportedPost
from reader.export.formats import FORMATS, Needs
from reader.export.target import check_target, target_of, write_target
from reader.linear.level import Run
from reader.messages.language import gettext as _
from reader.messages.language import in_a_list, ngettext
from reader.posts.post import Post
from reader.terminal_text import clean_line


def export_posts(run: Run, typed: str, posts: Sequence[Post]) -> None:
    """Write posts into a file or folder, and say how many.

    Raises:
        OutputError: The format can't be written there.
        OSError: The file can't be written.
    """
    target = target_of(Path(typed).expanduser(), is_folder=typed.endswith("/"))
    chosen = FORMATS.get("md" if target.is_folder else target.format_by_name)
    if chosen is None:
        suffixes = in_a_list(f".{name}" for name in FORMATS)
        text = _("the name of the file must end with one of {suffixes}")
        run.console.say(text.format(suffixes=suffixes))
        return
    check_target(target, chosen)
    if not target.is_folder and target.path.exists() and not _may_replace(run, target.path):
        return
    read: list[Post] = []
    write_target(target, chosen, _each(run, posts, chosen.needs, read))
    text = ngettext("{count:,} post in {path}", "{count:,} posts in {path}", len(read))
    run.console.say(text.format(count=len(read), path=clean_line(str(target.path))))


def _may_replace(run: Run, path: Path) -> bool:
    text = _("{path} exists; replace it? yes or no:").format(path=clean_line(str(path)))
    return run.console.ask(text).strip().lower() in {"y", "yes", "是"}


def _each(
    run: Run, posts: Sequence[Post], needs: Needs, read: list[Post]
) -> Iterator[ExportedPost]:
    """Yield posts that can be read, and keep count of them in `read`."""
    for post in posts:
        if run.console.is_interrupted():
            return
        try:
            exported = run.session.read_for_export(post, needs)
        except (PostNotFoundError, PostUnreadableError) as error:
            run.console.say(clean_line(str(error)))
            continue
        read.append(post)
        yield exported
