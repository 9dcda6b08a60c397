"""The tables of the database, as the migrations that make them: the schema's version is how many were run.

A released migration is never changed; what comes next is one more. Statements are parted by blank lines.
"""

#: Everything that was fetched and worked out.
_FIRST = """
CREATE TABLE feed (
    source TEXT PRIMARY KEY, url TEXT NOT NULL, etag TEXT, last_modified TEXT,
    asked TEXT NOT NULL, read TEXT, failure TEXT, retry_after TEXT
) STRICT

CREATE TABLE entry (
    source TEXT NOT NULL, id TEXT NOT NULL, url TEXT NOT NULL, title TEXT NOT NULL, summary TEXT NOT NULL,
    content TEXT NOT NULL, published TEXT, byline TEXT NOT NULL, language TEXT NOT NULL,
    teases INTEGER NOT NULL, seen TEXT NOT NULL, article TEXT, PRIMARY KEY (source, id)
) STRICT, WITHOUT ROWID

CREATE INDEX entry_page ON entry (url) WHERE teases

CREATE INDEX entry_time ON entry (coalesce(published, seen))

CREATE TABLE page (
    url TEXT PRIMARY KEY, asked TEXT NOT NULL, failure TEXT, text TEXT NOT NULL, title TEXT NOT NULL,
    byline TEXT NOT NULL, published TEXT, language TEXT NOT NULL, site TEXT NOT NULL
) STRICT, WITHOUT ROWID

CREATE TABLE article (
    id TEXT PRIMARY KEY, source TEXT NOT NULL, outlet TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL,
    language TEXT NOT NULL, published TEXT, url TEXT NOT NULL, byline TEXT NOT NULL,
    seen TEXT NOT NULL, hash TEXT NOT NULL
) STRICT, WITHOUT ROWID

CREATE INDEX article_time ON article (coalesce(published, seen))

CREATE TABLE superseded (
    id TEXT NOT NULL, hash TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (id, hash)
) STRICT, WITHOUT ROWID

CREATE TABLE analysis (
    article TEXT PRIMARY KEY, hash TEXT NOT NULL, version TEXT NOT NULL, vector BLOB NOT NULL, sentences TEXT NOT NULL
) STRICT, WITHOUT ROWID

CREATE TABLE story (article TEXT PRIMARY KEY, story TEXT NOT NULL) STRICT, WITHOUT ROWID
"""

#: Articles can be searched, and what they are sorted by stands before their long text; feeds tell of their health.
_SEARCH = """
ALTER TABLE feed ADD COLUMN entries INTEGER NOT NULL DEFAULT 0

ALTER TABLE feed ADD COLUMN not_modified TEXT

CREATE TABLE renewed (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, source TEXT NOT NULL, outlet TEXT NOT NULL,
    language TEXT NOT NULL, published TEXT, url TEXT NOT NULL, byline TEXT NOT NULL, seen TEXT NOT NULL,
    hash TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL
) STRICT

INSERT INTO renewed (id, source, outlet, language, published, url, byline, seen, hash, title, text)
SELECT id, source, outlet, language, published, url, byline, seen, hash, title, text FROM article
ORDER BY coalesce(published, seen), id

DROP TABLE article

ALTER TABLE renewed RENAME TO article

CREATE INDEX article_time ON article (coalesce(published, seen))

CREATE VIRTUAL TABLE article_words USING fts5 (
    title, text, content = 'article', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
)

INSERT INTO article_words (article_words) VALUES ('rebuild')

CREATE TRIGGER article_added AFTER INSERT ON article BEGIN
    INSERT INTO article_words (rowid, title, text) VALUES (new.number, new.title, new.text);
END

CREATE TRIGGER article_reworded AFTER UPDATE OF title, text ON article
WHEN (old.title, old.text) IS NOT (new.title, new.text) BEGIN
    INSERT INTO article_words (article_words, rowid, title, text)
    VALUES ('delete', old.number, old.title, old.text);
    INSERT INTO article_words (rowid, title, text) VALUES (new.number, new.title, new.text);
END

CREATE TRIGGER article_removed AFTER DELETE ON article BEGIN
    INSERT INTO article_words (article_words, rowid, title, text)
    VALUES ('delete', old.number, old.title, old.text);
END
"""

#: `story` is what grouping says, `shown` what the reader saw after corrections; stories that were merged keep a name.
_CORRECTIONS = """
ALTER TABLE story ADD COLUMN shown TEXT

ALTER TABLE story ADD COLUMN copy_of TEXT

CREATE TABLE alias (id TEXT PRIMARY KEY, story TEXT NOT NULL) STRICT, WITHOUT ROWID
"""

#: What an article was called, and when and by whom it was told, before it was changed; NULL where nobody kept it.
_WORDINGS = """
ALTER TABLE superseded ADD COLUMN outlet TEXT

ALTER TABLE superseded ADD COLUMN published TEXT

ALTER TABLE superseded ADD COLUMN language TEXT
"""

#: What servers asked for: rests, robots.txt; where feeds have moved; when a page that failed may be asked for again.
_MANNERS = """
ALTER TABLE feed ADD COLUMN answered TEXT

ALTER TABLE feed ADD COLUMN validated TEXT NOT NULL DEFAULT ''

ALTER TABLE feed ADD COLUMN digest TEXT NOT NULL DEFAULT ''

ALTER TABLE feed ADD COLUMN sends_all INTEGER NOT NULL DEFAULT 0

ALTER TABLE feed ADD COLUMN moving TEXT NOT NULL DEFAULT ''

ALTER TABLE feed ADD COLUMN moved TEXT NOT NULL DEFAULT ''

ALTER TABLE feed ADD COLUMN gone INTEGER NOT NULL DEFAULT 0

ALTER TABLE page ADD COLUMN again TEXT

CREATE TABLE rest (host TEXT PRIMARY KEY, until TEXT NOT NULL, reason TEXT NOT NULL) STRICT, WITHOUT ROWID

CREATE TABLE robots (
    site TEXT PRIMARY KEY, asked TEXT NOT NULL, text TEXT, failure TEXT NOT NULL
) STRICT, WITHOUT ROWID
"""

#: What is old is found without a look at the rest; which articles snapshots cite, and how far all were gone through.
_RETENTION = """
CREATE INDEX article_seen ON article (seen)

CREATE INDEX entry_seen ON entry (seen) WHERE published IS NOT NULL

CREATE INDEX page_asked ON page (asked)

CREATE TABLE cited (
    article TEXT NOT NULL, snapshot TEXT NOT NULL, PRIMARY KEY (article, snapshot)
) STRICT, WITHOUT ROWID

CREATE INDEX cited_snapshot ON cited (snapshot)

CREATE TABLE noted (
    snapshot TEXT PRIMARY KEY, size INTEGER NOT NULL, changed INTEGER NOT NULL
) STRICT, WITHOUT ROWID

CREATE TABLE swept (one INTEGER PRIMARY KEY CHECK (one = 1), seen TEXT NOT NULL, number INTEGER NOT NULL) STRICT

INSERT INTO swept VALUES (1, '', 0)
"""

#: Since when a feed can't be read, and how many times it was tried since.
_FAILING = """
ALTER TABLE feed ADD COLUMN failing TEXT

ALTER TABLE feed ADD COLUMN failures INTEGER NOT NULL DEFAULT 0
"""

MIGRATIONS = (_FIRST, _SEARCH, _CORRECTIONS, _WORDINGS, _MANNERS, _RETENTION, _FAILING)
