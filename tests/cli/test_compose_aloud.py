"""`corvia compose --play-to`: what would be heard while the song is made, in a WAV file."""

from pathlib import Path

import pytest
import soundfile

from .conftest import Corvia

WISH = ("--no-save", "--minutes", "0.5", "--seed", "3", "--json")


def test_a_song_is_heard_into_a_file_while_it_is_made(corvia: Corvia, tmp_path: Path) -> None:
    text = ("--text", "I walked by the river and I was tired. The light was good.")
    aloud = corvia("compose", *text, *WISH, "--play-to", "heard.wav", "--out", "aloud")
    silent = corvia("compose", *text, *WISH, "--out", "silent")
    assert (aloud.code, silent.code) == (0, 0), aloud.err + silent.err
    assert aloud.json["song"] == silent.json["song"]
    assert aloud.json["seconds_to_first_sound"] > 0
    assert "seconds_to_first_sound" not in silent.json
    files = [tmp_path / folder / "song.flac" for folder in ("aloud", "silent")]
    assert files[0].read_bytes() == files[1].read_bytes()
    heard = soundfile.info(tmp_path / "heard.wav")
    assert (heard.samplerate, heard.channels, heard.subtype) == (44_100, 2, "PCM_16")
    assert heard.duration == pytest.approx(soundfile.info(files[0]).duration, abs=9)


@pytest.mark.parametrize(
    "wrong",
    [("--play",), ("--no-audio",), ("--voice", "own")],
    ids=["two ways to hear", "nothing to hear", "nothing read yet"],
)
def test_what_cannot_be_heard_is_wrong_usage(corvia: Corvia, wrong: tuple[str, ...]) -> None:
    refused = corvia("compose", "--text", "rain", *WISH, "--play-to", "heard.wav", *wrong)
    assert refused.code == 2


def test_a_file_that_cannot_be_written_is_named(corvia: Corvia) -> None:
    refused = corvia("compose", "--text", "rain", *WISH, "--play-to", "no/such/heard.wav")
    assert refused.code == 7
    assert "no/such/heard.wav" in refused.err


def test_words_of_harm_come_before_any_sound(corvia: Corvia, tmp_path: Path) -> None:
    refused = corvia("compose", "--text", "I want to kill myself", *WISH, "--play-to", "heard.wav")
    assert refused.code == 11
    assert not (tmp_path / "heard.wav").exists()
