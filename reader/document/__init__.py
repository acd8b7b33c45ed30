"""A body becomes a `Document`: a tree of blocks and inlines that knows no width."""
