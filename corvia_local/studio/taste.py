"""More like this, less like this: what the next songs lean to, kept in the vault.

A song is compared with the person's other songs in what can be changed as a whole: tempo,
register, brightness, fullness. Each word of theirs moves the leaning by at most one step in each,
and no leaning grows beyond two steps. It is a setting, `song_taste`, which can be read and emptied.
"""

import statistics
from dataclasses import dataclass

from corvia_local.errors import BadInput
from corvia_local.model.plan import Change
from corvia_local.model.score import Score, seconds_at
from corvia_local.studio.composing import ComposedSong, restore, tempo_of
from corvia_local.studio.settings import change_setting, read_settings
from corvia_local.vault import songs as store
from corvia_local.vault.opening import Vault

MOST_STEPS = 2
MOST_SONGS = 50
"""The newest so many are compared."""
OPPOSITES: dict[Change, Change] = {
    "faster": "slower",
    "slower": "faster",
    "higher": "lower",
    "lower": "higher",
    "brighter": "darker",
    "darker": "brighter",
    "fuller": "sparser",
    "sparser": "fuller",
}


class NothingToCompare(BadInput):
    """There is no other song yet, or none that differs."""


@dataclass(frozen=True)
class Traits:
    """What a song is like: beats a minute, mean MIDI key of its melody, mean brightness in
    thousandths, onsets of the accompaniment a second.
    """

    tempo: float
    register: float
    brightness: float
    fullness: float


def taste(vault: Vault) -> tuple[Change, ...]:
    """Give what the next songs lean to, a word a step."""
    return read_settings(vault).song_taste


def more_like(vault: Vault, song_id: str) -> tuple[Change, ...]:
    """Lean to what sets a song apart from the others; give that. Raises NothingToCompare."""
    return _lean(vault, apart(vault, song_id))


def less_like(vault: Vault, song_id: str) -> tuple[Change, ...]:
    """Lean away from what sets a song apart from the others; give what to instead."""
    return _lean(vault, tuple(OPPOSITES[word] for word in apart(vault, song_id)))


def forget_taste(vault: Vault) -> None:
    """Lean to nothing any more."""
    change_setting(vault, "song_taste", ())


def apart(vault: Vault, song_id: str) -> tuple[Change, ...]:
    """Say how a song differs from the mean of the person's others; raise NothingToCompare."""
    one = store.song(vault, song_id)
    kept = store.songs(vault, MOST_SONGS, current_only=True)
    others = [traits_of(restore(song.plan, song.score, None)) for song in kept if song.id != one.id]
    if not others:
        raise NothingToCompare(
            "There is no other song yet to compare this one with. Compose a second one first."
        )
    ours = traits_of(restore(one.plan, one.score, None))
    tempo = statistics.mean(t.tempo for t in others)
    fullness = statistics.mean(t.fullness for t in others)
    found: list[Change | None] = [
        _side(ours.tempo / tempo, 1.06, "faster", "slower"),
        _side(
            2 ** (ours.register - statistics.mean(t.register for t in others)), 2, "higher", "lower"
        ),
        _side(
            2 ** ((ours.brightness - statistics.mean(t.brightness for t in others)) / 150),
            2,
            "brighter",
            "darker",
        ),
        _side(ours.fullness / max(0.1, fullness), 1.15, "fuller", "sparser"),
    ]
    words = tuple(word for word in found if word is not None)
    if not words:
        raise NothingToCompare("This song is much like your others; there is nothing to lean to.")
    return words


def traits_of(song: ComposedSong) -> Traits:
    """Measure a song."""
    score = song.score
    melody = score.melody.notes
    return Traits(
        tempo=tempo_of(score),
        register=statistics.mean([note.key for note in melody] or [60]),
        brightness=statistics.mean(section.cues.brightness for section in song.plan.sections),
        fullness=_accompanying(score) / max(1.0, seconds_at(score, score.end)),
    )


def leaning(before: tuple[Change, ...], words: tuple[Change, ...]) -> tuple[Change, ...]:
    """Add words to a leaning: an opposite cancels, and no word stands more than twice."""
    steps = list(before)
    for word in words:
        if OPPOSITES[word] in steps:
            steps.remove(OPPOSITES[word])
        elif steps.count(word) < MOST_STEPS:
            steps.append(word)
    return tuple(sorted(steps))


def _side(ratio: float, least: float, above: Change, below: Change) -> Change | None:
    if ratio >= least:
        return above
    return below if ratio <= 1 / least else None


def _accompanying(score: Score) -> int:
    return sum(len(part.notes) for part in score.parts if part.role != "melody")


def _lean(vault: Vault, words: tuple[Change, ...]) -> tuple[Change, ...]:
    change_setting(vault, "song_taste", leaning(taste(vault), words))
    return words
