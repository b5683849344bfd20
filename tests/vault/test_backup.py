"""A backup gives the whole vault back, with passphrase, words, shares or another age key."""

import shutil
import threading
from pathlib import Path

import pytest
from pyrage import decrypt, encrypt, x25519

from corvia_crypto.age import read_identity, recovery_identity
from corvia_crypto.age_header import header_length, read_stanza
from corvia_crypto.key_slots import encode_key_slots
from corvia_crypto.passphrase import KdfLimits
from corvia_crypto.recovery_phrase import make_recovery_phrase, recovery_entropy
from corvia_local.errors import BadInput, Locked, NotFound, StorageFailed, VaultDamaged
from corvia_local.model.records import Song
from corvia_local.vault import migrations
from corvia_local.vault.backup import FileStands, write_backup
from corvia_local.vault.backup_format import BackupDamaged, KeyNotARecipient, NotABackup
from corvia_local.vault.blocks import VaultBlocks
from corvia_local.vault.communities import communities, save_community
from corvia_local.vault.entries import add_entry, draft, entries, save_draft
from corvia_local.vault.identity import signing_seed
from corvia_local.vault.integrity import check_integrity, row_counts
from corvia_local.vault.kept_backups import dated_backups, write_dated_backup
from corvia_local.vault.key_changes import add_shares, replace_recovery_phrase
from corvia_local.vault.opening import (
    Vault,
    VaultStands,
    VaultTooNew,
    open_vault,
    open_with_phrase,
    open_with_shares,
)
from corvia_local.vault.restoring import (
    restore_with_identity,
    restore_with_passphrase,
    restore_with_phrase,
    restore_with_shares,
)
from corvia_local.vault.songs import audio, save_audio, save_song, songs
from tests.vault.test_full_disk import files_end_at

TABLES_OF_VERSION_10 = {
    "identity", "ledger", "entries", "tags", "found_text", "reframes", "draft", "songs", "audio",
    "consents", "communities", "blocks",
}  # fmt: skip


def fill(vault: Vault) -> None:
    for number in range(30):
        add_entry(vault, f"words of entry {number} " * 40, tags=("kept",))
    at = "2026-03-01T12:00:00+01:00"
    save_song(vault, Song("song1", "Title", at, None, b"plan", b"score"))
    save_audio(vault, "song1", b"fLaC" * 50_000)
    save_community(vault, "bafycommunity", "Evening circle", True)
    VaultBlocks(vault).put("bafyblock", b"block")
    save_draft(vault, "unsaved words")


def content(vault: Vault) -> tuple[object, ...]:
    return (
        signing_seed(vault), entries(vault), songs(vault), audio(vault, "song1"), draft(vault),
        communities(vault), VaultBlocks(vault).get("bafyblock"), row_counts(vault),
    )  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "vault.age"


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    return tmp_path / "bare"


def test_every_way_in_gives_the_whole_vault_back(
    vault: Vault, file: Path, tmp_path: Path, passphrase: str, cheap: KdfLimits
) -> None:
    fill(vault)
    words = make_recovery_phrase()
    replace_recovery_phrase(vault, words)
    _, shares = add_shares(vault, 2, 3)
    friend = x25519.Identity.generate()
    before = content(vault)
    made = write_backup(vault, file, (str(friend.to_public()),))
    assert (made.size, made.rows) == (file.stat().st_size, before[-1])
    assert file.stat().st_mode & 0o777 == 0o600
    assert not any(b"words of entry" in path.read_bytes() for path in (file,))
    assert {path.name for path in vault.home.iterdir()} == {
        "vault.db", "vault.db-wal", "vault.db-shm", "vault.slots.json"
    }  # fmt: skip

    homes = [tmp_path / name for name in ("by passphrase", "by words", "by shares", "by key")]
    restore_with_passphrase(homes[0], file, passphrase)
    restore_with_phrase(homes[1], file, words.upper())
    restore_with_shares(homes[2], file, shares[1:])
    _, new_words = restore_with_identity(homes[3], file, str(friend), "another evening", cheap)
    opened = [
        open_vault(homes[0], passphrase),
        open_with_phrase(homes[1], words),
        open_with_shares(homes[2], shares[:2]),
        open_vault(homes[3], "another evening"),
    ]
    for one in opened:
        with one:
            assert content(one)[:-1] == before[:-1]
            check_integrity(one)
    open_with_phrase(homes[3], new_words).close()
    with pytest.raises(Locked):
        open_vault(homes[3], passphrase)


def test_the_file_is_an_age_file_that_the_recovery_words_open_alone(
    vault: Vault, file: Path, bare: Path
) -> None:
    words = make_recovery_phrase()
    replace_recovery_phrase(vault, words)
    entry = add_entry(vault, "words")
    write_backup(vault, file)
    data = file.read_bytes()
    length = header_length(data)
    assert length is not None
    assert read_stanza(data[:length], "corvia-slots-v1") == encode_key_slots(vault.slots)
    identity = read_identity(recovery_identity(recovery_entropy(words)))
    plain = decrypt(data, [identity])
    assert plain.startswith(b'{"format":"corvia-backup","version":1,')
    file.write_bytes(encrypt(plain, [identity.to_public()]))
    restore_with_phrase(bare, file, words)
    with open_with_phrase(bare, words) as again:
        assert entries(again) == [entry]


