"""Background work that leaves the reader: commands of other programs, saved and exported files."""
