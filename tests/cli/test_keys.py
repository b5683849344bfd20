"""`corvia keys`, as a person calls it."""

from pathlib import Path

from tests.cli.conftest import Corvia


def test_ways_in_are_changed_added_and_removed(corvia: Corvia, tmp_path: Path) -> None:
    corvia("init")
    corvia("write", "The first one.")
    new = tmp_path / "new"
    new.write_text("a candle by the window\n")
    added = corvia(
        "keys", "add", "--label", "for the tablet", "--new-passphrase-file", "new", "--json"
    ).json
    listed = corvia("keys", "list", "--json", env={"CORVIA_PASSPHRASE_FILE": str(new)}).json["keys"]
    assert [one["kind"] for one in listed] == ["passphrase", "recovery phrase", "passphrase"]
    assert listed[-1]["label"] == "for the tablet"
    assert [one["in_use"] for one in listed] == [False, False, True]
    assert corvia("keys", "remove", added["id"][:5], "--json").code == 0
    assert corvia("keys", "passphrase", "--new-passphrase-file", "new").code == 0
    assert corvia("entries").code == 5
    assert corvia("entries", "--passphrase-file", "new").code == 0


def test_words_and_shares_set_a_new_passphrase_and_survive_a_rotation(
    corvia: Corvia, tmp_path: Path
) -> None:
    old = corvia("init", "--json").json["recovery_phrase"]
    corvia("write", "The first one.")
    made = corvia("keys", "phrase", "--json").json
    assert made["confirmed"] is False, "nobody was there to be asked"
    shares = corvia("keys", "shares", "--needed", "2", "--of", "3", "--json").json["shares"]
    assert corvia("keys", "rotate", "--json").json == {"rotated": True}
    (tmp_path / "old").write_text(old)
    (tmp_path / "words").write_text(made["recovery_phrase"])
    for number, share in enumerate(shares):
        (tmp_path / f"share{number}").write_text(share + "\n")
    (tmp_path / "new").write_text("a candle by the window\n")
    new = ("--new-passphrase-file", "new")
    assert corvia("keys", "passphrase", "--phrase-file", "old", *new).code == 5
    assert corvia("keys", "passphrase", "--phrase-file", "words", *new).code == 0
    (tmp_path / "new").write_text("another candle\n")
    assert corvia("keys", "from-shares", "share2", *new).code == 3
    assert corvia("keys", "from-shares", "share2", "share0", *new).code == 0
    found = corvia("entries", "--passphrase-file", "new", "--json").json["entries"]
    assert [one["text"] for one in found] == ["The first one."]


def test_the_last_way_in_stays_and_no_more_work_is_taken_than_wished(corvia: Corvia) -> None:
    corvia("init")
    assert corvia("keys", "raise-cost", "--seconds", "0.1", "--json").json == {"raised": False}
    first, second = corvia("keys", "list", "--json").json["keys"]
    assert corvia("keys", "remove", second["id"]).code == 0
    refused = corvia("keys", "remove", first["id"], "--json")
    assert (refused.code, refused.json["error"]["name"]) == (3, "LastWayIn")