def test_others_write_while_a_backup_is_made(
    vault: Vault, file: Path, bare: Path, passphrase: str
) -> None:
    fill(vault)
    saved: list[str] = []
    done = threading.Event()

    def keep_saving() -> None:
        with open_vault(vault.home, passphrase) as other:
            while not done.is_set():
                saved.append(add_entry(other, "written meanwhile " * 50).id)

    writer = threading.Thread(target=keep_saving)
    writer.start()
    while len(saved) < 3:
        pass
    before = list(saved)
    try:
        write_backup(vault, file)
    finally:
        done.set()
        writer.join()
    assert len(saved) > len(before)
    restore_with_passphrase(bare, file, passphrase)
    with open_vault(bare, passphrase) as again:
        kept = [one.id for one in reversed(entries(again)) if one.text.startswith("written mean")]
        assert kept == saved[: len(kept)]
        assert set(before) <= set(kept)
        check_integrity(again)


def test_a_changed_or_cut_backup_is_refused_and_leaves_no_vault(
    vault: Vault, file: Path, bare: Path, passphrase: str
) -> None:
    add_entry(vault, "words " * 30_000)
    write_backup(vault, file)
    data = file.read_bytes()
    length = header_length(data) or 0
    places = [len(data) - 1, length + 3, length + 70_000, len(data) // 2, length - 20, 40]
    for place in places:
        file.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        with pytest.raises((VaultDamaged, Locked, BadInput)):
            restore_with_passphrase(bare, file, passphrase)
    for size in (0, 10, length, length + 16, len(data) - 1, len(data) // 2):
        file.write_bytes(data[:size])
        with pytest.raises((BackupDamaged, NotABackup)):
            restore_with_passphrase(bare, file, passphrase)
    assert list(bare.iterdir()) == []
    file.write_bytes(data)
    restore_with_passphrase(bare, file, passphrase)


def test_what_cannot_be_restored_is_named(
    vault: Vault, file: Path, bare: Path, passphrase: str
) -> None:
    write_backup(vault, file)
    with pytest.raises(VaultStands):
        restore_with_passphrase(vault.home, file, passphrase)
    with pytest.raises(FileStands):
        write_backup(vault, file)
    with pytest.raises(NotFound, match=r"nothing\.age"):
        restore_with_passphrase(bare, file.with_name("nothing.age"), passphrase)
    with pytest.raises(Locked):
        restore_with_passphrase(bare, file, "not this one")
    with pytest.raises(Locked):
        restore_with_phrase(bare, file, make_recovery_phrase())
    with pytest.raises(KeyNotARecipient):
        restore_with_identity(bare, file, str(x25519.Identity.generate()), passphrase)
    file.write_bytes(encrypt(b"a letter", [x25519.Identity.generate().to_public()]))
    with pytest.raises(BadInput, match="24 words"):
        restore_with_passphrase(bare, file, passphrase)
    with pytest.raises(BadInput, match="recipient"):
        write_backup(vault, file.with_name("x.age"), ("age1nobody",))
    with vault.transaction():
        vault.write(f"PRAGMA user_version = {migrations.LATEST + 1}")
    write_backup(vault, file.with_name("newer.age"))
    with pytest.raises(VaultTooNew):
        restore_with_passphrase(bare, file.with_name("newer.age"), passphrase)
    assert not (bare / "vault.db").exists()


def test_a_full_disk_leaves_no_half_backup_and_old_ones_untouched(
    vault: Vault, tmp_path: Path
) -> None:
    fill(vault)
    folder = tmp_path / "backups"
    old, _ = write_dated_backup(vault, folder, 1)
    data = old.file.read_bytes()
    for size in (*range(0, len(data) - 1000, 20_000), len(data) - 1000):
        with files_end_at(size), pytest.raises(StorageFailed):
            write_dated_backup(vault, folder, 1)
        assert [path.name for path in folder.iterdir()] == [old.file.name]
        assert not list(vault.home.glob(".backup-*"))
    assert old.file.read_bytes() == data


def test_the_oldest_of_this_vault_go_beyond_the_number_kept(
    vault: Vault, made_once: Path, tmp_path: Path, passphrase: str
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    (folder / "corvia-00000000-2020-01-01-000000.age").write_text("another vault's")
    (folder / "letter.txt").write_text("mine")
    made = [write_dated_backup(vault, folder, 3)[0].file for _ in range(5)]
    assert dated_backups(vault, folder) == made[-3:]
    assert {path.name for path in folder.iterdir()} == {
        "corvia-00000000-2020-01-01-000000.age", "letter.txt", *(one.name for one in made[-3:])
    }  # fmt: skip
    for number in (0, -1, 1001):
        with pytest.raises(BadInput, match="Keep"):
            write_dated_backup(vault, folder, number)


def test_an_older_vault_is_backed_up_before_it_is_brought_up_to_date(
    vault: Vault, home: Path, bare: Path, passphrase: str
) -> None:
    entry = add_entry(vault, "words")
    with vault.transaction():
        for name in row_counts(vault).keys() - TABLES_OF_VERSION_10:
            vault.write(f"DROP TABLE {name}")
        vault.write("DROP INDEX blocks_by_head")
        vault.write("PRAGMA user_version = 10")
    vault.close()
    older = home.with_name("older")
    shutil.copytree(home, older)
    (older / "backups").write_text("in the way")
    before = (older / "vault.db").read_bytes()
    with pytest.raises(StorageFailed):
        open_vault(older, passphrase)
    assert (older / "vault.db").read_bytes() == before

    with open_vault(home, passphrase) as again:
        assert again.rows("PRAGMA user_version") == [(migrations.LATEST,)]
        [backup] = dated_backups(again, home / "backups")
    restore_with_passphrase(bare, backup, passphrase)
    with open_vault(bare, passphrase) as restored:
        assert entries(restored) == [entry]
        check_integrity(restored)
