"""Lists under construction: bullets, numbers, terms and what is said of them."""

from dataclasses import replace

from reader.document.build.frames import Frame
from reader.document.build.table_frames import CaptionFrame
from reader.document.nodes import (
    Block,
    Definition,
    DefinitionList,
    Inline,
    ListBlock,
    ListItem,
)


class ListFrame(Frame):
    """``ul`` and the items that stand in no list."""

    def __init__(self) -> None:
        super().__init__()
        self.items: list[ItemFrame] = []
        """Finished items."""

    def add(self, block: Block) -> None:
        """Attach a block that stands between items to the one before."""
        if not self.items:
            self.items.append(ItemFrame())
        self.items[-1].add(block)

    @property
    def is_tight(self) -> bool:
        """True where no item's text is a paragraph element."""
        return all(item.is_tight for item in self.items)

    def hand_over(self, parent: Frame) -> None:
        """Become a list, unless no item has anything in it."""
        if any(item.blocks for item in self.items):
            parent.add(self._build())

    def _build(self) -> ListBlock:
        items = (ListItem(tuple(item.blocks), item.is_checked, item.number) for item in self.items)
        return ListBlock(tuple(items), None, self.is_tight)


class NumberedListFrame(ListFrame):
    """``ol``."""

    def __init__(self, start: int | None, numbering: str, is_reversed: bool) -> None:
        """Begin at `start`; None is 1, or, where numbers go down, the count of items."""
        super().__init__()
        self._start = start
        self._numbering = numbering
        self._is_reversed = is_reversed

    def _build(self) -> ListBlock:
        start = self._start
        if start is None:
            start = len(self.items) if self._is_reversed else 1
        return replace(
            super()._build(),
            start=start,
            numbering=self._numbering,
            is_reversed=self._is_reversed,
        )


class ItemFrame(Frame):
    """``li``."""

    def __init__(self, number: int | None = None) -> None:
        super().__init__()
        self.number = number
        self.is_checked: bool | None = None
        self.is_tight = True

    def hand_over(self, parent: Frame) -> None:
        """Become an item of the list around."""
        if isinstance(parent, ListFrame):
            parent.items.append(self)
        else:
            super().hand_over(parent)


class DefinitionListFrame(Frame):
    """``dl``."""

    def __init__(self) -> None:
        super().__init__()
        self._items: list[tuple[list[tuple[Inline, ...]], list[tuple[Block, ...]]]] = []

    def add_term(self, inlines: tuple[Inline, ...]) -> None:
        """Take a term; one that follows a description begins a new group."""
        if not self._items or self._items[-1][1]:
            self._items.append(([], []))
        if inlines:
            self._items[-1][0].append(inlines)

    def add_description(self, blocks: tuple[Block, ...]) -> None:
        """Take a description of the terms before it."""
        if not self._items:
            self._items.append(([], []))
        if blocks:
            self._items[-1][1].append(blocks)

    def add(self, block: Block) -> None:
        """Take a block that is neither term nor description as a description."""
        self.add_description((block,))

    def hand_over(self, parent: Frame) -> None:
        """Become a definition list, unless empty."""
        groups = (Definition(tuple(terms), tuple(said)) for terms, said in self._items)
        items = tuple(group for group in groups if group.terms or group.descriptions)
        if items:
            parent.add(DefinitionList(items))


class DescriptionFrame(Frame):
    """``dd``."""

    def hand_over(self, parent: Frame) -> None:
        """Become a description in the list around."""
        if isinstance(parent, DefinitionListFrame):
            parent.add_description(tuple(self.blocks))
        else:
            super().hand_over(parent)


class TermFrame(CaptionFrame):
    """``dt``."""

    def hand_over(self, parent: Frame) -> None:
        """Become a term of the list around; what is no text describes it."""
        if not isinstance(parent, DefinitionListFrame):
            super().hand_over(parent)
            return
        parent.add_term(tuple(self.inlines))
        for block in self.blocks:
            parent.add(block)
