"""The ABC reader that the corpus is read with."""

import pytest

from corvia_engine.training.melody.abc_fields import WHOLE, FieldNotRead
from corvia_engine.training.melody.abc_reader import TuneNotRead, read_tune, read_tunes
from corvia_engine.training.melody.tunes import tune_of

EIGHTH = WHOLE // 8


def notes(body: str, key: str = "C", meter: str = "4/4") -> list[tuple[int | None, float]]:
    tune = read_tune(f"X:1\nT:t\nM:{meter}\nL:1/8\nK:{key}\n{body}\n")
    return [(note.key, note.duration / EIGHTH) for note in tune.notes]


def test_letters_octaves_and_lengths() -> None:
    assert notes("C,2 C c/ c'// z3 B3/2") == [
        (48, 2), (60, 1), (72, 0.5), (84, 0.25), (None, 3), (71, 1.5),
    ]  # fmt: skip


def test_accidentals_hold_to_the_end_of_the_bar() -> None:
    assert [key for key, _ in notes("F =F F | F", "D")] == [66, 65, 65, 66]
    assert [key for key, _ in notes("_B B | B", "C")] == [70, 70, 71]
    assert [key for key, _ in notes("A B c", "Dmix")] == [69, 71, 72]
    assert [key for key, _ in notes("E A B", "C Minor")] == [63, 68, 70]


def test_broken_rhythm_tuplets_and_ties() -> None:
    assert [length for _, length in notes("A>B c<d A2>>B2")] == [1.5, 0.5, 0.5, 1.5, 3.5, 0.5]
    assert [length for _, length in notes("(3ABc (2AB d", meter="6/8")] == [
        2 / 3, 2 / 3, 2 / 3, 1.5, 1.5, 1,
    ]  # fmt: skip
    assert notes("A2-A2- | A B-c") == [(69, 5), (71, 1), (72, 1)]


def test_of_two_endings_the_last_stands_and_ornaments_fall_silent() -> None:
    assert [key for key, _ in notes('"Am"A ~B |1 c {de}d :|2 [ceg] f |]')] == [69, 71, 79, 77]


@pytest.mark.parametrize("body", ["A B\nK:G\nc d", "A [V:2] B", "A * B", "A0", "(3A(3BcdE"])
def test_what_is_not_understood_is_refused(body: str) -> None:
    with pytest.raises(TuneNotRead):
        notes(body)


def test_free_metre_is_refused() -> None:
    with pytest.raises(FieldNotRead):
        notes("A", meter="none")
    assert isinstance(next(read_tunes("X:1\nM:none\nK:C\nA\n")), TuneNotRead)


def test_tunes_are_seen_from_their_tonic() -> None:
    text = "X:1\nT:t\nM:2/4\nL:1/8\nK:G\nD | G2 A_B | d2 c2\n_B2 A^F | GA_BA | G3\n"
    tune = tune_of(read_tune(text), "essenFolksong", sung=True)
    steps = [note.step for note in tune.notes()]
    assert steps == [-3, 0, 1, 2, 4, 3, 2, 1, -1, 0, 1, 2, 1, 0]
    assert not tune.bright
    assert [len(phrase) for phrase in tune.phrases] == [6, 8]
    assert tune.phrases[0][0].onset == -240
    assert [note.alteration for note in tune.phrases[1]] == [0, 0, 1, 0, 0, 0, 0, 0]
