"""In the studio a song is varied by marks and locks, heard, and gone back from."""

from collections.abc import Awaitable, Callable

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList, Static

from corvia_local.model.mood import Mood
from corvia_local.model.score import Note
from corvia_local.studio import library
from corvia_local.studio.composing import SongWish, compose, request_from_lyrics
from corvia_tui.app import CorviaApp
from corvia_tui.screens.song import SongScreen
from corvia_tui.screens.studio import StudioScreen
from corvia_tui.widgets.piano_roll import ROWS, drawn_notes

Wait = Callable[[Pilot[None]], Awaitable[None]]

LINES = "the rain went on all night\nI heard it in my room\n\nand still the day came up"


def _said(app: CorviaApp, place: str) -> str:
    return str(app.screen.query_one(place, Static).content)


async def test_a_song_is_varied_with_a_part_locked_and_undone(
    app: CorviaApp, settle: Wait, unlocked: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    wish = SongWish(start=Mood(-0.4, 0), goal=Mood(0.5, 0), minutes=0.5, seed=3)
    song = compose(request_from_lyrics(LINES, wish), with_audio=False)
    async with app.run_test(size=(100, 34)) as pilot:
        await unlocked(pilot)
        library.keep_song(app.vault, song)
        await app.push_screen(SongScreen(song, kept=True))
        await settle(pilot)
        await pilot.press("v")
        await settle(pilot)
        assert isinstance(app.screen, StudioScreen)
        assert "Version 1 of 1" in _said(app, "#state")
        app.screen.query_one("#parts", OptionList).focus()
        await pilot.press("home", "enter")
        assert "[x] voice" in str(app.screen.query_one("#parts", OptionList).options[0].prompt)
        await pilot.press("v")
        await settle(pilot)
        assert "Version 2 of 2: the whole song written anew, keeping melody" in _said(app, "#state")
        varied = app.screen.song
        assert varied.score.melody == song.score.melody
        assert varied.score.parts != song.score.parts
        assert "other in bar" in _said(app, "#said")

        app.screen.query_one("#changes", OptionList).focus()
        await pilot.press("home", "enter")
        await settle(pilot)
        assert "Version 3 of 3: faster" in _said(app, "#state")
        await pilot.press("u", "u")
        await settle(pilot)
        await pilot.press("u")
        await settle(pilot)
        assert "Version 1 of 3" in _said(app, "#state"), "below the first there is nothing"
        await pilot.press("y")
        await settle(pilot)
        assert app.screen.song.id == varied.id

        heard: list[str] = []
        monkeypatch.setattr("corvia_local.studio.listening.require_sound_device", lambda: "ear")
        monkeypatch.setattr(
            library, "hear_song", lambda vault, song, report, place: heard.append(place)
        )
        app.screen.query_one("#sections", OptionList).focus()
        await pilot.press("down", "p")
        await settle(pilot)
        assert heard == [song.score.sections[1].name]

        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, SongScreen)
        assert app.screen.song.id == varied.id, "the song's screen shows the version it is now"


def test_a_drawing_of_notes_goes_up_with_pitch_and_right_with_time() -> None:
    rows = drawn_notes([Note(0, 480, 60, 0, 80), Note(480, 480, 67, 0, 80)], 0, 960, 20)
    assert len(rows) == ROWS
    low = next(n for n, row in enumerate(rows) if row[0] != " ")
    high = next(n for n, row in enumerate(rows) if row[10] != " ")
    assert high < low
    assert rows[low][:10].strip() == rows[low][:10]
    assert drawn_notes([], 0, 960, 20) == [" " * 20] * ROWS
