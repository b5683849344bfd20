"""Words can be given where no other program sees them, and each new command says what it does."""

from pathlib import Path

import pytest

from corvia_crypto.passphrase import KdfLimits
from corvia_local.vault.entries import add_entry, entries, reframe_of
from corvia_local.vault.opening import create_vault, open_vault
from tests.cli.conftest import PASSPHRASE, Corvia

JOURNAL = "[2026-03-01 21:30] Rain.\nmore\n[2026-03-02 08:00] Sun.\n"


@pytest.fixture
def entry(tmp_path: Path) -> str:
    with create_vault(tmp_path / "home", PASSPHRASE, KdfLimits(1, 8192))[0] as vault:
        return add_entry(vault, "A quiet day, and I was tired.").id


def test_words_come_from_standard_input(corvia: Corvia, entry: str, tmp_path: Path) -> None:
    heard = corvia("reflect", "--text", "-", "--json", stdin=b"I feel calm and glad today.")
    assert heard.json["valence"] > 0
    corvia("reframe", entry, "--accept", "-", stdin="Müde sein ist erlaubt.".encode())
    with open_vault(tmp_path / "home", PASSPHRASE) as vault:
        kept = reframe_of(vault, entry)
    assert kept is not None
    assert kept.text == "Müde sein ist erlaubt."


def test_an_import_is_shown_asked_for_and_done_once(
    corvia: Corvia, entry: str, tmp_path: Path
) -> None:
    (tmp_path / "journal.txt").write_text(JOURNAL)
    seen = corvia("import", "journal.txt", "--preview", "--json").json
    assert (seen["format"], seen["found"], seen["new"]) == ("jrnl", 2, 2)
    assert "imported" not in seen
    assert corvia("import", "journal.txt").code == 3
    assert corvia("import", "journal.txt", "--yes", "--json").json["imported"] == 2
    assert corvia("import", "journal.txt", "--yes", "--json").json["imported"] == 0
    assert corvia("import", "nowhere.txt").code == 4


def test_an_erasure_and_a_plain_export_need_a_word(
    corvia: Corvia, entry: str, tmp_path: Path
) -> None:
    assert corvia("export-all", "out").code == 3
    assert not (tmp_path / "out").exists()
    made = corvia("export-all", "out", "--confirm", "unencrypted", "--json").json
    assert made["files"] == sum(1 for path in (tmp_path / "out").rglob("*") if path.is_file())
    assert corvia("erase", entry).code == 3
    assert corvia("erase", entry, "--confirm", entry, "--json").json["erased"] == "entry"
    with open_vault(tmp_path / "home", PASSPHRASE) as vault:
        assert entries(vault) == []
    assert corvia("ledger", "--verify", "--json").json["verified"] == 3
    assert corvia("erase", "--everything", "--confirm", "yes").code == 3
    assert corvia("erase", "--everything", "--confirm", "erase everything").code == 0
    assert list((tmp_path / "home").iterdir()) == []


def test_off_line_is_the_default_and_holds_in_the_command_line(
    corvia: Corvia, tmp_path: Path
) -> None:
    assert corvia("offline", "--json").json["offline"] is True
    (tmp_path / "sitecustomize.py").write_text(
        "import sys, corvia_local.studio.diagnosing as d\n"
        "import socket\n"
        "d.diagnose = lambda home: socket.create_connection(('127.0.0.1', 9))\n"
    )
    env = {"PYTHONPATH": str(tmp_path)}
    refused = corvia("doctor", "--json", env=env)
    assert (refused.code, refused.json["error"]["name"]) == (9, "OfflineNow")
    assert corvia("offline", "off", "--json").json["offline"] is False
    assert corvia("doctor", "--json", env=env).code == 7, "the network itself refuses now"


def test_what_is_searched_comes_from_standard_input_too(corvia: Corvia, entry: str) -> None:
    found = corvia("entries", "--search", "-", "--json", stdin=b"quiet TIRED\n").json["entries"]
    assert [one["id"] for one in found] == [entry]
    assert corvia("entries", "--skip", "1", "--json").json["entries"] == []
