"""Tokens become a tree of blocks; a tag that opens or ends none stands alone.

No text is lost: a block that is never closed, an end without a start and what is nested too deeply
leave what is inside where it was.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from reader.document.markup.liquid.tokens import Kind, Token

MAX_DEPTH = 20
"""Deepest nesting of blocks that are carried out."""
BLOCKS = frozenset({"if", "unless", "case", "for", "tablerow", "capture", "ifchanged"})
"""Tags that have an end and are carried out."""
_BRANCHES = {
    "if": frozenset({"elsif", "elseif", "else"}),
    "unless": frozenset({"elsif", "elseif", "else"}),
    "case": frozenset({"when", "else"}),
    "for": frozenset({"else"}),
}


@dataclass(slots=True)
class Branch:
    """A part of a block: what its tag says, and what is inside."""

    name: str
    rest: str
    nodes: "list[Token | Block]" = field(default_factory=list)


@dataclass(slots=True)
class Block:
    """A block with its branches, the first one that of its opening tag."""

    branches: list[Branch]

    @property
    def name(self) -> str:
        """Name of the opening tag."""
        return self.branches[0].name


Node = Token | Block


def tree_of(tokens: Sequence[Token]) -> list[Node]:
    """Return the nodes of a body."""
    top: list[Node] = []
    open_blocks: list[Block] = []
    too_deep: list[str] = []
    for token in tokens:
        nodes = open_blocks[-1].branches[-1].nodes if open_blocks else top
        if token.kind is not Kind.TAG:
            nodes.append(token)
        elif token.name in BLOCKS and len(open_blocks) >= MAX_DEPTH:
            too_deep.append(token.name)
        elif too_deep and token.name == f"end{too_deep[-1]}":
            too_deep.pop()
        elif token.name in BLOCKS:
            block = Block([Branch(token.name, token.rest)])
            nodes.append(block)
            open_blocks.append(block)
        elif token.name.startswith("end") and token.name[3:] in BLOCKS:
            _close(token.name[3:], open_blocks, top)
        elif open_blocks and token.name in _BRANCHES.get(open_blocks[-1].name, ()):
            open_blocks[-1].branches.append(Branch(token.name, token.rest))
        else:
            nodes.append(token)
    while open_blocks:
        _dissolve(open_blocks.pop(), open_blocks, top)
    return top


def _close(name: str, open_blocks: list[Block], top: list[Node]) -> None:
    """End the innermost block of a name; those inside that were left open are none."""
    if all(block.name != name for block in open_blocks):
        return
    while open_blocks[-1].name != name:
        _dissolve(open_blocks.pop(), open_blocks, top)
    open_blocks.pop()


def _dissolve(block: Block, open_blocks: Sequence[Block], top: list[Node]) -> None:
    """Put what is inside a block in its place, which is the last one of those around it."""
    nodes = open_blocks[-1].branches[-1].nodes if open_blocks else top
    place = next(place for place in range(len(nodes) - 1, -1, -1) if nodes[place] is block)
    nodes[place:] = [
        *(node for branch in block.branches for node in branch.nodes),
        *nodes[place + 1 :],
    ]
