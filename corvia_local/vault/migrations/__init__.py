"""The steps from an empty database to the present schema, each in one transaction.

`PRAGMA user_version` holds the number of the last step taken. A step that was released is never
changed; a new one is added at the end.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from corvia_local.vault.connection import schema_version
from corvia_local.vault.migrations import (
    m0001_identity,
    m0002_ledger,
    m0003_entries,
    m0004_search,
    m0005_reframes,
    m0006_draft,
    m0007_songs,
    m0008_consents,
    m0009_communities,
    m0010_blocks,
    m0011_key_slots,
    m0012_imports,
    m0013_sweep_due,
    m0014_heads,
    m0015_settings,
    m0016_safety_plan,
    m0017_song_versions,
    m0018_muted,
    m0019_thought_records,
    m0020_kept_lyrics,
    m0021_voices,
    m0022_unfinished,
    m0023_block_heads,
)

if TYPE_CHECKING:
    from sqlite_utils import Database

STEPS: tuple[Callable[["Database"], None], ...] = (
    m0001_identity.migrate,
    m0002_ledger.migrate,
    m0003_entries.migrate,
    m0004_search.migrate,
    m0005_reframes.migrate,
    m0006_draft.migrate,
    m0007_songs.migrate,
    m0008_consents.migrate,
    m0009_communities.migrate,
    m0010_blocks.migrate,
    m0011_key_slots.migrate,
    m0012_imports.migrate,
    m0013_sweep_due.migrate,
    m0014_heads.migrate,
    m0015_settings.migrate,
    m0016_safety_plan.migrate,
    m0017_song_versions.migrate,
    m0018_muted.migrate,
    m0019_thought_records.migrate,
    m0020_kept_lyrics.migrate,
    m0021_voices.migrate,
    m0022_unfinished.migrate,
    m0023_block_heads.migrate,
)
LATEST = len(STEPS)


def migrate(connection: Any) -> None:
    """Take every step that is missing. A step that fails leaves the version before it."""
    if schema_version(connection) >= LATEST:
        return
    from sqlite_utils import Database

    database = Database(connection, recursive_triggers=False, execute_plugins=False, strict=True)
    for number, step in enumerate(STEPS, 1):
        _take(database, number, step)


def _take(database: "Database", number: int, step: Callable[["Database"], None]) -> None:
    database.execute("BEGIN IMMEDIATE")
    try:
        # Read within the transaction: another process may have taken the step meanwhile.
        if schema_version(database.conn) < number:
            step(database)
            database.execute(f"PRAGMA user_version = {number}")
        database.execute("COMMIT")
    except BaseException:
        database.rollback()
        raise
