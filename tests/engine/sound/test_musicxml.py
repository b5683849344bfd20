import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from music21 import converter, expressions, harmony, meter, stream, tempo

from corvia_engine.sound.bars import bar_pieces
from corvia_engine.sound.musicxml import musicxml_bytes
from corvia_engine.sound.notation import Spelling, key_signature, spell
from corvia_engine.sound.quantising import written_notes
from corvia_local.model.score import ChordMark, Key, Meter, Note, Part, Score
from tests.engine.sound.songs import QUARTER, TUNE, alone, song


def read(score: Score) -> stream.Score:
    return converter.parseData(musicxml_bytes(score), format="musicxml")


def sounding(part: stream.Part) -> list[tuple[float, float, list[int]]]:
    return [
        (float(n.offset), float(n.quarterLength), [round(p.ps) for p in n.pitches])
        for n in part.stripTies().flatten().notes
        if not isinstance(n, harmony.ChordSymbol)
    ]


def test_notes_and_words_come_back() -> None:
    voice, bass = read(song()).parts
    assert sounding(voice) == [(n, 1.0, [key]) for n, key in enumerate(TUNE)]
    assert sounding(bass) == [(2 * n, 2.0, [36]) for n in range(4)]
    lyrics = [(n.lyrics[0].text, n.lyrics[0].syllabic) for n in voice.flatten().notes if n.lyrics]
    assert lyrics == [
        ("morn", "begin"),
        ("ing", "end"),
        ("comes", "single"),
        ("slow,", "single"),
        ("I", "single"),
        ("am", "single"),
        ("a", "begin"),
        ("wake", "end"),
    ]


def test_chords_sections_tempo_and_meter_come_back() -> None:
    voice = read(song()).parts[0].flatten()
    chords = voice.getElementsByClass(harmony.ChordSymbol)
    assert [(c.offset, c.figure, sorted(p.pitchClass for p in c.pitches)) for c in chords] == [
        (0.0, "C", [0, 4, 7]),
        (4.0, "Am7", [0, 4, 7, 9]),
    ]
    marks = voice.getElementsByClass(expressions.RehearsalMark)
    assert [(m.offset, m.content) for m in marks] == [(0.0, "verse 1"), (4.0, "chorus")]
    tempi = voice.getElementsByClass(tempo.MetronomeMark)
    assert [(t.offset, t.number) for t in tempi] == [(0.0, 100), (4.0, 120)]
    assert voice.getElementsByClass(meter.TimeSignature)[0].ratioString == "4/4"


def test_played_onsets_are_written_on_the_grid() -> None:
    played = tuple(
        Note(max(0, QUARTER * n + shift), 400, key, 0, 80)
        for n, (key, shift) in enumerate(zip(TUNE, (0, 17, -12, 25, -20, 8, 14, -9), strict=True))
    )
    assert sounding(read(alone(*played)).parts[0]) == [(n, 1.0, [k]) for n, k in enumerate(TUNE)]


def test_triplets_are_written_as_triplets() -> None:
    played = tuple(Note(160 * n, 150, 60 + n, 0, 80) for n in range(6))
    notes = sounding(read(alone(*played)).parts[0])
    assert [start for start, _, _ in notes] == pytest.approx([n / 3 for n in range(6)])


def test_a_long_note_is_tied_across_the_bar() -> None:
    notes = read(alone(Note(2 * QUARTER, 4 * QUARTER, 60, 0, 80))).parts[0]
    assert sounding(notes) == [(2.0, 4.0, [60])]
    assert len(notes.flatten().notes) == 2


def test_quarter_tones_are_written_and_cents_are_told() -> None:
    score = alone(Note(0, 960, 64, -45, 80), Note(960, 960, 65, 12, 80), Note(1920, 960, 70, 30, 8))
    voice = read(score).parts[0].flatten()
    assert [p.accidental.alter if p.accidental else 0 for p in voice.pitches] == [-0.5, 0, -0.5]
    told = " ".join(t.content for t in voice.getElementsByClass(expressions.TextExpression))
    assert all(part in told for part in ("E -45", "F +12", "B♭ +30"))


