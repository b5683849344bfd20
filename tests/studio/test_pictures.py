"""A song's picture and that of before and after: they draw every note and every case."""

import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from corvia_engine.sound.audio import SAMPLE_RATE, Audio
from corvia_local.errors import BadInput
from corvia_local.model.thought_record import ThoughtRecord
from corvia_local.studio.library import read_song
from corvia_local.studio.outcome_picture import NothingToDraw, draw_outcomes
from corvia_local.studio.picture_file import write_picture
from corvia_local.studio.song_picture import song_picture
from corvia_local.vault.opening import Vault

SVG = "{http://www.w3.org/2000/svg}"
KeepSong = Callable[..., str]


def test_a_songs_picture_has_every_note_both_moods_and_its_sound(
    vault: Vault, keep_small_song: KeepSong
) -> None:
    kept = read_song(vault, keep_small_song(vault, "a line", title="Salt & <light>"))
    score = kept.score
    audio = Audio(np.full((SAMPLE_RATE * 2, 2), 9000, np.int16))
    silent = ElementTree.fromstring(song_picture(score))
    sounding = ElementTree.fromstring(song_picture(score, audio))
    boxes = [one for group in silent.findall(f"{SVG}g") for one in group]
    assert len(boxes) == sum(len(part.notes) for part in score.parts)
    starts = [float(box.attrib["x"]) for box in boxes]
    assert starts == sorted(set(starts))
    assert len(silent.findall(f"{SVG}polyline")) == 2
    assert silent.find(f"{SVG}polygon") is None
    assert sounding.find(f"{SVG}polygon") is not None
    assert any(text.text == "Salt & <light>" for text in silent.iter(f"{SVG}text"))


def _record(number: int, before: int, after: int) -> ThoughtRecord:
    return ThoughtRecord(
        id=f"record-{number}",
        entry_id=None,
        door="thought",
        begun_at="2026-03-01T12:00:00+01:00",
        belief_before=before,
        belief_after=after,
    )


def _texts(svg: str) -> list[str]:
    return [one.text or "" for one in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def test_before_and_after_draw_each_case_and_means_only_where_there_are_enough() -> None:
    four = [_record(n, 80, 40 + n) for n in range(4)]
    drawn = draw_outcomes(four)
    assert drawn.count("<line") == 4
    assert "4 so far, too few to say" in _texts(drawn)
    five = [*four, _record(4, 80, 44)]
    drawn = draw_outcomes(five)
    assert drawn.count("<line") == 6
    assert {"5 cases", "80", "42"} <= set(_texts(drawn))


def test_without_numbers_there_is_nothing_to_draw() -> None:
    with pytest.raises(NothingToDraw):
        draw_outcomes([])


def test_a_picture_is_its_owners_alone_and_overwrites_nothing(tmp_path: Path) -> None:
    file = tmp_path / "picture.svg"
    write_picture("<svg/>", file)
    assert file.stat().st_mode & 0o777 == 0o600
    with pytest.raises(BadInput):
        write_picture("<svg/>", file)
