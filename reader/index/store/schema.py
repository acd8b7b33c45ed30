"""The tables of an index.

What a row means never changes under one `SCHEMA_VERSION`: raise it with the tables, and also when
`posts` reads a header differently, since an index of another version is thrown away and rebuilt.
"""

SCHEMA_VERSION = 7
APPLICATION_ID = 0x52644978
"""Marks the file as an index of this program (SQLite's `application_id`): ``RdIx``."""

UNDATED = -(2**62)
"""The `moment` of a post without a date: older than every other."""

NO_MONTH = -1
"""Stands for the month of posts without a date."""

NO_ELEMENTS_YET = -(1 << 40)
"""The `elements` of a post whose text is not known. None of the bits that count is set, but it
takes as many bytes as the text's number and its elements will: no row outgrows its page then."""

ELEMENT_BITS = {"image": 1, "table": 2, "link": 4}
"""Bits of the column `posts.elements`, by the id of what a body contains."""

FIRST_STRAY = 3 << 30
"""The lowest number in `posts.text` of a text that is out of order; see `write.text_numbers`."""

TEXT_NUMBER_GAP = 4
"""Difference of two neighbouring numbers in `posts.text`: with a larger one, a number takes a byte
more wherever its words stand."""

TEXT_SETTINGS = {"automerge": 32, "crisismerge": 64, "hashsize": 48 * 1024 * 1024, "pgsz": 8100}
"""Of the full-text table. Twenty pieces are searched as fast as one, but for a quarter of a
millisecond a word. On 100,000 posts an `automerge` of 8, and all joined at the end, took 12 s more
of 35 and left 30 MB of free pages; a smaller `hashsize` splits a batch in two. A larger `pgsz`
makes two pages of the file of one of the table."""

STATEMENTS = (
    # What is known of the index as a whole; see `metadata`.
    "CREATE TABLE metadata (name TEXT PRIMARY KEY, value) WITHOUT ROWID",
    # The generation of the index: in another one every number means something else.
    "INSERT INTO metadata VALUES ('generation', hex(randomblob(8)))",
    # Paths are bytes, as the file system has them: a name need not be text.
    """CREATE TABLE folders (
        number INTEGER PRIMARY KEY,
        path BLOB NOT NULL UNIQUE,
        above INTEGER,
        takes_all INTEGER NOT NULL DEFAULT 0,
        mtime_ns INTEGER NOT NULL)""",
    # A post's categories, tags or authors as one JSON array; the counts are of posts that have it.
    """CREATE TABLE lists (
        number INTEGER PRIMARY KEY,
        names TEXT NOT NULL UNIQUE,
        as_categories INTEGER NOT NULL DEFAULT 0,
        as_tags INTEGER NOT NULL DEFAULT 0,
        as_authors INTEGER NOT NULL DEFAULT 0)""",
    # What a post can be found by: see `keys`.
    """CREATE TABLE posting_keys (
        number INTEGER PRIMARY KEY,
        kind INTEGER NOT NULL,
        name TEXT NOT NULL,
        count INTEGER NOT NULL DEFAULT 0,
        UNIQUE (kind, name))""",
    """CREATE TABLE posts (
        number INTEGER PRIMARY KEY,
        stem BLOB NOT NULL,
        extension BLOB NOT NULL,
        folder INTEGER NOT NULL,
        rank INTEGER NOT NULL,
        size INTEGER NOT NULL,
        mtime_ns INTEGER NOT NULL,
        title TEXT NOT NULL,
        title_key BLOB NOT NULL,
        moment INTEGER NOT NULL,
        offset_seconds INTEGER,
        day INTEGER,
        categories INTEGER NOT NULL,
        tags INTEGER NOT NULL,
        authors INTEGER NOT NULL,
        rest TEXT,
        has_problem INTEGER NOT NULL,
        text INTEGER,
        elements INTEGER NOT NULL)""",
    "CREATE INDEX posts_by_moment ON posts (moment, stem, rank, day)",
    "CREATE INDEX posts_by_stem ON posts (stem)",
    "CREATE INDEX posts_with_rest ON posts (rest) WHERE rest IS NOT NULL",
    # The words of titles and texts; see `text_numbers` for what a row's number means. Tokens are
    # folded and separated by spaces before, so that the simplest tokenizer suffices.
    # The body comes first: words in any other column take two bytes more, a fifth of the index.
    "CREATE VIRTUAL TABLE texts USING fts5 (body, title, content = '', tokenize = 'ascii')",
    *(
        f"INSERT INTO texts (texts, rank) VALUES ('{name}', {value})"
        for name, value in TEXT_SETTINGS.items()
    ),
    "CREATE UNIQUE INDEX posts_by_text ON posts (text) WHERE text IS NOT NULL",
    "CREATE INDEX posts_without_text ON posts (moment, stem, rank) WHERE text IS NULL",
    # Rows of `texts` whose posts are gone or have another text now: nothing is deleted from it.
    "CREATE TABLE stale_texts (text INTEGER PRIMARY KEY)",
    # Posts that were taken out, for selections that still show them.
    "CREATE TABLE gone_posts AS SELECT 0 AS gone_at, * FROM posts WHERE 0",
    "CREATE INDEX gone_posts_by_number ON gone_posts (number)",
    "CREATE INDEX gone_posts_by_stem ON gone_posts (stem)",
    """CREATE TABLE postings (
        key INTEGER NOT NULL,
        moment INTEGER NOT NULL,
        post INTEGER NOT NULL,
        PRIMARY KEY (key, moment, post)) WITHOUT ROWID""",
    "CREATE TABLE months (month INTEGER PRIMARY KEY, count INTEGER NOT NULL)",
    # Of a post, or, where `post` is null, of a file or folder that is not one.
    """CREATE TABLE problems (
        number INTEGER PRIMARY KEY,
        post INTEGER,
        folder INTEGER,
        path TEXT NOT NULL,
        line INTEGER,
        kind TEXT NOT NULL,
        handling TEXT NOT NULL,
        fields TEXT NOT NULL)""",
    "CREATE INDEX problems_by_post ON problems (post)",
)
