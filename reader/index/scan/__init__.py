"""Finding and reading files that changed since the last sync."""
