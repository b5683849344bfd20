"""One SQLite file: a single writer at a time, readers that never wait for it.

What stands here is public or sealed already, so the file is not encrypted.
"""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from corvia_local.errors import Busy, StorageFailed

VERSION: Final = 1
_SCHEMA: Final = """
CREATE TABLE blocks (cid TEXT PRIMARY KEY, tag TEXT, data BLOB NOT NULL);
CREATE INDEX blocks_by_tag ON blocks (tag, cid) WHERE tag IS NOT NULL;
CREATE TABLE heads (author TEXT, community TEXT, sequence INTEGER NOT NULL, step TEXT NOT NULL,
  missing TEXT NOT NULL, PRIMARY KEY (author, community)) WITHOUT ROWID;
CREATE TABLE records (author TEXT PRIMARY KEY, sequence INTEGER NOT NULL, data BLOB NOT NULL)
  WITHOUT ROWID;
CREATE TABLE songs (cid TEXT PRIMARY KEY, author TEXT NOT NULL, title TEXT NOT NULL,
  licence TEXT NOT NULL, since TEXT NOT NULL, until TEXT NOT NULL, sealed INTEGER NOT NULL,
  stone TEXT NOT NULL, size INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX songs_by_author ON songs (author);
CREATE INDEX songs_by_stone ON songs (stone, author);
CREATE TABLE parts (part TEXT, song TEXT, PRIMARY KEY (part, song)) WITHOUT ROWID;
CREATE INDEX parts_by_song ON parts (song);
CREATE TABLE stones (author TEXT, song TEXT, PRIMARY KEY (author, song)) WITHOUT ROWID;
CREATE TABLE ended (song TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE usage (author TEXT PRIMARY KEY, size INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE requests (id TEXT PRIMARY KEY, until TEXT NOT NULL, data BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
_PATIENCE_SECONDS: Final = 10
_PAGE_BYTES: Final = 16 * 1024
"""Four times SQLite's own: a score of some 20 kB then takes two pages instead of seven."""


class Database:
    """The file at `path`, made where there is none. Safe to use from several threads.

    Until it is `open_to_readers` they wait for a writer: what fills an empty file is then written
    once, not to a log first.

    Raises StorageFailed where it cannot be used, Busy where another process writes for too long.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.RLock()
        self._thread = threading.local()
        self._connections: list[sqlite3.Connection] = []
        with self._failures():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._writer = self._connect()
            (version,) = self._writer.execute("PRAGMA user_version").fetchone()
            if version == 0:
                self._writer.execute(f"PRAGMA page_size={_PAGE_BYTES}")
                self._writer.executescript(f"BEGIN;{_SCHEMA}PRAGMA user_version={VERSION};COMMIT;")
            elif version != VERSION:
                raise StorageFailed(
                    f"{path} was written by another version of Corvia ({version}). Make a new"
                    " folder for the node, and let the members sync once."
                )

    def open_to_readers(self) -> None:
        """Let others read while there is writing, from now on and for good."""
        with self._lock, self._failures():
            self._writer.execute("PRAGMA journal_mode=WAL")
            self._writer.execute("PRAGMA synchronous=NORMAL")

    def close(self) -> None:
        """Close every connection."""
        with self._lock:
            for connection in self._connections:
                connection.close()
            self._connections.clear()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Keep all writes of the block, or none where it raises. Blocks may stand in each other."""
        with self._lock, self._failures():
            if self._writer.in_transaction:
                yield
                return
            self._writer.execute("BEGIN IMMEDIATE")
            self._thread.writes = True
            try:
                yield
                self._writer.execute("COMMIT")
            except BaseException:
                if self._writer.in_transaction:  # a full disk has rolled back already
                    self._writer.execute("ROLLBACK")
                raise
            finally:
                self._thread.writes = False

    def write(self, statement: str, values: Sequence[Any] = ()) -> int:
        """Change rows; give how many. To be called within `writing`."""
        with self._failures():
            return self._writer.execute(statement, values).rowcount

    def write_all(self, statement: str, rows: Sequence[Sequence[Any]]) -> None:
        """Change rows, once for each set of values. To be called within `writing`."""
        with self._failures():
            self._writer.executemany(statement, rows)

    def rows(self, statement: str, values: Sequence[Any] = ()) -> list[Any]:
        """Read rows: as the block that writes sees them in its thread, else as last kept."""
        with self._failures():
            return self._reader().execute(statement, values).fetchall()

    def row(self, statement: str, values: Sequence[Any] = ()) -> Any:
        """Read the first row, or None."""
        with self._failures():
            return self._reader().execute(statement, values).fetchone()

    def _reader(self) -> sqlite3.Connection:
        if getattr(self._thread, "writes", False):
            return self._writer
        reader: sqlite3.Connection | None = getattr(self._thread, "reader", None)
        if reader is None:
            with self._lock:
                reader = self._thread.reader = self._connect()
        return reader

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self._path, timeout=_PATIENCE_SECONDS, isolation_level=None, check_same_thread=False
        )
        self._connections.append(connection)
        return connection

    @contextmanager
    def _failures(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            if "locked" in str(error) or "busy" in str(error):
                raise Busy("Another program writes to the node's data. Try again.") from error
            raise self._failed(error) from error
        except (sqlite3.DatabaseError, OSError) as error:
            raise self._failed(error) from error

    def _failed(self, error: Exception) -> StorageFailed:
        return StorageFailed(
            f"The node's data in {self._path} cannot be used: {error}. Is there room, and may it"
            " be written?"
        )
