"""Who sings a song: kept with it, changed, and lent by the person."""

import io
import json
from pathlib import Path

import numpy as np
import soundfile

from benchmarks.own_voice import read_aloud
from corvia_engine.voice.espeak import fresh_espeak
from corvia_engine.voice.singing import VOICE_RATE

from .conftest import Corvia

LYRICS = "Hold me in the morning light\nStay with me tonight\n"
LINES = ("Hold me in the morning light", "Stay with me tonight")


def compose(corvia: Corvia, tmp_path: Path, *options: str) -> str:
    (tmp_path / "lyrics.txt").write_text(LYRICS)
    corvia("init")
    made = corvia(
        "compose", "--lyrics", "lyrics.txt", "--minutes", "0.5", "--seed", "3", *options, "--json"
    )
    assert made.code == 0, made.err
    return str(made.json["song"])


def recording(*lines: str) -> bytes:
    """Give a WAV file in which somebody reads lines with a second of silence about each."""
    silence = np.zeros(VOICE_RATE)
    with fresh_espeak() as espeak:
        read = [np.concatenate((read_aloud(espeak, line), silence)) for line in lines]
    data = io.BytesIO()
    soundfile.write(data, np.concatenate((silence, *read)), VOICE_RATE, format="WAV")
    return data.getvalue()


def test_a_kept_song_is_sung_alike_whenever_it_is_exported(corvia: Corvia, tmp_path: Path) -> None:
    song = compose(corvia, tmp_path, "--voice", "alto")
    assert corvia("export", song, "--out", "first").code == 0
    assert corvia("voice", "sing", song, "none", "--json").json["voice"] == "none"
    assert corvia("export", song, "--out", "played").code == 0
    assert corvia("voice", "sing", song, "alto").code == 0
    assert corvia("export", song, "--out", "again").code == 0
    first, played, again = (
        (tmp_path / folder / "song.flac").read_bytes() for folder in ("first", "played", "again")
    )
    assert first == again != played
    assert json.loads((tmp_path / "again" / "song.json").read_text())["voice"] == "alto"
    assert corvia("voice", "sing", song, "nobody").code == 3


def test_a_song_is_sung_by_the_persons_own_voice_until_they_delete_it(
    corvia: Corvia, tmp_path: Path
) -> None:
    song = compose(corvia, tmp_path, "--voice", "own")
    refused = corvia("export", song, "--out", "too-soon")
    assert refused.code == 3
    assert "hold me in the morning light" in refused.err
    (tmp_path / "poor.wav").write_bytes(recording(LINES[0], "Stay tonight"))
    poor = corvia("voice", "record", song, "--wav", "poor.wav", "--json")
    assert poor.code == 3
    assert "line 2 lacks" in poor.json["error"]["message"]
    checked = corvia("voice", "check", song, "--json").json["lines"]
    assert [(one["kept"], one["faults"]) for one in checked] == [
        (True, []),
        (False, ["is not read yet"]),
    ]
    (tmp_path / "second.wav").write_bytes(recording(LINES[1]))
    again = corvia("voice", "record", song, "--line", "2", "--wav", "second.wav")
    assert again.code == 0, again.err
    sung = corvia("export", song, "--out", "sung")
    assert sung.code == 0, sung.err
    assert corvia("voice", "delete").code == 3
    assert corvia("voice", "delete", "--confirm", "my voice", "--json").json == {"deleted": 2}
    assert corvia("voice", "list", "--json").json["lines"] == []
    assert corvia("export", song, "--out", "gone").code == 3


def test_what_is_no_recording_is_refused(corvia: Corvia, tmp_path: Path) -> None:
    song = compose(corvia, tmp_path, "--no-audio")
    (tmp_path / "noise.wav").write_bytes(b"RIFF not a sound")
    assert corvia("voice", "record", song, "--wav", "noise.wav").code == 3
    assert corvia("voice", "record", song, "--wav", "missing.wav").code == 4
    assert corvia("voice", "record", song, "--line", "9", "--wav", "noise.wav").code == 4
