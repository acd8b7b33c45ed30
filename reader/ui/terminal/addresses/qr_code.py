"""An address as a QR code in the cells of a terminal, for a telephone's camera.

Source: ISO/IEC 18004 (a quiet zone of 4 modules); segno.
"""

from dataclasses import dataclass

import segno

_QUIET_MODULES = (4, 2)
"""Width of the margin, the first that fits; cameras take the smaller one too."""
_HALVES = {(0, 0): " ", (1, 0): "▀", (0, 1): "▄", (1, 1): "█"}
"""By the modules above and below; 1 is dark."""


@dataclass(frozen=True, slots=True)
class QrCode:
    """Lines of the same width, to be drawn in black on white."""

    lines: tuple[str, ...]

    @property
    def columns(self) -> int:
        """Width of each line."""
        return len(self.lines[0])


def qr_code(address: str, columns: int, lines: int, *, uses_ascii: bool) -> QrCode | None:
    """Return the code of an address with the widest margin that fits, or None if none does.

    Args:
        address: The address.
        columns: Columns of the screen.
        lines: Lines of the screen.
        uses_ascii: Draws a module as ``##`` instead of half a block.
    """
    for quiet in _QUIET_MODULES:
        code = _drawn(address, quiet, uses_ascii=uses_ascii)
        if code is not None and code.columns <= columns and len(code.lines) <= lines:
            return code
    return None


def needed_size(address: str, *, uses_ascii: bool) -> tuple[int, int] | None:
    """Return the fewest columns and lines for a code; None if the address is too long for any."""
    code = _drawn(address, _QUIET_MODULES[-1], uses_ascii=uses_ascii)
    return None if code is None else (code.columns, len(code.lines))


def _drawn(address: str, quiet: int, *, uses_ascii: bool) -> QrCode | None:
    try:
        code = segno.make_qr(address, error="l")
    except segno.DataOverflowError:
        return None
    rows = [tuple(row) for row in code.matrix_iter(border=quiet)]
    if uses_ascii:
        return QrCode(tuple("".join("##" if dark else "  " for dark in row) for row in rows))
    if len(rows) % 2:
        rows.append((0,) * len(rows[0]))
    pairs = zip(rows[::2], rows[1::2], strict=True)
    return QrCode(
        tuple("".join(map(_HALVES.__getitem__, zip(*pair, strict=True))) for pair in pairs)
    )
