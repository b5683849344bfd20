"""The contract of the command line: what each command gives, in the form that it promises."""

import json
from pathlib import Path

import pytest

from corvia_local.model.reflection import DISTORTION_TYPES
from tests.cli.conftest import Corvia

TEXT = (
    "I moved to a new town in spring. In the evening I hear the neighbours laugh through the wall."
    " I always ruin everything, and nobody will ever like me here. But the woman at the bakery"
    " knew my bread today."
)
REFRAME = "I am new here, and new is not forever."


@pytest.fixture
def ready(corvia: Corvia) -> Corvia:
    made = corvia("init", "--json").json
    assert made["did"].startswith("did:key:z6Mk")
    assert len(made["recovery_phrase"].split()) == 24
    return corvia


def test_entries_are_written_found_and_read(ready: Corvia) -> None:
    entry = ready("write", TEXT, "--mood=-0.4,0.1", "--tag", "home", "--json").json["entry"]
    ready("write", "-", "--json", stdin="Ein ganz anderer Tag, süß und still.".encode())
    listed = ready("entries", "--json").json["entries"]
    assert [e["text"][:3] for e in listed] == ["Ein", "I m"]
    found = ready("entries", "--search", "bakery", "--json").json["entries"]
    assert [e["id"] for e in found] == [entry]
    assert ready("entries", "--since", "2999-01-01", "--json").json["entries"] == []
    shown = ready("show", entry, "--json").json
    assert (shown["text"], shown["mood"], shown["tags"]) == (TEXT, [-0.4, 0.1], ["home"])


def test_a_reflection_has_the_promised_form(corvia: Corvia) -> None:
    heard = corvia("reflect", "--text", TEXT, "--json").json
    assert -1 <= heard["valence"] <= 1
    assert -1 <= heard["arousal"] <= 1
    assert heard["valence_error"] > 0
    assert heard["crisis"] == {"level": "none"}
    assert all({"label", "p"} == set(e) and 0 <= e["p"] <= 1 for e in heard["emotions"])
    assert heard["distortions"], "a text with an obvious overgeneralization"
    for trap in heard["distortions"]:
        assert trap["type"] in DISTORTION_TYPES
        start, end = trap["span"]
        assert TEXT[start:end].strip()
        assert 0 <= start < end <= len(TEXT)


def test_why_gives_every_word_its_weight(corvia: Corvia) -> None:
    text = "I was so terribly sad at dinner."
    why = corvia("reflect", "--text", text, "--why", "sadness", "--json").json["why"]
    assert why["result"] == "sadness"
    assert [word["word"] for word in why["words"]] == text.split()
    assert max(why["words"], key=lambda word: word["weight"])["word"] == "sad"
    assert "sad +" in corvia("reflect", "--text", text, "--why", "sadness").out
    unknown = corvia("reflect", "--text", text, "--why", "blueness", "--json")
    assert unknown.json["error"]["name"] == "UnknownTarget"


def test_lines_are_heard_one_by_one_in_order(corvia: Corvia, tmp_path: Path) -> None:
    lines = ["I feel wonderful and grateful today", "", "I am so sad and lonely", "悲しい夜です"]
    (tmp_path / "lines.txt").write_text("\n".join(lines) + "\n")
    answer = corvia("reflect", "--lines", "lines.txt", "--json")
    heard = [json.loads(line) for line in answer.out.splitlines()]
    assert len(heard) == len(lines)
    assert heard[0]["valence"] > heard[2]["valence"]
    assert not heard[1]["sure"]
    assert not heard[3]["sure"]


def test_a_song_is_made_kept_explained_and_exported(ready: Corvia, tmp_path: Path) -> None:
    entry = ready("write", TEXT, "--json").json["entry"]
    proposals = ready("reframe", entry, "--json").json["proposals"]
    assert 1 <= len(proposals) <= 2
    assert ready("show", entry, "--json").json["reframe"] is None, "nothing accepts itself"
    ready("reframe", entry, "--accept", REFRAME, "--json")
    out = tmp_path / "out"
    arguments = ("--to", "calm", "--minutes", "1", "--seed", "7", "--out", str(out), "--json")
    made = ready("compose", entry, *arguments).json
    names = {Path(path).name for path in made["files"]}
    assert names == {"song.flac", "song.mid", "song.musicxml", "song.lrc", "song.json"}
    assert all(Path(path).stat().st_size > 0 for path in made["files"])
    assert {"song", "key", "tempo", "sections", "seconds_to_compose"} <= set(made)
    assert set(made["sections"][0]) == {"name", "start_s", "valence", "arousal"}
    assert made["sections"][0]["start_s"] == 0
    assert made["sections"][-1]["valence"] == pytest.approx(0.5, abs=0.1)
    assert made["sections"][-1]["arousal"] == pytest.approx(-0.6, abs=0.1)
    assert "new is not forever" in (out / "song.lrc").read_text().replace("<", "\n<") or (
        "forever" in (out / "song.lrc").read_text()
    )
    assert [s["id"] for s in ready("songs", "--json").json["songs"]] == [made["song"]]
    reasons = ready("explain", made["song"], "--json").json["reasons"]
    assert len(reasons) >= 4
    assert all(r["because"] for r in reasons)
    again = ready("export", made["song"], "--out", str(tmp_path / "again"), "--json").json
    for path in again["files"]:
        assert Path(path).read_bytes() == (out / Path(path).name).read_bytes()
    played = ready("play", made["song"])
    assert played.code in (0, 8)
    if played.code == 8:
        assert "export" in played.err
    acts = [line["act"] for line in ready("ledger", "--json").json["ledger"]]
    assert len(acts) >= 3


def test_the_same_seed_gives_the_same_song_without_a_vault(corvia: Corvia, tmp_path: Path) -> None:
    def make(folder: str, seed: str) -> bytes:
        arguments = ("--minutes", "0.5", "--no-save", "--no-audio", "--json", "--out", folder)
        assert corvia("compose", "--text", TEXT, "--seed", seed, *arguments).code == 0
        return (tmp_path / folder / "song.json").read_bytes()

    assert make("a", "5") == make("b", "5")
    assert make("a", "5") != make("c", "6")
    assert not (tmp_path / "home").exists()


def test_given_lyrics_are_sung(corvia: Corvia, tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text(
        "[Verse]\nthe light is on in the window\nand I am standing outside\n\n"
        "[Chorus]\nopen the door a little\nopen the door to me\n"
    )
    made = corvia(
        "compose", "--lyrics", "words.txt", "--minutes", "0.5", "--no-save", "--no-audio",
        "--out", "sung", "--json",
    )  # fmt: skip
    assert made.code == 0
    assert "door" in (tmp_path / "sung" / "song.lrc").read_text()


def test_words_of_harm_meet_help_before_a_song(ready: Corvia) -> None:
    text = "I want to end my life tonight."
    heard = ready("reflect", "--text", text, "--json")
    assert heard.json["crisis"]["level"] == "explicit"
    assert heard.json["distortions"] == []
    assert "112" in heard.err or "911" in heard.err
    refused = ready("compose", "--text", text, "--no-save", "--no-audio", "--json")
    assert refused.code == 11
    assert "112" in refused.err or "911" in refused.err
    assert ready("write", text, "--json").code == 0, "the journal stays open"


def test_care_answers_without_a_vault(corvia: Corvia) -> None:
    card = corvia("care", "--country", "DE", "--json").json["card"]
    assert 0 < len(card) <= 12
    assert corvia("care", "--country", "Germany").code == 3
