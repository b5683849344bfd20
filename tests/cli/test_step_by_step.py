"""The command line goes the same ways: rewordings, doors, outcomes, and the lyric."""

import pytest

from tests.cli.conftest import Corvia

TEXT = (
    "I am so very tired today. I always ruin everything. The rain is on the wall."
    " But the woman at the bakery knew my bread."
)
HARM = "I want to kill myself tonight."


@pytest.fixture
def ready(corvia: Corvia) -> Corvia:
    corvia("init", "--json")
    return corvia


def test_a_way_is_gone_answer_by_answer_and_left_and_ended(ready: Corvia) -> None:
    entry = ready("write", TEXT, "--json").json["entry"]
    (proposal,) = ready("reframe", entry, "--json").json["proposals"][:1]
    assert 1 <= len(proposal["rewordings"]) <= 3
    assert proposal["draft"] == proposal["rewordings"][0]
    door = ("reframe", entry, "--door", "thought")
    first = ready(*door, "--answer", "thought=I always ruin everything.",
                  "--answer", "belief_before=80", "--json").json["record"]  # fmt: skip
    assert first["finished_at"] is None
    assert ready("show", entry, "--json").json["reframe"] is None, "nothing accepts itself"
    done = ready(*door, "--answer", "balanced=-", "--answer", "belief_after=40", "--done",
                 "--json", stdin=b"I ruin things at times.").json["record"]  # fmt: skip
    assert done["id"] == first["id"], "it goes on where it was left"
    assert (done["belief_before"], done["belief_after"]) == (80, 40)
    assert ready("show", entry, "--json").json["reframe"] == "I ruin things at times."
    found = ready("outcomes", "--list", "--json").json
    assert found["outcomes"][0]["cases"] == 1
    assert found["outcomes"][0]["change"] is None, "one case says too little"
    assert "too few to say" in ready("outcomes").out
    ready("outcomes", "--erase", done["id"], "--confirm", "erase", "--json")
    assert ready("outcomes", "--list", "--json").json["records"] == []


def test_wrong_answers_and_words_of_harm_are_refused_each_with_its_code(ready: Corvia) -> None:
    body = ("reframe", "--door", "body")
    assert ready(*body, "--answer", "mood=5").code == 3
    assert ready(*body, "--answer", "strength_before=500").code == 3
    refused = ready(*body, "--answer", f"emotion={HARM}")
    assert refused.code == 11
    assert "2: corvia care message" in refused.err
    assert ready("outcomes", "--list", "--json").json["records"] == []
    assert ready("reframe", "--accept", "x").code == 2


def test_a_lyric_is_changed_kept_and_sung(ready: Corvia) -> None:
    entry = ready("write", TEXT, "--json").json["entry"]
    proposed = ready("lyric", entry, "--json").json
    assert proposed["kept"] is False
    lines = [line for stanza in proposed["stanzas"] for line in stanza["lines"]]
    for line in lines:
        for word in line["words"]:
            assert word["from"] == "edit" or TEXT[slice(*word["span"])]
    other = next(line for line in lines if len(line["forms"]) > 1)
    way = 2 if other["form"] != 2 else 1
    kept = ready("lyric", entry, "--choose", f"{other['line']}:{way}", "--line", "1=Snow tonight",
                 "--keep", "--json").json  # fmt: skip
    assert kept["kept"] is True
    sung = [line["text"] for stanza in kept["stanzas"] for line in stanza["lines"]]
    assert sung[0] == "Snow tonight"
    song = ready("compose", entry, "--no-audio", "--minutes", "0.5", "--seed", "7",
                 "--out", "song", "--json").json  # fmt: skip
    words = next(name for name in song["files"] if name.endswith("song.json"))
    with open(words, encoding="utf-8") as opened:
        assert "Snow tonight" in opened.read()
    assert ready("lyric", entry, "--choose", "99:1").code == 3
    assert ready("lyric", entry, "--anew", "--as-written", "--json").json["kept"] is False


def test_a_text_needs_no_vault_and_words_of_harm_come_after_help(corvia: Corvia) -> None:
    shown = corvia("lyric", "--text", "-", stdin=TEXT.encode())
    assert shown.code == 0
    assert "Nothing is kept" in shown.out
    german = corvia("lyric", "--text", "Ich bin so müde und der Regen ist auf der Straße.")
    assert "another language (de)" in german.out
    refused = corvia("lyric", "--text", HARM)
    assert refused.code == 11
    assert HARM not in refused.out
    assert corvia("lyric", "--text", TEXT, "--keep").code == 2


def test_reflect_names_the_weightiest_phrase_of_each_guess(corvia: Corvia) -> None:
    why = corvia("reflect", "--text", TEXT, "--why", "all", "--json").json["why"]
    assert why["result"] == "all"
    phrases = {one["result"]: one["phrase"] for one in why["phrases"]}
    assert "ruin" in phrases["overgeneralization"] or "always" in phrases["overgeneralization"]
    for one in why["phrases"]:
        start, end = one["span"]
        assert TEXT[start:end] == one["phrase"]
    assert "rests most on “" in corvia("reflect", "--text", TEXT, "--why", "all").out
    harm = corvia("reflect", "--text", HARM, "--why", "all", "--json").json
    assert harm["why"]["phrases"] == []
