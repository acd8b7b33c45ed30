"""What a run of the reader may do besides reading its archive and keeping its own files."""

from enum import Enum


class Capability(Enum):
    """Something that a feature needs; where a run has it not, the feature is not there at all.

    A command names the one it needs in `command_table`; `wiring` gives a feature only the
    collaborators that its run may have.
    """

    SHELL = "shell"
    """Going back to the shell that has started the reader: to suspend it."""
    PROGRAMS = "programs"
    """Starting other programs: a browser, an editor, a pager, the command of a pipe."""
    NETWORK = "network"
    """Fetching from other hosts: images."""
    HOME = "home"
    """Reading files of the user's own besides settings: themes."""
    FILES = "files"
    """Writing files where the user says: exports, saved texts, pictures of the screen."""


EVERYTHING = frozenset(Capability)
"""What a user's own reader may do."""
NOTHING: frozenset[Capability] = frozenset()
"""What ``reader --kiosk`` may do."""
