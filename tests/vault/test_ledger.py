"""The ledger only grows, and shows where it was changed."""

import pytest
from sqlcipher3 import dbapi2

from corvia_local.errors import BadInput
from corvia_local.vault.ledger import LedgerBroken, ledger, record, verify_ledger
from corvia_local.vault.opening import Vault


def fill(vault: Vault, count: int) -> None:
    for number in range(1, count + 1):
        record(vault, "song read", f"song {number}", "sharing", "bafycommunity")


def test_lines_are_numbered_and_chained(vault: Vault) -> None:
    fill(vault, 3)
    lines = ledger(vault)
    assert [(line.number, line.what) for line in lines] == [
        (1, "song 1"),
        (2, "song 2"),
        (3, "song 3"),
    ]
    assert len({line.hash for line in lines}) == 3
    assert ledger(vault, limit=2) == lines[1:]
    assert verify_ledger(vault) == 3


def test_an_empty_ledger_is_whole(vault: Vault) -> None:
    assert verify_ledger(vault) == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger SET what = 'x'",
        "UPDATE ledger SET number = 9 WHERE number = 3",
        "DELETE FROM ledger",
        "INSERT OR REPLACE INTO ledger SELECT 2, at, act, 'x', purpose, audience, hash FROM ledger",
        "INSERT INTO ledger SELECT 9, at, act, what, purpose, audience, hash FROM ledger LIMIT 1",
    ],
)
def test_no_statement_changes_a_line(vault: Vault, statement: str) -> None:
    fill(vault, 3)
    before = ledger(vault)
    with pytest.raises(dbapi2.IntegrityError, match="only grows"), vault.transaction():
        vault.write(statement)
    assert ledger(vault) == before


@pytest.mark.parametrize(
    ("tampering", "line"),
    [
        ("UPDATE ledger SET what = 'song 7' WHERE number = 2", 2),
        ("UPDATE ledger SET at = '2020-01-01T00:00:00+00:00' WHERE number = 1", 1),
        ("UPDATE ledger SET purpose = '', audience = purpose || audience WHERE number = 3", 3),
        ("UPDATE ledger SET hash = upper(hash) WHERE number = 3", 3),
        ("DELETE FROM ledger WHERE number = 2", 2),
        ("DELETE FROM ledger WHERE number = 1", 1),
    ],
)
def test_tampering_past_the_triggers_is_found(vault: Vault, tampering: str, line: int) -> None:
    fill(vault, 3)
    with vault.transaction():
        for (name,) in vault.rows("SELECT name FROM sqlite_schema WHERE type = 'trigger'"):
            vault.write(f"DROP TRIGGER {name}")
        vault.write(tampering)
    with pytest.raises(LedgerBroken, match=f"Line {line} "):
        verify_ledger(vault)


def test_a_line_is_saved_with_what_it_tells_of_or_not_at_all(vault: Vault) -> None:
    def interrupted() -> None:
        with vault.transaction():
            fill(vault, 2)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert ledger(vault) == []


def test_a_line_says_something_in_bounds(vault: Vault) -> None:
    for bad in (" ", "x" * 501, "a\x00b"):
        with pytest.raises(BadInput):
            record(vault, bad, "song 1", "sharing")
    assert ledger(vault) == []
