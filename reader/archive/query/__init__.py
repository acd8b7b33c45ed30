"""The query language: its values, reading and spelling them, completing them, matching posts."""
