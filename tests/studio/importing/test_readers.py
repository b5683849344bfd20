"""What each reader makes of a journal as its program exports it."""

import contextlib
import io
import json
import os
import zipfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corvia_local.errors import BadInput, NotFound
from corvia_local.model.mood import Mood
from corvia_local.studio.importing import dayone, found
from corvia_local.studio.importing.choosing import FORMATS, guess_format, read_journal
from corvia_local.studio.importing.dates import read_clock, read_moment
from corvia_local.studio.importing.daylio import read_daylio
from corvia_local.studio.importing.dayone import read_dayone_json, read_dayone_zip
from corvia_local.studio.importing.found import Found, FoundEntry, SourceUnusable
from corvia_local.studio.importing.jrnl import read_jrnl_json, read_jrnl_text


def summary(read: Found) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.wall_time, one.text, one.tags) for one in read.entries]


def test_jrnl_text() -> None:
    read = read_jrnl_text(
        b"left over\n[2026-03-01 21:30] The rain came back. *\nI sat by the window, @home.\n\n"
        b"Not a new entry: [2026-03-02]\n\n[2026-03-02 07:05:10 PM] Quiet.\r\n"
    )
    rain = "The rain came back.\nI sat by the window, @home.\n\nNot a new entry: [2026-03-02]"
    assert summary(read) == [
        ("2026-03-01T21:30", rain, ("home", "starred")),
        ("2026-03-02T19:05", "Quiet.", ()),
    ]
    assert [one.where for one in read.skipped] == ["line 1"]


def test_jrnl_text_without_brackets_as_jrnl_1_wrote_it() -> None:
    read = read_jrnl_text(b"2013-06-09 15:39 Title\nbody\n\n2013-06-10 8:10 Second\n")
    assert summary(read) == [
        ("2013-06-09T15:39", "Title\nbody", ()),
        ("2013-06-10T08:10", "Second", ()),
    ]


def test_jrnl_json_gives_what_jrnl_text_gives() -> None:
    document = {
        "tags": {"@home": 1},
        "entries": [
            {
                "title": "The rain came back.",
                "body": "I sat by the window, @home",
                "date": "2026-03-01",
                "time": "21:30",
                "tags": ["@home"],
                "starred": True,
            },
            {"title": "no date"},
            "not an entry",
        ],
    }
    read = read_jrnl_json(json.dumps(document).encode())
    text = read_jrnl_text(b"[2026-03-01 21:30] The rain came back. *\nI sat by the window, @home\n")
    assert summary(read) == summary(text)
    assert [one.where for one in read.skipped] == ["entry 2", "entry 3"]


def day_one(**changes: Any) -> dict[str, Any]:
    entry = {
        "uuid": "AA",
        "creationDate": "2020-05-01T22:30:00Z",
        "timeZone": "Europe/Berlin",
        "text": "# A day\n\nIt was fine\\. Really\\!\n\n![](dayone-moment://F00)\n",
        "tags": ["garden"],
        "starred": True,
        "photos": [{"md5": "x"}],
        "richText": "{}",
    }
    return entry | changes


def test_day_one_keeps_the_clock_that_the_writer_saw() -> None:
    entries = [day_one(), day_one(text="", photos=[1, 2]), day_one(timeZone="Nowhere/Else")]
    read = read_dayone_json(json.dumps({"metadata": {}, "entries": entries}).encode())
    first, last = read.entries
    assert first.moment == "2020-05-02T00:30:00+02:00"
    assert first.text == "# A day\n\nIt was fine. Really!"
    assert first.tags == ("garden", "starred")
    assert last.moment == "2020-05-01T22:30:00+00:00"
    assert [one.where for one in read.skipped] == ["entry 1", "entry 2", "entry 3"]
    assert "no words" in read.skipped[1].reason


def zipped(**files: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/"), data)
    return target.getvalue()


def test_day_one_zip() -> None:
    journal = json.dumps({"entries": [day_one(photos=[])]}).encode()
    read = read_dayone_zip(zipped(**{"Journal.json": journal, "photos__x.json": b"not read"}))
    assert len(read.entries) == 1
    for wrong in (b"PK\x03\x04 damaged", zipped(**{"photos__a.json": journal})):
        with pytest.raises(SourceUnusable):
            read_dayone_zip(wrong)


def test_a_zip_bomb_is_read_to_its_bound_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dayone, "LARGEST_SOURCE", 1_000_000)
    bomb = zipped(**{"a.json": b" " * 900_000, "b.json": b" " * 200_000})
    assert len(bomb) < 5_000
    with pytest.raises(SourceUnusable):
        read_dayone_zip(bomb)
    with pytest.raises(SourceUnusable, match="unpacks to more"):
        read_dayone_zip(zipped(**{"a.json": b'{"entries":[]}' + b" " * 2_000_000}))


