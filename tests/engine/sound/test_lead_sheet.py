"""The lead sheet shows the melody's words, its chords and its title."""

import re
from xml.etree import ElementTree as Xml

import msgspec

from corvia_engine.sound.lead_sheet import lead_sheet
from corvia_local.model.score import ChordMark, Note
from tests.engine.sound.songs import TUNE, song


def shown(page: str) -> str:
    return " ".join("".join(Xml.fromstring(page).itertext()).split())


def test_a_short_song_is_one_page_with_its_words_and_chords() -> None:
    pages = lead_sheet(song(chords=(ChordMark(0, 1920, 9, "Am", (9, 0, 4)),)))
    assert len(pages) == 1
    text = shown(pages[0])
    for word in ("morn", "ing", "comes", "slow", "wake", "Am", song().title):
        assert word in text, word
    heads = len(re.findall(r'class="note"', pages[0]))
    assert heads == len(TUNE), "the melody alone, not chords and bass"


def test_a_long_song_goes_over_several_pages() -> None:
    bars = 200
    notes = tuple(Note(480 * n, 480, TUNE[n % 8], 0, 80) for n in range(4 * bars))
    base = song()
    melody = msgspec.structs.replace(base.melody, notes=notes)
    section = msgspec.structs.replace(base.sections[0], end=1920 * bars)
    pages = lead_sheet(
        song(parts=(melody,), sections=(section,), chords=(), syllables=(), end=1920 * bars)
    )
    assert len(pages) > 1
    assert all(page.startswith("<") for page in pages)
