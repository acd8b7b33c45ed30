"""One module for each kind of block: lists, tables, code."""
