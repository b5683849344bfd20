"""Why a chord stands where it stands."""

from corvia_engine.music.explaining.place import BarPlace, tune_notes
from corvia_engine.music.harmony import loop_for, rub
from corvia_engine.music.reasons import CRAFT
from corvia_engine.music.traditions.tradition import Chord
from corvia_local.model.plan import Reason, SongPlan
from corvia_local.model.score import ChordMark, Score

SEARCH = "dynamic programming over the mode's chords (Viterbi 1967)"
_STANDING = {
    "tonic": "at rest",
    "subdominant": "on the way",
    "dominant": "tense, wanting to go home",
}


def chord_reasons(plan: SongPlan, score: Score, place: BarPlace) -> tuple[Reason, ...]:
    """Say of each chord that sounds in a bar which rule wants it, and how the tune sits in it."""
    return tuple(
        _reason(plan, score, place, mark)
        for mark in score.chords
        if mark.tick < place.end and mark.tick + mark.duration > place.start
    )


def chord_of(mark: ChordMark, place: BarPlace) -> Chord | None:
    """Find a chord mark among the chords of the bar's mode."""
    tonic = place.stage.plan.key.tonic
    for chord in place.stage.scale.mode.chords:
        root = (tonic + chord.root) % 12
        tones = tuple((root + interval) % 12 for interval in chord.intervals)
        if root == mark.root and tones == mark.pitch_classes:
            return chord
    return None


def _reason(plan: SongPlan, score: Score, place: BarPlace, mark: ChordMark) -> Reason:
    chord = chord_of(mark, place)
    if chord is None:
        return Reason("chord", mark.symbol, "It is none of the mode's own chords.", "")
    why = [
        f"{chord.numeral} of {place.stage.scale.mode.label}, {_STANDING[chord.function]}.",
        *_wanted(plan, place, mark, chord),
        _under_the_tune(score, place, mark, chord),
    ]
    return Reason("chord", f"{mark.symbol} ({chord.numeral})", " ".join(why), f"{SEARCH}; {CRAFT}")


def _wanted(plan: SongPlan, place: BarPlace, mark: ChordMark, chord: Chord) -> list[str]:
    stage, mode = place.stage, place.stage.scale.mode
    said = []
    loop = loop_for(mode, stage.plan.kind, plan.seed)
    if loop:
        looped = loop[(place.bar_in_section - 1) % len(loop)]
        turn = "–".join(loop)
        if looped == chord.numeral:
            said.append(
                f"The progression {turn}, on which this song's {stage.plan.kind} turns,"
                " has it here."
            )
        else:
            said.append(
                f"The progression {turn} would have {looped} here; tune or cadence weighed more."
            )
    ends = {pair[-1] for pair in mode.close_chords}
    leads = {pair[0] for pair in mode.close_chords}
    last = mark.tick + mark.duration >= stage.end
    if last and chord.numeral in ends and stage.plan.kind not in ("intro", "interlude"):
        said.append("It closes the section.")
    elif place.bar_in_section >= stage.plan.bars - 1 and not last and chord.numeral in leads:
        said.append("It leads to the close.")
    if chord.dark > 0 and stage.plan.valence < 0:
        said.append("Such a chord costs less where the mood is low.")
    return said


def _under_the_tune(score: Score, place: BarPlace, mark: ChordMark, chord: Chord) -> str:
    tonic = place.stage.plan.key.tonic
    over = [
        100 * note.key + note.cents
        for note in tune_notes(score, place)
        if mark.tick <= note.start + 3 < mark.tick + mark.duration
    ]
    if not over:
        return "No tone of the tune begins over it."
    inside = sum(rub(cents, chord, tonic) == 0 for cents in over)
    tones = "tone" if len(over) == 1 else "tones"
    return f"{inside} of the tune's {len(over)} {tones} over it belong to it."
