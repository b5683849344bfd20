"""A real terminal: a shell in a tmux of its own, in which the app runs as a person runs it."""

import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
SECONDS = 60.0


class Terminal:
    """A terminal of 80×24 with a shell; keys go in, what stands on it comes out."""

    def __init__(self, socket: Path) -> None:
        self.socket = socket
        self._tmux("-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "24", "bash --norc")
        self._tmux("set-option", "-g", "window-size", "manual")

    def _tmux(self, *words: str) -> str:
        done = subprocess.run(
            ["tmux", "-S", str(self.socket), *words], capture_output=True, text=True, check=True
        )
        return done.stdout

    def type(self, text: str) -> None:
        """Type letters."""
        self._tmux("send-keys", "-l", text)

    def press(self, *keys: str) -> None:
        """Press keys by tmux's names for them."""
        self._tmux("send-keys", *keys)

    def shown(self) -> str:
        """Give all that stands on it, and all that scrolled away."""
        return self._tmux("capture-pane", "-p", "-S", "-")

    def click(self, words: str) -> None:
        """Press and let go the mouse's left button on the words, once all stands still."""
        shown = self.wait_for(words)
        while shown != (shown := self._later(words)):
            pass
        lines = shown.splitlines()
        row = next(number for number, line in enumerate(lines, 1) if words in line)
        column = lines[row - 1].index(words) + 1 + len(words) // 2
        self.type(f"\x1b[<35;{column};{row}M")
        time.sleep(0.1)
        self.type(f"\x1b[<0;{column};{row}M")
        time.sleep(0.1)
        self.type(f"\x1b[<0;{column};{row}m")

    def _later(self, words: str) -> str:
        time.sleep(0.3)
        return self.wait_for(words)

    def title(self) -> str:
        """Give what the program called the terminal and the window."""
        return self._tmux("display-message", "-p", "#{pane_title} #{window_name}")

    def resize(self, width: int, height: int) -> None:
        """Give it another size."""
        self._tmux("resize-window", "-x", str(width), "-y", str(height))

    def wait_for(self, words: str) -> str:
        """Give what stands on it as soon as the words do; fail where they do not come."""
        end = time.monotonic() + SECONDS
        while words not in (shown := self.shown()):
            if time.monotonic() > end:
                raise AssertionError(f"“{words}” did not come. There was:\n{shown}")
            time.sleep(0.05)
        return shown

    def close(self) -> None:
        """Take the terminal away from whatever runs in it."""
        subprocess.run(
            ["tmux", "-S", str(self.socket), "kill-server"], capture_output=True, check=False
        )


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    if shutil.which("tmux") is None:
        if os.environ.get("CI") == "true":
            pytest.fail("tmux is not installed, and here every test must run.")
        pytest.skip("tmux is not installed.")
    opened = Terminal(tmp_path / "tmux")
    yield opened
    opened.close()


def opening(home: Path) -> str:
    """Give the shell command that opens the app on a vault."""
    places = os.pathsep.join(str(ROOT / one) for one in (".", "crypto", "sync", "engine", "tui"))
    return (
        f"PYTHONPATH={shlex.quote(places)} {shlex.quote(sys.executable)} -m corvia_local"
        f" --home {shlex.quote(str(home))}"
    )


@pytest.fixture
def command(home: Path) -> str:
    """The shell command that opens the app on the vault of this test."""
    return opening(home)
