"""What is being typed on the way to a song comes back after a lock, and after a kill."""

import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input, OptionList, TextArea

from corvia_local.model.mood import Mood
from corvia_local.studio import journal, lyric_making, thought_records, unfinished_texts
from corvia_local.studio.opening import unlock
from corvia_local.vault.unfinished import all_unfinished
from corvia_tui.app import CorviaApp
from corvia_tui.screens.ask import AskScreen
from corvia_tui.screens.doors import DoorsScreen
from corvia_tui.screens.lyric import LyricScreen
from corvia_tui.screens.lyric_text import LyricTextScreen
from corvia_tui.screens.reflection import ReflectionScreen
from corvia_tui.screens.reframe import ReframeScreen
from corvia_tui.screens.today import TodayScreen
from corvia_tui.screens.way import WayScreen
from corvia_tui.song_making import Words
from tests.tui.conftest import CUP, PASSPHRASE

Wait = Callable[[Pilot[None]], Awaitable[None]]
HARM = "I want to kill myself tonight."


async def _lock_and_unlock(pilot: Pilot[None], settle: Wait, unlocked: Wait) -> None:
    await pilot.press("ctrl+l")
    await settle(pilot)
    await unlocked(pilot)
    await settle(pilot)


async def _at_kinder_words(pilot: Pilot[None], app: CorviaApp, settle: Wait) -> ReframeScreen:
    await app.push_screen(ReflectionScreen(journal.find(app.vault)[0]))
    await settle(pilot)
    await pilot.press("k")
    await settle(pilot)
    assert isinstance(app.screen, ReframeScreen)
    return app.screen


async def _at_the_lyric(pilot: Pilot[None], app: CorviaApp, settle: Wait) -> LyricScreen:
    entry = journal.find(app.vault)[0]
    screen = LyricScreen(Words(entry.id, entry.text, None, Mood(-0.4, 0.0)))
    await app.push_screen(screen)
    await settle(pilot)
    return screen


