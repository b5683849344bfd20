"""Write, find and read entries."""

from datetime import date

from corvia_local.model.mood import Mood
from corvia_local.model.records import Entry, Reframe
from corvia_local.studio.reading_for_harm import refuse_harm
from corvia_local.vault import entries as store
from corvia_local.vault.days import entries_of_day
from corvia_local.vault.opening import Vault


def write(vault: Vault, text: str, mood: Mood | None = None, tags: tuple[str, ...] = ()) -> Entry:
    """Save an entry; it is on disk when this returns. The draft is cleared with it."""
    with vault.transaction():
        entry = store.add_entry(vault, text, mood=mood, tags=tags)
        store.clear_draft(vault)
    return entry


def check_in(vault: Vault, text: str, mood: Mood, tags: tuple[str, ...] = ()) -> Entry:
    """Save a short entry with its mood; a page that is being written stays as a draft."""
    return store.add_entry(vault, text, mood=mood, tags=tags)


def find(
    vault: Vault,
    search: str | None = None,
    since: str | None = None,
    limit: int | None = None,
    skip: int = 0,
    tag: str | None = None,
) -> list[Entry]:
    """List entries, newest first; `since` is an ISO date, `tag` a whole tag.

    A page of them is `limit` entries after the newest `skip`: quick among a hundred thousand.
    """
    return store.entries(vault, search=search, since=since, tag=tag, limit=limit, skip=skip)


def of_day(vault: Vault, day: date) -> list[Entry]:
    """List the entries of one day, as it was where they were written, newest first."""
    return entries_of_day(vault, day)


def read(vault: Vault, entry_id: str) -> Entry:
    """Give one entry; the beginning of its id is enough."""
    return store.entry(vault, entry_id)


def keep_draft(vault: Vault, text: str) -> None:
    """Keep an unsaved text in the vault, so that a crash does not lose it."""
    store.save_draft(vault, text)


def draft(vault: Vault) -> str:
    """Give the unsaved text, or an empty string."""
    return store.draft(vault)


def accept_reframe(vault: Vault, entry_id: str, text: str) -> Reframe:
    """Keep the words that the person chose as their own for an entry.

    Raises HelpComesFirst where they speak of harm explicitly; then they are not kept.
    """
    refuse_harm(text)
    return store.accept_reframe(vault, store.entry(vault, entry_id).id, text)


def accepted_reframe(vault: Vault, entry_id: str) -> Reframe | None:
    """Give the words accepted for an entry, if there are any."""
    return store.reframe_of(vault, store.entry(vault, entry_id).id)
