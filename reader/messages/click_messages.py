"""What click itself says in help and errors, for the catalogues.

click looks its messages up with the standard library's gettext, in the domain that
`reader.messages.language` chooses. Those that no command of the reader can lead to, as of prompts
and of editors, are left out.

Source: click's modules core, decorators, exceptions, formatting, parser and types.
"""

from reader.messages.language import gettext_noop, ngettext_noop

MESSAGES = (
    gettext_noop("Usage:"),
    gettext_noop("Options"),
    gettext_noop("Commands"),
    gettext_noop("default: {default}"),
    gettext_noop("Show the version and exit."),
    gettext_noop("Show this message and exit."),
    gettext_noop("Invalid value: {message}"),
    gettext_noop("Invalid value for {param_hint}: {message}"),
    gettext_noop("Missing argument"),
    gettext_noop("Missing option"),
    gettext_noop("Missing parameter"),
    gettext_noop("Missing command."),
    gettext_noop("No such option {name!r}."),
    gettext_noop("No such command {name!r}."),
    gettext_noop("Option {name!r} does not take a value."),
    gettext_noop("Choose from:\n\t{choices}"),
    gettext_noop("{value!r} is not a valid {number_type}."),
    gettext_noop("{value} is not in the range {range}."),
    gettext_noop("{name} {filename!r} does not exist."),
    gettext_noop("{name} {filename!r} is a file."),
    gettext_noop("{name} {filename!r} is a directory."),
    gettext_noop("{name} {filename!r} is not readable."),
    gettext_noop("{name} {filename!r} is not writable."),
    gettext_noop("file"),
    gettext_noop("directory"),
    gettext_noop("path"),
)
PLURAL_MESSAGES = (
    ngettext_noop(
        "Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"
    ),
    ngettext_noop("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    ngettext_noop(
        "Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."
    ),
    ngettext_noop(
        "Takes {nargs} values but 1 was given.", "Takes {nargs} values but {len} were given."
    ),
    ngettext_noop("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
)
"""The form for one, and the form for several."""
