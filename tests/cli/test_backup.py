"""`corvia backup`, `corvia restore` and `corvia check`, as a person calls them."""

from pathlib import Path

from pyrage import x25519

from tests.cli.conftest import Corvia


def test_a_backup_gives_everything_back_by_words_and_by_another_key(
    corvia: Corvia, tmp_path: Path
) -> None:
    words = corvia("init", "--json").json["recovery_phrase"]
    (tmp_path / "words").write_text(words + "\n")
    corvia("write", "The first one.")
    friend = x25519.Identity.generate()
    made = corvia("backup", "vault.age", "--to", str(friend.to_public()), "--json").json
    assert made["rows"]["entries"] == 1
    assert made["bytes"] == (tmp_path / "vault.age").stat().st_size
    assert corvia("backup", "vault.age", "--json").code == 3, "an older backup stays"
    (tmp_path / "friend").write_text(f"# created today\n{friend}\n")
    for home, way in (
        ("a", ("--phrase-file", "words")),
        ("b", ("--identity", "friend")),
    ):
        restored = corvia("restore", "vault.age", *way, "--json", home=home)
        assert restored.code == 0, restored.err
        texts = [e["text"] for e in corvia("entries", "--json", home=home).json["entries"]]
        assert texts == ["The first one."]
    assert corvia("restore", "vault.age", "--json").code == 3, "a vault that stands is kept"
    acts = [line["act"] for line in corvia("ledger", "--json").json["ledger"]]
    assert "backup written" in acts


def test_a_schedule_keeps_the_last_ones(corvia: Corvia, tmp_path: Path) -> None:
    corvia("init")
    for _ in range(2):
        answer = corvia("backup", "--into", "kept", "--keep", "1", "--json")
    assert len(answer.json["removed"]) == 1
    [kept] = (tmp_path / "kept").iterdir()
    assert str(kept) == str(tmp_path / answer.json["file"])
    assert corvia("restore", str(kept), "--json", home="again").code == 0
    assert corvia("backup").code == 2


def test_a_check_says_what_is_wrong_and_what_to_do(corvia: Corvia, tmp_path: Path) -> None:
    assert corvia("check", "--json").code == 4
    corvia("init")
    whole = corvia("check", "--json")
    assert (whole.code, whole.json["whole"], whole.json["advice"]) == (0, True, [])
    assert {one["part"] for one in whole.json["findings"]} >= {
        "key slots", "pages", "structure", "references", "search index", "ledger"
    }  # fmt: skip
    file = tmp_path / "home" / "vault.db"
    data = bytearray(file.read_bytes())
    data[-100] ^= 1
    file.write_bytes(data)
    damaged = corvia("check")
    assert damaged.code == 6
    assert "✗ pages" in damaged.out
    assert "corvia restore" in damaged.out
    (tmp_path / "home" / "vault.slots.json").write_text("{}")
    assert "✗ key slots" in corvia("check").out
