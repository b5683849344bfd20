import msgspec
import numpy as np
import pytest
import pyworld
from hypothesis import given, settings
from hypothesis import strategies as st

from corvia_engine.voice.catalogue import UnknownVoice, find_voice, voice_names
from corvia_engine.voice.singing import Sung, sing
from corvia_local.errors import Cancelled
from corvia_local.model.score import Note

from .songs import BEAT, song

QUIET = [("hold",), ("me",), ("in",), ("the",), ("qui", "et"), ("light",)]


def heard_cents(sung: Sung) -> np.ndarray:
    """Give harvest's pitch in cents above MIDI key 0, by frames of 5 ms; NaN where unvoiced."""
    pitch, _ = pyworld.harvest(sung.samples[::2].astype(np.float64), 22_050, 80.0, 900.0)
    return 6900 + 1200 * np.log2(np.where(pitch > 0, pitch, np.nan) / 440)


def vowel_cents(sung: Sung, heard: np.ndarray, unit: int) -> float:
    held = sung.lines[0].units[unit]
    return float(np.nanmedian(heard[held.start + 15 : held.end - 15]))


@pytest.mark.parametrize("voice", ["alto", "baritone"])
def test_each_note_is_in_tune_down_to_a_quarter_tone(voice: str) -> None:
    score = song(QUIET, cents=50)
    sung = sing(score, voice)
    heard = heard_cents(sung)
    for number, note in enumerate(score.melody.notes):
        wished = 100 * note.key + note.cents
        off = (vowel_cents(sung, heard, number) - wished + 600) % 1200 - 600
        assert abs(off) < 8, note


def test_a_voice_sings_in_its_own_register() -> None:
    for voice in ("alto", "baritone"):
        for key in (40, 64, 88):
            sung = sing(song(QUIET, key=key), voice)
            middle = np.median(np.concatenate(sung.pitches)) / 100
            assert abs(middle - find_voice(voice).middle_key) <= 8


def test_vowels_begin_on_their_notes_and_consonants_before() -> None:
    sung = sing(song(QUIET), "alto")
    line = sung.lines[0]
    assert [unit.start for unit in line.units] == [400 + 100 * n for n in range(7)]
    assert line.first < line.units[0].start


def test_nothing_sounds_between_lines_but_a_breath() -> None:
    sung = sing(song([("hold",), ("me",)], [("light",)]), "alto")
    rest = sung.samples[(sung.lines[0].end + 4) * 441 // 2 : (sung.lines[1].first - 4) * 441 // 2]
    assert 0.001 < np.abs(rest).max() < 0.25 * np.abs(sung.samples).max()


def test_louder_notes_are_sung_louder() -> None:
    score = song([("la",)] * 6)
    part = score.melody
    loud = tuple(
        Note(n.start, n.duration, 64, 0, 50 if k < 3 else 110) for k, n in enumerate(part.notes)
    )
    score = msgspec.structs.replace(score, parts=(msgspec.structs.replace(part, notes=loud),))
    sung = sing(score, "alto")
    soft, strong = (
        np.std(sung.samples[unit.start * 441 // 2 : unit.end * 441 // 2])
        for unit in (sung.lines[0].units[1], sung.lines[0].units[4])
    )
    assert strong > 1.6 * soft


def test_a_syllable_on_several_notes_is_one_vowel_on_several_pitches() -> None:
    score = song([("oh",), ("my",)])
    part = score.melody
    first, last = part.notes
    slur = (
        Note(first.start, BEAT // 2, 64, 0, 80),
        Note(first.start + BEAT // 2, BEAT // 2, 69, 0, 80),
        last,
    )
    score = msgspec.structs.replace(score, parts=(msgspec.structs.replace(part, notes=slur),))
    sung = sing(score, "alto")
    assert len(sung.lines[0].units) == 2
    heard = heard_cents(sung)
    assert np.nanmedian(heard[415:440]) == pytest.approx(6400, abs=15)
    assert np.nanmedian(heard[460:485]) == pytest.approx(6900, abs=15)


@pytest.mark.parametrize("voice", voice_names())
def test_the_same_score_is_sung_alike_each_time(voice: str) -> None:
    score = song(QUIET)
    first = sing(score, voice)
    sing(song([("some",), ("other",), ("words",)]), voice)
    assert np.array_equal(first.samples, sing(score, voice).samples)
    assert np.abs(first.samples).max() <= 1


@pytest.mark.parametrize(
    "line",
    [
        [("😀",)],
        [("",)],
        [("❤️",), ("love",), ("💔",)],
        [("17",), ("8:30",), ("€5",)],
        [("xqzt",), ("brrr",), ("hmm",)],
        [("сло", "во"), ("ночь",)],
        [("日", "本")],
        [("λό", "γος")],
        [("سلام",)],
        [("\x00a\x01",), ("<b>",), ("&",), ("{x}",), ("[[a]]",)],
        [("supercalifragilistic" * 4,)],
        [("a",) * 12],
    ],
)
def test_whatever_is_written_is_sung_or_left_out(line: list[tuple[str, ...]]) -> None:
    for voice in voice_names():
        sung = sing(song(line), voice)
        assert np.isfinite(sung.samples).all()


WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
LINES = st.lists(st.lists(WORDS, min_size=1, max_size=3).map(tuple), min_size=1, max_size=4)


@given(LINES, st.sampled_from(("baritone", "spoken")))
@settings(max_examples=10, deadline=None)
def test_any_text_is_sung_spelt_or_left_out_and_never_fails(
    line: list[tuple[str, ...]], voice: str
) -> None:
    sung = sing(song(line), voice)
    assert np.isfinite(sung.samples).all()
    assert np.abs(sung.samples).max(initial=0.0) <= 1


@pytest.mark.parametrize("said", [["17"], ["2026"], ["xqzt"], ["ночь"], ["日本"], ["λόγος"]])
def test_figures_letters_and_other_scripts_are_heard(said: list[str]) -> None:
    assert np.abs(sing(song([(word,) for word in said]), "baritone").samples).max() > 0.5


@pytest.mark.parametrize("left_out", ["😀", "€", "***", "\x07", "…"])
def test_emoji_and_signs_are_left_out(left_out: str) -> None:
    alone = sing(song([(left_out,)]), "baritone")
    assert not alone.samples.any()
    held = sing(song([("love",), (left_out,), ("me",)]), "baritone")
    assert [len(unit.tones) for unit in held.lines[0].units] == [2, 1]


def test_a_song_without_words_has_a_silent_voice() -> None:
    assert not sing(song(), "alto").samples.any()


def test_where_no_copy_of_the_synthesizer_can_be_made_it_sings_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shutil.copyfile", full)
    for _ in range(2):
        assert sing(song(QUIET), "baritone").samples.any()


def test_an_unknown_voice_is_named() -> None:
    with pytest.raises(UnknownVoice, match="alto"):
        sing(song(QUIET), "nobody")


def test_singing_can_be_cancelled() -> None:
    def stop(step: str, share: float) -> None:
        if share > 0.5:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        sing(song(QUIET, QUIET), "alto", stop)
