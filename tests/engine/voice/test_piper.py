import itertools
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from corvia_engine.voice.espeak import Espeak, VoiceMissing, fresh_espeak
from corvia_engine.voice.phonemes import phonemes_of
from corvia_engine.voice.piper import PiperVoice, piper_voice
from corvia_engine.voice.singing import sing
from corvia_engine.voice.vocoder import FRAMES_A_SECOND

from .songs import song

TEXT = "I heard it all by the quiet fire"


@pytest.fixture(scope="module")
def espeak() -> Iterator[Espeak]:
    with fresh_espeak() as synthesizer:
        yield synthesizer


def test_each_phoneme_has_its_time_and_its_word(espeak: Espeak) -> None:
    speech = piper_voice().speak(espeak, TEXT)
    found = phonemes_of(speech.phonemes, speech.rate, len(speech.samples))
    assert next(p.name for p in found if p.text_position == 1 + TEXT.index("fire")) == "f"
    assert all(a.end <= b.start + 1e-9 for a, b in itertools.pairwise(found))
    assert found[-1].end <= len(speech.samples) / speech.rate
    assert sum(p.is_vowel for p in found) >= len(TEXT.split())


def test_equal_texts_sound_equal_and_slower_ones_last_longer(espeak: Espeak) -> None:
    voice = piper_voice()
    first, again, slow = (voice.speak(espeak, TEXT, slower=by) for by in (1.0, 1.0, 1.8))
    assert np.array_equal(first.samples, again.samples)
    assert 1.4 < len(slow.samples) / len(first.samples) < 2.2


def test_a_text_without_words_is_silent(espeak: Espeak) -> None:
    assert len(piper_voice().speak(espeak, "…").samples) == 0


def test_other_files_than_the_ones_expected_are_not_run(tmp_path: Path) -> None:
    with pytest.raises(VoiceMissing, match="cannot be read"):
        PiperVoice(tmp_path)
    (tmp_path / "en_US-joe-medium.onnx").write_bytes(b"another network")
    with pytest.raises(VoiceMissing, match="others than expected"):
        PiperVoice(tmp_path)


def test_words_are_closed_when_they_are_said_and_begin_on_their_notes() -> None:
    line: list[tuple[str, ...]] = [("hold",), ("me",), ("here",)]
    half, whole = (sing(song(line), voice).lines[0] for voice in ("tenor", "baritone"))
    assert [unit.start for unit in half.units] == [unit.start for unit in whole.units]
    assert (half.unit < 0).sum() > (whole.unit < 0).sum()
    note = half.units[-1].tones[-1]
    assert half.units[-1].end < note.end * FRAMES_A_SECOND


def test_words_of_another_script_are_sung_by_the_lighter_synthesizer() -> None:
    assert sing(song([("свет",), ("мой",)]), "tenor").samples.any()
