"""The moods that a person noted, without the words: for a calendar and for weeks."""

from corvia_local.model.mood import Mood
from corvia_local.vault.vault import Vault


def noted_moods(vault: Vault, since: str, until: str) -> list[tuple[str, Mood | None]]:
    """Give each entry's day (ISO, where it was written) and its mood, None where none was noted.

    `since` and `until` are ISO days, both included; in the order of time.
    """
    return [
        (str(day), None if valence is None or arousal is None else Mood(valence, arousal))
        for day, valence, arousal in vault.rows(
            "SELECT substr(written_at, 1, 10) AS day, valence, arousal FROM entries"
            " WHERE day BETWEEN ? AND ? ORDER BY epoch",
            (since, until),
        )
    ]
