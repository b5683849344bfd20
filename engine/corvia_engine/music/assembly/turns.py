"""How each turn of the form is played: who sings, who answers, who holds the ground."""

import itertools
from collections.abc import Callable, Sequence
from typing import TypeAlias

from corvia_engine.music.assembly.ensemble import (
    BASS,
    FIGURE,
    LEAD_MIDDLE,
    PAD,
    PULSE,
    Ensemble,
    loudness,
)
from corvia_engine.music.assembly.fitting import fitted
from corvia_engine.music.assembly.form import BLOCK_BARS, BLOCK_VOICES, Turn, TurnKind
from corvia_engine.music.assembly.harmony import BRIGHT, DARK, Chord, bent_to, drone_on
from corvia_engine.music.assembly.phrases import PHRASE_BARS
from corvia_engine.music.assembly.texture import interleaved, listening, skeleton
from corvia_engine.music.assembly.tone import Tone, between, moved

ROW_MIDDLES = (65, 58, 73, 55, 74, 60, 70, 56)
"""The middles of voices that sound at once: each has its own place."""

CALL_BARS = 2
"""Length of a call, of an answer, of a fragment in a choir, and of the wait before the next entry
where overlaps grow."""

_FULL = (PAD, BASS, FIGURE, PULSE)
_MIDDLE_ROWS = 3
_CADENCES = {BRIGHT: (5, 3, 0, 0), DARK: (3, 1, 5, 5)}
_LAST_CHORD_VOICES = 6

_Play: TypeAlias = Callable[[Ensemble, Turn, int], None]


def play_turn(ensemble: Ensemble, turn: Turn, at: int) -> None:
    """Write one turn from tick `at`."""
    _PLAYS[turn.kind](ensemble, turn, at)


def _opening(ensemble: Ensemble, turn: Turn, at: int) -> None:
    """The ground, and the first voice's instrument alone with its motif."""
    chords = ensemble.chords(ensemble.ground(ensemble.home_of(turn))[: turn.bars])
    ensemble.accompany(turn, at, chords, (PAD,))
    voice = turn.voices[0]
    wait = turn.bars - CALL_BARS
    motif = ensemble.phrase(voice, 0, CALL_BARS, LEAD_MIDDLE)
    line = fitted(motif, ensemble.harmony(chords[wait:]))
    ensemble.join(voice, at + wait * ensemble.bar.ticks, line, 56)


def _solo(ensemble: Ensemble, turn: Turn, at: int) -> None:
    """One voice. In the last bars the next one's instrument takes up the motif just heard."""
    voice = turn.voices[0]
    portrait = ensemble.voices[voice]
    phrase = (
        ensemble.story(voice, turn.round, turn.bars, LEAD_MIDDLE)
        if turn.bars > PHRASE_BARS
        else ensemble.phrase(voice, turn.round, turn.bars, LEAD_MIDDLE)
    )
    chords: tuple[Chord, ...]
    if portrait.on_drone:
        tonic = (portrait.tonic + ensemble.meeting.shift(portrait)) % 12
        chords = (drone_on(tonic),) * turn.bars
        ensemble.accompany(turn, at, chords, (PAD, BASS, PULSE))
        ensemble.lead(voice, at, phrase, loudness(turn, 78))
        return
    chords = _bent(ensemble, turn, phrase)
    line = fitted(phrase, ensemble.harmony(chords), in_own_tuning=True)
    ensemble.accompany(turn, at, chords, _FULL)
    ensemble.lead(voice, at, line, loudness(turn, 78))
    _take_up(ensemble, turn, at, line, chords)


def _take_up(
    ensemble: Ensemble, turn: Turn, at: int, line: Sequence[Tone], chords: Sequence[Chord]
) -> None:
    """Let the next voice answer from half a bar behind, as in a canon, higher and softly."""
    voice = turn.voices[0]
    listener = (voice + 1) % len(ensemble.voices)
    bar = ensemble.bar
    wait = (turn.bars - CALL_BARS) * bar.ticks
    front = between(line, wait, turn.bars * bar.ticks)
    behind = bar.accents[-1] or bar.group_starts[-1]
    motif = ensemble.phrase(voice, 2 * turn.round, CALL_BARS, ROW_MIDDLES[2])
    answer = between(moved(motif, behind), 0, CALL_BARS * bar.ticks)
    harmony = ensemble.harmony(chords[-CALL_BARS:])
    ensemble.play(listener, at + wait, fitted(answer, harmony, front), loudness(turn, 56))


