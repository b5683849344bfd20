"""Thought records as the vault keeps them. Nothing of what they say is written to the ledger."""

from typing import Any

import msgspec

from corvia_local.errors import BadInput, VaultDamaged
from corvia_local.model.thought_record import (
    ANSWER_NAMES,
    DOORS,
    LONGEST_ANSWER,
    PERCENT_ANSWERS,
    WORD_ANSWERS,
    Door,
    ThoughtRecord,
)
from corvia_local.vault.erasing import require_sweep
from corvia_local.vault.ids import make_id, whole_id
from corvia_local.vault.moments import local_time
from corvia_local.vault.texts import check_storable
from corvia_local.vault.vault import Vault

_SELECT = (
    "SELECT record.id, entry.id, record.door, record.begun_at, record.finished_at, record.answers"
    " FROM thought_records AS record LEFT JOIN entries AS entry ON entry.sequence = record.entry"
)


class NotAPercentage(BadInput):
    """A strength or a belief is no number from 0 to 100."""


def new_record(vault: Vault, door: Door, entry_id: str | None = None) -> ThoughtRecord:
    """Make an empty record, which the vault does not hold yet. Raises NotFound, BadInput."""
    if door not in DOORS:
        raise BadInput(f"“{door}” is no door. There are: {', '.join(DOORS)}.")
    whole = None if entry_id is None else whole_id(vault, "entries", "entry", entry_id)
    return ThoughtRecord(make_id(), whole, door, local_time())


def keep_record(vault: Vault, record: ThoughtRecord) -> None:
    """Keep a record in place of its earlier state; it is on disk when this returns.

    Raises TextTooLong, NotText, NotAPercentage, NotFound (the entry is gone), Busy,
    StorageFailed, and then nothing was changed.
    """
    for name in WORD_ANSWERS:
        check_storable(getattr(record, name), "answer", LONGEST_ANSWER)
    for name in PERCENT_ANSWERS:
        value = getattr(record, name)
        if value is not None and not 0 <= value <= 100:
            raise NotAPercentage(f"{value} is not between 0 and 100. Give a number in between.")
    answers = {name: getattr(record, name) for name in ANSWER_NAMES}
    given = {name: value for name, value in answers.items() if value not in ("", None)}
    with vault.transaction():
        vault.write(
            "INSERT INTO thought_records (id, entry, door, begun_at, finished_at, answers)"
            " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE"
            " SET finished_at = excluded.finished_at, answers = excluded.answers",
            (
                record.id,
                _sequence(vault, record.entry_id),
                record.door,
                record.begun_at,
                record.finished_at,
                msgspec.json.encode(given).decode(),
            ),
        )


def _sequence(vault: Vault, entry_id: str | None) -> int | None:
    if entry_id is None:
        return None
    whole = whole_id(vault, "entries", "entry", entry_id)
    return int(vault.rows("SELECT sequence FROM entries WHERE id = ?", (whole,))[0][0])


def record(vault: Vault, record_id: str) -> ThoughtRecord:
    """Give one record; the beginning of its id is enough. Raises NotFound, AmbiguousName."""
    whole = whole_id(vault, "thought_records", "thought record", record_id)
    return _record(vault.rows(f"{_SELECT} WHERE record.id = ?", (whole,))[0])


def records(vault: Vault, entry_id: str | None = None) -> list[ThoughtRecord]:
    """List records, the oldest first; of one entry where it is named."""
    if entry_id is None:
        return [_record(row) for row in vault.rows(f"{_SELECT} ORDER BY record.sequence")]
    whole = whole_id(vault, "entries", "entry", entry_id)
    rows = vault.rows(f"{_SELECT} WHERE entry.id = ? ORDER BY record.sequence", (whole,))
    return [_record(row) for row in rows]


def erase_record(vault: Vault, record_id: str) -> str:
    """Delete a record; give its whole id. A sweep of the file is due afterwards."""
    with vault.transaction():
        whole = whole_id(vault, "thought_records", "thought record", record_id)
        vault.write("DELETE FROM thought_records WHERE id = ?", (whole,))
        require_sweep(vault)
    return whole


def _record(row: tuple[Any, ...]) -> ThoughtRecord:
    name, entry_id, door, begun_at, finished_at, answers = row
    try:
        return msgspec.convert(
            {"id": name, "entry_id": entry_id, "door": door, "begun_at": begun_at}
            | {"finished_at": finished_at}
            | msgspec.json.decode(answers, type=dict[str, str | int]),
            ThoughtRecord,
        )
    except msgspec.MsgspecError as error:
        raise VaultDamaged(
            f"The thought record {name} cannot be read. `corvia check` says what to do."
        ) from error
