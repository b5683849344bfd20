"""A program of its own: opens the app, types kinder words, says when they are kept, and waits."""

import asyncio
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), *(str(ROOT / room) for room in ("crypto", "sync", "engine", "tui"))]

from textual.widgets import Input, TextArea  # noqa: E402

from corvia_local.studio import journal  # noqa: E402
from corvia_local.vault.unfinished import all_unfinished  # noqa: E402
from corvia_tui.app import CorviaApp  # noqa: E402
from corvia_tui.screens.reflection import ReflectionScreen  # noqa: E402
from corvia_tui.screens.reframe import ReframeScreen  # noqa: E402
from tests.tui.conftest import PASSPHRASE  # noqa: E402


async def type_and_wait(home: Path) -> None:
    app = CorviaApp(home)
    async with app.run_test(size=(80, 24)) as pilot:
        while not app.screen.query(Input):
            await pilot.pause(0.05)
        app.screen.query_one(Input).value = PASSPHRASE
        await pilot.press("enter")
        while not app.is_open:
            await pilot.pause(0.05)
        await pilot.pause(0.2)
        await app.push_screen(ReflectionScreen(journal.find(app.vault)[0]))
        while not isinstance(app.screen, ReframeScreen):
            await pilot.press("k")
            await pilot.pause(0.05)
        page = app.screen.query_one(TextArea)
        page.clear()
        await pilot.press(*"One", "space", *"cup", "space", *"is", "space", *"not")
        while not any(one.text == "One cup is not" for one in all_unfinished(app.vault)):
            await pilot.pause(0.1)
        print("kept", flush=True)  # noqa: T201
        while True:
            await pilot.pause(1.0)


if __name__ == "__main__":
    asyncio.run(type_and_wait(Path(sys.argv[1])))
