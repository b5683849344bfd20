"""`corvia tradition`: list, show, check; and a song in a tradition of one's own."""

from pathlib import Path

import pytest

from corvia_engine.music.traditions import tradition_data
from tests.cli.conftest import Corvia


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A valley's own tradition: Balkan data under another name."""
    folder = tmp_path / "own"
    folder.mkdir()
    text = tradition_data("balkan").decode().replace('name = "balkan"', 'name = "our-valley"')
    file = folder / "our-valley.toml"
    file.write_text(text.replace("Village dances", "Dances of our valley"))
    return file


def test_shipped_traditions_and_ones_own_are_listed(corvia: Corvia, own: Path) -> None:
    listed = corvia("tradition", "list", "--folder", str(own.parent), "--json").json["traditions"]
    names = [line["name"] for line in listed]
    assert names[0] == "western"
    assert names[-1] == "our-valley"
    assert len(names) > 13


def test_a_page_names_origin_respect_sources_and_how_sure_they_are(corvia: Corvia) -> None:
    page = corvia("tradition", "show", "turkish").out
    assert "in the tuning and with some habits of Turkish makam" in page
    assert "Mevlevi and mosque forms" in page
    assert "209.3 384 496.7" in page
    assert "[otmm] MTG otmm" in page
    assert "Checked against the data or file named." in page
    assert "General knowledge that wants checking." in page


def test_a_sound_file_passes_and_a_faulty_one_is_told_every_fault(
    corvia: Corvia, own: Path
) -> None:
    assert corvia("tradition", "check", str(own), "--json").json == {"sound": ["our-valley"]}
    assert corvia("tradition", "check", str(own.parent)).code == 0
    own.write_text(own.read_text().replace("[0, 202, 316", "[0, 202, 317"))
    refused = corvia("tradition", "check", str(own))
    assert refused.code == 3
    assert "modes[0].cents: 317 cents above 0 is no tone of “gaida”" in refused.err


def test_no_file_takes_a_shipped_traditions_name(corvia: Corvia, own: Path) -> None:
    own.write_text(own.read_text().replace('"our-valley"', '"irish"'))
    refused = corvia("tradition", "check", str(own))
    assert refused.code == 3
    assert "another name" in refused.err
    assert corvia("tradition", "check", str(own.parent / "none.toml")).code == 4


def test_a_folder_is_bounded(corvia: Corvia, own: Path) -> None:
    for number in range(64):
        (own.parent / f"{number}.toml").write_text("")
    refused = corvia("tradition", "check", str(own.parent))
    assert refused.code == 3
    assert "at most 64" in refused.err


def test_a_song_is_made_in_ones_own_tradition(corvia: Corvia, own: Path, tmp_path: Path) -> None:
    made = corvia(
        "compose", "--text", "The road home is long.", "--tradition", str(own), "--seed", "1",
        "--minutes", "0.5", "--no-save", "--no-audio", "--out", str(tmp_path / "song"), "--json",
    )  # fmt: skip
    assert made.code == 0, made.err
    assert made.json["tradition"] == "our-valley"
    plan = (tmp_path / "song" / "song.json").read_text()
    assert "National labels are contested" in plan
    assert str(own) not in plan


def test_a_traditions_phrase_is_written_as_a_sound_file(corvia: Corvia, tmp_path: Path) -> None:
    heard = corvia("tradition", "hear", "irish", "--out", "irish.flac", "--json")
    assert heard.json["files"] == [str(tmp_path / "irish.flac")]
    assert (tmp_path / "irish.flac").read_bytes()[:4] == b"fLaC"
    assert corvia("tradition", "hear", "atlantis", "--out", "a.flac").code == 3
