"""The embedded search index: SQLite FTS5 in a file of its own.

Two shadows of every text are indexed: folded, which decides what is found, and with marks, which decides what comes
first when marks were typed. The file is shared by all processes of the site; WAL lets them read while the worker
writes.
"""

import sqlite3
import threading
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from secrets import randbelow
from typing import TYPE_CHECKING

from marketplace.kernel.errors import BackendUnavailable
from marketplace.kernel.text import fold, marked_key
from marketplace.search.index import Document, Hit, Query

if TYPE_CHECKING:
    from flask import Flask

SCHEMA = """
CREATE VIRTUAL TABLE IF NOT EXISTS documents USING fts5(
    name, producer, places, kinds, body, marked,
    tokenize = "unicode61 remove_diacritics 0", prefix = '1 2 3 4'
);
"""
_HEADS = "name producer places kinds"
_EVERYWHERE = f"{_HEADS} body"
RANKED = (
    "SELECT rowid FROM documents WHERE documents MATCH ? "
    "ORDER BY bm25(documents, 12.0, 5.0, 4.0, 3.0, 1.0, 0.0), rowid LIMIT ?"
)
"""One weight for each column, in their order."""


class FTS5Index:
    """Finds products by text in one SQLite file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()

    def replace(self, documents: Iterable[Document]) -> None:
        """Put documents in."""
        rows = [_row(document) for document in documents]
        with self._writing() as connection:
            connection.executemany("DELETE FROM documents WHERE rowid = ?", [row[:1] for row in rows])
            self._insert(connection, rows)

    def remove(self, product_ids: Iterable[int]) -> None:
        """Take documents out."""
        with self._writing() as connection:
            connection.executemany("DELETE FROM documents WHERE rowid = ?", [(each,) for each in product_ids])

    def rebuild(self, documents: Iterable[Document]) -> None:
        """Replace everything in one transaction."""
        with self._writing() as connection:
            connection.execute("DELETE FROM documents")
            self._insert(connection, [_row(document) for document in documents])
            connection.execute("INSERT INTO documents(documents) VALUES ('optimize')")

    def find(self, query: Query, limit: int) -> Sequence[Hit]:
        """Products with every word. If there are none, products with at least half of the words outside their text: one
        small word of many stands in half the texts and means nothing.
        """
        if not query.words:
            return ()
        try:
            found = self._ids(_every(query.words, prefix=query.prefix), limit)
            every = bool(found)
            if not every and len(query.words) > 1:
                found = self._ids(f"{{{_HEADS}}}: ({_match(query.words, ' OR ', prefix=False)})", limit)
                has = self._counts(_HEADS, query.words, limit, prefix=False) if found else Counter()
                found = [product_id for product_id in found if 2 * has[product_id] >= len(query.words)]
            prefix = query.prefix and every
            letters = self._counts("marked", query.marked, limit, prefix=prefix) if found else Counter()
            rank = self._rank(query, letters, limit, prefix=prefix) if found else ()
        except sqlite3.Error as failure:
            raise BackendUnavailable("search", repr(failure)) from failure
        if not every and query.has_marks:
            # Marks were typed: some of the words are not enough if their marks are others.
            found = [product_id for product_id in found if letters[product_id]]
        # The sort is stable: within equals the order of relevance stays.
        found.sort(key=lambda product_id: tuple(-count[product_id] for count in rank))
        return [Hit(product_id, letters[product_id] == len(query.marked), every) for product_id in found]

    def count(self) -> int:
        """How many documents it holds."""
        try:
            return int(self._connection().execute("SELECT count(*) FROM documents").fetchone()[0])
        except sqlite3.Error as failure:
            raise BackendUnavailable("search", repr(failure)) from failure

    def version(self) -> int:
        """The number that every write leaves in the head of the file."""
        try:
            return int(self._connection().execute("PRAGMA user_version").fetchone()[0])
        except sqlite3.Error as failure:
            raise BackendUnavailable("search", repr(failure)) from failure

    def _ids(self, match: str, limit: int) -> list[int]:
        return [row[0] for row in self._connection().execute(RANKED, (match, limit))]

    def _rank(
        self, query: Query, letters: Counter[int], limit: int, *, prefix: bool
    ) -> tuple[Counter[int], ...]:
        """What decides the order, weightiest first; of each, more is better.

        Marks count first when they were typed. When none were, text that happens to have none is no better: "banh da"
        means the "bánh đa" before a "Bành" with a "da" somewhere; whole words and words of the name come first, and the
        same letters only part what is otherwise equal.
        """
        # A Vietnamese name begins with what the thing is, so "cam" means the orange before a mango from Cam Lâm.
        begins = Counter(self._set(f'{{name}}: ^ "{_quoted(query.words[0])}"', limit))
        named = self._counts("name", query.words, limit, prefix=False)
        if query.has_marks:
            whole = self._counts("marked", query.marked[-1:], limit, prefix=False)
            return letters, whole, named, begins
        # Where every word was found only the last can be no more than the beginning of one.
        last = query.words[-1:] if prefix else query.words
        whole = self._counts(_HEADS, last, limit, prefix=False)
        begun = self._counts("name", query.words[-1:], limit, prefix=prefix)
        return whole, named, begun, begins, letters

    def _counts(self, columns: str, words: Sequence[str], limit: int, *, prefix: bool) -> Counter[int]:
        """How many of the words each document has in these columns."""
        found: Counter[int] = Counter()
        for position, word in enumerate(words, start=1):
            begins = prefix and position == len(words)
            found.update(self._set(f"{{{columns}}}: {_match((word,), ' ', prefix=begins)}", limit))
        return found

    def _set(self, match: str, limit: int) -> set[int]:
        rows = self._connection().execute(
            "SELECT rowid FROM documents WHERE documents MATCH ? LIMIT ?", (match, limit)
        )
        return {row[0] for row in rows}

    def _connection(self) -> sqlite3.Connection:
        """The thread's connection for reading. A missing file is no index, not an empty one."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(
                f"file:{self._path}?mode=ro", uri=True, isolation_level=None, timeout=10
            )
            connection.execute("PRAGMA mmap_size = 67108864")
            self._local.connection = connection
        return connection

    def _writing(self) -> "_Writing":
        self._path.parent.mkdir(parents=True, exist_ok=True)
        return _Writing(self._path)

    @staticmethod
    def _insert(connection: sqlite3.Connection, rows: list[tuple[int, str, str, str, str, str, str]]) -> None:
        connection.executemany(
            "INSERT INTO documents(rowid, name, producer, places, kinds, body, marked) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            rows,
        )


