"""Nothing of the person's stands in the clear in any file of the folder, open or closed."""

from pathlib import Path

from corvia_crypto.key_slots import unlock_with_passphrase
from corvia_crypto.passphrase import KdfLimits
from corvia_local.model.records import ConsentTerms, Song
from corvia_local.vault.blocks import VaultBlocks
from corvia_local.vault.communities import save_community
from corvia_local.vault.consents import save_consent
from corvia_local.vault.entries import accept_reframe, add_entry, entries, save_draft
from corvia_local.vault.identity import signing_seed
from corvia_local.vault.ledger import record
from corvia_local.vault.opening import Vault, create_vault
from corvia_local.vault.songs import save_audio, save_song

CANARY = "canary"


def canary(name: str) -> str:
    return f"{CANARY}-{name}"


def fill(vault: Vault) -> None:
    kept = add_entry(vault, canary("entry") * 500, tags=(canary("tag"),))
    accept_reframe(vault, kept.id, canary("reframe"))
    save_draft(vault, canary("draft") * 5000)
    at = "2026-03-01T12:00:00+01:00"
    plan, score = canary("plan").encode() * 900, canary("score").encode() * 900
    save_song(vault, Song("song1", canary("title"), at, kept.id, plan, score))
    save_audio(vault, "song1", canary("audio").encode() * 50_000)
    terms = ConsentTerms(
        "song1", ("score",), canary("audience"), ("x",), "CC0-1.0", "2026-03-01", "2027-03-01"
    )
    save_consent(vault, "bafy1", "bafysong", terms, canary("receipt").encode())
    save_community(vault, "bafycommunity", canary("community"), True)
    VaultBlocks(vault).put("bafyblock", canary("block").encode() * 900)
    record(vault, canary("act"), "song song1", canary("purpose"))
    assert entries(vault, search=f"{CANARY}-ent")


def leaks(home: Path, secrets: list[bytes]) -> list[tuple[str, bytes]]:
    return [
        (path.name, secret)
        for path in home.iterdir()
        for secret in secrets
        if secret in path.read_bytes()
    ]


def test_no_file_holds_plain_words_or_keys(home: Path, passphrase: str, cheap: KdfLimits) -> None:
    vault, words = create_vault(home, passphrase, cheap)
    fill(vault)
    data_key, seed = unlock_with_passphrase(vault.slots, passphrase), signing_seed(vault)
    secrets = [
        *(CANARY.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")),
        b"SQLite format 3",
        b"CREATE TABLE",
        passphrase.encode(),
        *(" ".join(pair).encode() for pair in zip(words.split(), words.split()[1:], strict=False)),
        *(form for key in (data_key, seed) for form in (key, key.hex().encode())),
    ]
    open_files = {path.name for path in home.iterdir()}
    assert {"vault.db", "vault.db-wal", "vault.db-shm", "vault.slots.json"} == open_files
    assert leaks(home, secrets) == []
    vault.close()
    assert {path.name for path in home.iterdir()} == {"vault.db", "vault.slots.json"}
    assert leaks(home, secrets) == []


def test_a_leak_would_be_seen(home: Path, vault: Vault) -> None:
    (home / "left.tmp").write_text(canary("entry"))
    assert leaks(home, [CANARY.encode()]) == [("left.tmp", CANARY.encode())]
    vault.close()
