"""Build hook: writes what is made from the sources, for the wheel and for editable installs.

That is catalogues of translations, completion scripts and man pages; git ignores them all.
"""

import sys
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_SHELL_FILES = "reader/shell_files"
_PLACES = {
    "completion/reader.bash": "share/bash-completion/completions/reader",
    "completion/_reader": "share/zsh/site-functions/_reader",
    "completion/reader.fish": "share/fish/vendor_completions.d/reader.fish",
}
"""Where shells look for completions below a prefix such as ``/usr``."""


class ArtefactHook(BuildHookInterface):
    """Makes the files of a wheel that are not under version control."""

    def dependencies(self) -> list[str]:
        """Return what a build needs: the commands are imported, with all that they import."""
        return ["click-man>=0.5", *self.metadata.core.dependencies]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the files, and have them taken into the wheel although git ignores them."""
        del version
        self._compile_catalogues()
        build_data["artifacts"].append("/reader/locale/**/*.mo")
        if self.target_name == "wheel":
            self._write_shell_files()
            build_data["artifacts"].append(f"/{_SHELL_FILES}/**")
            build_data["shared_data"].update(self._shared())

    def _compile_catalogues(self) -> None:
        for source in Path(self.root, "reader", "locale").glob("*/LC_MESSAGES/*.po"):
            with source.open("rb") as text:
                catalogue = read_po(text)
            with source.with_suffix(".mo").open("wb") as compiled:
                write_mo(compiled, catalogue)

    def _write_shell_files(self) -> None:
        sys.path[:0] = [self.root, str(Path(self.root, ".build"))]
        from shell_files import write_shell_files  # noqa: PLC0415 - not without the program

        write_shell_files(Path(self.root, _SHELL_FILES))

    def _shared(self) -> dict[str, str]:
        """Return the files that go below the prefix, by their place in the sources."""
        folder = Path(self.root, _SHELL_FILES)
        pages = {f"man/{page.name}": f"share/man/man1/{page.name}" for page in folder.glob("man/*")}
        return {str(folder / source): place for source, place in (_PLACES | pages).items()}
