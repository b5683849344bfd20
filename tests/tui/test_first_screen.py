"""What is loaded before the first screen is shown: asked of a real process."""

import subprocess
import sys
from pathlib import Path

HEAVY = {"torch", "music21", "onnxruntime", "numpy", "fluidsynth", "soundfile", "sqlite_utils"}

FIRST_SCREEN = """
import asyncio, sys
from pathlib import Path
from corvia_tui.app import CorviaApp

async def show():
    app = CorviaApp(Path(sys.argv[1]))
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.pause()
        print("SCREEN", type(app.screen).__name__)
        print("LOADED", *sorted(sys.modules))

asyncio.run(show())
"""


def _first_screen(home: Path) -> tuple[str, set[str]]:
    done = subprocess.run(
        [sys.executable, "-c", FIRST_SCREEN, str(home)], capture_output=True, text=True, check=True
    )
    shown, loaded = done.stdout.split("LOADED", 1)
    return shown.split("SCREEN")[1].strip(), set(loaded.split())


def test_the_door_loads_nothing_heavy(home: Path) -> None:
    screen, loaded = _first_screen(home)
    assert screen == "UnlockScreen"
    assert not HEAVY & loaded


def test_the_first_steps_load_nothing_heavy(tmp_path: Path) -> None:
    screen, loaded = _first_screen(tmp_path / "nothing here")
    assert screen == "WelcomeScreen"
    assert not HEAVY & loaded
