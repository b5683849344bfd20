"""The three doors and the lyric's workbench: one thing at a time, left and gone on with."""

import itertools
from collections.abc import Awaitable, Callable

import msgspec
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static, TextArea

from corvia_local.model.mood import Mood
from corvia_local.model.thought_record import STEPS
from corvia_local.studio import journal, lyric_making, thought_records
from corvia_tui.app import CorviaApp
from corvia_tui.screens.care import CareScreen
from corvia_tui.screens.doors import DoorsScreen
from corvia_tui.screens.lyric import LyricScreen
from corvia_tui.screens.lyric_text import LyricTextScreen
from corvia_tui.screens.outcomes import OutcomesScreen
from corvia_tui.screens.way import WayScreen
from corvia_tui.screens.wishes import WishesScreen
from corvia_tui.song_making import Words
from corvia_tui.widgets.breath import STEPS_A_SECOND, Breath, breath_at

Wait = Callable[[Pilot[None]], Awaitable[None]]
HARM = "I want to kill myself tonight."


def _shown(app: CorviaApp) -> str:
    return "\n".join(str(one.content) for one in app.screen.query(Static) if one.display)


async def _at_the_thought(pilot: Pilot[None], app: CorviaApp, settle: Wait) -> WayScreen:
    entry = journal.find(app.vault)[0]
    await app.push_screen(DoorsScreen(entry.id, "I always ruin everything."))
    await settle(pilot)
    await pilot.press("enter")
    await settle(pilot)
    assert isinstance(app.screen, WayScreen)
    return app.screen


