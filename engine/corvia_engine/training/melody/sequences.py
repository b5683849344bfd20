"""Tunes as what the model reads and writes: tokens, and features for each."""

from dataclasses import dataclass

import numpy as np

from corvia_engine.music.melody.features import (
    LEAD,
    SIZES,
    SPAN,
    STEP,
    STEPS_OF_FULL_CONTOUR,
    Frame,
    features_at,
    fixed_features,
)
from corvia_engine.music.melody.vocabulary import (
    HIGHEST_STEP,
    LOWEST_STEP,
    START,
    lead_token,
    span_token,
    step_token,
)
from corvia_engine.training.melody.tunes import Tune, TuneNote
from corvia_local.model.score import Meter

LONGEST = 512


@dataclass(frozen=True)
class Sequence:
    """Tokens (n + 1, START first) and the features (n × features) of the tokens to be foretold.

    `notes` counts notes.
    """

    tokens: np.ndarray
    features: np.ndarray
    notes: int


def meter_of(tune: Tune) -> Meter:
    """Give a tune's metre with its accents."""
    beats, unit = tune.beats, tune.unit
    if unit == 2:
        beats, unit = beats * 2, 4
    if beats % 3 == 0 and (unit >= 8 or beats >= 6):
        return Meter((3,) * (beats // 3), unit)
    if beats == 4:
        return Meter((2, 2), unit)
    return Meter((beats,), unit)


def contour_of(steps: list[int]) -> int:
    """Measure a phrase's direction: the mean of its second half less that of its first, in
    thousandths of four steps, within -1000…1000."""
    if len(steps) < 2:
        return 0
    half = len(steps) // 2
    rise = sum(steps[-half:]) / half - sum(steps[:half]) / half
    return round(max(-1.0, min(1.0, rise / STEPS_OF_FULL_CONTOUR)) * 1000)


def rate_of(onsets: list[int]) -> int:
    """Measure how fast a phrase moves: onsets in 1920 ticks from its first to its last note, in
    hundredths."""
    if len(onsets) < 2:
        return 100
    return 192000 * (len(onsets) - 1) // max(onsets[-1] - onsets[0], 1)


def frame_of(tune: Tune, phrase: tuple[TuneNote, ...], number: int) -> Frame:
    """Measure what a phrase would have been asked to be."""
    bar_line = phrase[0].onset // tune.bar_ticks * tune.bar_ticks
    every = [note.step for note in tune.notes()]
    return Frame(
        meter=meter_of(tune),
        end=phrase[-1].onset + phrase[-1].span - bar_line,
        bright=tune.bright,
        sung=tune.sung,
        rate=rate_of([note.onset for note in phrase]),
        contour=contour_of([note.step for note in phrase]),
        ending=phrase[-1].step % 7,
        number=number,
        low=min(every),
        high=max(every),
        degrees=tuple(sorted({step % 7 for step in every})),
    )


def sequences_of(tune: Tune) -> list[Sequence]:
    """Cut a tune into sequences of at most LONGEST tokens, at ends of phrases."""
    if not all(LOWEST_STEP <= note.step <= HIGHEST_STEP for note in tune.notes()):
        return []
    found: list[Sequence] = []
    tokens: list[int] = [START]
    rows: list[tuple[int, ...]] = []
    for number, phrase in enumerate(tune.phrases):
        if len(rows) + 1 + 2 * len(phrase) > LONGEST and rows:
            found.append(_sequence(tokens, rows))
            tokens, rows = [START], []
        _write_phrase(tune, phrase, number, tokens, rows)
    found.append(_sequence(tokens, rows))
    return [sequence for sequence in found if len(sequence.features) <= LONGEST]


def _write_phrase(
    tune: Tune,
    phrase: tuple[TuneNote, ...],
    number: int,
    tokens: list[int],
    rows: list[tuple[int, ...]],
) -> None:
    frame = frame_of(tune, phrase, number)
    fixed = fixed_features(frame)
    bar_line = phrase[0].onset // tune.bar_ticks * tune.bar_ticks
    rows.append(features_at(frame, fixed, LEAD, 0, len(phrase)))
    tokens.append(lead_token(phrase[0].onset - bar_line))
    for index, note in enumerate(phrase):
        tick, left = note.onset - bar_line, len(phrase) - index
        rows.append(features_at(frame, fixed, STEP, tick, left))
        rows.append(features_at(frame, fixed, SPAN, tick, left))
        tokens += [step_token(note.step), span_token(note.span)]


def _sequence(tokens: list[int], rows: list[tuple[int, ...]]) -> Sequence:
    features = np.array(rows, dtype=np.uint8)
    assert features.shape[1] == len(SIZES)
    assert (features < np.array(SIZES)).all()
    return Sequence(np.array(tokens, dtype=np.uint8), features, sum(row[0] == STEP for row in rows))
