"""How the app answers a key: on a long page and in a long list, against Textual's bare widgets.

Both run in terminals of their own at the same time, and each key goes to the one and then to the
other, so that a busy machine touches both alike. A key's time ends when what it draws has come.
"""

import os
import pty
import select
import signal
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

from benchmarks.repeating import Spread, spreads
from corvia_crypto.passphrase import KdfLimits
from corvia_local.vault import entries
from corvia_local.vault.opening import create_vault

WORDS = 10_000
ENTRIES = 10_000
KEYS = 70
"""Letters that fit one line of the terminal, so that none waits beyond a fold."""
PASSPHRASE = "a passphrase"
SENTENCE = "the rain came in from the harbour and nobody at the table said a word about it "
BARE = {
    "page": "from textual.app import App\nfrom textual.widgets import TextArea\n"
    "class Bare(App):\n"
    "    def compose(self):\n"
    "        yield TextArea({text!r})\n"
    "    def on_mount(self):\n"
    "        page = self.query_one(TextArea)\n"
    "        page.focus()\n"
    "        page.move_cursor(page.document.end)\n"
    "Bare().run()\n",
    "list": "from textual.app import App\nfrom textual.widgets import OptionList\n"
    "class Bare(App):\n"
    "    def compose(self):\n"
    "        yield OptionList(*[f'{{n:05}} {text}' for n in range({count})])\n"
    "Bare().run()\n",
}
QUIET = 0.02
"""Seconds without output after which a terminal is taken to have drawn all."""


class Terminal:
    """A program in a terminal of 80×24."""

    def __init__(self, arguments: list[str], home: Path | None = None) -> None:
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.environ.update(TERM="xterm-256color", COLUMNS="80", LINES="24")
            if home is not None:
                os.environ["CORVIA_HOME"] = str(home)
            os.execv(sys.executable, [sys.executable, *arguments])

    def until(self, wanted: bytes, seconds: float = 60) -> None:
        """Read until some bytes have come."""
        seen, end = b"", time.monotonic() + seconds
        while wanted not in seen:
            if not select.select([self.terminal], [], [], end - time.monotonic())[0]:
                raise TimeoutError(f"{wanted!r} was not drawn.")
            seen += os.read(self.terminal, 65_536)

    def settle(self) -> None:
        """Read until nothing more comes."""
        while select.select([self.terminal], [], [], QUIET)[0]:
            os.read(self.terminal, 65_536)

    def type(self, text: str) -> None:
        """Send keys."""
        os.write(self.terminal, text.encode())

    def type_one(self, letter: str) -> None:
        """Send a letter that is nowhere on the screen, and wait until it is drawn."""
        self.type(letter)
        self.until(letter.encode())

    def press(self, key: str) -> None:
        """Send a key and wait for what it draws."""
        self.settle()
        self.type(key)
        if not select.select([self.terminal], [], [], 10)[0]:
            raise TimeoutError("Nothing was drawn after a key.")
        os.read(self.terminal, 65_536)

    def close(self) -> None:
        """End it; what it wrote does not matter any more."""
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self.terminal)


def _make_vault(home: Path, page: str) -> None:
    vault, _ = create_vault(home, PASSPHRASE, KdfLimits(1, 8192))
    with vault, vault.transaction():
        first = datetime(2024, 1, 1)
        for number in range(ENTRIES):
            at = first + timedelta(hours=2 * number)
            entries.add_entry(vault, f"{number:05} {SENTENCE}", now=at)
        entries.save_draft(vault, page)


def _unlock(terminal: Terminal) -> None:
    terminal.until(b"our passphrase")
    terminal.type(PASSPHRASE + "\r")
    terminal.until(b"Last song")
    time.sleep(0.5)
    terminal.settle()


def _long_page(home: Path, page: str) -> tuple[Spread, Spread]:
    ours, bare = Terminal(["-m", "corvia_local"], home), Terminal(["-c", _bare("page", page)])
    try:
        _unlock(ours)
        ours.type("w")
        ours.until(b"as you left it")
        bare.until(b"harbour")
        ours.settle()
        bare.settle()
        return spreads(ours.type_one, bare.type_one, [chr(0x100 + n) for n in range(KEYS)])
    finally:
        ours.close()
        bare.close()


def _long_list(home: Path) -> tuple[Spread, Spread]:
    ours, bare = Terminal(["-m", "corvia_local"], home), Terminal(["-c", _bare("list", SENTENCE)])
    try:
        _unlock(ours)
        ours.type("e")
        ours.until(b"09999")
        bare.until(b"00001")
        page_down = "\x1b[6~"
        return spreads(ours.press, bare.press, [page_down] * KEYS)
    finally:
        ours.close()
        bare.close()


def _bare(name: str, text: str) -> str:
    return BARE[name].format(text=text, count=ENTRIES)


def _print(name: str, ours: Spread, bare: Spread) -> None:
    print(f"{name:<28}  corvia p95 {ours.p95 * 1000:5.1f} ms   bare widget p95"
          f" {bare.p95 * 1000:5.1f} ms   ratio {ours.p95 / bare.p95:.2f}   medians"
          f" {ours.median * 1000:.1f} and {bare.median * 1000:.1f} ms")  # fmt: skip


def main() -> None:
    """Print the 95th percentile of both, from key to drawn, and their ratio."""
    page = (SENTENCE * 5 + "\n") * (WORDS // (5 * len(SENTENCE.split())) + 1)
    with tempfile.TemporaryDirectory(prefix="corvia-bench-") as folder:
        home = Path(folder) / "vault"
        _make_vault(home, page)
        _print("a key in 10,000 words", *_long_page(home, page))
        _print("a page on in 10,000 entries", *_long_list(home))


if __name__ == "__main__":
    main()
