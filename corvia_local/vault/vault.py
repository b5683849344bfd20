"""An open vault: its connection, its folder, its slots."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from corvia_crypto.key_slots import KeySlots
from corvia_local.errors import Locked
from corvia_local.vault.failures import storage_failures
from corvia_local.vault.home_lock import HomeLock


class Vault:
    """An open vault. Threads may share it; they take turns.

    Other processes may read and write the same vault beside it: a writer waits up to five seconds
    for another, then raises Busy. `opened_by` is the salt of the slot that opened it, empty
    where it was just made.
    """

    def __init__(
        self,
        home: Path,
        slots: KeySlots,
        connection: Any,
        data_key: bytes = b"",
        lock: HomeLock | None = None,
    ) -> None:
        self.home = home
        self.slots = slots
        self.lock = lock
        self.opened_by = b""
        self._data_key = bytearray(data_key)
        self._connection = connection
        self._turn = threading.RLock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the vault; a second call does nothing. Using it afterwards raises Locked."""
        with self._turn, storage_failures(self.home):
            try:
                self._connection.close()
            finally:
                self._data_key[:] = bytes(len(self._data_key))
                self._data_key.clear()
                if self.lock is not None:
                    self.lock.release()

    def data_key(self) -> bytes:
        """Give the data key, for wrapping it anew or for a backup; raise Locked once closed."""
        if not self._data_key:
            raise Locked("The vault was closed. Open it again.")
        return bytes(self._data_key)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Let no other thread use the vault for the length of a block."""
        with self._turn:
            yield

    def put_down(self) -> None:
        """Close the connection but keep the folder's lock, until `take_up`."""
        self._connection.close()

    def take_up(self, slots: KeySlots, data_key: bytes, connection: Any) -> None:
        """Go on with the same vault under another data key."""
        self.slots = slots
        self._data_key[:] = data_key
        self._connection = connection

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write all that the block writes, or nothing; it is on disk when the block has ended.

        A transaction within a transaction belongs to the outer one. Raises Busy, StorageFailed,
        VaultDamaged.
        """
        with self._turn:
            if self._in_transaction():
                yield
                return
            try:
                self._run("BEGIN IMMEDIATE")
                yield
                self._run("COMMIT")
            except BaseException:
                if self._in_transaction():
                    self._run("ROLLBACK")
                raise

    def write(self, statement: str, values: Iterable[object] = ()) -> int:
        """Run one statement within a transaction of the caller's; give the rows it changed."""
        return int(self._run(statement, values).rowcount)

    def insert(self, statement: str, values: Iterable[object]) -> int:
        """Run one INSERT within a transaction of the caller's; give the new row's number."""
        return int(self._run(statement, values).lastrowid)

    def rows(self, query: str, values: Iterable[object] = ()) -> list[tuple[Any, ...]]:
        """Give every row of a query."""
        with self._turn, storage_failures(self.home):
            found: list[tuple[Any, ...]] = self._connection.execute(query, tuple(values)).fetchall()
            return found

    def row(self, query: str, values: Iterable[object] = ()) -> tuple[Any, ...] | None:
        """Give the first row of a query, or None."""
        found = self.rows(query, values)
        return found[0] if found else None

    def _run(self, statement: str, values: Iterable[object] = ()) -> Any:
        with self._turn, storage_failures(self.home):
            return self._connection.execute(statement, tuple(values))

    def _in_transaction(self) -> bool:
        with storage_failures(self.home):
            return bool(self._connection.in_transaction)
