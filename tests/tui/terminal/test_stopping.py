"""In a real terminal: stopped, continued and hung up, the vault is locked and the page is kept."""

import os
import pty
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from corvia_local.studio import journal
from corvia_local.studio.opening import unlock

if TYPE_CHECKING:
    from tests.tui.terminal.conftest import Terminal

PASSPHRASE = "lamp in the june window"
SECRET = "the harbour was empty"


def _process(home: Path) -> int:
    """Give the number of the process that has this vault open."""
    found = subprocess.run(
        ["pgrep", "-f", f"corvia_local --home {re.escape(str(home))}$"],
        capture_output=True,
        text=True,
        check=True,
    )
    return int(found.stdout.split()[0])


def _open_page(terminal: "Terminal", command: str) -> None:
    terminal.type(command)
    terminal.press("Enter")
    _unlock(terminal)
    terminal.wait_for("Entries")
    terminal.type("w")
    terminal.wait_for("How does it feel?")
    terminal.type(SECRET)
    terminal.wait_for(SECRET)


def _unlock(terminal: "Terminal") -> None:
    terminal.wait_for("Your vault is locked.")
    terminal.type(PASSPHRASE)
    terminal.press("Enter")


def _is_blank(terminal: "Terminal") -> bool:
    return "harbour" not in terminal.shown() + terminal.title()


@pytest.mark.parametrize("stop", [signal.SIGTSTP, signal.SIGSTOP], ids=["asked", "forced"])
def test_a_stopped_app_comes_back_locked_with_the_page_kept(
    terminal: "Terminal", command: str, home: Path, stop: signal.Signals
) -> None:
    _open_page(terminal, command)
    os.kill(_process(home), stop)
    if stop is signal.SIGTSTP:
        terminal.wait_for("Stopped")
        assert _is_blank(terminal)
    else:
        time.sleep(0.3)
    terminal.type("fg")
    terminal.press("Enter")
    terminal.wait_for("Your vault is locked.")
    assert _is_blank(terminal)
    terminal.resize(120, 40)
    time.sleep(0.5)
    assert _is_blank(terminal)
    _unlock(terminal)
    terminal.wait_for("as you left it")
    # A terminal that nobody looks at says that it has no focus; the first key brings it back.
    terminal.press("End")
    time.sleep(0.2)
    terminal.type(" and wide")
    terminal.wait_for(f"{SECRET} and wide")


def test_ctrl_z_leads_to_the_shell_and_locks(
    terminal: "Terminal", command: str, home: Path
) -> None:
    terminal.type(command)
    terminal.press("Enter")
    _unlock(terminal)
    terminal.wait_for("Walked by the river")
    terminal.press("C-z")
    assert "river" not in terminal.wait_for("Stopped")
    terminal.type("fg")
    terminal.press("Enter")
    assert "river" not in terminal.wait_for("Your vault is locked.")


def test_a_lost_terminal_ends_the_app_and_keeps_the_page(
    terminal: "Terminal", command: str, home: Path
) -> None:
    _open_page(terminal, command)
    process = _process(home)
    terminal.close()
    end = time.monotonic() + 10
    while Path(f"/proc/{process}").exists() and time.monotonic() < end:
        time.sleep(0.05)
    assert not Path(f"/proc/{process}").exists()
    with unlock(home, PASSPHRASE) as vault:
        assert journal.draft(vault) == SECRET


def test_a_terminal_lost_without_a_signal_ends_the_app_too(home: Path) -> None:
    ours, theirs = pty.openpty()
    app = subprocess.Popen(
        [sys.executable, "-m", "corvia_local", "--home", str(home)],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm-256color"},
        start_new_session=True,
    )
    os.close(theirs)
    drawn = b""
    while b"vault is locked" not in drawn:
        drawn += os.read(ours, 65536)
    os.close(ours)
    try:
        app.wait(timeout=20)
    finally:
        app.kill()
