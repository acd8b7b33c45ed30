"""A post file becomes a `Post`, by the rules of Jekyll."""
