import msgspec
import numpy as np
import pytest
import pyworld

from corvia_engine.voice.harmonising import second_voice
from corvia_engine.voice.singing import sing
from corvia_local.model.score import ChordMark, Score, SectionMark

from .songs import BEAT, song

LINE = [("hold",), ("me",), ("in",), ("the",), ("mor", "ning"), ("light",)]


def with_chorus(score: Score) -> Score:
    """Let the second line be a chorus over C major, then F major."""
    second = next(s.tick for s in score.syllables if s.line == 1)
    return msgspec.structs.replace(
        score,
        sections=(
            SectionMark("verse", "verse", 0, second, 0, 0),
            SectionMark("chorus", "chorus", second, score.end, 0, 0),
        ),
        chords=(
            ChordMark(0, second + 3 * BEAT, 0, "C", (0, 4, 7)),
            ChordMark(second + 3 * BEAT, score.end, 5, "F", (5, 9, 0)),
        ),
    )


def test_the_chorus_alone_has_a_second_voice_on_tones_of_the_chord_below() -> None:
    score = with_chorus(song(LINE, LINE))
    lines = sing(score, "alto").lines
    ((place, below),) = second_voice(score, lines)
    assert place == 1
    for number, (high, low) in enumerate(zip(lines[1].units, below.units, strict=True)):
        interval = high.tones[0].cents - low.tones[0].cents
        assert 250 <= interval <= 950
        chord = (0, 4, 7) if number < 3 else (5, 9, 0)
        assert low.tones[0].cents // 100 % 12 in chord


def test_the_second_voice_sounds_softer_and_in_tune() -> None:
    score = with_chorus(song(LINE, LINE))
    sung = sing(score, "alto")
    ((_, below),) = second_voice(score, sung.lines)
    start, end = (round(frame * 441 / 2) for frame in (below.first, below.end))
    assert not sung.harmony[: start - 4410].any()
    assert 0 < np.abs(sung.harmony).max() < np.abs(sung.samples).max()
    pitch, _ = pyworld.harvest(sung.harmony[start:end:2].astype(float), 22_050, 80.0, 900.0)
    held = below.units[-1]
    middle = (held.start + held.end) // 2 - below.first
    heard = 6900 + 1200 * np.log2(np.median(pitch[middle - 10 : middle + 10]) / 440)
    assert abs((heard - held.tones[0].cents + 600) % 1200 - 600) < 15


@pytest.mark.parametrize("cents", [0, 50])
def test_melodies_without_chords_or_of_quarter_tones_stay_alone(cents: int) -> None:
    score = song(LINE, LINE, cents=cents)
    if cents:
        score = with_chorus(score)
    assert not len(sing(score, "hum").harmony)


def test_a_spoken_line_begins_on_its_note_and_ends_before_the_next() -> None:
    score = song(LINE, LINE, gap=BEAT)
    said = sing(score, "spoken")
    (first, end), (second, _) = said.spans
    assert (first, second) == (400, 1200)
    assert end <= second
    assert np.abs(said.samples[: 400 * 441 // 2]).max() < 0.01
    assert np.abs(said.samples[400 * 441 // 2 :]).max() > 0.5