def test_an_uneven_meter_shows_its_groups() -> None:
    score = song(meter=Meter((2, 2, 2, 3), 8))
    found = read(score).parts[0].flatten().getElementsByClass(meter.TimeSignature)[0]
    assert found.barDuration.quarterLength == 4.5
    assert b"<beats>2+2+2+3</beats>" in musicxml_bytes(score)


def test_an_unknown_chord_keeps_its_symbol() -> None:
    chord = ChordMark(0, QUARTER, 10, "B♭cluster", (10, 11, 0))
    text = musicxml_bytes(song(chords=(chord,))).decode()
    assert '<kind text="cluster">other</kind>' in text
    assert "<root-alter>-1</root-alter>" in text


def test_characters_that_xml_cannot_hold_are_left_out() -> None:
    score = read(song(title="a <b> & \x01c", parts=(_named("x\x02y"),)))
    assert score.metadata.title == "a <b> & c"
    assert score.parts[0].partName == "xy"


def test_equal_scores_give_equal_bytes() -> None:
    assert musicxml_bytes(song()) == musicxml_bytes(song())


@pytest.mark.parametrize(
    ("key", "fifths", "minor"),
    [
        (Key(0, "major"), 0, False),
        (Key(9, "minor"), 0, True),
        (Key(2, "dorian"), 0, True),
        (Key(7, "mixolydian"), 0, False),
        (Key(1, "major"), -5, False),
        (Key(1, "minor"), 4, True),
        (Key(2, "hicaz"), -2, True),
    ],
)
def test_key_signatures(key: Key, fifths: int, minor: bool) -> None:
    assert (key_signature(key).fifths, key_signature(key).minor) == (fifths, minor)


@pytest.mark.parametrize(
    ("key", "fifths", "spelling"),
    [
        (60, 0, Spelling("C", 0, 4)),
        (68, 0, Spelling("G", 1, 4)),
        (70, 0, Spelling("B", -1, 4)),
        (61, -5, Spelling("D", -1, 4)),
        (72, 4, Spelling("B", 1, 4)),
        (71, -6, Spelling("C", -1, 5)),
    ],
)
def test_pitches_are_spelled_by_their_key(key: int, fifths: int, spelling: Spelling) -> None:
    assert spell(key, 0, fifths) == spelling


@given(st.integers(0, 127), st.integers(-100, 100), st.integers(-6, 6))
def test_every_spelling_names_its_pitch(key: int, cents: int, fifths: int) -> None:
    found = spell(key, cents, fifths)
    steps = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
    sounds = 12 * (found.octave + 1) + steps[found.step] + found.alter
    assert abs(100 * sounds - 100 * key - cents) <= 25


@given(
    st.lists(st.tuples(st.integers(0, 15_000), st.integers(1, 3000)), max_size=30),
    st.sampled_from(
        [
            Meter((2, 2), 4),
            Meter((1, 1, 1), 4),
            Meter((2, 2, 2, 3), 8),
            Meter((3, 3), 8),
            Meter((1,), 16),
            Meter((1, 1), 2),
        ]
    ),
    st.booleans(),
)
@settings(max_examples=200, deadline=None)
def test_any_notes_fill_whole_bars(
    spans: list[tuple[int, int]], signature: Meter, apart: bool
) -> None:
    notes = [Note(start, length, 60, 0, 80) for start, length in sorted(spans)]
    written = written_notes(notes, triplets=signature.unit == 4, apart=apart)
    assert sum(len(w.notes) for w in written) == len(notes)
    at = 0
    for bar in bar_pieces(written, signature, 3840):
        for piece in bar:
            assert piece.start == at
            at = piece.end
        assert at % signature.bar_ticks == 0
    assert at >= 3840


def _named(name: str) -> Part:
    return Part(name, "melody", 0, 100, 64, song().parts[0].notes)
