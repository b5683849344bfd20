"""What the app sends to a terminal: the mouse asked for or not, copies by OSC 52, never a title."""

import base64
import os
import pty
import select
import shlex
import signal
import time
from collections.abc import Iterator

import pytest

PASSPHRASE = "lamp in the june window"
MOUSE = b"\x1b[?1000h"
COPY = b"\x1b]52;c;"
TITLES = (b"\x1b]0;", b"\x1b]1;", b"\x1b]2;", b"\x1bk")


class Raw:
    """A terminal of which every byte is kept."""

    def __init__(self, command: str) -> None:
        self.sent = b""
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.environ["TERM"] = "xterm-256color"
            os.execv("/bin/sh", ["/bin/sh", "-c", f"exec env {command}"])

    def until(self, wanted: bytes) -> None:
        """Read until some bytes have come."""
        end = time.monotonic() + 20
        while wanted not in self.sent:
            left = end - time.monotonic()
            assert left > 0, f"{wanted!r} did not come"
            if select.select([self.terminal], [], [], left)[0]:
                self.sent += os.read(self.terminal, 65_536)

    def type(self, text: str) -> None:
        """Send keys."""
        os.write(self.terminal, text.encode())

    def close(self) -> None:
        """End it."""
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self.terminal)


@pytest.fixture
def raw(request: pytest.FixtureRequest, command: str) -> Iterator[Raw]:
    options = getattr(request, "param", "")
    opened = Raw(f"{command} {shlex.join(options.split())}")
    yield opened
    opened.close()


@pytest.mark.parametrize("raw", ["--no-mouse"], indirect=True)
def test_the_mouse_is_left_to_the_terminal_where_that_is_asked_for(raw: Raw) -> None:
    raw.until(b"our passphrase")
    assert MOUSE not in raw.sent


def test_a_copy_goes_to_the_terminals_clipboard_and_no_word_to_its_title(raw: Raw) -> None:
    raw.until(b"our passphrase")
    assert MOUSE in raw.sent
    raw.type(PASSPHRASE + "\r")
    raw.until(b"Entries")
    raw.type("w")
    raw.until(b"How does it feel?")
    raw.type("harbour")
    raw.until(b"harbour")
    raw.type("\x1b[18~\x03")
    raw.until(COPY)
    raw.until(base64.b64encode(b"harbour"))
    assert not any(title in raw.sent for title in TITLES)
