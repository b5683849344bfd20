"""A vault is made once, opens with its passphrase or phrase, and stays locked otherwise."""

import stat
from pathlib import Path

import pytest

from corvia_crypto.passphrase import KdfLimits, PassphraseUnusable
from corvia_crypto.recovery_phrase import UnknownWord, WrongChecksum, make_recovery_phrase
from corvia_local.errors import BadInput, Locked, NotFound, StorageFailed, VaultDamaged
from corvia_local.vault.entries import add_entry, entries
from corvia_local.vault.identity import signing_seed
from corvia_local.vault.opening import (
    Vault,
    create_vault,
    open_vault,
    open_with_phrase,
    vault_exists,
)


def test_it_opens_again_with_passphrase_and_phrase(
    home: Path, passphrase: str, cheap: KdfLimits
) -> None:
    assert not vault_exists(home)
    vault, words = create_vault(home, passphrase, cheap)
    seed, entry = signing_seed(vault), add_entry(vault, "first words")
    vault.close()
    assert vault_exists(home)
    for opened in (open_vault(home, passphrase), open_with_phrase(home, words.upper())):
        with opened:
            assert signing_seed(opened) == seed
            assert entries(opened) == [entry]


def test_moderate_limits_are_the_default(home: Path, passphrase: str) -> None:
    vault, _ = create_vault(home, passphrase)
    vault.close()
    with open_vault(home, passphrase) as again:
        assert again.slots.slots[0].kdf.memory == 268_435_456


def test_each_vault_has_its_own_identity(tmp_path: Path, passphrase: str, cheap: KdfLimits) -> None:
    seeds = set()
    for name in ("one", "two"):
        with create_vault(tmp_path / name, passphrase, cheap)[0] as vault:
            seeds.add(signing_seed(vault))
    assert len(seeds) == 2
    assert {len(seed) for seed in seeds} == {32}


def files(home: Path) -> dict[str, tuple[int, bytes]]:
    return {path.name: (path.stat().st_mtime_ns, path.read_bytes()) for path in home.iterdir()}


def test_a_wrong_passphrase_touches_nothing(vault: Vault, home: Path) -> None:
    add_entry(vault, "words")
    vault.close()
    before, folder_time = files(home), home.stat().st_mtime_ns
    for wrong in ("not it", ""):
        with pytest.raises(Locked):
            open_vault(home, wrong)
    with pytest.raises(Locked):
        open_with_phrase(home, make_recovery_phrase())
    with pytest.raises(WrongChecksum):
        open_with_phrase(home, "abandon " * 24)
    with pytest.raises(UnknownWord):
        open_with_phrase(home, "corvia " * 24)
    assert files(home) == before
    assert home.stat().st_mtime_ns == folder_time


def test_a_wrong_passphrase_prints_nothing(
    vault: Vault, home: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(Locked):
        open_vault(home, "not it")
    vault.close()
    damaged = bytearray((home / "vault.db").read_bytes())
    damaged[100] ^= 1
    (home / "vault.db").write_bytes(damaged)
    with pytest.raises(VaultDamaged):
        open_vault(home, "a quiet morning")
    assert capfd.readouterr() == ("", "")


def test_there_is_nothing_to_open_in_an_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no vault"):
        open_vault(tmp_path, "x")
    with pytest.raises(NotFound):
        open_with_phrase(tmp_path / "nowhere", make_recovery_phrase())
    assert list(tmp_path.iterdir()) == []


def test_a_vault_is_never_made_over_another(
    vault: Vault, home: Path, passphrase: str, cheap: KdfLimits
) -> None:
    entry = add_entry(vault, "words")
    with pytest.raises(BadInput, match="already"):
        create_vault(home, "another", cheap)
    vault.close()
    with pytest.raises(BadInput, match="already"):
        create_vault(home, "another", cheap)
    with open_vault(home, passphrase) as again:
        assert entries(again) == [entry]


@pytest.mark.parametrize("lost", ["vault.db", "vault.slots.json"])
def test_a_lost_file_is_said_and_not_made_anew(
    vault: Vault, home: Path, passphrase: str, cheap: KdfLimits, lost: str
) -> None:
    vault.close()
    (home / lost).unlink()
    with pytest.raises(VaultDamaged, match=lost):
        open_vault(home, passphrase)
    with pytest.raises(BadInput, match="already"):
        create_vault(home, passphrase, cheap)
    assert not (home / lost).exists()


def test_an_empty_passphrase_makes_no_folder(home: Path, cheap: KdfLimits) -> None:
    with pytest.raises(PassphraseUnusable):
        create_vault(home, " ", cheap)
    assert not home.exists()


def test_only_the_owner_may_look(vault: Vault, home: Path) -> None:
    add_entry(vault, "words")
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in home.iterdir()}
    assert modes == dict.fromkeys(
        ("vault.db", "vault.db-wal", "vault.db-shm", "vault.slots.json"), 0o600
    )


def test_an_empty_folder_is_closed_to_others_and_a_used_one_left_alone(
    tmp_path: Path, passphrase: str, cheap: KdfLimits
) -> None:
    empty, used = tmp_path / "empty", tmp_path / "used"
    for folder in (empty, used):
        folder.mkdir()
        folder.chmod(0o755)
    (used / "letter.txt").write_text("mine")
    for folder in (empty, used):
        create_vault(folder, passphrase, cheap)[0].close()
    assert stat.S_IMODE(empty.stat().st_mode) == 0o700
    assert stat.S_IMODE(used.stat().st_mode) == 0o755
    assert stat.S_IMODE((used / "vault.db").stat().st_mode) == 0o600


def test_what_was_saved_is_synced_and_what_is_deleted_overwritten(vault: Vault) -> None:
    settings = {
        "journal_mode": "wal",
        "synchronous": 2,
        "secure_delete": 1,
        "temp_store": 2,
        "foreign_keys": 1,
        "busy_timeout": 5000,
        "cipher_page_size": "4096",
        "cipher_use_hmac": "1",
        "cipher_log_level": "NONE",
    }
    assert {name: vault.rows(f"PRAGMA {name}")[0][0] for name in settings} == settings


def test_a_closed_vault_is_locked(vault: Vault) -> None:
    vault.close()
    vault.close()
    with pytest.raises(Locked, match="closed"):
        entries(vault)
    with pytest.raises(Locked, match="closed"):
        add_entry(vault, "words")


def test_a_file_in_the_folders_place_is_said(
    tmp_path: Path, passphrase: str, cheap: KdfLimits
) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(StorageFailed):
        create_vault(tmp_path / "file", passphrase, cheap)
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.parametrize("name", ["a b", "50%?x=1#y", "Bücher 本", 'it\'s "mine"', "\udcff"])
def test_a_folder_may_be_called_anything(
    tmp_path: Path, passphrase: str, cheap: KdfLimits, name: str
) -> None:
    vault, _ = create_vault(tmp_path / name, passphrase, cheap)
    entry = add_entry(vault, "words")
    vault.close()
    with open_vault(tmp_path / name, passphrase) as again:
        assert entries(again) == [entry]
    assert [path.name for path in tmp_path.iterdir()] == [name]
