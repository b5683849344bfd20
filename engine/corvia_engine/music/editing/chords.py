"""Put another of the mode's chords in a chord's place; the parts that stand on it follow."""

from dataclasses import replace

import msgspec

from corvia_engine.music.composing import PITCHES
from corvia_engine.music.editing.accompanying import follow
from corvia_engine.music.editing.edited import CannotEdit, Edited
from corvia_engine.music.explaining.chords import chord_of
from corvia_engine.music.explaining.place import BarPlace, place_of_bar, tune_notes
from corvia_engine.music.harmony import Harmony, rub
from corvia_engine.music.staging import stages_of
from corvia_engine.music.traditions.tradition import Chord, Tradition
from corvia_engine.music.varying.reading_back import harmonies_of, tunes_of
from corvia_local.model.plan import SongPlan
from corvia_local.model.score import ChordMark, Role, Score, check_score

STAYING: frozenset[Role] = frozenset({"melody", "percussion", "drone"})


def chords_allowed(place: BarPlace) -> tuple[tuple[str, str], ...]:
    """List the chords of a bar's mode: numeral and symbol."""
    tonic = place.stage.plan.key.tonic
    return tuple(
        (chord.numeral, symbol_of(chord, tonic)) for chord in place.stage.scale.mode.chords
    )


def symbol_of(chord: Chord, tonic: int) -> str:
    """Write a chord's symbol in a key: “F#m”."""
    return PITCHES[(tonic + chord.root) % 12] + chord.suffix


def chord_mark_at(score: Score, place: BarPlace, beat: int) -> ChordMark:
    """Give the chord that sounds on a bar's felt beat, from 1; raise CannotEdit."""
    beats = place.stage.bar // place.stage.beat
    if not 1 <= beat <= beats:
        raise CannotEdit(f"Bar {place.number} has the beats 1 to {beats}.")
    tick = place.start + (beat - 1) * place.stage.beat
    for mark in score.chords:
        if mark.tick <= tick < mark.tick + mark.duration:
            return mark
    raise CannotEdit(f"No chord sounds in bar {place.number}: this tradition goes without chords.")


def change_chord(
    plan: SongPlan, score: Score, tradition: Tradition, bar: int, beat: int, to: str
) -> Edited:
    """Put the chord `to`, a numeral or symbol of the mode, in the place of the one on a bar's beat.

    The voices of figure, pad and bass are led anew, as far as the change reaches. Raises
    NoSuchBar, CannotEdit, ScoreUnlikePlan.
    """
    stages = stages_of(plan, tradition)
    place = place_of_bar(stages, bar)
    mark = chord_mark_at(score, place, beat)
    chord = _wanted(place, to)
    if chord == chord_of(mark, place):
        raise CannotEdit(f"Nothing would change: {mark.symbol} sounds there already.")
    tunes, before = tunes_of(plan, score, stages), harmonies_of(score, stages)
    after = tuple(
        tuple(
            replace(harmony, chord=chord) if harmony.start == mark.tick else harmony
            for harmony in section
        )
        for section in before
    )
    tonic = place.stage.plan.key.tonic
    made, moved = follow(plan, score, tradition, (tunes, before), (tunes, after), STAYING)
    new = _mark(Harmony(mark.tick, mark.duration, chord, tonic))
    made = msgspec.structs.replace(
        made, chords=tuple(new if m.tick == mark.tick else m for m in made.chords)
    )
    check_score(made)
    bars = sorted({bar, *(number + 1 for number in moved)})
    said = [f"Bar {bar}: {new.symbol} ({chord.numeral}) instead of {mark.symbol}."]
    said += [f"The voices are led anew from bar {bars[0]} to {bars[-1]}."] if bars[1:] else []
    said += _rubbing(score, place, mark, chord)
    return Edited(plan, made, tuple(said), ((bar, bar),))


def _wanted(place: BarPlace, to: str) -> Chord:
    tonic = place.stage.plan.key.tonic
    chords = place.stage.scale.mode.chords
    for chord in chords:
        if to == chord.numeral:
            return chord
    spelt = to.replace("♯", "#").replace("♭", "b")
    same = {"Db": "C#", "D#": "Eb", "Gb": "F#", "G#": "Ab", "A#": "Bb"}
    spelt = same.get(spelt[:2], spelt[:2]) + spelt[2:]
    for chord in chords:
        if spelt == symbol_of(chord, tonic):
            return chord
    have = ", ".join(f"{numeral} ({symbol})" for numeral, symbol in chords_allowed(place))
    raise CannotEdit(
        f"“{to[:20]}” is no chord of {place.stage.scale.mode.label} here. It has: {have}."
    )


def _mark(harmony: Harmony) -> ChordMark:
    return ChordMark(
        harmony.start,
        harmony.duration,
        harmony.root,
        symbol_of(harmony.chord, harmony.tonic),
        harmony.pitch_classes,
    )


def _rubbing(score: Score, place: BarPlace, mark: ChordMark, chord: Chord) -> list[str]:
    tonic = place.stage.plan.key.tonic
    over = [
        rub(100 * note.key + note.cents, chord, tonic) == 0
        for note in tune_notes(score, place)
        if mark.tick <= note.start + 3 < mark.tick + mark.duration
    ]
    if not over or all(over):
        return []
    outside = over.count(False)
    return [
        f"{outside} of the tune's {len(over)} tones over it {'lies' if outside == 1 else 'lie'}"
        " outside it."
    ]
