"""The tree under construction: HTML's elements become blocks and inlines."""
