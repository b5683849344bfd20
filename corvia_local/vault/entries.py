"""Journal entries, the reframes accepted for them, and the unsaved draft."""

from datetime import datetime
from typing import Any

from corvia_local.model.mood import Mood
from corvia_local.model.records import Entry, Reframe
from corvia_local.vault.finding import Wanted, find
from corvia_local.vault.ids import make_id, whole_id
from corvia_local.vault.ledger import record
from corvia_local.vault.moments import checked_date, epoch_seconds, local_time
from corvia_local.vault.search import fold, fold_tag, search_words
from corvia_local.vault.texts import LONGEST_DRAFT, check_storable, check_text, checked_tags
from corvia_local.vault.vault import Vault

_COLUMNS = "sequence, id, written_at, text, valence, arousal"


def add_entry(
    vault: Vault,
    text: str,
    mood: Mood | None = None,
    tags: tuple[str, ...] = (),
    now: datetime | None = None,
) -> Entry:
    """Save an entry as it stands; it is on disk when this returns.

    Raises BadInput: an empty text, one of more than 200,000 characters, one with control
    characters, an unusable tag. Raises Busy or StorageFailed, and then nothing was saved.
    """
    return keep_entry(vault, local_time(now), text, mood, tags)


def keep_entry(
    vault: Vault, written_at: str, text: str, mood: Mood | None = None, tags: tuple[str, ...] = ()
) -> Entry:
    """Save an entry that was written before: as `add_entry`, with its own moment and offset.

    Raises DateUnreadable too.
    """
    check_text(text, "entry")
    kept = Entry(make_id(), written_at, text, mood, checked_tags(tags))
    with vault.transaction():
        sequence = vault.insert(
            "INSERT INTO entries (id, written_at, epoch, text, valence, arousal)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (
                kept.id,
                kept.written_at,
                epoch_seconds(kept.written_at),
                text,
                None if mood is None else mood.valence,
                None if mood is None else mood.arousal,
            ),
        )
        vault.write("INSERT INTO found_text (rowid, folded) VALUES (?, ?)", (sequence, fold(text)))
        for place, tag in enumerate(kept.tags):
            vault.write(
                "INSERT INTO tags (entry, place, tag, folded) VALUES (?, ?, ?, ?)",
                (sequence, place, tag, fold_tag(tag)),
            )
        record(vault, "entry written", f"entry {kept.id}", "journal")
    return kept


def entry(vault: Vault, id: str) -> Entry:  # noqa: A002
    """Give one entry; the beginning of its id is enough where no other begins so.

    Raises NotFound, AmbiguousName.
    """
    whole = whole_id(vault, "entries", "entry", id)
    found = vault.rows(f"SELECT {_COLUMNS} FROM entries WHERE id = ?", (whole,))  # noqa: S608
    return _entries(vault, found)[0]


def entries(
    vault: Vault,
    search: str | None = None,
    since: str | None = None,
    tag: str | None = None,
    limit: int | None = None,
    skip: int = 0,
) -> list[Entry]:
    """List entries, newest first.

    `search` is any string: each of its words must occur in the text, whatever its capitals and
    accents. `since` is an ISO date, the first day to list as it was where the person wrote;
    raises DateUnreadable. `tag` is compared like a search, but whole. The newest `skip` are left
    out and at most `limit` given, for a page at a time.
    """
    wanted = Wanted(
        search_words(search or ""),
        None if since is None else checked_date(since),
        None if tag is None else fold_tag(tag),
        None if limit is None else max(limit, 0),
        max(skip, 0),
    )
    in_order = find(vault, wanted)
    rows = vault.rows(
        f"SELECT {_COLUMNS} FROM entries"  # noqa: S608
        " WHERE sequence IN (SELECT value FROM json_each(?))",
        (str(in_order),),
    )
    known = {row[0]: row for row in rows}
    # An entry that another process erased in between is not among them.
    found = [known[sequence] for sequence in in_order if sequence in known]
    return _entries(vault, found)


def _entries(vault: Vault, found: list[tuple[Any, ...]]) -> list[Entry]:
    tags = _tags(vault, [row[0] for row in found])
    return [
        Entry(name, at, text, _mood(valence, arousal), tags.get(sequence, ()))
        for sequence, name, at, text, valence, arousal in found
    ]


def _mood(valence: float | None, arousal: float | None) -> Mood | None:
    return None if valence is None or arousal is None else Mood(valence, arousal)


def _tags(vault: Vault, sequences: list[int]) -> dict[int, tuple[str, ...]]:
    tags: dict[int, tuple[str, ...]] = {}
    for sequence, tag in vault.rows(
        "SELECT entry, tag FROM tags WHERE entry IN (SELECT value FROM json_each(?))"
        " ORDER BY entry, place",
        (str(sequences),),
    ):
        tags[sequence] = (*tags.get(sequence, ()), tag)
    return tags


def _sequence(vault: Vault, whole_entry_id: str) -> int:
    return int(vault.rows("SELECT sequence FROM entries WHERE id = ?", (whole_entry_id,))[0][0])


def accept_reframe(vault: Vault, entry_id: str, text: str) -> Reframe:
    """Keep the words that the person accepted as their own for an entry.

    Earlier ones are kept too; the last counts. Raises NotFound, and BadInput as `add_entry`.
    """
    check_text(text, "reframe")
    with vault.transaction():
        whole = whole_id(vault, "entries", "entry", entry_id)
        accepted = Reframe(whole, text, local_time())
        vault.write(
            "INSERT INTO reframes (entry, text, accepted_at) VALUES (?, ?, ?)",
            (_sequence(vault, whole), text, accepted.accepted_at),
        )
        record(vault, "reframe accepted", f"entry {whole}", "journal")
    return accepted


def reframe_of(vault: Vault, entry_id: str) -> Reframe | None:
    """Give the reframe last accepted for an entry, or None; raise NotFound for no such entry."""
    whole = whole_id(vault, "entries", "entry", entry_id)
    found = vault.row(
        "SELECT text, accepted_at FROM reframes WHERE entry = ? ORDER BY sequence DESC LIMIT 1",
        (_sequence(vault, whole),),
    )
    return None if found is None else Reframe(whole, *found)


def save_draft(vault: Vault, text: str) -> None:
    """Keep an unsaved text in place of the one before; it may be empty."""
    check_storable(text, "draft", LONGEST_DRAFT)
    with vault.transaction():
        vault.write(
            "INSERT INTO draft (id, text, saved_at) VALUES (1, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET text = excluded.text, saved_at = excluded.saved_at",
            (text, local_time()),
        )


def draft(vault: Vault) -> str:
    """Give the unsaved text, or an empty string."""
    found = vault.row("SELECT text FROM draft")
    return "" if found is None else str(found[0])


def clear_draft(vault: Vault) -> None:
    """Forget the unsaved text."""
    with vault.transaction():
        vault.write("DELETE FROM draft")
