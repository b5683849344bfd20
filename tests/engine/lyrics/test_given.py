"""Lyrics that were written elsewhere are read as they stand."""

import pytest

from corvia_engine.lyrics.given import LyricsRefused
from corvia_engine.lyrics.writing import lyric_from_lines

SONG = """# the long way home

I took the long way home
past the water and the trees

Hold on, hold on
the night is only night

I found your letter there
between the books and keys

Hold on, hold on
the night is only night
"""


def test_a_stanza_that_returns_is_the_chorus_and_is_kept_once() -> None:
    lyric = lyric_from_lines(SONG)
    assert [stanza.kind for stanza in lyric.stanzas] == ["verse", "chorus", "verse"]
    assert lyric.title == "The Long Way Home"
    assert {line.origin for stanza in lyric.stanzas for line in stanza.lines} == {"given"}
    assert lyric.stanzas[1].lines[0].text == "Hold on, hold on"


def test_headings_name_the_stanzas() -> None:
    lyric = lyric_from_lines(
        "[Verse 1]\nOne line here\n\n[Chorus]\nSing it now\n\n[bridge]\nA turn\n\n[Chorus]\n"
    )
    assert [stanza.kind for stanza in lyric.stanzas] == ["verse", "chorus", "bridge"]
    assert lyric.title == "Sing It Now"


def test_numbers_and_emoji_in_given_lines_get_sung_syllables() -> None:
    line = lyric_from_lines("I counted 27 stars 🌟").stanzas[0].lines[0]
    assert line.text == "I counted 27 stars 🌟"
    assert "".join(s.text for s in line.syllables) == "Icountedtwenty-sevenstars"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no words"),
        ("\n\n[Verse]\n\n", "no words"),
        ("😭\n", "no words"),
        ("[Solo]\nla la", "Known are"),
        ("la " * 100, "one breath"),
        ("la la\n" * 300, "at most 200"),
        ("".join(f"line {k}\n\n" for k in range(30)), "at most 24"),
        ("x" * 20_001, "at most 20000"),
    ],
)
def test_what_cannot_be_sung_is_refused_with_a_reason(text: str, says: str) -> None:
    with pytest.raises(LyricsRefused, match=says):
        lyric_from_lines(text)
