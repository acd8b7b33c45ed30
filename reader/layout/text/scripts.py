"""Superscript and subscript text in Unicode characters.

Source: Unicode block "Superscripts and Subscripts" and the modifier letters.
"""

_RAISED = str.maketrans(
    "0123456789+-=()abcdefghijklmnoprstuvwxyz−",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ⁻",
)
_LOWERED = str.maketrans(
    "0123456789+-=()aehijklmnoprstuvx−",
    "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ₋",
)


def raise_text(text: str) -> str | None:
    """Return `text` in superscript characters, or None if one does not exist."""
    return text.translate(_RAISED) if all(ord(c) in _RAISED for c in text) else None


def lower_text(text: str) -> str | None:
    """Return `text` in subscript characters, or None if one does not exist."""
    return text.translate(_LOWERED) if all(ord(c) in _LOWERED for c in text) else None
