"""Over the notes of a song one walks, and changes one at a time; each change can be undone."""

from collections.abc import Awaitable, Callable

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static
from textual.widgets._footer import FooterKey

from corvia_local.model.mood import Mood
from corvia_local.studio import library
from corvia_local.studio.composing import ComposedSong, SongWish, compose, request_from_lyrics
from corvia_local.studio.playhead import DEVICE_DELAY, Playhead
from corvia_local.studio.song_versions import song_versions
from corvia_tui.app import CorviaApp
from corvia_tui.screens.care import CareScreen
from corvia_tui.screens.notes import NotesScreen
from corvia_tui.screens.studio import StudioScreen
from corvia_tui.screens.why import WhyScreen
from corvia_tui.widgets.note_roll import MARGIN, NoteRoll

Wait = Callable[[Pilot[None]], Awaitable[None]]
LINES = "I want to dance all night\nI heard it in my room\n\nand still the day came up"


def _said(app: CorviaApp, place: str) -> str:
    return str(app.screen.query_one(place, Static).content)


def _song() -> ComposedSong:
    wish = SongWish(start=Mood(-0.4, 0), goal=Mood(0.5, 0), minutes=0.5, seed=3)
    return compose(request_from_lyrics(LINES, wish), with_audio=False)


async def test_notes_are_changed_by_keys_and_taken_back(
    app: CorviaApp, settle: Wait, unlocked: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    song = _song()
    async with app.run_test(size=(80, 24)) as pilot:
        await unlocked(pilot)
        library.keep_song(app.vault, song)
        await app.push_screen(StudioScreen(song))
        await settle(pilot)
        await pilot.press("down", "n")
        await settle(pilot)
        notes = app.screen
        assert isinstance(notes, NotesScreen)
        assert max(k.region.right for k in notes.query(FooterKey)) <= 80
        assert "verse 1" in _said(app, "#where")
        first = _said(app, "#note")
        assert first.startswith("note 1: ")
        await pilot.press("right")
        assert _said(app, "#note") != first
        await pilot.press("left")
        assert _said(app, "#note") == first

        await pilot.press("up", "up")
        assert _said(app, "#note") != first
        assert len(song_versions(app.vault, song.id)) == 1, "not kept before one goes on"
        await pilot.press("down", "down")
        assert _said(app, "#note") == first
        await pilot.press("up", "up", "right")
        versions = song_versions(app.vault, song.id)
        assert [v.change for v in versions][1:] == ["bar 3, note 1: +2 of the scale"]
        await pilot.press("u")
        await settle(pilot)
        assert notes.song.score == song.score

        await pilot.press("d")
        assert len(notes.song.score.melody.notes) == len(song.score.melody.notes) + 1
        await pilot.press("u", "l", "u")
        assert notes.song.score == song.score

        await pilot.press("c")
        await settle(pilot)
        await pilot.press("end", "enter")
        await settle(pilot)
        assert notes.song.score.chords != song.score.chords

        await pilot.press("e")
        await settle(pilot)
        assert isinstance(app.screen, WhyScreen)
        assert "chord" in _said(app, "#reasons")
        await pilot.press("escape")

        heard: list[str] = []
        monkeypatch.setattr("corvia_local.studio.listening.require_sound_device", lambda: "ear")
        monkeypatch.setattr(
            library, "hear_song", lambda vault, song, report, place: heard.append(place)
        )
        await pilot.press("p")
        await settle(pilot)
        assert heard == ["bar 3"]
        now = notes.song
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, StudioScreen)
        assert app.screen.song.id == now.id


async def test_words_and_tempo_are_asked_for_and_harm_shows_help_first(
    app: CorviaApp, settle: Wait, unlocked: Wait
) -> None:
    song = _song()
    async with app.run_test(size=(140, 45)) as pilot:
        await unlocked(pilot)
        library.keep_song(app.vault, song)
        await app.push_screen(NotesScreen(song, 3))
        await settle(pilot)
        notes = app.screen
        assert isinstance(notes, NotesScreen)
        while "“dance”" not in _said(app, "#note"):
            await pilot.press("right")
        roll = notes.query_one(NoteRoll)
        where = roll.at
        await pilot.press("left")
        await pilot.click(NoteRoll, offset=(MARGIN + roll.size.width // 2, 2))
        assert roll.at != where

        async def sing(word: str) -> None:
            while "“dance”" not in _said(app, "#note"):
                await pilot.press("left" if roll.at > where else "right")
            await pilot.press("w")
            await settle(pilot)
            app.screen.query_one(Input).value = word
            await pilot.press("enter")
            await settle(pilot)

        await sing("die")
        assert isinstance(app.screen, CareScreen)
        app.pop_screen()
        await settle(pilot)
        await sing("wander")
        assert any("wander" in line for line in notes.song.score.lines)
        await pilot.press("t")
        await settle(pilot)
        app.screen.query_one(Input).value = "84"
        await pilot.press("enter")
        await settle(pilot)
        assert "84 beats a minute" in _said(app, "#said")


def test_a_playhead_follows_the_clock_from_its_place_on() -> None:
    score = _song().score
    now = [10.0]
    head = Playhead(score, "bar 2", lambda: now[0])
    bar = score.meter.bar_ticks
    assert head.tick("rendering") is None
    assert head.tick("playing") == bar
    now[0] += DEVICE_DELAY + 600
    assert head.tick("playing") in range(score.end - bar, score.end + 1)
