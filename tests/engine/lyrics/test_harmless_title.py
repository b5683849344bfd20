"""A title never comes from a line of harm, not even from its harmless end."""

import pytest

from corvia_engine.lyrics.given import lyric_from_lines
from corvia_engine.lyrics.harmless_title import with_harmless_title
from corvia_engine.lyrics.titles import UNTITLED


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ("I want to end my life\ntonight by the silver river", UNTITLED),
        (
            "Title: By the silver river\nI want to die by the silver river\n\nthe cat is warm",
            "The Cat Is Warm",
        ),
        ("Title: Nobody would miss me.\nthe rain was soft\nthe cat is warm", "The Rain Was Soft"),
        ("I want to\ndie tonight\n\nthe cat is warm", "The Cat Is Warm"),
        ("Title: The long road\nI want to die\nthe rain was soft", "The Long Road"),
    ],
)
def test_the_title_is_taken_from_elsewhere_or_there_is_none(lines: str, title: str) -> None:
    assert with_harmless_title(lyric_from_lines(lines), lines).title == title


def test_a_harmless_title_stays() -> None:
    lines = "Title: Rain\nthe rain was soft\nthe cat is warm"
    lyric = lyric_from_lines(lines)
    assert with_harmless_title(lyric, lines) is lyric