class _Writing:
    """A connection for one write, in one transaction."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None, timeout=30)

    def __enter__(self) -> sqlite3.Connection:
        connection = self._connection
        connection.execute("PRAGMA journal_mode = WAL")
        # The index can be built again from the database, so it need not reach the disk with every change.
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.executescript(SCHEMA)
        connection.execute("BEGIN IMMEDIATE")
        number = connection.execute("PRAGMA user_version").fetchone()[0]
        # A file that was deleted and made again does not begin where the old one began.
        number = number % 2_000_000_000 + 1 if number else randbelow(1_000_000_000) + 1
        connection.execute(f"PRAGMA user_version = {number}")
        return connection

    def __exit__(self, kind: object, *_rest: object) -> None:
        self._connection.execute("ROLLBACK" if kind else "COMMIT")
        self._connection.close()


def _row(document: Document) -> tuple[int, str, str, str, str, str, str]:
    parts = (document.name, document.producer, document.places, document.kinds, document.text)
    name, producer, places, kinds, body = (fold(part) for part in parts)
    marked = " ".join(marked_key(part) for part in parts)
    return document.product_id, name, producer, places, kinds, body, marked


def _every(words: Sequence[str], *, prefix: bool) -> str:
    """An FTS5 expression for all the words. The last may be the beginning of one where all stand outside the text: in
    texts some word begins with whatever it is.
    """
    whole = f"{{{_EVERYWHERE}}}: ({_match(words, ' ', prefix=False)})"
    return f"({whole}) OR ({{{_HEADS}}}: ({_match(words, ' ', prefix=True)}))" if prefix else whole


def _match(words: Sequence[str], joint: str, *, prefix: bool) -> str:
    """An FTS5 expression. Words are quoted, so nothing a visitor types is an operator.

    One letter alone begins half of all words; behind other words it is one that is still being typed.
    """
    quoted = [f'"{_quoted(word)}"' for word in words]
    if prefix and (len(words) > 1 or len(words[-1]) >= 2):
        quoted[-1] += " *"
    return joint.join(quoted)


def _quoted(word: str) -> str:
    return word.replace('"', '""')


def make(setting: str, app: "Flask") -> FTS5Index:
    """The index that ``MARKETPLACE_SEARCH=fts5:<file>`` names."""
    return FTS5Index(Path(app.instance_path, setting.removeprefix("fts5:")))
