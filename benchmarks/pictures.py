"""Make the README's pictures: a song drawn, and the app after something was written.

`python -m benchmarks.pictures` writes them to `pictures/`.
"""

import asyncio
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks import draw_song

PICTURES = Path(__file__).parents[1] / "pictures"


SIZE = (100, 32)
PASSPHRASE = "a long night walk"


def main() -> None:
    """Make both pictures."""
    from corvia_local.studio.demo import demo_text

    text, reframe = demo_text("ana")
    _draw_a_song(text, reframe)
    (PICTURES / "app.svg").write_text(asyncio.run(_app_after_writing(text)), encoding="utf-8")


def _draw_a_song(text: str, reframe: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        wishes = ["--from=-0.5,-0.3", "--to", "comfort", "--seed", "11"]
        subprocess.run(
            [sys.executable, "-m", "corvia_local", "compose", "--text", text,
             "--reframe", reframe, "--no-save", "--out", folder, *wishes],
            check=True,
        )  # fmt: skip
        draw_song.draw(*draw_song.read(Path(folder)), PICTURES / "song.png")


async def _app_after_writing(text: str) -> str:
    """Write an entry in the app and give the picture of what was heard, as SVG."""
    from corvia_crypto.passphrase import KdfLimits
    from corvia_local.studio import journal
    from corvia_local.vault.opening import create_vault
    from corvia_tui.app import CorviaApp
    from corvia_tui.screens.reflection import ReflectionScreen

    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        with create_vault(home, PASSPHRASE, KdfLimits(1, 8192))[0] as vault:
            journal.write(vault, text)
        app = CorviaApp(home)
        async with app.run_test(size=SIZE) as pilot:
            await _settle(pilot)
            await pilot.press(*("space" if key == " " else key for key in PASSPHRASE), "enter")
            await _settle(pilot)
            await app.push_screen(ReflectionScreen(journal.find(app.vault)[0]))
            await _settle(pilot)
            picture = app.export_screenshot(title="Corvia Local")
    return re.sub(r"@font-face \{.*?\}", "", picture, flags=re.DOTALL)


async def _settle(pilot: Any) -> None:
    await pilot.app.workers.wait_for_complete()
    await pilot.pause(0.3)


if __name__ == "__main__":
    main()
