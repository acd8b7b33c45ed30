"""The reader in a browser: a page with a terminal, and the program on a pseudo-terminal.

Only this package imports aiohttp, an optional extra.
"""
