"""Where a text speaks of harm, help stands first and nothing is ever blocked."""

from collections.abc import Awaitable, Callable

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static, TextArea

from corvia_local.model.mood import Mood
from corvia_local.model.reflection import ReframeProposal
from corvia_local.studio import journal
from corvia_local.studio.locale_country import guessed_country
from corvia_local.studio.planning_for_safety import read_plan
from corvia_local.studio.reflecting import care_card, first_message
from corvia_local.studio.settings import open_settings
from corvia_tui.app import CorviaApp
from corvia_tui.screens.care import CareScreen
from corvia_tui.screens.composing import ComposingScreen
from corvia_tui.screens.lyric import LyricScreen
from corvia_tui.screens.reflection import GENTLE_LINE, ReflectionScreen
from corvia_tui.screens.reframe import ReframeScreen
from corvia_tui.screens.safety_plan import SafetyPlanScreen
from corvia_tui.screens.today import TodayScreen
from corvia_tui.screens.unlock import UnlockScreen
from corvia_tui.screens.wishes import WishesScreen
from corvia_tui.screens.write import WriteScreen
from corvia_tui.song_making import Words

Wait = Callable[[Pilot[None]], Awaitable[None]]

HEAVY = "I want to die. I cannot see another way out of this."
SOFT = "There is no point in anything any more, it is all hopeless and I am so tired of it."


def _shown(app: CorviaApp) -> str:
    lines = [str(one.content) for one in app.screen.query(Static)]
    lists = app.screen.query(OptionList)
    lines += [str(option.prompt) for one in lists for option in one.options]
    return "\n".join(lines)


async def _write(pilot: Pilot[None], text: str, settle: Wait) -> None:
    await pilot.press("w")
    await settle(pilot)
    pilot.app.screen.query_one(TextArea).text = text
    await pilot.press("ctrl+s")
    await settle(pilot)


async def test_the_card_comes_first_and_the_words_are_saved(
    app: CorviaApp, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await _write(pilot, HEAVY, settle)
        assert isinstance(app.screen, CareScreen)
        for line in care_card(app.country, today=app.clock().date()):
            assert line in _shown(app)
        below = app.screen_stack[-2]
        assert isinstance(below, ReflectionScreen)
        assert not below.query("Gauge")
        assert journal.find(app.vault, limit=1)[0].text == HEAVY


@pytest.mark.parametrize(
    ("pressed", "leads_to"),
    [("w", WriteScreen), ("e", ReflectionScreen), ("escape", TodayScreen)],
)
async def test_every_way_on_from_the_card_is_open(
    app: CorviaApp, settle: Wait, unlocked: Wait, pressed: str, leads_to: type
) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await _write(pilot, HEAVY, settle)
        await pilot.press(pressed)
        await settle(pilot)
        assert isinstance(app.screen, leads_to)


async def test_after_the_card_no_habit_is_named_and_a_song_is_made_only_if_asked(
    app: CorviaApp, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await _write(pilot, HEAVY, settle)
        await pilot.press("e")
        await settle(pilot)
        assert not app.screen.query("#habits")
        assert "F2 brings the help card back" in _shown(app)
        await pilot.press("s")
        await settle(pilot)
        assert isinstance(app.screen, LyricScreen)
        assert app.screen.words.after_care


async def test_a_lyric_changed_to_words_of_harm_shows_the_card_before_composing(
    app: CorviaApp, settle: Wait, unlocked: Wait
) -> None:
    words = Words("", "The rain was soft today.", None, Mood(-0.4, 0.3)).with_lyric(
        "[Verse]\nI want to die tonight\nand nobody will know"
    )
    async with app.run_test() as pilot:
        await unlocked(pilot)
        app.push_screen(WishesScreen(words))
        await settle(pilot)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, CareScreen)
        await pilot.press("escape")
        await settle(pilot)
        assert not isinstance(app.screen, ComposingScreen)


async def test_a_check_in_of_harm_is_kept_and_shows_the_card(
    app: CorviaApp, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await pilot.press("m")
        await settle(pilot)
        app.screen.query_one("#line", Input).value = "i dont want to be alive"
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, CareScreen)
        assert journal.find(app.vault, limit=1)[0].text == "i dont want to be alive"
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, TodayScreen)


async def test_kinder_words_that_speak_of_harm_show_the_card_and_are_not_kept(
    app: CorviaApp, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        entry = journal.write(app.vault, "She did not write back.")
        proposal = ReframeProposal(
            "mind_reading", "She hates me.", "What else could it be?", (), ""
        )
        app.push_screen(ReframeScreen(entry.id, (proposal,)))
        await settle(pilot)
        app.screen.query_one(TextArea).text = "I would be better off dead."
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, CareScreen)
        assert journal.accepted_reframe(app.vault, entry.id) is None
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, ReframeScreen)
        assert app.screen.query_one(TextArea).text == "I would be better off dead."


