"""Liquid, Hugo's shortcodes and Hexo's tags: what they mean to a reader of the post.

Own code, not the library python-liquid: that imports for 0.15 s and brings Babel and four more
packages, refuses a whole template for one tag that it does not know or that is left open, and has
no bound inside a chain of filters. Here no text is ever taken away, and what can't be known (the
list of all posts) is told from what is not there.
"""
