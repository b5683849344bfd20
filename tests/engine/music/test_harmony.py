"""Chords and their voices."""

import itertools

import pytest

from corvia_engine.music.harmony import Harmony, harmonise
from corvia_engine.music.planning import plan_song
from corvia_engine.music.staging import stages_of
from corvia_engine.music.traditions import tradition, tradition_names
from corvia_engine.music.tune import TuneWriter
from corvia_engine.music.voicing import HIGHEST, LOWEST, bass_key, parallels, voice
from tests.engine.music.songs import request


@pytest.fixture(scope="module", params=["western", "irish", "blues"])
def sections(request):
    return harmonies_of(request.param)


def harmonies_of(name, **moods):
    plan = plan_song(request(tradition=name, seed=3, **moods))
    stages = stages_of(plan, tradition(name))
    tunes = TuneWriter(plan, stages).write(lambda share: None)
    return [(tune, harmonise(tune, plan.seed)) for tune in tunes]


def test_chords_fill_their_section(sections):
    for tune, harmonies in sections:
        at = tune.stage.start
        for harmony in harmonies:
            assert harmony.start == at
            at += harmony.duration
        assert at == tune.stage.end


def test_what_closes_ends_on_the_tonic(sections):
    for tune, harmonies in sections:
        if tune.stage.plan.kind not in ("intro", "interlude"):
            assert harmonies[-1].chord.function == "tonic"
            assert harmonies[-1].root == tune.stage.plan.key.tonic


def test_most_strong_notes_belong_to_their_chord(sections):  # by chance three of seven would
    hits = total = 0
    for tune, harmonies in sections:
        for tone in tune.tones():
            if tune.stage.is_strong(tone.start):
                chord = next(h for h in harmonies if h.start + h.duration > tone.start)
                above = [(tone.cents - 100 * pc) % 1200 for pc in chord.pitch_classes]
                hits += any(min(a, 1200 - a) <= 85 for a in above)
                total += 1
    assert hits / total > 0.65


def test_voices_stay_in_range_and_seldom_move_in_parallel(sections):
    harmonies = tuple(h for _, section in sections for h in section)
    voicings = voice(harmonies)
    assert len(voicings) == len(harmonies)
    assert all(LOWEST <= key <= HIGHEST for voicing in voicings for key in voicing)
    for harmony, voicing in zip(harmonies, voicings, strict=True):
        assert {key % 12 for key in voicing} <= set(harmony.pitch_classes)
        assert len({key % 12 for key in voicing}) == 3
    chords = [(bass_key(h.root), *v) for h, v in zip(harmonies, voicings, strict=True)]
    moved = [parallels(a, b) for a, b in itertools.pairwise(chords)]
    assert sum(moved) <= len(moved) // 20


def test_parallel_fifths_are_counted():
    assert parallels((48, 55), (50, 57)) == 1
    assert parallels((48, 55), (48, 55)) == 0
    assert parallels((48, 60), (50, 62)) == 1
    assert parallels((48, 55), (50, 60)) == 0


def test_dark_sections_are_tenser_than_bright_ones():
    def darkness(valence):
        found = harmonies_of("western", start=(valence, 0), goal=(valence, 0))
        chords = [h.chord for _, section in found for h in section]
        return sum("m" in chord.suffix for chord in chords) / len(chords)

    assert darkness(-0.9) > darkness(0.9) + 0.2


@pytest.mark.parametrize("name", tradition_names())
def test_every_chord_on_every_tonic_can_be_voiced(name):
    for mode in tradition(name).modes:
        for chord in mode.chords:
            for tonic in range(12):
                (voicing,) = voice((Harmony(0, 1920, chord, tonic),))
                assert voicing == tuple(sorted(voicing))
                assert voicing[1] - voicing[0] >= 4 or voicing[0] >= 52
