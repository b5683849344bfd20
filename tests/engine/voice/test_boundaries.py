import numpy as np

from corvia_engine.voice.boundaries import heard_boundaries
from corvia_engine.voice.phonemes import Phoneme
from corvia_engine.voice.vocoder import SpeechModel

RATE, BINS, FRAMES = 22_050, 513, 80


def nasal_then_vowel(turning: int) -> SpeechModel:
    """Make an envelope that turns at a frame from energy below 500 Hz to energy up to 3 kHz."""
    bins = np.linspace(0, RATE / 2, BINS)
    envelope = np.full((FRAMES, BINS), -14.0)
    envelope[:turning, bins < 500] = -7.0
    envelope[turning:, bins < 3000] = -5.0
    return SpeechModel(envelope, np.zeros((FRAMES, BINS)), RATE)


def marked(at: float) -> list[Phoneme]:
    return [Phoneme("m", 0.05, at, 1), Phoneme("aI", at, 0.4, 1)]


def test_a_mark_that_comes_late_or_early_moves_to_where_the_vowel_is_heard() -> None:
    for mark in (0.17, 0.2, 0.24):
        consonant, vowel = heard_boundaries(marked(mark), nasal_then_vowel(40))
        assert abs(vowel.start - 0.2) <= 0.005
        assert consonant.end == vowel.start


def test_a_boundary_leaves_both_sounds_some_of_their_time() -> None:
    consonant, vowel = heard_boundaries(marked(0.2), nasal_then_vowel(12))
    assert vowel.start - consonant.start >= 0.3 * (0.2 - 0.05) - 1e-9


def test_where_nothing_changes_the_mark_stays() -> None:
    assert heard_boundaries(marked(0.2), nasal_then_vowel(0)) == marked(0.2)
