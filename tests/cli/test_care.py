"""Help is a command of its own; the plan is written, shown and erased; nothing harmful is named."""

from pathlib import Path

import pytest

from tests.cli.conftest import Corvia

HARM = "I want to end my life tonight. The cat sat on my keys and the window was open."


@pytest.fixture
def ready(corvia: Corvia) -> Corvia:
    assert corvia("init", "--json").code == 0
    return corvia


def test_help_is_a_command_of_its_own_and_needs_no_vault(corvia: Corvia) -> None:
    said = corvia("help", "--country", "gb")
    assert said.code == 0
    assert "999" in said.out
    assert "Some of this speaks" not in said.out
    assert "corvia --help" in said.err


def test_a_guess_is_said_to_be_one_and_a_kept_country_holds(corvia: Corvia) -> None:
    german = {"LC_ALL": "de_DE.UTF-8"}
    guessed = corvia("care", "--json", env=german).json
    assert (guessed["country"], guessed["country_is_a_guess"]) == ("DE", True)
    assert "a guess" in corvia("care", env=german).out
    assert corvia("care", "country", "se").code == 0
    kept = corvia("help", "--json", env=german).json
    assert (kept["country"], kept["country_is_a_guess"]) == ("SE", False)
    assert corvia("care", "country", "--forget").code == 0
    assert corvia("care", "--json", env=german).json["country"] == "DE"
    assert corvia("care", "country", "Sweden").code == 3


def test_a_plan_is_written_shown_and_erased(ready: Corvia) -> None:
    assert "no plan yet" in ready("care", "plan", "show").out
    assert ready("care", "plan", "write", "--part", "ask", "Ana, 555 0101").code == 0
    assert ready("care", "plan", "write", "--part", "alone", "-", stdin=b"Walk, then tea").code == 0
    shown = ready("care", "plan", "show").out
    assert "Ana, 555 0101" in shown
    again = ready("care", "plan", "write", stdin=shown.replace("Ana", "Bo").encode())
    assert again.code == 0
    plan = ready("care", "plan", "show", "--json").json["plan"]
    assert (plan["ask"], plan["alone"], plan["reasons"]) == ("Bo, 555 0101", "Walk, then tea", "")
    assert ready("care", "plan", "erase").code == 3
    assert ready("care", "plan", "erase", "--confirm", "erase").code == 0
    assert "no plan yet" in ready("care", "plan", "show").out


def test_a_text_of_harm_gets_the_card_and_no_label(corvia: Corvia) -> None:
    heard = corvia("reflect", "--text", HARM, "--json")
    assert heard.json["crisis"] == {"level": "explicit"}
    assert heard.json["emotions"] == heard.json["distortions"] == []
    assert "Call" in heard.err
    assert corvia("reflect", "--text", HARM).out == ""


def test_a_soft_sign_gets_one_gentle_line(corvia: Corvia) -> None:
    heard = corvia("reflect", "--text", "I am such a burden to my family.", "--json")
    assert heard.json["crisis"] == {"level": "soft"}
    assert heard.err.count("\n") == 1
    assert "corvia help" in heard.err


def test_no_name_of_a_song_or_file_comes_from_a_line_of_harm(ready: Corvia, tmp_path: Path) -> None:
    (tmp_path / "lines.txt").write_text(
        "I want to end my life\ntonight by the silver river\n\nI want to end my life\n"
    )
    made = ready(
        "compose", "--lyrics", "lines.txt", "--after-care", "--no-audio", "--minutes", "0.5",
        "--out", "song", "--json",
    )  # fmt: skip
    assert made.code == 0
    names = [made.json["title"], *(Path(name).name for name in made.json["files"])]
    assert not any(word in name.lower() for name in names for word in ("end my", "life", "river"))


def test_an_entry_of_harm_is_saved_and_the_card_follows(ready: Corvia) -> None:
    saved = ready("write", HARM, "--json")
    assert saved.code == 0
    assert "Call" in saved.err
    assert ready("show", saved.json["entry"], "--json").json["text"] == HARM
    assert ready("write", "The cat sat on my keys.", "--json").err == ""


def test_own_words_for_a_thought_are_read_before_they_are_kept(ready: Corvia) -> None:
    entry = ready("write", "She did not write back.", "--json").json["entry"]
    refused = ready("reframe", entry, "--accept", "I'd be better off dead.", "--json")
    assert refused.code == 11
    assert "Call" in refused.err
    assert ready("reframe", entry, "--accept", "One evening is one evening.").code == 0


def test_a_line_of_harm_in_a_lyric_meets_the_card_before_it_is_kept_or_sung(ready: Corvia) -> None:
    entry = ready("write", "The rain fell all day. I made soup for two.", "--json").json["entry"]
    changed = ("lyric", entry, "--line", "1=I want to die tonight", "--keep", "--json")
    refused = ready(*changed)
    assert refused.code == 11
    assert "Call" in refused.err
    assert ready("lyric", entry, "--json").json["kept"] is False
    assert ready(*changed, "--after-care").json["kept"] is True
    assert ready("lyric", entry, "--json").json["kept"] is True
    assert ready("compose", entry, "--no-audio", "--minutes", "0.5").code == 11


def test_a_chorus_of_harm_and_harm_across_two_lines_meet_the_card(
    ready: Corvia, tmp_path: Path
) -> None:
    short = ("--no-audio", "--minutes", "0.5", "--out", "song")
    text = ("--text", "She did not write back.")
    assert ready("compose", *text, "--reframe", "I want to die", *short).code == 11
    (tmp_path / "lines.txt").write_text("Some nights I want to\ndie and be quiet\n")
    assert ready("compose", "--lyrics", "lines.txt", *short).code == 11


def test_sharing_words_of_harm_meets_a_second_look(ready: Corvia) -> None:
    entry = ready("write", HARM, "--json").json["entry"]
    made = ready("compose", entry, "--after-care", "--no-audio", "--minutes", "0.5", "--json")
    community = ready("community", "create", "The quiet room", "--json").json
    assert made.code == 0
    asked = ("share", made.json["song"], "--community", community["community"])
    preview = ready(*asked, "--preview", "--json")
    assert preview.json["second_look"] is True
    refused = ready(*asked, "--json")
    assert refused.code == 11
    assert "--after-second-look" in refused.err
    assert ready("shares", "--json").json["shares"] == []
    assert ready(*asked, "--after-second-look", "--json").code == 0
