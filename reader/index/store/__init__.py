"""The index's file: schema, connections, rows, and what it records about itself."""
