"""How far the ABC reader agrees with music21's, on a sample of every collection."""

import random
import re
from dataclasses import dataclass

from corvia_engine.training.melody.abc_fields import WHOLE, FieldNotRead
from corvia_engine.training.melody.abc_reader import AbcTune, TuneNotRead, read_tune
from corvia_engine.training.melody.corpus import COLLECTIONS, Collection, texts_of

_ENDINGS = re.compile(r"(\[|\|)\s*[12]")


@dataclass(frozen=True)
class Agreement:
    """Counts of a sample: tunes compared, tunes of which all durations, or all durations and
    pitches, are equal; notes of tunes with equally many notes, and how many have equal pitch."""

    tunes: int
    same_durations: int
    same_everything: int
    notes: int
    same_pitches: int


def agreement(collection: Collection, size: int, seed: int = 1) -> Agreement:
    """Compare a random sample of tunes that this reader takes and that have no second ending
    (music21 keeps both endings, this reader the last)."""
    blocks = [
        block
        for text in texts_of(collection)
        for block in re.split(r"(?m)^(?=X:)", text)
        if block.startswith("X:") and not _ENDINGS.search(block)
    ]
    random.Random(seed).shuffle(blocks)
    tunes = same_durations = same_everything = notes = same_pitches = 0
    for block in blocks:
        if tunes == size:
            break
        try:
            ours = _our_notes(read_tune(block))
        except (TuneNotRead, FieldNotRead):
            continue
        theirs = _their_notes(block)
        tunes += 1
        durations = [d for d, _ in ours] == [d for d, _ in theirs]
        same_durations += durations
        same_everything += ours == theirs
        if len(ours) == len(theirs):
            notes += len(ours)
            same_pitches += sum(a[1] == b[1] for a, b in zip(ours, theirs, strict=True))
    return Agreement(tunes, same_durations, same_everything, notes, same_pitches)


def _our_notes(tune: AbcTune) -> list[tuple[int, int]]:
    return [(note.duration, note.key) for note in tune.notes if note.key is not None]


def _their_notes(block: str) -> list[tuple[int, int]]:
    from music21 import converter

    score = converter.parse(block, format="abc").stripTies()
    return [
        (round(note.quarterLength * WHOLE / 4), max(pitch.midi for pitch in note.pitches))
        for note in score.flatten().notes
        if not note.duration.isGrace and "ChordSymbol" not in note.classes
    ]


def print_agreement(size: int) -> None:
    """Print the agreement for every collection."""
    for collection in COLLECTIONS:
        found = agreement(collection, size)
        print(
            f"{collection.folder}: of {found.tunes} tunes {found.same_durations} have the same"
            f" durations as music21 reads, {found.same_everything} the same pitches too;"
            f" {found.same_pitches / max(found.notes, 1):.2%} of {found.notes} notes agree in pitch"
        )
