"""The limit of the search: the database's own full-text search over the same texts, asked by hand.

It knows stems (PostgreSQL) or the beginnings of words (SQLite), but no compounds, no slips and no synonyms.
"""

from collections.abc import Callable, Iterable

from django.db import connection, transaction

from rathaus.portal.catalogue.search.sources import Findable
from rathaus.portal.catalogue.search.words import telling_words

FOUND = 10
Row = tuple[str, str, str]
Search = Callable[[str], list[tuple]]


def fulltext(findables: Iterable[Findable]) -> Search:
    """A search over what can be found: any of the telling words, the best ten."""
    return over([(one.shown["title"], one.shown["url"], "\n".join(text for _, text in one.texts)) for one in findables])


def over(rows: list[Row]) -> Search:
    """The same over any titles, addresses and texts."""
    with transaction.atomic():
        connection.cursor().execute("DROP TABLE IF EXISTS bench_text")
        return _postgresql(rows) if connection.vendor == "postgresql" else _sqlite(rows)


def _sqlite(rows: list[Row]) -> Search:
    raw = connection.connection
    raw.execute("CREATE VIRTUAL TABLE bench_text USING fts5(title, url UNINDEXED, said, prefix='4 6')")
    raw.executemany("INSERT INTO bench_text VALUES (?, ?, ?)", rows)
    raw.execute("INSERT INTO bench_text (bench_text) VALUES ('optimize')")
    ask = "SELECT title, url FROM bench_text WHERE bench_text MATCH ? ORDER BY bm25(bench_text, 4, 0, 1) LIMIT ?"
    return lambda text: raw.execute(ask, (" OR ".join(f'"{word}"*' for word in telling_words(text)), FOUND)).fetchall()


def _postgresql(rows: list[Row]) -> Search:
    raw = connection.connection
    raw.execute(
        "CREATE TABLE bench_text (title text, url text, said text, words tsvector GENERATED ALWAYS AS "
        "(setweight(to_tsvector('german', title), 'A') || to_tsvector('german', said)) STORED)"
    )
    raw.cursor().executemany("INSERT INTO bench_text VALUES (%s, %s, %s)", rows)
    raw.execute("CREATE INDEX ON bench_text USING gin (words)")
    raw.execute("ANALYZE bench_text")
    ask = (
        "SELECT title, url FROM bench_text, websearch_to_tsquery('german', %s) asked WHERE words @@ asked "
        "ORDER BY ts_rank(words, asked) DESC LIMIT %s"
    )
    return lambda text: raw.execute(ask, (" OR ".join(telling_words(text)), FOUND)).fetchall()
