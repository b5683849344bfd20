"""An open vault: its connection, its folder, its slots."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from corvia_crypto.key_slots import KeySlots
from corvia_local.vault.failures import storage_failures


class Vault:
    """An open vault. Threads may share it; they take turns.

    Other processes may read and write the same vault beside it: a writer waits up to five seconds
    for another, then raises Busy.
    """

    def __init__(self, home: Path, slots: KeySlots, connection: Any) -> None:
        self.home = home
        self.slots = slots
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
            self._connection.close()

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
