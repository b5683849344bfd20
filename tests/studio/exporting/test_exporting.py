"""An export holds everything, its names tell nothing, and the public age program opens it."""

import io
import json
import re
import subprocess
import tarfile
from datetime import datetime
from pathlib import Path

import pytest
from pyrage import decrypt, x25519

from corvia_crypto.age import RecipientUnusable
from corvia_crypto.passphrase import KdfLimits
from corvia_local.errors import BadInput, Cancelled
from corvia_local.model.mood import Mood
from corvia_local.studio.communities import create_community
from corvia_local.studio.exporting.contents import export_files
from corvia_local.studio.exporting.own_key import (
    NoRecoveryKey,
    identity_of_phrase,
    own_recipients,
)
from corvia_local.studio.exporting.plain import FolderInUse, export_plain
from corvia_local.studio.exporting.sealed import FileStands, export_sealed
from corvia_local.studio.importing.bringing import preview
from corvia_local.studio.importing.choosing import read_journal
from corvia_local.studio.sharing import prepare_share, publish
from corvia_local.vault.entries import accept_reframe, add_entry, entries, save_draft
from corvia_local.vault.ledger import ledger
from corvia_local.vault.opening import Vault, create_vault
from corvia_local.vault.songs import save_audio
from corvia_local.vault.unfinished import keep_unfinished
from tests.studio.conftest import KeepSong

SOUND = b"fLaC" + bytes(range(256)) * 9000


@pytest.fixture
def full(vault: Vault, keep_small_song: KeepSong) -> Vault:
    """A vault with something of every kind; every text of it holds the word canary."""
    when = datetime(2026, 3, 1, 21, 30, 5)
    kept = add_entry(vault, "canary: a day\n\n--- é", Mood(-0.555, 0.25), ("canary tag",), now=when)
    accept_reframe(vault, kept.id, "canary, kinder\n- and a second line")
    add_entry(vault, "---\ndate: 1999-01-01\n---\ncanary in front matter's form", now=when)
    save_draft(vault, "canary, unsaved")
    keep_unfinished(vault, "way body", None, "canary, half typed", "emotion")
    song = keep_small_song(vault, "canary line", "canary title", entry_id=kept.id)
    save_audio(vault, song, SOUND)
    create_community(vault, "canary circle")
    publish(vault, prepare_share(vault, song, "canary circle"))
    return vault


def test_everything_is_there_and_names_tell_nothing(full: Vault) -> None:
    files = dict(export_files(full))
    endings = {name.rsplit(".", 1)[1] for name in files}
    assert endings == {"md", "json", "mid", "musicxml", "lrc", "flac", "cbor"}
    assert all(re.fullmatch(r"[A-Za-z0-9./-]+", name) and "canary" not in name for name in files)
    journal = json.loads(files["journal.json"])["entries"]
    assert {one["text"] for one in journal} == {one.text for one in entries(full)}
    assert journal[1]["own_words"] == "canary, kinder\n- and a second line"
    assert files["draft.md"] == b"canary, unsaved"
    (typed,) = json.loads(files["unfinished.json"])["texts"]
    assert (typed["place"], typed["text"]) == ("way body", "canary, half typed")
    assert [data for name, data in files.items() if name.endswith(".flac")] == [SOUND]
    lines = json.loads(files["ledger.json"])["lines"]
    assert [line["hash"] for line in lines] == [line.hash for line in ledger(full)]
    record = next(json.loads(d) for n, d in files.items() if re.match(r"consents/.*json", n))
    assert record["kantara_1_1"]["version"] == "KI-CR-v1.1.0"


def test_plain_files_are_the_owners_alone_and_can_be_imported(full: Vault, tmp_path: Path) -> None:
    target = tmp_path / "out"
    count = export_plain(full, target)
    paths = [path for path in target.rglob("*") if path.is_file()]
    assert len(paths) == count
    assert {path.stat().st_mode & 0o777 for path in paths} == {0o600}
    with pytest.raises(FolderInUse):
        export_plain(full, target)
    found = read_journal(target / "entries")
    assert {(one.text, one.mood, one.tags) for one in found.entries} == {
        (one.text, one.mood, one.tags) for one in entries(full)
    }
    assert preview(full, found).new == 0
    assert [line.audience for line in ledger(full) if line.act == "everything exported"] == [
        "unencrypted files"
    ]


def test_a_sealed_export_is_the_same_files(full: Vault, tmp_path: Path) -> None:
    identity = x25519.Identity.generate()
    file = tmp_path / "all.age"
    count = export_sealed(full, file, (str(identity.to_public()),))
    data = file.read_bytes()
    assert b"canary" not in data
    assert file.stat().st_mode & 0o777 == 0o600
    with tarfile.open(fileobj=io.BytesIO(decrypt(data, [identity]))) as archive:
        assert len(archive.getmembers()) == count
        sound = next(one for one in archive.getmembers() if one.name.endswith(".flac"))
        opened = archive.extractfile(sound)
        assert opened is not None
        assert opened.read() == SOUND
        assert {member.mode for member in archive.getmembers()} == {0o600}
    with pytest.raises(FileStands):
        export_sealed(full, file, (str(identity.to_public()),))


def test_the_public_age_program_opens_it(full: Vault, tmp_path: Path, age: Path) -> None:
    identity, other = x25519.Identity.generate(), x25519.Identity.generate()
    export_sealed(full, tmp_path / "all.age", (str(other.to_public()), str(identity.to_public())))
    (tmp_path / "key").write_text(f"{identity}\n")
    done = subprocess.run(
        [age, "--decrypt", "-i", tmp_path / "key", tmp_path / "all.age"],
        capture_output=True,
        check=True,
    )
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        archive.extractall(tmp_path / "opened", filter="data")
    journal = tmp_path / "opened" / "corvia-export" / "journal.json"
    assert {one["text"] for one in json.loads(journal.read_text())["entries"]} == {
        one.text for one in entries(full)
    }


def test_the_recovery_words_open_an_export_to_oneself(tmp_path: Path) -> None:
    vault, words = create_vault(tmp_path / "corvia", "a quiet morning", KdfLimits(1, 8192))
    with vault:
        export_sealed(vault, tmp_path / "all.age", own_recipients(vault))
        with vault.transaction():
            vault.write("DELETE FROM key_slots")
        with pytest.raises(NoRecoveryKey):
            own_recipients(vault)
    identity = x25519.Identity.from_str(identity_of_phrase(words))
    assert b"journal.json" in decrypt((tmp_path / "all.age").read_bytes(), [identity])


def test_a_stopped_export_leaves_no_file(full: Vault, tmp_path: Path) -> None:
    def stop(step: str, share: float) -> None:
        if step == "songs":
            raise Cancelled("Stopped.")

    recipient = str(x25519.Identity.generate().to_public())
    with pytest.raises(Cancelled):
        export_sealed(full, tmp_path / "all.age", (recipient,), report=stop)
    assert not list(tmp_path.glob("*.age*"))


@pytest.mark.parametrize("recipients", [(), ("",), ("age1nothing",), ("AGE-SECRET-KEY-1X",)])
def test_unfit_recipients_are_refused_before_anything_is_written(
    full: Vault, tmp_path: Path, recipients: tuple[str, ...]
) -> None:
    with pytest.raises(BadInput) as refused:
        export_sealed(full, tmp_path / "all.age", recipients)
    assert not recipients or isinstance(refused.value, RecipientUnusable)
    assert not (tmp_path / "all.age").exists()