def _dialogue(ensemble: Ensemble, turn: Turn, at: int) -> None:
    """Two voices in call and answer; who does not speak holds a tone for the other."""
    bar = ensemble.bar.ticks
    calls = [_call(ensemble, turn, call) for call in range(turn.bars // CALL_BARS)]
    spoken = [moved(line, call * CALL_BARS * bar) for call, line in enumerate(calls)]
    chords = _bent(ensemble, turn, list(itertools.chain.from_iterable(spoken)))
    ensemble.accompany(turn, at, chords, _FULL)
    for call, phrase in enumerate(calls):
        speaker, hearer = turn.voices[call % 2], turn.voices[1 - call % 2]
        begin = call * CALL_BARS
        when = at + begin * bar
        here = chords[begin : begin + CALL_BARS]
        line = fitted(phrase, ensemble.harmony(here))
        ensemble.lead(speaker, when, line, loudness(turn, 80))
        ensemble.play(hearer, when, listening(here, ensemble.bar, ROW_MIDDLES[1]), 52)


def _call(ensemble: Ensemble, turn: Turn, call: int) -> tuple[Tone, ...]:
    """Give what is said in a call: the two speakers go on where they left off."""
    begin = call // 2 * CALL_BARS
    bar = ensemble.bar.ticks
    whole = ensemble.phrase(turn.voices[call % 2], 0, begin + CALL_BARS, LEAD_MIDDLE)
    return between(whole, begin * bar, (begin + CALL_BARS) * bar)


def _choir(ensemble: Ensemble, turn: Turn, at: int) -> None:
    """Rows of voices at once; each row is shared by two, one after the other."""
    halves = turn.bars // CALL_BARS
    for half in range(halves):
        begin = half * CALL_BARS
        when = at + begin * ensemble.bar.ticks
        _at_once(ensemble, turn, when, (begin, CALL_BARS), turn.voices[half::halves])


def _growing(ensemble: Ensemble, turn: Turn, at: int) -> None:
    """One voice after the other enters with its phrase and stays; one alone answers itself."""
    entries = turn.voices if len(turn.voices) > 1 else turn.voices * 2
    chords = _bent(ensemble, turn, ensemble.phrase(entries[0], 0, turn.bars, ROW_MIDDLES[0]))
    ensemble.accompany(turn, at, chords, _FULL)
    sounding: tuple[Tone, ...] = ()
    for row, voice in enumerate(entries):
        wait = row * CALL_BARS
        phrase = ensemble.phrase(voice, 0, turn.bars - wait, ROW_MIDDLES[row])
        line = moved(phrase, wait * ensemble.bar.ticks)
        if row:
            line = interleaved(line, sounding, ensemble.bar)
        line = fitted(line, ensemble.harmony(chords), sounding)
        if row:
            ensemble.join(voice, at, line, loudness(turn, 72))
        else:
            ensemble.lead(voice, at, line, loudness(turn, 80))
        sounding += line


def _together(ensemble: Ensemble, turn: Turn, at: int) -> None:
    """All over one harmony, in blocks; another voice leads each block, and more join."""
    for block in range(turn.bars // BLOCK_BARS):
        begin = block * BLOCK_BARS
        when = at + begin * ensemble.bar.ticks
        voices = _block_voices(len(ensemble.voices), block)
        _at_once(ensemble, turn, when, (begin, BLOCK_BARS), voices)


def _block_voices(count: int, block: int) -> tuple[int, ...]:
    first = block if count <= BLOCK_VOICES[-1] else sum(BLOCK_VOICES[:block])
    return tuple((first + row) % count for row in range(min(count, BLOCK_VOICES[block])))


def _at_once(
    ensemble: Ensemble, turn: Turn, at: int, place: tuple[int, int], voices: Sequence[int]
) -> None:
    """The first voice leads in its own rhythm, the next ones set their onsets between, the others
    hold the skeleton of their melodies. `place`: first bar within the turn, and how many.
    """
    begin, bars = place
    ground = ensemble.ground(ensemble.home_of(turn))
    front = ensemble.phrase(voices[0], 0, bars, ROW_MIDDLES[0])
    here = [ground[(begin + bar) % len(ground)] for bar in range(bars)]
    chords = ensemble.chords(bent_to(here, front, ensemble.meeting, bars))
    harmony = ensemble.harmony(chords)
    ensemble.accompany(turn, at, chords, _FULL)
    front = fitted(front, harmony)
    ensemble.lead(voices[0], at, front, loudness(turn, 88))
    sounding = front
    for row, voice in enumerate(voices[1:], start=1):
        line = ensemble.phrase(voice, 0, bars, ROW_MIDDLES[row])
        if row < _MIDDLE_ROWS:
            line = interleaved(line, front, ensemble.bar)
        else:
            line = skeleton(line, ensemble.bar, ROW_MIDDLES[row])
        line = fitted(line, harmony, sounding)
        ensemble.join(voice, at, line, loudness(turn, 74 if row < _MIDDLE_ROWS else 56))
        sounding += line


def _ending(ensemble: Ensemble, turn: Turn, at: int) -> None:
    """The most soothed voice once more, and a last chord into which the others enter softly."""
    voice = turn.voices[0]
    home = ensemble.home_of(turn)
    half = turn.bars - len(_CADENCES[home])
    chords = ensemble.chords((*ensemble.ground(home)[:half], *_CADENCES[home]))
    ensemble.accompany(turn, at, chords, (PAD, BASS))
    phrase = ensemble.phrase(voice, 0, half, LEAD_MIDDLE)
    ensemble.lead(voice, at, fitted(phrase, ensemble.harmony(chords)), 58)
    bar = ensemble.bar.ticks
    final = (turn.bars - 2) * bar
    tones = [key for key in range(55, 80) if key % 12 in chords[-1].pitch_classes]
    count = min(len(ensemble.voices), _LAST_CHORD_VOICES)
    for order in range(count):
        begin = order * bar // count // 120 * 120
        tone = Tone(begin, 2 * bar - begin, tones[order % len(tones)])
        ensemble.play(len(ensemble.voices) - 1 - order, at + final, (tone,), 46)


def _bent(ensemble: Ensemble, turn: Turn, phrase: Sequence[Tone]) -> tuple[Chord, ...]:
    ground = ensemble.ground(ensemble.home_of(turn))
    return ensemble.chords(bent_to(ground, phrase, ensemble.meeting, turn.bars))


_PLAYS: dict[TurnKind, _Play] = {
    "opening": _opening,
    "solo": _solo,
    "dialogue": _dialogue,
    "choir": _choir,
    "growing": _growing,
    "together": _together,
    "ending": _ending,
}
