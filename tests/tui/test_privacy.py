"""What goes wrong is said without a private word, and keys are logged nowhere."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from corvia_local.model.progress import Report
from corvia_tui.app import CorviaApp
from corvia_tui.crash import crash_words, place_of

Wait = Callable[[Pilot[None]], Awaitable[None]]
SECRET = "the harbour in November"


def _failure() -> BaseException:
    try:
        private = SECRET
        raise ValueError(f"cannot hear “{private}”")
    except ValueError as error:
        return error


def test_a_crash_names_the_place_and_no_word_of_the_person() -> None:
    said = crash_words(_failure())
    assert "ValueError" in said
    assert "test_privacy.py" in said
    assert SECRET not in said
    assert "private" not in said


def test_a_failed_step_is_named_by_type_and_place_alone() -> None:
    assert place_of(_failure()).startswith("ValueError at tui/test_privacy.py:")


async def test_a_failed_step_beside_the_screen_is_said_and_the_app_goes_on(
    app: CorviaApp, settle: Wait, unlocked: Wait
) -> None:
    def fail(_: Report) -> None:
        raise ValueError(SECRET)

    heard: list[str] = []
    async with app.run_test() as pilot:
        await unlocked(pilot)
        screen = app.screen
        screen.in_background(fail, lambda _: None, lambda error: heard.append(str(error)))
        await settle(pilot)
        assert app.is_running
        assert app.screen is screen
    assert len(heard) == 1
    assert "ValueError" in heard[0]
    assert SECRET not in heard[0]


async def test_an_error_in_the_screen_itself_ends_without_its_message(
    app: CorviaApp, unlocked: Wait, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> None:
        raise RuntimeError(SECRET)

    async def open_and_fail() -> None:
        async with app.run_test() as pilot:
            await unlocked(pilot)
            app.call_later(fail)
            await pilot.pause()

    with pytest.raises(RuntimeError):
        await open_and_fail()
    said = capsys.readouterr()
    assert "RuntimeError" in said.err + said.out
    assert SECRET not in said.err + said.out


async def test_typed_keys_reach_no_log_file_and_no_console(
    home: Path, tmp_path: Path, settle: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "textual.log"
    monkeypatch.setattr("textual.constants.LOG_FILE", str(log))
    monkeypatch.setenv("TEXTUAL", "devtools,debug")
    app = CorviaApp(home)
    async with app.run_test() as pilot:
        await settle(pilot)
        await pilot.press("q", "z", "j")
        app.log("a line")
        await settle(pilot)
    assert not log.exists()
    assert not app.features & {"devtools", "debug"}