DAYLIO = """\ufefffull_date,date,weekday,time,mood,activities,note_title,note
2021-03-05,March 5,Friday,22:15,rad,"friends | long walk",Evening,"We talked, a lot.<br>It helped"
2021-03-04,March 4,Thursday,08:00,stormy,,,
2021-03-03,March 3,Wednesday,,awful,work,,
,,,,,,,
soon,x,x,x,good,,,note
"""


def test_daylio_places_its_moods_on_valence() -> None:
    read = read_daylio(DAYLIO.encode())
    assert summary(read) == [
        ("2021-03-05T22:15", "Evening\nWe talked, a lot.\nIt helped", ("friends", "long walk")),
        ("2021-03-04T08:00", "stormy", ("stormy",)),
        ("2021-03-03T12:00", "awful, work", ("work",)),
    ]
    assert [one.mood for one in read.entries] == [Mood(0.8, 0.0), None, Mood(-0.8, 0.0)]
    assert [one.where for one in read.skipped] == ["row 6", "moods"]
    with pytest.raises(SourceUnusable, match="full_date"):
        read_daylio(b"a,b\n1,2\n")


def test_a_markdown_folder(tmp_path: Path) -> None:
    files = {
        "a.md": '---\ndate: "2020-01-02T03:04:05+05:30"\ntags: [one, "#two"]\n'
        "mood: -0.5, 0.2\n---\n\nFront matter.\n",
        "2020-01-03 rain.md": "Named.",
        "2020-01-03-2130.md": "---\ntags:\n  - a\n  - b\nunknown:\n---\nNamed with a time.",
        "2020/01/04.md": "In folders.",
        "undated.markdown": "Undated.",
        "empty.md": "---\ndate: 2020-01-01\n---\n",
        "broken.md": "",
        "note.txt": "not read",
        ".obsidian/x.md": "hidden",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, newline="")
    (tmp_path / "broken.md").write_bytes(b"\xff\xfe")
    os.utime(tmp_path / "undated.markdown", (1_600_000_000,) * 2)
    (tmp_path / "link").symlink_to(tmp_path, target_is_directory=True)
    read = read_journal(tmp_path)
    assert read.format == "markdown"
    by_text = {one.text: one for one in read.entries}
    assert by_text["\nFront matter.".strip()].moment == "2020-01-02T03:04:05+05:30"
    assert by_text["Front matter."].tags == ("one", "two")
    assert by_text["Front matter."].mood == Mood(-0.5, 0.2)
    assert by_text["Named."].wall_time == "2020-01-03T12:00"
    assert by_text["Named with a time."].wall_time == "2020-01-03T21:30"
    assert by_text["Named with a time."].tags == ("a", "b")
    assert by_text["In folders."].wall_time == "2020-01-04T12:00"
    assert by_text["Undated."].written_at == datetime.fromtimestamp(1_600_000_000)
    assert len(read.entries) == 5
    assert {one.where for one in read.skipped} == {"broken.md", "empty.md", "undated.markdown"}


def test_plain_text_with_days_on_their_own_lines(tmp_path: Path) -> None:
    file = tmp_path / "diary.txt"
    file.write_text(
        "Dear me\n# 2020-01-02\n\nOne.\nOn 2020-01-01 I said so.\n2020-01-03 21:30\nTwo\n"
    )
    read = read_journal(file)
    assert summary(read) == [
        ("2020-01-02T12:00", "One.\nOn 2020-01-01 I said so.", ()),
        ("2020-01-03T21:30", "Two", ()),
    ]
    assert len(read.skipped) == 1


def test_plain_text_without_days_is_one_entry(tmp_path: Path) -> None:
    (tmp_path / "2020-01-02.txt").write_text("Just words.")
    assert summary(read_journal(tmp_path / "2020-01-02.txt")) == [
        ("2020-01-02T12:00", "Just words.", ())
    ]
    assert read_journal(tmp_path).format == "text"


