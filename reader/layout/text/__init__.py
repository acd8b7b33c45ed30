"""Text in terminal cells: widths, line breaking, spacing."""
