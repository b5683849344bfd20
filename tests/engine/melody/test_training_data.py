"""What the model is trained on: tokens and features of tunes, honest splits, the baseline."""

import numpy as np

from corvia_engine.music.melody.features import SIZES
from corvia_engine.music.melody.vocabulary import START, lead_token, span_token, step_token
from corvia_engine.training.melody.abc_reader import read_tune
from corvia_engine.training.melody.agreement import agreement
from corvia_engine.training.melody.corpus import COLLECTIONS, NEAR, split_by_family
from corvia_engine.training.melody.ngram import NGram
from corvia_engine.training.melody.sequences import frame_of, sequences_of
from corvia_engine.training.melody.tunes import Tune, tune_of

TUNE = """X:1
T:t
M:4/4
L:1/8
K:G
D2 | G2A2 B2A2 | G4 z2
D2 | G2B2 A2F2 | G6
"""


def sung(text: str) -> Tune:
    return tune_of(read_tune(text), "essenFolksong", sung=True)


def test_the_reader_agrees_with_music21_on_songs() -> None:
    found = agreement(COLLECTIONS[0], 5)
    assert found.tunes == 5
    assert found.same_durations == 5
    assert found.same_pitches > 0.95 * found.notes


def test_a_tune_becomes_leads_steps_and_spans() -> None:
    (sequence,) = sequences_of(sung(TUNE))
    upbeat = [lead_token(1440), step_token(-3), span_token(480)]
    assert sequence.tokens[:4].tolist() == [START, *upbeat]
    assert sequence.notes == 12
    assert len(sequence.features) == len(sequence.tokens) - 1 == 2 * 12 + 2
    assert (sequence.features < np.array(SIZES)).all()


def test_a_phrase_is_measured_as_it_would_be_asked_for() -> None:
    tune = sung(TUNE)
    frame = frame_of(tune, tune.phrases[0], 0)
    assert (frame.low, frame.high, frame.ending) == (-3, 2, 0)
    assert frame.end == 1440 + 480 + 1920 + 960 + 480
    assert frame.rate == 192000 * 5 // 2400


def test_near_identical_tunes_never_lie_in_two_splits() -> None:
    scale = "CDEFGABcBAGFEDCD"
    tunes = []
    for number in range(60):
        shared = scale[number % 6 :] + scale[: number % 6]
        own = "CDEG"[number % 4] * 4
        body = " | ".join((shared + own)[i : i + 4] for i in range(0, 20, 4))
        tunes.append(sung(f"X:{number}\nT:t\nM:2/4\nL:1/8\nK:C\n{body} |\n"))
    splits = split_by_family(tunes)
    assert sum(len(split) for split in splits.values()) == 60
    seen: dict[tuple[int, ...], str] = {}
    for name, split in splits.items():
        for tune in split:
            steps = [note.step for note in tune.notes()]
            for start in range(len(steps) - NEAR + 1):
                assert seen.setdefault(tuple(steps[start : start + NEAR]), name) == name


def test_the_baseline_gives_chances_that_sum_to_one() -> None:
    sequences = sequences_of(sung(TUNE))
    ngram = NGram(sequences, 4)
    tokens = [int(token) for token in sequences[0].tokens]
    for context in ([], tokens[:1], tokens[:7], [span_token(480), span_token(480)]):
        chances = ngram.after(context[-3:])
        assert abs(chances.sum() - 1) < 1e-9
    assert ngram.after(tokens[4:7]).argmax() == tokens[7]
    assert ngram.bits_per_note(sequences) < 3