def test_formats_are_told_by_what_stands_in_the_file(tmp_path: Path) -> None:
    files = {
        "a": (zipped(**{"J.json": b"{}"}), "dayone"),
        "b": (json.dumps({"metadata": {"version": "1.0"}, "entries": []}).encode(), "dayone"),
        "c": (b'{"tags": {}, "entries": []}', "jrnl"),
        "d": (DAYLIO.encode(), "daylio"),
        "e": (b"[2026-03-01 21:30] x\n", "jrnl"),
        "f": (b"[2026] no date\n", "text"),
        "g.md": (b"x", "markdown"),
    }
    for name, (data, format_name) in files.items():
        (tmp_path / name).write_bytes(data)
        assert guess_format(tmp_path / name) == format_name


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "empty").mkdir()
    with pytest.raises(NotFound):
        read_journal(tmp_path / "nowhere")
    with pytest.raises(BadInput, match="no format"):
        read_journal(tmp_path / "x", "word")
    for format_name in ("jrnl", "daylio", "dayone"):
        with pytest.raises(BadInput):
            read_journal(tmp_path / "x", format_name)
        with pytest.raises(SourceUnusable, match="folder"):
            read_journal(tmp_path / "empty", format_name)
    with pytest.raises(SourceUnusable, match="holds no file"):
        read_journal(tmp_path / "empty")


def test_entries_that_the_vault_would_refuse_are_named_before(tmp_path: Path) -> None:
    read = read_jrnl_text(
        b"[2026-03-01 21:30] bell \x07\n[2026-03-02 21:30]\n[2026-03-03 21:30] " + b"x" * 200_001
    )
    assert read.entries == ()
    assert [one.where for one in read.skipped] == ["line 1", "line 2", "line 3"]


def test_tags_beyond_the_bound_are_left_out_and_said() -> None:
    many = read_dayone_json(
        json.dumps({"entries": [day_one(photos=[], tags=[f"t{n}" for n in range(40)])]}).encode()
    )
    assert len(many.entries[0].tags) == 32
    assert "after the first 32" in many.skipped[0].reason


def test_too_many_entries_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(found, "MOST_ENTRIES", 3)
    with pytest.raises(SourceUnusable, match="more than 3"):
        read_jrnl_text(b"[2026-03-01 21:30] x\n" * 4)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-03-01", "2026-03-01T12:00:00"),
        ("2026/03/01 9:05 PM", "2026-03-01T21:05:00"),
        ("2026-03-01T21:30:00Z", "2026-03-01T21:30:00+00:00"),
        ("2026-03-01 21:30", "2026-03-01T21:30:00"),
        ("2026-02-30", None),
        ("0001-01-01", None),
        ("2026-03-01 25:00", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_moments(written: str, read: str | None) -> None:
    moment = read_moment(written)
    assert (None if moment is None else moment.isoformat()) == read


def test_noon_and_midnight_in_twelve_hours() -> None:
    assert str(read_clock("12:00 AM")) == "00:00:00"
    assert str(read_clock("12:30\u202fpm")) == "12:30:00"
    assert read_clock("13:00 PM") is None


def test_an_offset_of_the_source_stays() -> None:
    moment = datetime.fromisoformat("2020-01-02T03:04:05+05:30")
    assert FoundEntry("x", moment, "y").moment == "2020-01-02T03:04:05+05:30"
    assert FoundEntry("x", moment + timedelta(0), "y").wall_time == "2020-01-02T03:04"


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.one_of(
        st.binary(max_size=300),
        st.text(max_size=300).map(str.encode),
        st.sampled_from(
            [b"[2026-03-01 21:30] ", b'{"entries":[', DAYLIO.encode()[:60], b"PK\x03\x04"]
        ).flatmap(lambda head: st.binary(max_size=200).map(lambda tail: head + tail)),
    ),
    format_name=st.sampled_from(["auto", *FORMATS]),
)
def test_any_bytes_are_read_or_refused(tmp_path: Path, data: bytes, format_name: str) -> None:
    (tmp_path / "any").write_bytes(data)
    try:
        read = read_journal(tmp_path / "any", format_name)
    except BadInput:
        return
    for one in read.entries:
        assert one.text.strip()
        assert one.moment


def test_deep_json_is_refused() -> None:
    deep = b'{"entries":' + b"[" * 200_000
    for reader in (read_jrnl_json, read_dayone_json):
        with pytest.raises(SourceUnusable):
            reader(deep)
    nested = b'{"entries":[' + b"[" * 5_000 + b"]" * 5_000 + b"]}"
    for reader in (read_jrnl_json, read_dayone_json):
        with contextlib.suppress(SourceUnusable):
            assert reader(nested).entries == ()
