"""All settings: of each its key, type, default, check and a sentence that explains it.

Owns this rule: a setting is described here and nowhere else. The README's table, the file that
``reader config --default`` prints and all checks come from the fields of `Settings`.
"""

from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields
from typing import Any, NamedTuple, TypeVar

from reader.config.checks import (
    Check,
    highlights,
    key_table,
    language,
    macro_table,
    one_of,
    text,
    truth,
    whole_number,
)
from reader.config.choices import (
    AmbiguousWidth,
    Follow,
    Gains,
    Highlight,
    Hyperlinks,
    Images,
    KeyPreset,
    MarkRead,
    PaneOrder,
    StateLogs,
    TextPane,
    WideBlocks,
)
from reader.messages.language import gettext_noop

TEXT_WIDTHS = (20, 400)
"""Minimum and maximum width of the text, in columns."""

T = TypeVar("T")


class Setting(NamedTuple):
    """What is known of a setting."""

    key: str
    default: Any
    check: Check[Any]
    meaning: str
    """One line in English, with Markdown's backticks; translated where it is shown."""


def setting(default: T, check: Check[T], meaning: str) -> T:
    """Describe a setting, as the value of its field in `Settings`.

    Args:
        default: Its default; a dictionary is copied.
        check: Converts and checks what the file says.
        meaning: One line, marked by `gettext_noop`.
    """
    metadata = {"check": check, "meaning": meaning}
    described: Any
    if isinstance(default, dict):
        described = field(default_factory=default.copy, metadata=metadata)
    else:
        described = field(default=default, metadata=metadata)
    answer: T = described
    return answer


