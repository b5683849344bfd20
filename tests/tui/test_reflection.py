"""What was heard says on which of a person's words it rests, when they ask."""

import time
from collections.abc import Awaitable, Callable

import msgspec
import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from corvia_local.model.explanation import Why
from corvia_local.studio import journal, reflecting
from corvia_tui.app import CorviaApp
from corvia_tui.screens.reflection import ReflectionScreen
from corvia_tui.widgets.doing import Doing
from corvia_tui.widgets.weighed_most import WeighedMost

Wait = Callable[[Pilot[None]], Awaitable[None]]
CUP = 0
"""The entry with thinking habits in it, the newest."""


async def _heard(pilot: Pilot[None], app: CorviaApp, settle: Wait, place: int) -> ReflectionScreen:
    screen = ReflectionScreen(journal.find(app.vault)[place])
    await app.push_screen(screen)
    await settle(pilot)
    return screen


def _said(screen: ReflectionScreen) -> dict[str, str]:
    lines = screen.query(WeighedMost)
    return {line.result: str(line.content) for line in lines if line.display}


async def test_w_shows_the_weightiest_phrase_under_every_guess_and_none_before(
    app: CorviaApp, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test(size=(80, 40)) as pilot:
        await unlocked(pilot)
        screen = await _heard(pilot, app, settle, CUP)
        assert _said(screen) == {}
        await pilot.press("w")
        await settle(pilot)
        said = _said(screen)
        assert "all think" in said["mind_reading"]
        assert "ruin everything" in said["valence"]
        assert len(said) >= 3
        assert not screen.query(Doing)
        await pilot.press("n")
        await settle(pilot)
        assert "mind_reading" not in _said(screen), "none of these stays, and takes it along"
        assert "valence" in _said(screen)


async def test_phrases_are_the_persons_own_words(
    app: CorviaApp, settle: Wait, unlocked: Wait
) -> None:
    async with app.run_test(size=(80, 40)) as pilot:
        await unlocked(pilot)
        screen = await _heard(pilot, app, settle, CUP)
        await pilot.press("w")
        await settle(pilot)
        text = screen.entry.text
        for said in _said(screen).values():
            phrase = said[said.index("“") + 1 : said.index("”")]
            assert phrase in text


async def test_weighing_that_takes_long_shows_how_far_it_is_and_ends_with_the_screen(
    app: CorviaApp, settle: Wait, unlocked: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[float] = []

    def slowly(text: str, heard: object, report: Callable[[str, float], None]) -> tuple[Why, ...]:
        while True:
            report("leaving out word after word", 0.5)
            steps.append(0.5)
            time.sleep(0.01)

    monkeypatch.setattr(reflecting, "reasons", slowly)
    async with app.run_test(size=(80, 40)) as pilot:
        await unlocked(pilot)
        screen = await _heard(pilot, app, settle, CUP)
        await pilot.press("w")
        while not screen.query(Doing):
            await pilot.pause(0.05)
        await pilot.press("escape")
        await settle(pilot)
        assert screen not in app.screen_stack
        count = len(steps)
        await pilot.pause(0.05)
        assert len(steps) == count, "nothing goes on behind"


async def test_a_text_of_harm_is_not_weighed(app: CorviaApp, settle: Wait, unlocked: Wait) -> None:
    async with app.run_test(size=(80, 40)) as pilot:
        await unlocked(pilot)
        heard = reflecting.reflect("I want to kill myself tonight.")
        assert reflecting.reasons("I want to kill myself tonight.", heard) == ()
        entry = msgspec.structs.replace(
            journal.find(app.vault)[CUP], text="I want to kill myself tonight."
        )
        screen = ReflectionScreen(entry)
        await app.push_screen(screen)
        await settle(pilot)
        assert screen.check_action("why", ()) is False
        assert not screen.query(Static).filter(".weighed")
