"""Which instrument part each voice plays in, and where it sits between left and right."""

from collections.abc import Sequence
from dataclasses import dataclass

from corvia_engine.music.assembly.portrait import Portrait
from corvia_engine.music.assembly.whole_numbers import rounded

MOST_SEATS = 10
_LEFT, _RIGHT = 16, 112
_MIDDLE = 64


@dataclass(frozen=True, slots=True)
class Seat:
    """An instrument part: General MIDI program and pan, and the name under which it stands."""

    name: str
    program: int
    pan: int


@dataclass(frozen=True, slots=True)
class Seating:
    """The seats, and for each voice the index of its seat."""

    seats: tuple[Seat, ...]
    seat_of: tuple[int, ...]


def seating_of(voices: Sequence[Portrait]) -> Seating:
    """Seat up to ten voices one by one; more share seats with those of the same instrument.

    Ten seats are dealt among the instruments by highest averages (D'Hondt); a voice whose
    instrument got none joins the nearest program. The voices on one instrument take its seats in
    turn.
    """
    programs = [voice.tune.program for voice in voices]
    if len(voices) <= MOST_SEATS:
        names = [voice.title[:80] for voice in voices]
        return Seating(_seats(programs, names), tuple(range(len(voices))))
    dealt = _highest_averages(programs)
    names = [f"choir {index + 1}" for index in range(len(dealt))]
    taken = [0] * 128
    seat_of: list[int] = []
    for program in programs:
        near = min(dealt, key=lambda seat: (seat // 8 != program // 8, abs(seat - program), seat))
        seats = [index for index, seat in enumerate(dealt) if seat == near]
        seat_of.append(seats[taken[near] % len(seats)])
        taken[near] += 1
    return Seating(_seats(dealt, names), tuple(seat_of))


def _highest_averages(programs: Sequence[int]) -> list[int]:
    votes = [programs.count(program) for program in range(128)]
    won = [0] * 128
    for _ in range(MOST_SEATS):
        best = 0
        for program in range(1, 128):
            if votes[program] * (won[best] + 1) > votes[best] * (won[program] + 1):
                best = program
        won[best] += 1
    return [program for program in range(128) for _ in range(won[program])]


def _seats(programs: Sequence[int], names: Sequence[str]) -> tuple[Seat, ...]:
    """Spread the seats over the stereo field, neighbours on opposite sides."""
    count = len(programs)
    pans = [
        _MIDDLE if count == 1 else _LEFT + rounded(index * (_RIGHT - _LEFT), count - 1)
        for index in range(count)
    ]
    places = [
        pans[index // 2] if index % 2 == 0 else pans[count - 1 - index // 2]
        for index in range(count)
    ]
    return tuple(
        Seat(name, program, pan) for name, program, pan in zip(names, programs, places, strict=True)
    )
