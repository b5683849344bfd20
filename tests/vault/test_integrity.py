"""Each part that can be harmed is named, and what is whole beside it is said to be whole."""

from pathlib import Path

from corvia_local.studio.checking import Examination, check_vault
from corvia_local.vault.entries import add_entry, entries
from corvia_local.vault.opening import Vault


def parts(found: Examination) -> dict[str, bool]:
    return {one.part: one.whole for one in found.findings}


def test_a_whole_vault_is_whole(vault: Vault, home: Path, passphrase: str) -> None:
    add_entry(vault, "words")
    found = check_vault(home, passphrase)
    assert found.whole
    assert found.rows["entries"] == 1
    assert found.advice == ()


def test_a_search_index_that_does_not_fit_is_named_and_mended(
    vault: Vault, home: Path, passphrase: str
) -> None:
    for number in range(3):
        add_entry(vault, f"the lake, evening {number}")
    for harm in (
        "DELETE FROM found_text WHERE rowid = 2",
        "UPDATE found_text SET folded = 'something else' WHERE rowid = 1",
        "INSERT INTO found_text (rowid, folded) VALUES (99, 'nobody wrote this')",
        "DELETE FROM found_text_data WHERE id > 10",
    ):
        with vault.transaction():
            vault.write(harm)
        found = check_vault(home, passphrase)
        assert [part for part, whole in parts(found).items() if not whole] == ["search index"]
        assert "--mend" in next(one.said for one in found.findings if not one.whole)
        assert check_vault(home, passphrase, mend=True).whole, harm
        assert check_vault(home, passphrase).whole, harm
    assert len(entries(vault, search="lake")) == 3


def test_a_changed_ledger_and_a_lost_entry_are_named(
    vault: Vault, home: Path, passphrase: str
) -> None:
    add_entry(vault, "words", tags=("kept",))
    vault.rows("PRAGMA foreign_keys = OFF")
    with vault.transaction():
        vault.write("DROP TRIGGER ledger_no_update")
        vault.write("UPDATE ledger SET what = 'nothing' WHERE number = 1")
        vault.write("UPDATE tags SET entry = 77")
    found = check_vault(home, passphrase)
    assert not parts(found)["ledger"]
    assert not parts(found)["references"]
    assert parts(found)["pages"]
    assert "Line 1" in next(one.said for one in found.findings if one.part == "ledger")
    assert any("restore" in line for line in found.advice)


def test_the_advice_names_the_newest_backup_here(vault: Vault, home: Path, passphrase: str) -> None:
    vault.close()
    folder = home / "backups"
    folder.mkdir()
    for name in ("2026-03-01-101010-000", "2026-03-02-090000-000", "2026-02-01-235959-999"):
        (folder / f"corvia-00000000-{name}.age").write_bytes(b"")
    (home / "vault.slots.json").write_bytes(b"{}")
    found = check_vault(home, passphrase)
    assert parts(found) == {"key slots": False}
    assert "corvia-00000000-2026-03-02-090000-000.age" in found.advice[1]
