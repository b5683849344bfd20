"""What is remembered of the person's last songs, read from the vault each time.

Nothing of it is stored: a song that is erased is not remembered, nor is one composed without
saving.
"""

from corvia_local.model.plan import SongTrace
from corvia_local.model.score import decode_score
from corvia_local.studio.composing import decode_plan
from corvia_local.vault import songs as store
from corvia_local.vault.opening import Vault

MOST_SONGS = 6
"""The newest so many are remembered."""


def remembered(vault: Vault) -> tuple[SongTrace, ...]:
    """Give the traces of the person's last songs, newest first; of versions the current one."""
    from corvia_engine.music.remembering.trace import trace_of

    return tuple(
        trace_of(decode_plan(song.plan), decode_score(song.score))
        for song in store.songs(vault, MOST_SONGS, current_only=True)
    )
