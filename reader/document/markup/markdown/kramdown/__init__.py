"""What kramdown alone writes, rewritten as the parser reads it: one module a kind of mark."""
