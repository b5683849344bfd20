"""A person changes one note, chord, word or tempo; everything else stays, and it can go on."""

from functools import cache

import pytest

from corvia_engine.music.composing import compose
from corvia_engine.music.editing.chords import change_chord, chords_allowed
from corvia_engine.music.editing.edited import CannotEdit, Edited
from corvia_engine.music.editing.lines import words_in_bar
from corvia_engine.music.editing.notes import NoteChange, change_note
from corvia_engine.music.editing.tempo import beats_a_minute, change_tempo
from corvia_engine.music.editing.tones import Tone, tones_in_bar
from corvia_engine.music.editing.words import change_word
from corvia_engine.music.explaining.place import BarPlace, place_of_bar
from corvia_engine.music.planning import plan_song
from corvia_engine.music.staging import stages_of
from corvia_engine.music.traditions import tradition
from corvia_engine.music.tuning import DEGREES
from corvia_engine.music.varying.reading_back import tunes_of
from corvia_engine.music.varying.recasting import changed
from corvia_engine.music.varying.scope import scope_of
from corvia_engine.music.varying.varying import vary
from corvia_local.model.lyric import Lyric
from corvia_local.model.plan import SongPlan
from corvia_local.model.score import Role, Score, decode_score, encode_score
from tests.engine.music.songs import line, plain, request, stanza

CHORDAL = "western"
LYRIC = Lyric(
    "Rain",
    (
        stanza(
            "verse",
            line(("the",), ("win", "dow"), ("was",), ("o", "pen")),
            plain("I heard it rain all night"),
        ),
        stanza(
            "chorus", line(("to", "mor", "row"), ("I",), ("will",), ("call",)), plain("and rest")
        ),
    ),
)


@cache
def composed(name: str) -> tuple[SongPlan, Score]:
    plan = plan_song(request(LYRIC, tradition=name, minutes=0.5, seed=5))
    return plan, compose(plan)