async def test_a_soft_sign_gets_one_gentle_line_and_no_card(
    app: CorviaApp, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await _write(pilot, SOFT, settle)
        assert isinstance(app.screen, ReflectionScreen)
        assert GENTLE_LINE in _shown(app)


async def test_help_is_one_key_away_even_at_the_door_and_while_writing(
    app: CorviaApp, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("f2")
        await settle(pilot)
        assert isinstance(app.screen, CareScreen)
        assert "Some of this speaks" not in _shown(app)
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, UnlockScreen)
        await unlocked(pilot)
        await pilot.press("h")
        await settle(pilot)
        assert isinstance(app.screen, CareScreen)
        await pilot.press("escape", "w")
        await settle(pilot)
        await pilot.press("h", "f2")
        await settle(pilot)
        assert isinstance(app.screen, CareScreen)
        await pilot.press("escape")
        await settle(pilot)
        assert app.screen.query_one(TextArea).text == "h"


async def test_another_countrys_numbers_are_one_answer_away_and_kept(
    app: CorviaApp, settle: Wait
) -> None:
    app.country = None
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("f2")
        await settle(pilot)
        assert "No country is set" in _shown(app)
        await pilot.press("n", "g", "b", "enter")
        await settle(pilot)
        assert "999" in _shown(app)
        assert "the United Kingdom" in _shown(app)
        assert open_settings(app.home).country == "GB"
        await pilot.press("n", "7", "7", "enter")
        await settle(pilot)
        assert "999" in _shown(app)


async def test_a_guess_is_said_to_be_one_and_kept_by_a_key(app: CorviaApp, settle: Wait) -> None:
    app.country, app.country_is_a_guess = "SE", True
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("f2")
        await settle(pilot)
        assert "Sweden: a guess" in _shown(app)
        await pilot.press("y")
        await settle(pilot)
        assert "a guess" not in _shown(app)
        assert open_settings(app.home).country == "SE"


async def test_a_message_is_begun_changed_and_kept_only_if_asked(
    app: CorviaApp, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await pilot.press("f2", "2")
        await settle(pilot)
        page = app.screen.query_one(TextArea)
        assert page.text == first_message()
        page.text = "Can you come over?"
        await pilot.press("escape")
        await settle(pilot)
        assert read_plan(app.vault).is_empty
        await pilot.press("2")
        await settle(pilot)
        app.screen.query_one(TextArea).text = "Can you call?"
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert read_plan(app.vault).message == "Can you call?"


async def test_a_plan_is_written_from_the_card_and_by_a_key_and_erased_after_a_question(
    app: CorviaApp, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await pilot.press("f2", "4")
        await settle(pilot)
        assert isinstance(app.screen, SafetyPlanScreen)
        await pilot.press("down", "enter")
        await settle(pilot)
        await pilot.press("t", "e", "a", "escape")
        await settle(pilot)
        assert isinstance(app.screen, SafetyPlanScreen)
        assert "tea" in _shown(app)
        assert read_plan(app.vault).alone == "tea"
        await pilot.press("escape", "escape", "f4")
        await settle(pilot)
        assert isinstance(app.screen, SafetyPlanScreen)
        await pilot.press("x", "y")
        await settle(pilot)
        assert read_plan(app.vault).is_empty


async def test_locking_keeps_the_part_that_is_being_written(
    app: CorviaApp, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await pilot.press("f4", "enter")
        await settle(pilot)
        await pilot.press("s", "i", "g", "n", "ctrl+l")
        await settle(pilot)
        assert isinstance(app.screen, UnlockScreen)
        await unlocked(pilot)
        assert read_plan(app.vault).warning_signs == "sign"


async def test_at_the_locked_door_the_plan_is_not_shown_and_the_room_is(
    app: CorviaApp, settle: Wait
) -> None:
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("f2", "4")
        await settle(pilot)
        assert isinstance(app.screen, CareScreen)
        await pilot.press("3")
        await settle(pilot)
        assert "five things" in _shown(app)


async def test_after_the_card_no_mood_and_no_feeling_is_named(
    app: CorviaApp, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test() as pilot:
        await unlocked(pilot)
        await _write(pilot, HEAVY, settle)
        await pilot.press("e")
        await settle(pilot)
        assert not app.screen.query("Gauge")
        assert not app.screen.query("#feelings")


@pytest.mark.parametrize(
    ("environment", "country"),
    [
        ({"LANG": "de_AT.UTF-8"}, "AT"),
        ({"LC_ALL": "en_GB", "LANG": "de_DE.UTF-8"}, "GB"),
        ({"LANG": "C.UTF-8"}, None),
        ({"LANG": "eo"}, None),
        ({}, None),
    ],
)
def test_the_country_is_guessed_from_the_locale_or_not_at_all(
    environment: dict[str, str], country: str | None
) -> None:
    assert guessed_country(environment) == country
