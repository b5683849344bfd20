"""The order of the piece: who is heard when, alone, in answer to whom, or in which choir."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from corvia_engine.music.assembly.gathering import meeting_pairs
from corvia_engine.music.assembly.meeting import Meeting
from corvia_engine.music.assembly.parameters import AssemblyParameters
from corvia_engine.music.assembly.portrait import Portrait
from corvia_engine.music.assembly.whole_numbers import mean, rounded
from corvia_local.model.score import TICKS_PER_QUARTER

TurnKind = Literal["opening", "solo", "dialogue", "choir", "growing", "together", "ending"]

OPENING_BARS, GROWING_BARS, TOGETHER_BARS, ENDING_BARS = 4, 8, 16, 8
ROOMY_TURN, TIGHT_TURN, DIALOGUE_BARS = 8, 4, 8
MOST_ROOMY, MOST_TURNS = 6, 20
GROWING_VOICES = 4
BLOCK_BARS = 4
BLOCK_VOICES = (4, 6, 8, 8)
_MICROS = 1_000_000


@dataclass(frozen=True, slots=True)
class Turn:
    """A stretch of the piece. `voices` index the ordered songs, whoever leads first; `round`
    counts a voice's turns: 0 brings its most characteristic phrase. Moods in thousandths.
    """

    kind: TurnKind
    bars: int
    voices: tuple[int, ...]
    round: int
    valence: int
    arousal: int


@dataclass(frozen=True, slots=True)
class Form:
    """The turns in order, and the quarter note's length with which they keep the piece's bounds."""

    turns: tuple[Turn, ...]
    quarter_micros: int


def form_of(voices: Sequence[Portrait], meeting: Meeting, parameters: AssemblyParameters) -> Form:
    """Lay out the piece.

    An opening; turns (alone up to `most_soloists` and on to twenty voices, then in choirs so that
    there are at most twenty turns); dialogues of neighbours in mood; growing overlaps; all
    together; a quiet end. Few voices take further rounds until the piece is long enough; with
    many voices the pulse quickens where it must.
    """
    middle = _turns(voices, parameters)
    close = _close(voices)
    turn_round = 1
    shortest = parameters.shortest_seconds * _MICROS
    while _least_micros((*middle, *close), meeting) < shortest:
        middle += _another_round(voices, turn_round)
        turn_round += 1
    turns = (*middle, *close)
    longest = parameters.longest_seconds * _MICROS
    most_quarters = rounded(_ticks(turns, meeting) * 11, TICKS_PER_QUARTER * 10) + 1
    return Form(turns, min(meeting.quarter_micros, longest // most_quarters))


def _ticks(turns: Sequence[Turn], meeting: Meeting) -> int:
    return sum(turn.bars for turn in turns) * meeting.bar.ticks


def _least_micros(turns: Sequence[Turn], meeting: Meeting) -> int:
    """Give how long the turns last at least: agitated ones are up to a twentieth faster."""
    quick = meeting.quarter_micros * 19
    return _ticks(turns, meeting) * quick // (TICKS_PER_QUARTER * 20)


def _turns(voices: Sequence[Portrait], parameters: AssemblyParameters) -> list[Turn]:
    opening = Turn("opening", OPENING_BARS, (0,), 0, *voices[0].felt)
    if len(voices) > parameters.most_soloists:
        return [opening, *_crowded_turns(voices)]
    roomy = len(voices) <= MOST_ROOMY
    pairs = meeting_pairs(voices)
    turns = [opening]
    for voice in range(len(voices)):
        turns.append(_turn("solo", ROOMY_TURN if roomy else TIGHT_TURN, (voice,), voices))
        turns += [
            _turn("dialogue", DIALOGUE_BARS if roomy else TIGHT_TURN, pair, voices)
            for pair in pairs
            if max(pair) == voice
        ]
    return turns


def _crowded_turns(voices: Sequence[Portrait]) -> list[Turn]:
    """Share the voices out over at most twenty turns, neighbours in distress together."""
    count = min(len(voices), MOST_TURNS)
    edges = [index * len(voices) // count for index in range(count + 1)]
    turns: list[Turn] = []
    for begin, end in itertools.pairwise(edges):
        kind: TurnKind = "choir" if end - begin > 2 else "dialogue" if end - begin > 1 else "solo"
        turns.append(_turn(kind, TIGHT_TURN, tuple(range(begin, end)), voices))
    return turns


def _another_round(voices: Sequence[Portrait], turn_round: int) -> list[Turn]:
    return [_turn("solo", ROOMY_TURN, (voice,), voices, turn_round) for voice in range(len(voices))]


def _close(voices: Sequence[Portrait]) -> list[Turn]:
    everyone = tuple(range(len(voices)))
    last = len(voices) - 1
    growing = tuple(
        sorted({index * last // (GROWING_VOICES - 1) for index in range(GROWING_VOICES)})
    )
    return [
        _turn("growing", GROWING_BARS, growing, voices),
        _turn("together", TOGETHER_BARS, everyone, voices),
        Turn("ending", ENDING_BARS, (last,), 0, *voices[last].reached),
    ]


def _turn(
    kind: TurnKind,
    bars: int,
    members: tuple[int, ...],
    voices: Sequence[Portrait],
    turn_round: int = 0,
) -> Turn:
    return Turn(
        kind,
        bars,
        members,
        turn_round,
        mean([voices[index].valence for index in members]),
        mean([voices[index].arousal for index in members]),
    )
