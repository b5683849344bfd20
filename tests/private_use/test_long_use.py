"""After weeks of use and crashes no private word is in any file, and what was erased is gone."""

import os
import random
import re
from pathlib import Path

import pytest

from corvia_crypto.key_slots import unlock_with_passphrase
from corvia_local.vault.entries import entries
from corvia_local.vault.integrity import check_integrity
from corvia_local.vault.opening import open_vault
from tests.private_use.canaries import MARK, Canaries, files_below, forms, look_for
from tests.private_use.long_use import LongUse, evening
from tests.private_use.session import PASSPHRASE, begin
from tests.vault.plain_pages import plain_pages

EVENINGS = int(os.environ.get("CORVIA_SOAK_EVENINGS", "40"))
GIVEN = {"passphrase", "phrase"}
"""Files in which the person keeps secrets themselves."""


@pytest.mark.soak
def test_no_private_word_is_anywhere_and_what_was_erased_is_gone(tmp_path: Path) -> None:
    chance = random.Random(4)
    session = begin(tmp_path / "person")
    session.traceable = False
    use = LongUse(session, Canaries(chance, [PASSPHRASE]), chance)
    use.canaries.add_words(session.phrase)
    for number in range(EVENINGS):
        evening(use, number)
    before = look_for(use.canaries.forms(), [*files_of(use), *use.seen])
    assert before.leaks == []
    written_elsewhere(use)
    erased, pages = erase_all_entries(use)
    after = look_for(use.canaries.forms(), files_of(use))
    assert after.leaks == []
    print(  # noqa: T201
        f"{EVENINGS} evenings: {sum(use.acts.values())} acts ({_counted(use)});"
        f" {len(use.canaries.forms())} forms looked for in {before.files:,} files and outputs,"
        f" {before.bytes + after.bytes:,} bytes: 0 found; {erased} entries erased,"
        f" {pages:,} decrypted pages: 0 found"
    )


def files_of(use: LongUse) -> list[tuple[str, bytes]]:
    """Give every file that a process may have written, with what the person asked for elsewhere."""
    found = [*files_below(use.session.root), *files_below(use.outside)]
    return [(name, content) for name, content in found if name not in GIVEN]


def written_elsewhere(use: LongUse) -> None:
    allowed = (str(use.session.root), str(use.outside), "/dev/", "/proc/")
    events = use.session.watched.read_text().splitlines()
    paths = {line.removeprefix("write ") for line in events if line.startswith("write /")}
    assert not [path for path in paths if not path.startswith(allowed)]
    assert not re.search(r"^socket (2|10)$", use.session.watched.read_text(), re.MULTILINE)
    cores = [path for path in use.session.root.parent.rglob("core*") if path.is_file()]
    assert cores == []


def erase_all_entries(use: LongUse) -> tuple[int, int]:
    """Erase every entry and the draft, then look at each page; give both numbers."""
    passphrase = (use.outside / "passphrase").read_text()
    with open_vault(use.session.home, passphrase) as vault:
        check_integrity(vault)
        texts = [one.text for one in entries(vault)]
        assert sum(MARK in text for text in texts) == len(texts) > EVENINGS
        key = unlock_with_passphrase(vault.slots, passphrase)
        assert any(MARK.encode() in page for page in plain_pages(vault.home, key)), "it would show"
        ids = [one.id for one in entries(vault)]
    use.run("write", "-", stdin="The last page.")
    for number, entry in enumerate(ids):
        if number < 20:
            use.run("erase", entry, "--confirm", entry, "--with-songs", "--take-back")
    return len(ids), _erase_quickly(use, passphrase, ids[20:])


def _erase_quickly(use: LongUse, passphrase: str, ids: list[str]) -> int:
    from corvia_local.studio.erasing import erase, plan_entry, plan_song
    from corvia_local.vault.entries import clear_draft
    from corvia_local.vault.erasing import erase_entry, sweep
    from corvia_local.vault.songs import song_headings

    with open_vault(use.session.home, passphrase) as vault:
        for entry in ids:
            erase_entry(vault, entry)
        for heading in song_headings(vault):
            erase(vault, plan_song(vault, heading.id), with_songs=True, take_back=True)
        clear_draft(vault)
        sweep(vault)
        assert [one.text for one in entries(vault)] == ["The last page."]
        assert plan_entry(vault, entries(vault)[0].id).songs == ()
        pages = list(plain_pages(vault.home, unlock_with_passphrase(vault.slots, passphrase)))
    found = look_for(forms(MARK), ((str(number), page) for number, page in enumerate(pages)))
    assert found.leaks == []
    return len(pages)


def _counted(use: LongUse) -> str:
    return ", ".join(f"{count} {name}" for name, count in use.acts.most_common())


@pytest.mark.parametrize("form", range(8))
def test_a_leak_in_any_form_would_be_seen(form: int) -> None:
    canaries = Canaries(random.Random(1), ["abandon ability able"])
    secret = canaries.word()
    for text in (secret, "abandon ability able"):
        leaked = list(forms(f"..{text}.."))[form]
        assert look_for(canaries.forms(), [("a file", leaked)]).leaks
    assert look_for(canaries.forms(), [(f"{secret}.txt", b"")]).leaks
    assert not look_for(canaries.forms(), [("a file", b"nothing of the kind")]).leaks
