"""A song is varied from the command line, and one can go back."""

import json
from pathlib import Path

from tests.cli.conftest import Corvia

TEXT = "I lost the whole day. I walked home in the rain. Maybe tomorrow I can call my sister."


def test_a_song_is_varied_its_versions_listed_and_undone(corvia: Corvia, tmp_path: Path) -> None:
    corvia("init")
    song = corvia(
        "compose", "--text", TEXT, "--seed", "4", "--no-audio", "--minutes", "0.5", "--json"
    ).json["song"]
    first = corvia("vary", song, "--keep", "melody", "--bars", "3-8", "--seed", "1", "--json").json
    assert first["made_of"] == song
    assert first["said"]
    assert not any("voice" in line for line in first["said"])
    harp = corvia("vary", song, "--more", "slower", "--instrument", "melody=harp", "--json").json
    assert harp["made_of"] == first["song"], "the current version is varied"
    assert any("Orchestral Harp" in line for line in harp["said"])
    assert corvia("versions", song, "--undo", "--json").json["song"] == first["song"]
    listed = corvia("versions", song, "--json").json["versions"]
    assert [one["song"] for one in listed[:2]] == [song, first["song"]]
    assert len(corvia("songs", "--json").json["songs"]) == 1
    reasons = json.dumps(corvia("explain", harp["song"], "--json").json, ensure_ascii=False)
    assert "written anew, keeping melody" in reasons

    bar = corvia("explain", first["song"], "--bar", "4", "--json").json
    assert bar["bar"] == 4
    told = {reason["about"]: reason for reason in bar["reasons"]}
    assert {"place", "mood", "figures", "tune", "version"} <= set(told)
    assert "written anew, keeping melody" in told["version"]["choice"]
    outside = corvia("explain", first["song"], "--bar", "9", "--json").json
    assert "version" not in {reason["about"] for reason in outside["reasons"]}
    assert corvia("explain", song, "--bar", "9000").code == 3

    assert corvia("vary", song, "--keep", "kazoo").code == 3
    assert corvia("vary", song, "--bars", "a-b").code == 2