@dataclass(frozen=True, slots=True)
class Settings:
    """The value of every setting."""

    language: str = setting(
        "auto",
        language,
        gettext_noop(
            "Language: `en`, `zh_CN`, `zh_TW`, or `auto` for that of `LC_ALL`, "
            "`LC_MESSAGES`, `LANG`."
        ),
    )
    archive: str = setting(
        "",
        text,
        gettext_noop("Folder to open when none is named on the command line; `~` is expanded."),
    )
    collections: bool = setting(
        False,
        truth,
        gettext_noop(
            "Whether the other collections of a Jekyll site (`_wiki`, ...) are "
            "read as its posts are."
        ),
    )
    use_index: bool = setting(
        True,
        truth,
        gettext_noop(
            "Whether an index is kept in the cache; without one every start reads all headers."
        ),
    )
    shared_index: str = setting(
        "",
        text,
        gettext_noop(
            "Folder of indexes for all accounts of a host: `reader index` writes "
            "there, others read."
        ),
    )
    follow: Follow = setting(
        Follow.ON_REST,
        one_of(Follow),
        gettext_noop(
            "When the text follows the list's cursor: `at-once`, `on-rest` or `on-enter`."
        ),
    )
    follow_after_ms: int = setting(
        250,
        whole_number(0, 5000),
        gettext_noop(
            "With `on-rest`: how long the cursor has to rest, in milliseconds, 0 to 5000."
        ),
    )
    mark_read: MarkRead = setting(
        MarkRead.AFTER_A_LOOK,
        one_of(MarkRead),
        gettext_noop(
            "An opened post is read: `at-once`, `after-a-look` (2 s, or scrolled), "
            "`at-end`, `never`."
        ),
    )
    today_zone: str = setting(
        "site",
        text,
        gettext_noop(
            "Zone of `today`, `7d` and the like: of the `site`, of the `machine`, "
            "or `Asia/Shanghai` …"
        ),
    )
    state_logs: StateLogs = setting(
        StateLogs.BY_FILE_SYSTEM,
        one_of(StateLogs),
        gettext_noop(
            "Marks in a log for each host: `always`, `never`, `by-file-system` "
            "where that is a network."
        ),
    )
    layout: PaneOrder = setting(
        PaneOrder.AUTO,
        one_of(PaneOrder),
        gettext_noop(
            "Where the text stands: `beside` the list, `below` it, `single`, one pane at a time, "
            "or `auto`, beside the list, but alone while it is read below 100 columns."
        ),
    )
    text_pane: TextPane = setting(
        TextPane.WHEN_OPEN,
        one_of(TextPane),
        gettext_noop(
            "The list has the whole width until a post is opened, `when-open`; "
            "with `always` there is a text pane from the start."
        ),
    )
    list_format: str = setting(
        "{mark} {date} {title:72} {category:28}",
        text,
        gettext_noop(
            "Columns of the list: `mark`, `date`, `day`, `time`, `age`, `title`, `source`, "
            "`author`, `category`, `categories`, `tag`, `tags`, `id`, `path`, "
            "`read`, `starred`, `labels`, `note`, `place`, with a width as in "
            "`{source:8}`; what follows `{title:72}` gets the room beyond these columns."
        ),
    )
    group_by_day: bool = setting(
        False,
        truth,
        gettext_noop("Whether a list sorted by date has a heading for each day."),
    )
    text_width: int = setting(
        88,
        whole_number(*TEXT_WIDTHS),
        gettext_noop("Maximum line width in columns, 20 to 400; wider panes get a margin."),
    )
    justify: bool = setting(
        False,
        truth,
        gettext_noop("Whether lines are justified."),
    )
    first_line_indent: bool = setting(
        False,
        truth,
        gettext_noop("Whether paragraphs are indented by two wide characters."),
    )
    han_latin_space: bool = setting(
        False,
        truth,
        gettext_noop(
            "Whether a space is shown between Han and Latin where the text has "
            "none; copies omit it."
        ),
    )
    hanging_punctuation: bool = setting(
        False,
        truth,
        gettext_noop("Whether closing marks may hang into two columns kept free at the right."),
    )
    wide_blocks: WideBlocks = setting(
        WideBlocks.SCROLL,
        one_of(WideBlocks),
        gettext_noop(
            "Code and tables wider than the text: `scroll` cuts and scrolls them, "
            "`wrap` wraps them."
        ),
    )
    images: Images = setting(
        Images.BY_TERMINAL,
        one_of(Images),
        gettext_noop(
            "Images as `kitty`, `iterm2`, `sixel` or half `blocks`; `by-terminal` "
            "asks the terminal."
        ),
    )
    hyperlinks: Hyperlinks = setting(
        Hyperlinks.AUTO,
        one_of(Hyperlinks),
        gettext_noop(
            "Links of the text as hyperlinks of the terminal: `on`, `off`, or `auto` where the "
            "terminal is known to have them."
        ),
    )
    ambiguous_width: AmbiguousWidth = setting(
        AmbiguousWidth.BY_LOCALE,
        one_of(AmbiguousWidth),
        gettext_noop(
            "Columns of `“ ” … — ×` and the like: `narrow` is one, `wide` two, "
            "`by-locale` asks `LANG`."
        ),
    )
    ascii: bool = setting(
        False,
        truth,
        gettext_noop(
            "Whether frames and marks are drawn in ASCII, as with `--ascii`; consoles and "
            "encodings without them get ASCII by themselves."
        ),
    )
    theme: str = setting(
        "terminal",
        text,
        gettext_noop(
            "Colours: `terminal` keeps those of the terminal; the README's Themes lists the others."
        ),
    )
    gains: Gains = setting(
        Gains.OFF,
        one_of(Gains),
        gettext_noop(
            "Colour of rises such as `+1.2%`: `red` as in China, `green` as in the West, or `off`."
        ),
    )
    pager: str = setting(
        "",
        text,
        gettext_noop(
            "Pager of commands on a terminal, such as `less -R`; empty for that of `PAGER`, `cat` "
            "for none."
        ),
    )
    welcome: bool = setting(
        True,
        truth,
        gettext_noop("Whether the first run shows the keys with which one can begin."),
    )
    mouse: bool = setting(
        True,
        truth,
        gettext_noop(
            "Whether the reader handles the mouse; `false` leaves selecting text to the terminal."
        ),
    )
    key_preset: KeyPreset = setting(
        KeyPreset.READER,
        one_of(KeyPreset),
        gettext_noop("Keys as in `vim`, `newsboat` or `emacs`, or the `reader`'s own."),
    )
    keys: Mapping[str, str] = setting(
        {},
        key_table,
        gettext_noop('A table of command = "key,key" that replaces the keys of that command.'),
    )
    macros: Mapping[str, tuple[str, ...]] = setting(
        {},
        macro_table,
        gettext_noop('A table of key = ["command", "command"]: one key runs several commands.'),
    )
    highlight: tuple[Highlight, ...] = setting(
        (),
        highlights,
        gettext_noop(
            "Tables `[[highlight]]` of `query` and `style`; the first that matches styles a row."
        ),
    )


def _described(its: "Field[Any]", default: object) -> Setting:
    return Setting(its.name, default, its.metadata["check"], its.metadata["meaning"])


DEFAULTS = Settings()
SETTINGS: Mapping[str, Setting] = {
    its.name: _described(its, getattr(DEFAULTS, its.name)) for its in fields(Settings)
}
"""Every setting by its key, in the order in which they are shown."""
