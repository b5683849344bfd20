"""Which mode a section stands in, and on which tonic."""

from corvia_engine.music.dice import Dice
from corvia_engine.music.traditions.tradition import Mode, Tradition
from corvia_local.model.score import Key, Milli

LOWEST_FINAL, HIGHEST_FINAL = -7, -4
"""Where the song's last tonic lies about the last melody's middle, in semitones: the final in
the lower half, as in most song melodies."""


def modes_for(tradition: Tradition, start: Milli, goal: Milli, dice: Dice) -> tuple[Mode, Mode]:
    """Choose the modes with which the song begins and ends, by their valence.

    Where the tradition has modes that share their notes, the song may pass from one to the other;
    otherwise one mode, chosen by the middle of the way, lasts the whole song.
    """
    last = dice.pick(_nearest(tradition.modes, goal))
    related = tuple(
        mode
        for mode in tradition.modes
        if mode.collection is not None and mode.collection == last.collection
    )
    if related:
        return _nearest(related, start)[0], last
    one = dice.pick(_nearest(tradition.modes, (start + goal) // 2))
    return one, one


def section_mode(first: Mode, last: Mode, valence: Milli) -> Mode:
    """Choose between a song's two modes for a section."""
    return last if _distance(last, valence) <= _distance(first, valence) else first


def final_tonic(register: int, dice: Dice) -> int:
    """Choose the pitch class of the last section's tonic so that its melody is singable."""
    return (register + LOWEST_FINAL + dice.below(HIGHEST_FINAL - LOWEST_FINAL + 1)) % 12


def key_in(mode: Mode, last: Mode, tonic: int) -> Key:
    """Give the key of a section, related to the last section's tonic."""
    if mode.collection is None or mode.collection != last.collection:
        return Key(tonic, mode.name)
    return Key((tonic - last.rotation + mode.rotation) % 12, mode.name)


def _nearest(modes: tuple[Mode, ...], valence: Milli) -> list[Mode]:
    least = min(_distance(mode, valence) for mode in modes)
    return [mode for mode in modes if _distance(mode, valence) == least]


def _distance(mode: Mode, valence: Milli) -> int:
    low, high = mode.valence
    return max(low - valence, valence - high, 0)
