"""Bad input: one clear sentence, the right exit code, and nothing is lost."""

from pathlib import Path

import pytest

from tests.cli.conftest import Corvia

SONG = ("--no-save", "--no-audio", "--minutes", "0.5", "--json")


@pytest.mark.parametrize(
    ("arguments", "stdin", "code", "name"),
    [
        (("reflect", "--text", "  "), b"", 3, "EmptyText"),
        (("compose", "--text", "", *SONG), b"", 3, "EmptyText"),
        (("compose", "--text", "I am here", "--tradition", "martian", *SONG), b"", 3, None),
        (("compose", "--text", "I am here", "--from", "2,0", *SONG), b"", 3, "MoodOutOfRange"),
        (("compose", "--text", "I am here", "--to", "bliss", *SONG), b"", 3, "MoodOutOfRange"),
        (("compose", "--text", "I am here", "--voice", "Caruso", *SONG), b"", 3, "UnknownVoice"),
        (("compose", "--text", "I am here", *SONG, "--minutes", "90"), b"", 3, "BadInput"),
        (("compose", "--lyrics", "none.txt", *SONG), b"", 4, "NotFound"),
        (("compose", "--lyrics", "-", *SONG), b"\x89PNG\r\n\x1a\n\x00\x00", 3, "NotText"),
        (("compose", "--lyrics", "-", *SONG), b"a" * 1_000_000, 3, "TextTooLong"),
        (("reflect", "--lines", "-"), b"\xff\xfe\x00", 3, "NotText"),
        (("entries",), b"", 4, None),
    ],
    ids=lambda value: f"{str(value)[:40]}" if isinstance(value, tuple) else "",
)
def test_it_is_named(
    corvia: Corvia, arguments: tuple[str, ...], stdin: bytes, code: int, name: str | None
) -> None:
    answer = corvia(*arguments, "--json", stdin=stdin)
    assert answer.code == code, answer.err
    error = answer.json["error"]
    assert name is None or error["name"] == name
    assert error["message"].strip() in answer.err
    assert "Traceback" not in answer.err


def test_another_script_is_not_an_error_but_is_not_sure(corvia: Corvia, tmp_path: Path) -> None:
    text = "昨夜は眠れなかった。一人で歩いた。"
    assert corvia("reflect", "--text", text, "--json").json["sure"] is False
    assert corvia("compose", "--text", text, *SONG, "--out", "ja").code == 0
    assert "眠" in (tmp_path / "ja" / "song.lrc").read_text()


def test_a_megabyte_is_refused_and_the_vault_stays_as_it_was(corvia: Corvia) -> None:
    corvia("init")
    corvia("write", "The first one.")
    answer = corvia("write", "-", "--json", stdin=b"long " * 200_000)
    assert (answer.code, answer.json["error"]["name"]) == (3, "TextTooLong")
    assert [e["text"] for e in corvia("entries", "--json").json["entries"]] == ["The first one."]


def test_a_wrong_passphrase_opens_nothing(corvia: Corvia, tmp_path: Path) -> None:
    corvia("init")
    (tmp_path / "wrong").write_text("something else entirely\n")
    before = {p.name: p.stat().st_mtime_ns for p in (tmp_path / "home").iterdir()}
    answer = corvia("entries", "--passphrase-file", str(tmp_path / "wrong"), "--json")
    assert answer.code == 5
    assert before == {p.name: p.stat().st_mtime_ns for p in (tmp_path / "home").iterdir()}


def test_a_second_vault_is_refused(corvia: Corvia) -> None:
    assert corvia("init").code == 0
    assert corvia("init", "--json").code == 3


def test_a_short_passphrase_is_refused(corvia: Corvia, tmp_path: Path) -> None:
    (tmp_path / "short").write_text("abc\n")
    answer = corvia("init", "--passphrase-file", str(tmp_path / "short"), "--json")
    assert (answer.code, answer.json["error"]["name"]) == (3, "PassphraseTooShort")
    assert not (tmp_path / "home").exists()


def test_a_missing_soundfont_is_named(corvia: Corvia) -> None:
    answer = corvia(
        "compose", "--text", "I am here and it rains", "--no-save", "--minutes", "0.5", "--json",
        env={"CORVIA_SOUNDFONT": "/nowhere/none.sf2"},
    )  # fmt: skip
    assert answer.code == 8
    assert "/nowhere/none.sf2" in answer.err


@pytest.mark.parametrize("data", [b"", b"garbage", b"\x00" * 5000, b"\x3a\xa2"])
def test_a_garbage_car_is_refused(corvia: Corvia, tmp_path: Path, data: bytes) -> None:
    corvia("init")
    (tmp_path / "bad.car").write_bytes(data)
    answer = corvia("community", "import-car", "bad.car", "--json")
    assert answer.code == 10
    assert corvia("community", "join", "bad.car", "--json").code == 10


def test_a_folder_that_cannot_be_written_is_named(corvia: Corvia, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    answer = corvia(
        "compose", "--text", "I am here and it rains", *SONG, "--out", str(tmp_path / "file" / "x")
    )
    assert answer.code == 7
    assert (tmp_path / "file").read_text() == "not a folder"


def test_wrong_usage_is_code_two(corvia: Corvia) -> None:
    assert corvia("compose", "--json").code == 2
    assert corvia("nonsense").code == 2
    assert corvia().code == 2, "the app needs a terminal"


def test_a_full_disk_is_named_and_loses_nothing(corvia: Corvia, tmp_path: Path) -> None:
    corvia("init")
    first = corvia("write", "The first one.", "--json").json["entry"]
    answer = corvia("write", "-", "--json", stdin=b"long words " * 9000, largest_file=60_000)
    assert (answer.code, "full" in answer.json["error"]["message"]) == (7, True)
    assert [e["id"] for e in corvia("entries", "--json").json["entries"]] == [first]
    out = tmp_path / "out"
    answer = corvia(
        "compose", "--text", "I am here and it rains", *SONG, "--out", str(out), largest_file=9000
    )
    assert answer.code == 7
    assert not list(out.glob(".*")), "no half file stays"
