"""Notes of one part that cannot share a channel at the same time are dealt to several."""

from collections.abc import Callable, Sequence

from corvia_local.model.score import Note

_REMEMBERED = 32
"""Notes; more than ten fingers hold, and than a lane needs."""

Clash = Callable[[Note, Note], bool]
"""Whether two notes that overlap in time cannot share a channel."""


def deal_into_lanes(
    notes: Sequence[Note], clash: Clash, most: int, held: Sequence[tuple[Note, int]] = ()
) -> list[int]:
    """Give each note, in order of start, the first lane where it clashes with nothing sounding.

    At most `most` lanes are used; a note that clashes in all of them takes the last. Of the notes
    that sound on a lane the latest are remembered, so that no score makes this slow. `held` are
    notes dealt before, with their lanes.
    """
    sounding: list[list[Note]] = [
        [note for note, lane in held if lane == number][-_REMEMBERED:] for number in range(most)
    ]
    dealt = []
    for note in notes:
        for lane in sounding:
            lane[:] = [held for held in lane if held.start + held.duration > note.start]
        free = (n for n, lane in enumerate(sounding) if not any(clash(h, note) for h in lane))
        chosen = next(free, most - 1)
        sounding[chosen].append(note)
        del sounding[chosen][:-_REMEMBERED]
        dealt.append(chosen)
    return dealt


def same_key_other_cents(one: Note, other: Note) -> bool:
    """Clash where every key has a tuning of its own: one key cannot have two."""
    return one.key == other.key and one.cents != other.cents


def other_cents(one: Note, other: Note) -> bool:
    """Clash where a whole channel is bent: all its notes share one offset."""
    return one.cents != other.cents
