"""An import is shown first, can be stopped and begun again, and brings nothing twice."""

import json
from datetime import datetime

import pytest

from corvia_local.errors import Cancelled
from corvia_local.studio.importing.bringing import STEP, bring_in, preview
from corvia_local.studio.importing.jrnl import read_jrnl_json, read_jrnl_text
from corvia_local.vault.entries import add_entry, entries
from corvia_local.vault.erasing import erase_entry
from corvia_local.vault.ledger import ledger, verify_ledger
from corvia_local.vault.opening import Vault

JOURNAL = b"".join(
    b"[2020-%02d-%02d 21:30] Day %d.\nwords @x\n" % (month, day, day)
    for month in range(1, 11)
    for day in range(1, 27)
)


def test_a_preview_writes_nothing(vault: Vault) -> None:
    before = ledger(vault)
    seen = preview(vault, read_jrnl_text(JOURNAL))
    assert (seen.new, seen.here_already, seen.first, seen.last) == (
        260,
        0,
        "2020-01-01",
        "2020-10-26",
    )
    assert [one.wall_time[:10] for one in seen.samples] == [
        "2020-01-01",
        "2020-06-01",
        "2020-10-26",
    ]
    assert entries(vault) == []
    assert ledger(vault) == before


def test_a_stopped_import_goes_on_where_it_was(vault: Vault) -> None:
    def stop(step: str, share: float) -> None:
        if share > 0.6:
            raise Cancelled("Stopped.")

    found = read_jrnl_text(JOURNAL)
    with pytest.raises(Cancelled):
        bring_in(vault, found, stop)
    assert len(entries(vault)) == 2 * STEP
    brought = bring_in(vault, found)
    assert (brought.imported, brought.here_already) == (60, 200)
    assert len({(one.written_at, one.text) for one in entries(vault)}) == 260
    assert bring_in(vault, found).imported == 0
    assert [line.what for line in ledger(vault) if line.act == "entries imported"] == [
        "200 entries",
        "60 entries",
    ]
    verify_ledger(vault)


def test_the_same_journal_in_another_format_brings_nothing_new(vault: Vault) -> None:
    bring_in(vault, read_jrnl_text(b"[2026-03-01 21:30] Rain.\nMore.\n"))
    row = {"title": "Rain.", "body": "More.\n", "date": "2026-03-01", "time": "21:30"}
    again = read_jrnl_json(json.dumps({"entries": [row, row]}).encode())
    seen = preview(vault, again)
    assert (seen.new, seen.here_already) == (0, 2)
    assert bring_in(vault, again).imported == 0


def test_an_entry_written_here_is_known(vault: Vault) -> None:
    add_entry(vault, "Rain.", now=datetime(2026, 3, 1, 21, 30))
    assert preview(vault, read_jrnl_text(b"[2026-03-01 21:30] Rain.\n")).new == 0


def test_an_erased_entry_can_come_again(vault: Vault) -> None:
    found = read_jrnl_text(b"[2026-03-01 21:30] Rain.\n")
    bring_in(vault, found)
    erase_entry(vault, entries(vault)[0].id)
    assert preview(vault, found).new == 1
