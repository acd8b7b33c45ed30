"""All of the query language in one place, for a caller that loads it when it is first needed."""

from reader.archive.query.completion import complete
from reader.archive.query.matching import compile_query, reads_text
from reader.archive.query.parser import parse_query
from reader.archive.query.spelling import spell
from reader.archive.query.vocabulary import Vocabulary, make_vocabulary
from reader.archive.row_lookup import read_row


class QueryLanguage:
    """Reading, writing and completing queries; loading it takes 20 ms."""

    parse = staticmethod(parse_query)
    spell = staticmethod(spell)
    compile = staticmethod(compile_query)
    reads_text = staticmethod(reads_text)
    read_row = staticmethod(read_row)
    complete = staticmethod(complete)
    make_vocabulary = staticmethod(make_vocabulary)
    no_vocabulary = Vocabulary()