async def test_kinder_words_come_back_where_they_were_typed(
    app: CorviaApp, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await unlocked(pilot)
        screen = await _at_kinder_words(pilot, app, settle)
        screen.query_one(TextArea).text = "One cup is"
        await _lock_and_unlock(pilot, settle, unlocked)
        assert isinstance(app.screen, ReframeScreen)
        assert app.screen.query_one(TextArea).text == "One cup is"
        await pilot.press("ctrl+t")
        assert app.screen.query_one(TextArea).text != "One cup is"
        for _ in range(4):
            if app.screen.query_one(TextArea).text != "One cup is":
                await pilot.press("ctrl+t")
        assert app.screen.query_one(TextArea).text == "One cup is", "own words stay"
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert all_unfinished(app.vault) == [], "what is saved is no draft any more"


async def test_a_proposal_that_nobody_changed_is_not_kept_and_not_now_forgets(
    app: CorviaApp, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await unlocked(pilot)
        screen = await _at_kinder_words(pilot, app, settle)
        screen.leave()
        assert all_unfinished(app.vault) == []
        screen.query_one(TextArea).text = "mine"
        screen.leave()
        assert len(all_unfinished(app.vault)) == 1
        await pilot.press("escape")
        await settle(pilot)
        assert all_unfinished(app.vault) == []


async def test_words_that_met_the_help_card_leave_no_draft(
    app: CorviaApp, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await unlocked(pilot)
        screen = await _at_kinder_words(pilot, app, settle)
        screen.query_one(TextArea).text = HARM
        screen.keep_typed()
        assert len(all_unfinished(app.vault)) == 1, "before the card it is a draft as any other"
        await pilot.press("ctrl+s")
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert app.screen is screen
        screen.leave()
        assert all_unfinished(app.vault) == []


async def test_a_changed_lyric_and_a_line_half_written_come_back(
    app: CorviaApp, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await unlocked(pilot)
        screen = await _at_the_lyric(pilot, app, settle)
        assert screen.unfinished_place is None
        await pilot.press("x")
        assert screen.draft is not None
        count = len(lyric_making.all_lines(screen.draft))
        await pilot.press("e")
        await settle(pilot)
        assert isinstance(app.screen, AskScreen)
        app.screen.query_one(Input).value = "Soft rain"
        await _lock_and_unlock(pilot, settle, unlocked)
        again = app.screen
        assert isinstance(again, LyricScreen)
        assert again.draft is not None
        lines = lyric_making.all_lines(again.draft)
        assert len(lines) == count
        assert "Soft rain" in [line.form.text for line in lines]
        assert lyric_making.kept(app.vault, again.words.entry_id) is None, "nothing was taken"
        await pilot.press("ctrl+r")
        await settle(pilot)
        assert all_unfinished(app.vault) == []
        assert again.draft is not None
        assert "Soft rain" not in [one.form.text for one in lyric_making.all_lines(again.draft)]


async def test_a_lyric_written_as_a_text_comes_back_as_a_text(
    app: CorviaApp, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await unlocked(pilot)
        await _at_the_lyric(pilot, app, settle)
        await pilot.press("t")
        await settle(pilot)
        app.screen.query_one(TextArea).text = "[Verse]\nSnow inst"
        await _lock_and_unlock(pilot, settle, unlocked)
        assert isinstance(app.screen, LyricTextScreen)
        assert app.screen.query_one(TextArea).text == "[Verse]\nSnow inst"
        await pilot.press("ctrl+r")
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, LyricScreen)
        assert all_unfinished(app.vault) == [], "put back, there is nothing to come back to"


async def test_a_way_comes_back_at_the_question_with_what_no_answer_can_be_made_of(
    app: CorviaApp, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await unlocked(pilot)
        entry = journal.find(app.vault)[0]
        record = thought_records.begin(app.vault, "thought", entry.id, "I ruin it.")
        record = thought_records.answered(app.vault, record, "emotion", "sad")
        await app.push_screen(WayScreen(record))
        await settle(pilot)
        app.screen.query_one(Input).value = "190"
        await _lock_and_unlock(pilot, settle, unlocked)
        again = app.screen
        assert isinstance(again, WayScreen)
        assert again.record.emotion == "sad"
        assert again.step.answer == "strength_before"
        assert again.query_one(Input).value == "190"
        again.query_one(Input).value = "90"
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert again.record.strength_before == 90
        assert all_unfinished(app.vault) == []
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, DoorsScreen)


async def test_a_way_with_words_of_harm_meets_the_card_once_and_can_be_left(
    app: CorviaApp, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await unlocked(pilot)
        record = thought_records.begin(app.vault, "body")
        screen = WayScreen(record)
        await app.push_screen(screen)
        await settle(pilot)
        screen.query_one(TextArea).text = HARM
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert app.screen is screen
        await pilot.press("escape")
        await settle(pilot)
        assert app.screen is not screen
        assert all_unfinished(app.vault) == []
        assert thought_records.records(app.vault) == []


async def test_an_idle_lock_keeps_it_too_and_an_erased_entry_leads_to_the_day(
    app: CorviaApp, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await unlocked(pilot)
        screen = await _at_kinder_words(pilot, app, settle)
        entry_id = screen.entry_id
        screen.query_one(TextArea).text = "One cup is"
        app.lock_watch.idle_seconds = lambda: 86_400.0  # type: ignore[method-assign]
        app.lock_if_left()
        await settle(pilot)
        assert not app.is_open
        with unlock(app.home, PASSPHRASE) as vault:
            found = unfinished_texts.find(vault, "reframe", entry_id)
            assert found is not None
            assert found.text == "One cup is"
            from corvia_local.vault.erasing import erase_entry

            erase_entry(vault, entry_id)
        del app.lock_watch.idle_seconds
        await unlocked(pilot)
        await settle(pilot)
        assert isinstance(app.screen, TodayScreen)


def test_what_was_typed_survives_a_kill(home: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("typing_until_killed.py")), str(home)],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert child.stdout is not None
        assert child.stdout.readline().strip() == "kept"
    finally:
        child.send_signal(signal.SIGKILL)
        child.wait()
    with unlock(home, PASSPHRASE) as vault:
        (found,) = all_unfinished(vault)
        assert (found.place, found.text) == ("reframe", "One cup is not")
        assert journal.read(vault, found.entry_id or "").text == CUP


async def test_places_of_the_lines_stay_chosen(
    app: CorviaApp, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await unlocked(pilot)
        screen = await _at_the_lyric(pilot, app, settle)
        screen.query_one(OptionList).highlighted = 2
        await settle(pilot)
        screen.leave()
        assert all_unfinished(app.vault) == [], "looking changes nothing"
