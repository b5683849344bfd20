"""A check-in by arrows, digits and the mouse; entries along time; a calendar of noted moods."""

import re
from collections.abc import Awaitable, Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static, TextArea

from corvia_local.model.mood import Mood
from corvia_local.studio import journal
from corvia_local.studio.opening import unlock
from corvia_local.vault import entries
from corvia_tui.app import CorviaApp
from corvia_tui.screens.calendar import CalendarScreen
from corvia_tui.screens.check_in import CheckInScreen
from corvia_tui.screens.entry import EntryScreen
from corvia_tui.screens.library import PAGE, LibraryScreen, read_search
from corvia_tui.screens.today import TodayScreen
from corvia_tui.widgets.month_grid import MonthGrid, bar
from corvia_tui.widgets.mood_pad import MoodPad, place_of, tenths_at
from corvia_tui.widgets.week_lines import WeekLines, spread
from corvia_tui.wording.near_words import IN_THE_MIDDLE, near_words

Wait = Callable[[Pilot[None]], Awaitable[None]]
PASSPHRASE = "lamp in the june window"
TENTHS = st.integers(-10, 10)


def _shown(app: CorviaApp) -> str:
    return "\n".join(str(one.content) for one in app.screen.query(Static))


async def test_a_mood_is_noted_by_arrows_and_words(
    app: CorviaApp, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await pilot.press("m")
        await settle(pilot)
        assert isinstance(app.screen, CheckInScreen)
        await pilot.press("left", "left", "up", "tab", "space", "down", "space", "ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, TodayScreen)
        kept = journal.find(app.vault)[0]
        assert kept.mood == Mood(-0.4, 0.2)
        assert len(kept.tags) == 2
        assert kept.text == ", ".join(kept.tags)


async def test_a_digit_goes_to_its_place_on_a_number_pad_and_a_line_is_the_text(
    app: CorviaApp, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await pilot.press("m")
        await settle(pilot)
        await pilot.press("7")
        assert app.screen.query_one(MoodPad).mood == Mood(-0.6, 0.6)
        await pilot.press("3")
        app.screen.query_one("#line", Input).value = "Soup, and early to bed."
        await pilot.press("ctrl+s")
        await settle(pilot)
        kept = journal.find(app.vault)[0]
        assert (kept.text, kept.mood) == ("Soup, and early to bed.", Mood(0.6, -0.6))


async def test_a_click_sets_the_mood(app: CorviaApp, settle: Wait, unlocked: Wait) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await pilot.press("m")
        await settle(pilot)
        await pilot.click("#pad", offset=(2 + 40, 0))
        assert app.screen.query_one(MoodPad).mood == Mood(1, 1)


async def test_words_that_were_taken_stay_when_the_mood_moves(
    app: CorviaApp, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await pilot.press("m")
        await settle(pilot)
        await pilot.press("7", "tab", "space", "shift+tab", "3")
        words = app.screen.query_one("#feelings")
        assert words.shown[0] == near_words(Mood(-0.6, 0.6))[0]
        assert near_words(Mood(0.6, -0.6))[0] in words.shown


async def test_leaving_a_check_in_keeps_nothing_and_locking_keeps_the_line(
    app: CorviaApp, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        for last in ("escape", "ctrl+l"):
            await pilot.press("m")
            await settle(pilot)
            app.screen.query_one("#line", Input).value = "The tram was late"
            await pilot.press(last)
            await settle(pilot)
            if app.is_open:
                assert journal.draft(app.vault) == ""
        await unlocked(pilot)
        assert len(journal.find(app.vault)) == 2
        await pilot.press("w")
        await settle(pilot)
        assert app.screen.query_one(TextArea).text == "The tram was late"


@given(TENTHS, TENTHS)
def test_a_point_is_drawn_where_a_click_would_set_it(valence: int, arousal: int) -> None:
    x, y = place_of((valence, arousal))
    back = tenths_at(x, y)
    assert back[0] == valence
    assert abs(back[1] - arousal) <= 1


@given(TENTHS, TENTHS)
def test_words_near_a_mood_are_few_and_different(valence: int, arousal: int) -> None:
    words = near_words(Mood(valence / 10, arousal / 10))
    assert 5 < len(words) < 9
    assert len(set(words)) == len(words)


def test_words_stand_where_people_placed_them() -> None:
    assert near_words(Mood(0, 0)) == IN_THE_MIDDLE
    assert "sad" in near_words(Mood(-0.7, -0.4))
    assert "calm" in near_words(Mood(0.5, -0.5))
    assert "excited" in near_words(Mood(0.6, 0.7))


@pytest.fixture
def many(home: Path) -> Path:
    """Three months of entries beside the two, one of them with a mood and a tag."""
    with unlock(home, PASSPHRASE) as vault, vault.transaction():
        for number in range(2 * PAGE):
            at = datetime(2026, 8, 1, 7) + timedelta(hours=9 * number)
            entries.add_entry(vault, f"Page {number:03} of the summer.", now=at)
        entries.add_entry(
            vault, "Felt light.", mood=Mood(0.8, 0.2), tags=("lake",), now=datetime(2026, 11, 20, 9)
        )
    return home


async def test_entries_stand_along_time_and_come_page_by_page(
    app: CorviaApp, many: Path, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await pilot.press("e")
        await settle(pilot)
        screen = app.screen
        assert isinstance(screen, LibraryScreen)
        listed = screen.query_one(OptionList)
        assert screen.listed == PAGE
        for _ in range(3):
            await pilot.press("end")
            await settle(pilot)
        assert screen.listed == 2 * PAGE + 3
        months = [str(one.prompt) for one in listed.options if one.disabled]
        assert months == ["November 2026", "October 2026", "September 2026", "August 2026"]
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, EntryScreen)
        assert "Page 000" in _shown(app)


async def test_words_tags_and_days_filter_the_entries(
    app: CorviaApp, many: Path, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await pilot.press("e")
        await settle(pilot)
        screen = app.screen
        assert isinstance(screen, LibraryScreen)
        for typed, count in (("river", 1), ("#lake", 1), ("2026-11-01", 3), ("#lake river", 0)):
            screen.query_one(Input).value = typed
            await settle(pilot)
            assert screen.listed == count, typed
        assert "Nothing is found here." in _shown(app)


def test_a_search_is_taken_apart() -> None:
    assert read_search("") == (None, None, None)
    assert read_search("thin light #evening 2026-11-24") == ("thin light", "evening", "2026-11-24")
    assert read_search("# 2026-13-01 20261124") == ("# 2026-13-01 20261124", None, None)


async def test_the_calendar_shows_a_day_and_opens_its_entries(
    app: CorviaApp, many: Path, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await pilot.press("k")
        await settle(pilot)
        screen = app.screen
        assert isinstance(screen, CalendarScreen)
        grid = screen.query_one(MonthGrid)
        assert grid.day == date(2026, 11, 25)
        await pilot.press("enter")
        assert isinstance(app.screen, CalendarScreen)
        await pilot.press("left", "left", "left", "left", "left")
        await settle(pilot)
        assert "20 November: glad, an entry" in _shown(app)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, LibraryScreen)
        assert app.screen.listed == 1
        await pilot.press("escape", "pageup", "pageup", "pageup")
        await settle(pilot)
        assert "August 2026" in _shown(app)
        assert set(grid.moods) == set(range(1, 32))


async def test_a_check_in_is_seen_in_the_calendar_and_its_weeks(
    app: CorviaApp, settle: Wait, unlocked: Wait, standing_clock: None
) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await pilot.press("k", "m")
        await settle(pilot)
        await pilot.press("9", "ctrl+s")
        await settle(pilot)
        screen = app.screen
        assert isinstance(screen, CalendarScreen)
        assert screen.query_one(MonthGrid).moods[25] == Mood(0.6, 0.6)
        weeks = screen.query_one(WeekLines).weeks
        assert [week.monday for week in weeks] == [date(2026, 11, 23)]


async def test_pad_calendar_and_settings_read_without_colour(
    home: Path, settle: Wait, unlocked: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = CorviaApp(home, lambda: datetime(2026, 11, 25, 21, 30))
    async with app.run_test() as pilot:
        await unlocked(pilot)
        for place, marks in (("m", "●│"), ("k", "▸·"), ("comma", "‹›▸")):
            await pilot.press(place)
            await settle(pilot)
            picture = app.export_screenshot()
            drawn = set(re.findall(r"-r\d+ \{ fill: #([0-9a-f]{6})", picture)) - {"c5c8c6"}
            assert drawn
            assert all(one[0:2] == one[2:4] == one[4:6] for one in drawn), place
            assert all(mark in picture for mark in marks), place
            await pilot.press("escape")
            await settle(pilot)


def test_bars_rise_with_pleasantness_and_a_dot_is_no_mood() -> None:
    heights = "▁▂▃▄▅▆▇█"
    drawn = [heights.index(bar(Mood(value / 10, 0))) for value in range(-10, 11)]
    assert drawn == sorted(drawn)
    assert (drawn[0], drawn[-1]) == (0, 7)
    assert bar(None) == "·"


def test_a_week_is_drawn_from_the_least_to_the_most() -> None:
    assert spread((-1, 0, 1), 11) == "░░░░░●░░░░░"
    assert spread((0.4, 0.6, 0.6), 11) == "─────┼─░●──"
