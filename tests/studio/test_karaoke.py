"""The words that a screen shows while a song plays."""

import pytest

from corvia_local.cli.following import LinesOnce, in_place
from corvia_local.studio.karaoke import Follower, Karaoke, Moment
from tests.engine.sound.songs import song

KARAOKE = Karaoke(song())
"""morning 0–1.2, comes –1.8, slow, –2.4; then I 2.4–2.9, am –3.4, awake –4.4."""


@pytest.mark.parametrize(
    ("seconds", "sung", "word", "to_come"),
    [
        (0.0, "", "morning", "comes slow,"),
        (1.3, "morning", "comes", "slow,"),
        (2.0, "morning comes", "slow,", ""),
        (2.5, "", "I", "am awake"),
        (4.3, "I am", "awake", ""),
        (9.0, "", "", ""),
    ],
)
def test_words_pass_from_to_come_to_sung(
    seconds: float, sung: str, word: str, to_come: str
) -> None:
    moment = KARAOKE.at(seconds)
    assert (moment.sung, moment.word, moment.to_come) == (sung, word, to_come)


def test_the_next_line_stands_below_and_comes_up_before_it_is_sung() -> None:
    assert KARAOKE.at(1.0).next_line == "I am awake"
    early = KARAOKE.at(-2.0)
    assert (early.to_come, early.next_line, early.wait) == ("morning comes slow,", "I am awake", 2)
    assert KARAOKE.at(-5.0) == Moment(next_line="morning comes slow,", wait=5.0)


def test_the_bar_fills_along_the_line() -> None:
    shares = [KARAOKE.at(at / 10).share for at in range(24)]
    assert shares == sorted(shares)
    assert shares[0] == 0
    assert shares[-1] > 0.9


def test_following_begins_when_sound_is_heard() -> None:
    now = [100.0]
    follower = Follower(KARAOKE, since=1.0, clock=lambda: now[0])
    assert follower.moment("rendering") is None
    follower.moment("playing")
    now[0] += 0.2 + 0.3
    heard = follower.moment("playing")
    assert heard is not None
    assert heard.word == "comes"


def test_a_song_without_words_shows_nothing() -> None:
    assert Karaoke(song(syllables=())).at(1.0) == Moment()


def test_a_terminal_shows_the_word_in_bold_and_elsewhere_each_line_once(
    capsys: pytest.CaptureFixture[str],
) -> None:
    drawn = in_place(KARAOKE.at(1.3))
    assert drawn.plain.splitlines()[0] == "morning comes slow,"
    assert drawn.plain.splitlines()[2] == "I am awake"
    assert [drawn.plain[s.start : s.end] for s in drawn.spans if "bold" in str(s.style)] == [
        "comes"
    ]
    lines = LinesOnce()
    for tenth in range(50):
        lines.show(KARAOKE.at(tenth / 10))
    assert capsys.readouterr().err == "morning comes slow,\nI am awake\n"