async def test_a_way_is_gone_question_by_question_to_words_of_ones_own(
    app: CorviaApp, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await unlocked(pilot)
        screen = await _at_the_thought(pilot, app, settle)
        assert screen.record.thought == "I always ruin everything."
        assert screen.step.answer == "emotion", "what is known is not asked again"
        for answer, given in (("emotion", "ashamed"), ("strength_before", "80")):
            assert screen.step.answer == answer
            screen.query_one("TextArea, Input").text = given  # type: ignore[attr-defined]
            for field in screen.query(Input):
                field.value = given
            await pilot.press("ctrl+s")
            await settle(pilot)
        while screen.step.answer != "balanced":
            await pilot.press("ctrl+s")
            await settle(pilot)
        assert "“I always ruin everything.”" in _shown(app)
        assert len(screen.wordings) > 1
        assert screen.query_one(TextArea).text == "", "no proposal is taken by itself"
        await pilot.press("ctrl+n")
        assert screen.query_one(TextArea).text == screen.wordings[0]
        await pilot.press("ctrl+n")
        assert screen.query_one(TextArea).text == screen.wordings[1]
        screen.query_one(TextArea).text = "I ruin things at times."
        while app.screen is screen:
            await pilot.press("ctrl+s")
            await settle(pilot)
        (record,) = thought_records.records(app.vault)
        assert (record.emotion, record.strength_before) == ("ashamed", 80)
        assert record.evidence_for == "", "a question can be left out"
        assert record.finished_at is not None
        accepted = journal.accepted_reframe(app.vault, journal.find(app.vault)[0].id)
        assert accepted is not None
        assert accepted.text == "I ruin things at times."


async def test_leaving_and_locking_keep_half_a_way_and_it_is_gone_on_with(
    app: CorviaApp, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await unlocked(pilot)
        screen = await _at_the_thought(pilot, app, settle)
        screen.query_one(TextArea).text = "sad and"
        await pilot.press("ctrl+l")
        await settle(pilot)
        await unlocked(pilot)
        again = await _at_the_thought(pilot, app, settle)
        assert again.record.emotion == "sad and"
        assert again.step.answer == "strength_before"
        await pilot.press("pageup")
        await settle(pilot)
        assert again.query_one(TextArea).text == "sad and"
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, DoorsScreen)
        assert len(thought_records.records(app.vault)) == 1


async def test_words_of_harm_show_the_card_and_are_not_kept(
    app: CorviaApp, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await unlocked(pilot)
        screen = await _at_the_thought(pilot, app, settle)
        screen.query_one(TextArea).text = HARM
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, CareScreen)
        await pilot.press("escape")
        await settle(pilot)
        assert pilot.app.screen is screen
        assert screen.query_one(TextArea).text == HARM, "what was typed is still there"
        assert thought_records.records(app.vault)[0].emotion == ""


async def test_the_body_door_says_everything_in_words_and_moves_only_where_it_may(
    app: CorviaApp, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await unlocked(pilot)
        record = thought_records.begin(app.vault, "body")
        for level in ("full", "none"):
            app.animation_level = level
            screen = WayScreen(record)
            screen.at = [step.kind for step in STEPS["body"]].index("breathing")
            await app.push_screen(screen)
            await settle(pilot)
            assert screen.query_one(Breath).moves is (level == "full")
            assert "dizzy" in _shown(app)
            assert "while you count" in _shown(app)
            await pilot.press("escape")
            await settle(pilot)


def test_a_breath_takes_ten_seconds_and_out_is_longer_than_in() -> None:
    ticks = [breath_at(k) for k in range(10 * STEPS_A_SECOND)]
    assert [word for word, _, _ in ticks].count("in") == 4 * STEPS_A_SECOND
    assert breath_at(10 * STEPS_A_SECOND) == ticks[0]
    assert all(0 <= fullness <= 1 for _, fullness, _ in ticks)
    assert max(abs(a[1] - b[1]) for a, b in itertools.pairwise(ticks)) < 0.1


async def test_outcomes_say_when_there_are_too_few_and_a_record_can_be_erased(
    app: CorviaApp, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await unlocked(pilot)
        record = thought_records.begin(app.vault, "body")
        record = thought_records.answered(app.vault, record, "strength_before", "70")
        record = thought_records.answered(app.vault, record, "strength_after", "50")
        await app.push_screen(OutcomesScreen())
        await settle(pilot)
        assert "1 so far, too few to say" in _shown(app)
        await pilot.press("x")
        await settle(pilot)
        await pilot.press("y")
        await settle(pilot)
        assert thought_records.records(app.vault) == []


async def test_a_line_is_sung_another_way_written_anew_and_left_out(
    app: CorviaApp, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await unlocked(pilot)
        text = "I am so very tired today. The rain is on the wall. I do not know why."
        entry = journal.write(app.vault, text)
        screen = LyricScreen(Words(entry.id, text, None, Mood(-0.4, 0.0)))
        await app.push_screen(screen)
        await settle(pilot)
        assert screen.draft is not None
        lines = lyric_making.all_lines(screen.draft)
        place = next(k for k, one in enumerate(lines, 1) if len(one.forms) > 1)
        screen.query_one(OptionList).highlighted = screen.line_of_row.index(place)
        await settle(pilot)
        before = lines[place - 1].form.text
        await pilot.press("right")
        assert lyric_making.all_lines(screen.draft)[place - 1].form.text != before
        assert screen.line == place
        await pilot.press("left")
        assert lyric_making.all_lines(screen.draft)[place - 1].form.text == before
        await pilot.press("e")
        await settle(pilot)
        app.screen.query_one(Input).value = "Rain again"
        await pilot.press("enter")
        await settle(pilot)
        assert lyric_making.all_lines(screen.draft)[place - 1].form.text == "Rain again"
        assert "your own line" in lyric_making.edits_in_words(
            lyric_making.all_lines(screen.draft)[place - 1].form
        )
        count = len(lyric_making.all_lines(screen.draft))
        await pilot.press("x")
        assert len(lyric_making.all_lines(screen.draft)) == count - 1
        assert lyric_making.kept(app.vault, entry.id) is None, "nothing is taken by itself"
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, WishesScreen)
        assert lyric_making.kept(app.vault, entry.id) == screen.draft


async def test_the_whole_lyric_can_be_changed_as_a_text(
    app: CorviaApp, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await unlocked(pilot)
        await app.push_screen(LyricScreen(Words("", "The rain was soft.", None, Mood(0.1, 0.0))))
        await settle(pilot)
        await pilot.press("t")
        await settle(pilot)
        assert isinstance(app.screen, LyricTextScreen)
        app.screen.query_one(TextArea).text = "[Verse]\nSnow instead"
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert isinstance(app.screen, WishesScreen)
        assert app.screen.words.changed_lyric == "[Verse]\nSnow instead"


def test_a_kept_lyric_reads_back_whole() -> None:
    draft = lyric_making.propose_lyric("I am tired today. I do not know why.", "It will pass.")
    again = msgspec.json.decode(msgspec.json.encode(draft), type=type(draft))
    assert again == draft