def places(name: str) -> list[BarPlace]:
    plan, score = composed(name)
    stages = stages_of(plan, tradition(name))
    return [place_of_bar(stages, bar) for bar in range(1, score.end // score.meter.bar_ticks + 1)]


def first_tone(name: str, text: str) -> tuple[int, Tone]:
    """The bar and note on which a syllable is first sung."""
    _, score = composed(name)
    for place in places(name):
        for tone in tones_in_bar(score, place):
            if tone.syllable is not None and tone.syllable.text == text:
                return place.number, tone
    raise AssertionError(text)


def edit(name: str, bar: int, number: int, change: NoteChange, **options: object) -> Edited:
    plan, score = composed(name)
    return change_note(plan, score, tradition(name), bar, number, change, **options)  # type: ignore[arg-type]


def others(score: Score, role: Role) -> list[object]:
    return [part for part in score.parts if part.role != role]


def sung(score: Score) -> list[tuple[int, int, int]]:
    return [(n.start, n.key, n.cents) for n in score.melody.notes]


def goes_on(edited: Edited, name: str) -> None:
    """What was edited is a sound score, is read back, recast and varied like any other."""
    assert decode_score(encode_score(edited.score)) == edited.score
    stages = stages_of(edited.plan, tradition(name))
    tunes_of(edited.plan, edited.score, stages)
    plan, score = changed(edited.plan, edited.score, tradition(name), "fuller")
    texts = [s.text for s in edited.score.syllables]
    assert [s.text for s in score.syllables] == texts
    assert sung(score) == sung(edited.score)
    bars = scope_of(stages, (), ("verse 1",), ())
    varied = vary(plan, score, tradition(name), bars, 3)
    assert [s.text for s in varied.syllables] == texts
    assert [s.tick for s in varied.syllables if bars.holds(s.tick)] == [
        n.start for n in varied.melody.notes if bars.holds(n.start)
    ]


@pytest.mark.parametrize("name", [CHORDAL, "arab", "javanese-slendro"])
def test_a_note_moves_by_the_scales_own_steps_and_back(name: str) -> None:
    bar, tone = first_tone(name, "was")
    up = edit(name, bar, tone.number, NoteChange("pitch", 1))
    _, score = composed(name)
    now = tones_in_bar(up.score, tone_place(name, bar))[tone.number - 1]
    degrees = tone.stage.scale.mode.degrees
    assert tone.step is not None
    assert now.step is not None
    assert degrees.index(now.step % DEGREES) == (degrees.index(tone.step % DEGREES) + 1) % len(
        degrees
    )
    assert len(up.score.melody.notes) == len(score.melody.notes)
    assert up.score.syllables == score.syllables
    if name == CHORDAL:
        assert others(up.score, "melody") == others(score, "melody")
    else:
        assert others(up.score, "melody") != others(score, "melody"), "they play the tune too"
    back = change_note(
        up.plan, up.score, tradition(name), bar, tone.number, NoteChange("pitch", -1)
    )
    assert back.score.melody == score.melody
    goes_on(up, name)


def tone_place(name: str, bar: int) -> BarPlace:
    return places(name)[bar - 1]


def test_a_note_goes_to_a_degree_and_no_further_than_voices_do() -> None:
    bar, tone = first_tone(CHORDAL, "was")
    number = tone.number
    wanted = 5 if tone.step is not None and tone.step % 7 != 4 else 3
    now = edit(CHORDAL, bar, number, NoteChange("degree", wanted))
    step = tones_in_bar(now.score, tone_place(CHORDAL, bar))[number - 1].step
    assert step is not None
    assert step % 7 == wanted - 1
    with pytest.raises(CannotEdit, match="beyond what most can sing"):
        edit(CHORDAL, bar, number, NoteChange("pitch", 30))
    with pytest.raises(CannotEdit, match="degrees 1 to 7"):
        edit(CHORDAL, bar, number, NoteChange("degree", 9))
    with pytest.raises(CannotEdit, match="no note 40"):
        edit(CHORDAL, bar, 40, NoteChange("pitch", 1))
    with pytest.raises(CannotEdit, match="no degrees"):
        edit(CHORDAL, percussion_bar(), 1, NoteChange("pitch", 1), role="percussion")


def percussion_bar() -> int:
    _, score = composed(CHORDAL)
    drums = next(part for part in score.parts if part.role == "percussion")
    return drums.notes[0].start // score.meter.bar_ticks + 1


def test_a_longer_note_takes_its_time_from_the_next_and_words_go_with_it() -> None:
    bar, tone = first_tone(CHORDAL, "to")
    longer = edit(CHORDAL, bar, tone.number, NoteChange("lengthen", 120))
    _, score = composed(CHORDAL)
    moved = [
        (a.start, b.start)
        for a, b in zip(score.melody.notes, longer.score.melody.notes, strict=True)
        if a.start != b.start
    ]
    assert all(after - before == 120 for before, after in moved)
    assert len(moved) <= 1
    assert [s.tick for s in longer.score.syllables] == [n.start for n in longer.score.melody.notes]
    goes_on(longer, CHORDAL)
    with pytest.raises(CannotEdit, match="at least a sixteenth"):
        edit(CHORDAL, bar, tone.number, NoteChange("length", 60))
    with pytest.raises(CannotEdit, match="beyond"):
        edit(CHORDAL, bar, tone.number, NoteChange("length", 100_000))


@pytest.mark.parametrize("name", [CHORDAL, "turkish"])
def test_a_divided_note_sings_its_syllable_on_both_and_may_be_joined_again(name: str) -> None:
    bar, tone = first_tone(name, "rain")
    two = edit(name, bar, tone.number, NoteChange("split"))
    _, score = composed(name)
    assert len(two.score.melody.notes) == len(score.melody.notes) + 1
    assert [s.text for s in two.score.syllables] == [s.text for s in score.syllables]
    goes_on(two, name)
    one = change_note(
        two.plan, two.score, tradition(name), bar, tone.number + 1, NoteChange("delete")
    )
    assert [n.start for n in one.score.melody.notes] == [n.start for n in score.melody.notes]


def test_a_note_of_a_longer_word_goes_at_every_return_and_a_words_only_note_stays() -> None:
    bar, tone = first_tone(CHORDAL, "mor")
    _, score = composed(CHORDAL)
    gone = edit(CHORDAL, bar, tone.number, NoteChange("delete"))
    times = sum(s.text == "mor" for s in score.syllables)
    assert len(gone.score.melody.notes) == len(score.melody.notes) - times
    assert sum(s.text == "tomor" for s in gone.score.syllables) == times
    assert gone.score.lines == score.lines, "the word is written as before"
    goes_on(gone, CHORDAL)
    bar, tone = first_tone(CHORDAL, "rain")
    with pytest.raises(CannotEdit, match="on this note alone"):
        edit(CHORDAL, bar, tone.number, NoteChange("delete"))


def test_every_return_changes_the_same_note_of_each_chorus() -> None:
    bar, tone = first_tone(CHORDAL, "call")
    _, score = composed(CHORDAL)
    all_of_them = edit(CHORDAL, bar, tone.number, NoteChange("pitch", -1), every_return=True)
    differing = [
        a.start
        for a, b in zip(score.melody.notes, all_of_them.score.melody.notes, strict=True)
        if a != b
    ]
    assert differing == [s.tick for s in score.syllables if s.text == "call"]
    assert len(all_of_them.bars) == len(differing) > 1


@pytest.mark.parametrize(
    ("old", "new", "more"), [("rain", "snow", 0), ("rain", "raining", 1), ("tomorrow", "soon", -2)]
)
def test_another_word_is_fitted_to_the_notes(old: str, new: str, more: int) -> None:
    plan, score = composed(CHORDAL)
    stages = stages_of(plan, tradition(CHORDAL))
    place = next(
        p for p in places(CHORDAL) if any(text == old for text, _ in words_in_bar(plan, score, p))
    )
    edited = change_word(plan, score, tradition(CHORDAL), place.number, old, new)
    times = sum(
        stage.plan.stanza == words_in_bar(plan, score, place)[0][1].stanza for stage in stages
    )
    assert len(edited.score.syllables) == len(score.syllables) + more * times
    assert len(edited.score.melody.notes) == len(edited.score.syllables)
    assert any(new in text for text in edited.score.lines)
    assert not any(old == word for text in edited.score.lines for word in text.split())
    assert others(edited.score, "melody") == others(score, "melody")
    goes_on(edited, CHORDAL)


def test_words_that_are_not_there_or_do_not_fit_are_refused() -> None:
    plan, score = composed(CHORDAL)
    bar, _ = first_tone(CHORDAL, "rain")
    with pytest.raises(CannotEdit, match="is not sung in bar"):
        change_word(plan, score, tradition(CHORDAL), bar, "kazoo", "rain")
    with pytest.raises(CannotEdit, match="cannot be sung"):
        change_word(plan, score, tradition(CHORDAL), bar, "rain", "…")
    with pytest.raises(CannotEdit, match=r"no room|cannot be sung"):
        change_word(plan, score, tradition(CHORDAL), bar, "rain", "irresponsibility impossibility")


def test_a_chord_gives_way_to_another_of_the_mode_and_only_near_it_voices_move() -> None:
    plan, score = composed(CHORDAL)
    place = places(CHORDAL)[5]
    allowed = chords_allowed(place)
    mark = next(m for m in score.chords if m.tick == place.start)
    numeral, symbol = next(one for one in allowed if one[1] != mark.symbol)
    edited = change_chord(plan, score, tradition(CHORDAL), 6, 1, numeral)
    assert edited.score == change_chord(plan, score, tradition(CHORDAL), 6, 1, symbol).score
    differing = [a.tick for a, b in zip(score.chords, edited.score.chords, strict=True) if a != b]
    assert differing == [mark.tick]
    assert edited.score.melody == score.melody
    figure = next(part for part in edited.score.parts if part.role == "figure")
    tones = {n.key % 12 for n in figure.notes if mark.tick <= n.start + 3 < mark.tick + 480}
    new = next(m for m in edited.score.chords if m.tick == mark.tick)
    assert tones <= set(new.pitch_classes)
    far = [b for b in range(score.end // score.meter.bar_ticks) if abs(b - 5) > 8]
    assert all(
        [n for n in a.notes if n.start // score.meter.bar_ticks in far]
        == [n for n in b.notes if n.start // score.meter.bar_ticks in far]
        for a, b in zip(score.parts, edited.score.parts, strict=True)
    )
    goes_on(edited, CHORDAL)
    with pytest.raises(CannotEdit, match="is no chord of"):
        change_chord(plan, score, tradition(CHORDAL), 6, 1, "H13")
    with pytest.raises(CannotEdit, match="without chords"):
        change_chord(*composed("arab"), tradition("arab"), 3, 1, "I")


def test_the_tempo_is_set_for_the_song_or_a_section_within_what_songs_have() -> None:
    plan, score = composed(CHORDAL)
    whole = change_tempo(plan, score, tradition(CHORDAL), 84)
    stages = stages_of(whole.plan, tradition(CHORDAL))
    assert beats_a_minute(stages[0]) == pytest.approx(84, abs=0.1)
    assert whole.score.parts == score.parts
    one = change_tempo(plan, score, tradition(CHORDAL), 84, "verse 1")
    before = stages_of(plan, tradition(CHORDAL))
    after = stages_of(one.plan, tradition(CHORDAL))
    for old, new in zip(before, after, strict=True):
        tempo = 84 if old.plan.name == "verse 1" else beats_a_minute(old)
        assert beats_a_minute(new) == pytest.approx(tempo, abs=0.1)
    goes_on(one, CHORDAL)
    with pytest.raises(CannotEdit, match="50 to 160"):
        change_tempo(plan, score, tradition(CHORDAL), 400)
    with pytest.raises(CannotEdit, match="no section"):
        change_tempo(plan, score, tradition(CHORDAL), 84, "coda")
