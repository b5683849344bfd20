"""Traditions are chosen with a sound of each; the way of the mood is drawn asked and measured."""

from collections.abc import Awaitable, Callable

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList, Static

from corvia_engine.music.traditions import tradition, tradition_names
from corvia_local.model.mood import Mood
from corvia_local.studio import library, listening, tradition_sounds
from corvia_local.studio.composing import ComposedSong, SongWish, compose, request_from_lyrics
from corvia_local.studio.song_course import CourseStep, song_course
from corvia_local.studio.tradition_sounds import tradition_score
from corvia_tui.app import CorviaApp
from corvia_tui.screens.studio import StudioScreen
from corvia_tui.screens.traditions import TraditionsScreen
from corvia_tui.widgets.mood_course import MoodCourse

Wait = Callable[[Pilot[None]], Awaitable[None]]
LINES = "the rain went on all night\nI heard it in my room\n\nand still the day came up"


def _song(start: Mood, goal: Mood) -> ComposedSong:
    wish = SongWish(start=start, goal=goal, minutes=0.5, seed=3)
    return compose(request_from_lyrics(LINES, wish), with_audio=False)


async def test_a_song_is_made_in_a_tradition_that_was_heard(
    app: CorviaApp, settle: Wait, unlocked: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    song = _song(Mood(-0.4, 0), Mood(0.5, 0))
    heard: list[str] = []
    monkeypatch.setattr(listening, "require_sound_device", lambda: "ear")
    monkeypatch.setattr(listening, "play", lambda sound, report: heard.append(sound))
    monkeypatch.setattr(tradition_sounds, "tradition_sound", lambda data, report: data.name)
    async with app.run_test(size=(140, 45)) as pilot:
        await unlocked(pilot)
        library.keep_song(app.vault, song)
        await app.push_screen(StudioScreen(song))
        await settle(pilot)
        course = app.screen.query_one(MoodCourse)
        lines = str(course.render()).splitlines()
        assert len(lines) == 7
        assert set(lines[1][10:]) != set(lines[1][10:11]), "the way goes from low to pleasant"
        await pilot.press("t")
        await settle(pilot)
        assert isinstance(app.screen, TraditionsScreen)
        listed = app.screen.query_one("#traditions", OptionList)
        assert listed.option_count == len(tradition_names())
        assert listed.highlighted == 0
        await pilot.press("down", "h")
        await settle(pilot)
        name = tradition_names()[1]
        assert heard == [name]
        page = str(app.screen.query_one("#page", Static).content)
        assert "What not to do with it" in page
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, StudioScreen)
        assert app.screen.song.plan.tradition == name


@pytest.mark.parametrize("name", tradition_names()[::4])
def test_a_traditions_phrase_is_short_in_its_tuning_and_the_same_each_time(name: str) -> None:
    data = tradition(name)
    score = tradition_score(data)
    assert score == tradition_score(data)
    assert score.tradition == name
    assert score.melody.notes
    assert not score.lines
    seconds = score.end * score.tempo[0].microseconds / 480_000_000
    assert 2 < seconds < 30


def test_what_the_notes_say_follows_what_was_asked() -> None:
    glad = song_course(_song(Mood(0.7, 0.7), Mood(0.7, 0.7)))
    low = song_course(_song(Mood(-0.7, -0.7), Mood(-0.7, -0.7)))

    def mean(steps: tuple[CourseStep, ...]) -> tuple[float, float]:
        return (
            sum(step.measured.valence for step in steps) / len(steps),
            sum(step.measured.arousal for step in steps) / len(steps),
        )

    assert mean(glad)[0] > 0 > mean(low)[0]
    assert mean(glad)[1] > 0 > mean(low)[1]
    assert [step.start for step in glad[1:]] == [step.end for step in glad[:-1]]
