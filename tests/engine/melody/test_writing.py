"""What a song's melody does from phrase to phrase."""

import itertools
import re

import msgspec
import pytest

from corvia_engine.music.melody import model
from corvia_engine.music.melody.metric import level_at
from corvia_engine.music.melody.refusals import PhraseRefused, TooManySyllables
from corvia_engine.music.melody.request import MelodyNote, PhraseRequest
from corvia_engine.music.melody.taste import Taste
from corvia_engine.music.melody.writing import MelodyWriter, most_notes
from corvia_local.errors import BadInput, PartMissing
from tests.engine.melody.asking import FOUR_FOUR, check


def with_(**changes: object) -> PhraseRequest:
    return msgspec.structs.replace(FOUR_FOUR, **changes)


def test_another_seed_gives_another_melody() -> None:
    songs = {tuple(MelodyWriter(seed).write(FOUR_FOUR) for _ in range(1)) for seed in range(6)}
    assert len(songs) > 3


def test_a_long_song_goes_on_beyond_the_context() -> None:
    writer = MelodyWriter(3)
    for number in range(40):
        request = with_(endings=(0,) if number % 2 else (1, 4))
        check(request, writer.write(request))


def test_remembering_a_phrase_counts_as_having_written_it() -> None:
    first, second = MelodyWriter(5), MelodyWriter(5)
    notes = first.write(FOUR_FOUR)
    second.remember(FOUR_FOUR, notes)
    assert [first.write(FOUR_FOUR) for _ in range(3)] == [second.write(FOUR_FOUR) for _ in range(3)]


def test_earlier_phrases_change_what_follows() -> None:
    alone = [MelodyWriter(seed).write(FOUR_FOUR) for seed in range(4)]
    later = []
    for seed in range(4):
        writer = MelodyWriter(seed)
        writer.write(with_(endings=(4,)))
        later.append(writer.write(FOUR_FOUR))
    assert alone != later


def test_the_opening_is_sung_and_shortened_where_it_does_not_fit() -> None:
    opening = (MelodyNote(0, 480, 4), MelodyNote(480, 240, 5), MelodyNote(720, 240, 20))
    notes = MelodyWriter(1).write(with_(opening=opening))
    assert [(note.start, note.step) for note in notes[:2]] == [(0, 4), (480, 5)]
    check(FOUR_FOUR, notes)


def test_stressed_syllables_fall_on_stronger_places() -> None:
    def mean_levels(stresses: tuple[int, ...]) -> dict[int, float]:
        levels: dict[int, list[int]] = {0: [], 2: []}
        writer = MelodyWriter(11)
        for _ in range(12):
            request = with_(stresses=stresses)
            for note, stress in zip(writer.write(request), stresses, strict=True):
                levels[stress].append(level_at(request.meter, note.start))
        return {stress: sum(found) / len(found) for stress, found in levels.items()}

    for stresses in ((0, 2, 0, 2, 0, 2, 0, 2), (2, 0, 0, 2, 0, 0, 2, 0, 0, 2)):
        levels = mean_levels(stresses)
        assert levels[2] > levels[0] + 0.5


def test_the_contour_is_followed() -> None:
    def rise(contour: int) -> float:
        total = 0.0
        for seed in range(12):
            notes = MelodyWriter(seed).write(with_(contour=contour, endings=tuple(range(7))))
            total += sum(n.step for n in notes[4:]) - sum(n.step for n in notes[:4])
        return total

    assert rise(1000) > rise(0) > rise(-1000)


def test_leanings_change_which_degrees_are_chosen() -> None:
    def tonics(leanings: tuple[int, ...]) -> int:
        asked = with_(leanings=leanings)
        notes = [note for seed in range(8) for note in MelodyWriter(seed).write(asked)]
        return sum(note.step % 7 == 0 for note in notes)

    rest = (0,) * 6
    assert tonics((-3000, *rest)) < tonics(()) < tonics((3000, *rest))


def test_what_was_heard_comes_back() -> None:
    def returning(echo: int) -> int:
        count = 0
        for seed in range(2):
            writer = MelodyWriter(seed, taste=Taste(echo=echo))
            seen: set[tuple[tuple[int, int], ...]] = set()
            for _ in range(6):
                notes = writer.write(FOUR_FOUR)
                pairs = [(b.step - a.step, a.duration) for a, b in itertools.pairwise(notes)]
                runs = {tuple(pairs[i : i + 3]) for i in range(len(pairs) - 2)}
                count += len(runs & seen)
                seen |= runs
        return count

    assert returning(200) > returning(0)


def test_crowded_bars_are_subdivided_down_to_thirty_seconds_and_no_further() -> None:
    most = most_notes(FOUR_FOUR.meter, 1, 240)
    assert most == 28
    request = with_(bars=1, stresses=(0,) * most)
    check(request, MelodyWriter(1).write(request))
    with pytest.raises(TooManySyllables, match=re.escape("29 syllables do not fit into 1 bar")):
        MelodyWriter(1).write(with_(bars=1, stresses=(0,) * (most + 1)))


@pytest.mark.parametrize(
    "changes",
    [
        {"stresses": ()},
        {"stresses": (3,)},
        {"stresses": (1,) * 97, "bars": 8},
        {"bars": 0},
        {"bars": 17},
        {"degrees": ()},
        {"degrees": (0, 7)},
        {"endings": (9,)},
        {"endings": ()},
        {"low": 3, "high": 2},
        {"low": 1, "high": 1, "endings": (0,)},
        {"rest": -1},
        {"rest": 3840},
        {"leanings": (100, 200)},
    ],
)
def test_requests_that_contradict_themselves_are_refused(changes: dict[str, object]) -> None:
    with pytest.raises(PhraseRefused) as refused:
        MelodyWriter(1).write(with_(**changes))
    assert isinstance(refused.value, BadInput)


def test_a_missing_model_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "MODEL_FILE", model.MODEL_FILE.with_name("not-there.onnx"))
    with pytest.raises(PartMissing, match="not-there"):
        model.load_melody_model.__wrapped__()
