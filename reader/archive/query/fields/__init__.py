"""The keys of the query language, one module each: names, value, condition, spelling, completion.

A new key is a new module and its entry in `query.keys`. A new condition also takes its translation
in `index.answer.translations`.
"""
