"""Samples that are out of tune are made good, and a tuning is heard as it was asked."""

from pathlib import Path

import numpy as np
import pytest

from corvia_engine.sound.audio import SAMPLE_RATE
from corvia_engine.sound.pitch_reading import read_pitch
from corvia_engine.sound.rendering import render
from corvia_engine.sound.sample_pitch import UNKNOWN, sample_pitch
from corvia_engine.sound.soundfont import SMALL_NAME, SoundFont, find_soundfont
from corvia_local.model.score import Note
from tests.engine.sound.songs import QUARTER, alone

FLUTE, SHAKUHACHI, CLARINET = 73, 77, 71


def heard(pitches: list[tuple[int, int]], program: int) -> list[float]:
    """Render keys with cents three beats each, and read them back in cents above key 0."""
    notes = tuple(
        Note(4 * QUARTER * n, 3 * QUARTER, key, cents, 90) for n, (key, cents) in enumerate(pitches)
    )
    score = alone(*notes, program=program, bars=4 * len(pitches))
    sound = render(score).samples.astype(np.float64).mean(axis=1)
    beat = score.tempo[0].microseconds / 1_000_000
    found = []
    for n, (key, cents) in enumerate(pitches):
        begin = round((4 * n * beat + 0.2) * SAMPLE_RATE)
        found.append(read_pitch(sound[begin : begin + 7 * SAMPLE_RATE // 10], 100 * key + cents))
    return found


def test_a_file_that_was_not_measured_plays_as_it_is(tmp_path: Path) -> None:
    known = find_soundfont()
    copy = tmp_path / "other.sf2"
    copy.write_bytes(known.path.read_bytes() + b"\0\0")
    assert sample_pitch(SoundFont(copy, "a test")) is UNKNOWN
    changed = bytearray(known.path.read_bytes())
    changed[-1] ^= 1
    copy.write_bytes(changed)
    assert sample_pitch(SoundFont(copy, "a test")) is UNKNOWN


@pytest.mark.parametrize("program", [FLUTE, SHAKUHACHI, CLARINET])
def test_a_tuning_is_heard_within_five_cents(program: int) -> None:
    if not find_soundfont().name.startswith(SMALL_NAME):
        pytest.skip("another SoundFont is installed, whose samples were not measured")
    asked = [(60, 0), (62, 4), (64, -45), (65, -2), (67, 2), (70, 36), (72, 0), (73, 23)]
    for (key, cents), pitch in zip(asked, heard(asked, program), strict=True):
        assert pitch == pytest.approx(100 * key + cents, abs=5)
