"""No more than eight notes in a row are written as they stand in a training tune."""

import itertools
from pathlib import Path

import msgspec
import pytest

from corvia_engine.music.melody import known_runs, phrase
from corvia_engine.music.melody.known_runs import BITS, PAIRS, KnownRuns, Pair, places_of
from corvia_engine.music.melody.request import MelodyNote
from corvia_engine.music.melody.writing import MelodyWriter
from corvia_local.errors import PartMissing
from tests.engine.melody.asking import FOUR_FOUR

RUNS: list[tuple[Pair, ...]] = [tuple((n + k, 240) for k in range(PAIRS)) for n in range(200)]


def filter_of(runs: list[tuple[Pair, ...]]) -> KnownRuns:
    bits = bytearray(BITS // 8)
    for run in runs:
        for place in places_of(run):
            bits[place >> 3] |= 1 << (place & 7)
    return KnownRuns(bits)


def runs_in(notes: tuple[MelodyNote, ...]) -> list[tuple[Pair, ...]]:
    pairs = [(b.step - a.step, b.start - a.start) for a, b in itertools.pairwise(notes)]
    return [tuple(pairs[at : at + PAIRS]) for at in range(len(pairs) - PAIRS + 1)]


def test_every_run_that_was_put_in_is_found_and_hardly_another() -> None:
    known = filter_of(RUNS)
    assert all(run in known for run in RUNS)
    strangers = [tuple((move, span) for move, _ in run) for run in RUNS for span in (120, 480)]
    assert sum(run in known for run in strangers) < len(strangers) // 50


def test_what_was_written_once_is_not_written_again_where_it_is_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = msgspec.structs.replace(FOUR_FOUR, stresses=(0, 2) * 7, bars=4)
    monkeypatch.setattr(phrase, "load_known_runs", lambda: filter_of([]))
    first = MelodyWriter(5).write(asked)
    monkeypatch.setattr(phrase, "load_known_runs", lambda: filter_of(runs_in(first)))
    second = MelodyWriter(5).write(asked)
    assert len(runs_in(first)) >= 5
    assert not set(runs_in(first)) & set(runs_in(second))


def test_a_run_over_several_short_phrases_is_not_written_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = msgspec.structs.replace(FOUR_FOUR, stresses=(0, 2, 0), bars=1)

    def song() -> tuple[MelodyNote, ...]:
        writer = MelodyWriter(5)
        length = asked.meter.bar_ticks * asked.bars
        return tuple(
            MelodyNote(number * length + note.start, note.duration, note.step)
            for number in range(6)
            for note in writer.write(asked)
        )

    monkeypatch.setattr(phrase, "load_known_runs", lambda: filter_of([]))
    first = song()
    monkeypatch.setattr(phrase, "load_known_runs", lambda: filter_of(runs_in(first)))
    assert len(runs_in(first)) == 10
    assert not set(runs_in(first)) & set(runs_in(song()))


def test_a_missing_or_short_file_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "melody-runs.bin"
    file.write_bytes(b"short")
    monkeypatch.setattr(known_runs, "RUNS_FILE", file)
    known_runs.load_known_runs.cache_clear()
    with pytest.raises(PartMissing, match=r"melody-runs\.bin"):
        known_runs.load_known_runs()
