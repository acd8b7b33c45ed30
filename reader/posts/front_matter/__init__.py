"""The header of a file: where it ends, its values as YAML, TOML or JSON, and its repair."""
