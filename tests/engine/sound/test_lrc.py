import itertools
import re

from corvia_engine.sound.lrc import lrc_text
from corvia_local.model.score import SungSyllable
from tests.engine.sound.songs import QUARTER, song


def test_words_stand_at_their_times() -> None:
    assert lrc_text(song()) == (
        "[ti:Slow morning]\n"
        "[length:00:04]\n"
        "[00:00.00]<00:00.00>morning <00:01.20>comes <00:01.80>slow, <00:02.40>\n"
        "[00:02.40]<00:02.40>I <00:02.90>am <00:03.40>awake <00:04.40>\n"
    )


def test_a_line_that_is_sung_twice_in_a_row_is_written_twice() -> None:
    syllables = tuple(
        SungSyllable(QUARTER * n, QUARTER, text, 0, True, True)
        for n, text in enumerate(("I", "am", "here", "I", "am", "here"))
    )
    rows = lrc_text(song(lines=("I am here",), syllables=syllables)).splitlines()[2:]
    assert len(rows) == 2
    assert all(re.sub(r"<[^>]*>|\[[^]]*\]", "", row).split() == ["I", "am", "here"] for row in rows)


def test_a_line_is_cleared_before_a_long_pause() -> None:
    last = SungSyllable(0, QUARTER, "stay", 0, True, True)
    assert lrc_text(song(lines=("stay",), syllables=(last,))).splitlines()[-1] != "[00:00.60]"
    long = song()
    far = tuple(mark for mark in long.tempo[:1])
    slow = tuple(type(mark)(mark.tick, 3_000_000) for mark in far)
    assert lrc_text(song(lines=("stay",), syllables=(last,), tempo=slow)).endswith("[00:03.00]\n")


def test_brackets_and_line_breaks_in_words_do_no_harm() -> None:
    syllables = (SungSyllable(0, QUARTER, "[00:09.99]\n<x>", 0, True, True),)
    rows = lrc_text(song(title="a]\n[b", lines=("x",), syllables=syllables)).splitlines()
    assert rows[0] == "[ti:a) (b]"
    assert rows[2] == "[00:00.00]<00:00.00>(00:09.99) (x) <00:00.60>"


def test_a_song_without_words_has_its_title_and_length() -> None:
    assert lrc_text(song(syllables=())) == "[ti:Slow morning]\n[length:00:04]\n"


def test_times_never_fall() -> None:
    times = re.findall(r"\[(\d\d:\d\d\.\d\d)\]", lrc_text(song()))
    assert all(a <= b for a, b in itertools.pairwise(times))
