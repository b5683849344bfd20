"""One thing in a song is changed from the command line, seen, refused or undone."""

from pathlib import Path

from tests.cli.conftest import Corvia

LYRICS = "I want to dance tonight\nand walk home in the rain\n\nmaybe tomorrow I can call\n"


def test_notes_chords_words_and_tempo_are_changed_and_undone(
    corvia: Corvia, tmp_path: Path
) -> None:
    corvia("init")
    (tmp_path / "lyrics.txt").write_text(LYRICS)
    song = corvia(
        "compose",
        "--lyrics",
        "lyrics.txt",
        "--seed",
        "4",
        "--no-audio",
        "--minutes",
        "0.5",
        "--json",
    ).json["song"]
    bar = next(
        found
        for number in range(3, 9)
        if "dance" in (found := corvia("edit", song, "--bar", str(number), "--json").json)["words"]
    )
    number, note = str(bar["bar"]), bar["notes"][0]
    assert note["words"].startswith("note 1: ")
    assert bar["section"] == "verse 1"
    assert bar["allowed_chords"]

    moved = corvia("edit", song, "--bar", number, "--note", "1", "--pitch", "-1", "--json")
    assert moved.json["made_of"] == song
    now = corvia("edit", song, "--bar", number, "--json").json["notes"][0]
    assert now["pitch"] != note["pitch"]
    told = corvia("explain", moved.json["song"], "--bar", number, "--json").json["reasons"]
    assert any(reason["about"] == "edit" for reason in told)

    chord = next(one for _, one in bar["allowed_chords"] if one not in bar["chords"])
    assert corvia("edit", song, "--bar", number, "--chord", chord).code == 0
    word = corvia("edit", song, "--bar", number, "--word", "dance", "--to", "wander", "--json").json
    assert "wander" in word["said"][0]
    assert corvia("edit", song, "--tempo", "84", "--out", "files").code == 0
    assert (tmp_path / "files" / "song.flac").exists()
    assert corvia("versions", song, "--undo", "--json").json["song"] == word["song"]

    assert corvia("edit", song, "--bar", number, "--note", "90", "--split").code == 3
    assert corvia("edit", song, "--bar", "9000").code == 3
    assert corvia("edit", song, "--tempo", "900").code == 3
    harm = ("edit", song, "--bar", number, "--word", "wander", "--to", "die")
    assert corvia(*harm).code == 11
    assert corvia(*harm, "--after-care").code == 0
    assert corvia("edit", song, "--bar", number, "--note", "1", "--length", "long").code == 3
    assert corvia("edit", song, "--bar", number, "--note", "1", "--pitch", "up").code == 2
    assert corvia("edit", song, "--tempo", "80", "--chord", "IV").code == 2
    assert corvia("edit", song).code == 2
