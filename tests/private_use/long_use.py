"""Weeks of use in some minutes: each round is an evening, and some evenings end badly."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.private_use.canaries import MARK, Canaries
from tests.private_use.session import (
    Session,
    _below,
    _kill,
    _type,
    _wait,
    app_in_terminal,
    environment,
)

QUIET = ("write", "reframe", "backup", "check", "keys", "doctor", "ledger", "export-all", "erase")
"""Commands that have no reason to say again what was written."""

BREAKS = (
    ("corvia_local.vault.entries:record", ("write", "-")),
    ("corvia_local.studio.reflecting:reflect", ("reflect", "--text", "-")),
    ("corvia_local.vault.finding:index_query", ("entries", "--search", "-")),
)
"""Functions that fail with all they were given in the error, and commands that come to them."""


@dataclass
class LongUse:
    """One person's weeks: what they did, what their processes said, what was to be seen of them."""

    session: Session
    canaries: Canaries
    chance: random.Random
    acts: Counter[str] = field(default_factory=Counter)
    seen: list[tuple[str, bytes]] = field(default_factory=list)
    entries: list[str] = field(default_factory=list)
    passphrases: int = 0

    @property
    def outside(self) -> Path:
        return self.session.outside

    def run(
        self, *arguments: str, stdin: str = "", codes: tuple[int, ...] = (0,), **env: str
    ) -> str:
        """Run a command to its end; keep what others could see of it."""
        child = self.start(*arguments, **env)
        assert child.stdin is not None
        self.look_at(child.pid)
        out, err = child.communicate(stdin.encode())
        assert child.returncode in codes, (arguments, child.returncode, err)
        self.seen.append((f"what {arguments[0]} said aside", err))
        if arguments[0] in QUIET:
            self.seen.append((f"what {arguments[0]} said", out))
        self.acts[arguments[0]] += 1
        return out.decode()

    def start(self, *arguments: str, **env: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "corvia_local", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(self.session) | env,
            cwd=self.session.root / "home",
        )

    def look_at(self, process: int) -> None:
        """Read what the system shows others of a running process."""
        for name in ("environ", "cmdline", "comm"):
            try:
                content = Path(f"/proc/{process}/{name}").read_bytes()
            except OSError:
                continue
            self.seen.append((f"/proc/…/{name}", content))

    def write(self) -> str:
        said = self.run("write", "-", "--json", stdin=self.canaries.sentence())
        self.entries.append(json.loads(said)["entry"])
        return self.entries[-1]


def evening(use: LongUse, number: int) -> None:
    """Write, find, reflect, reword; on some evenings much more, and a bad end."""
    use.write()
    entry = use.write()
    assert entry in use.run("entries", "--search", "-", stdin=MARK)
    use.run("show", entry)
    use.run("reflect", "--text", "-", stdin=use.canaries.sentence())
    use.run("reframe", entry, "--accept", "-", stdin=f"My {use.canaries.word()} will come again.")
    for every, act in (
        (2, compose_and_share),
        (2, crash_with_an_error),
        (3, keep_safe),
        (3, be_killed),
        (4, change_keys),
        (4, use_the_app),
        (5, erase_one),
    ):
        if number % every == every - 1:
            act(use)


def compose_and_share(use: LongUse) -> None:
    entry = use.chance.choice(use.entries)
    use.run("compose", entry, "--minutes", "0.5", "--seed", "3", "--no-audio")
    song = use.run("songs").split()[0]
    if not use.acts["community"]:
        use.run("community", "create", "Evening circle")
    use.run("share", song, "--community", "Evening circle", "--fields", "score")
    car = use.outside / f"{use.acts['share']}.car"
    use.run("community", "export-car", "Evening circle", str(car))


def crash_with_an_error(use: LongUse) -> None:
    for place, arguments in BREAKS:
        use.run(*arguments, stdin=use.canaries.sentence(), codes=(1,), WATCH_RAISE=place)
        use.acts["error within"] += 1


def keep_safe(use: LongUse) -> None:
    use.run("backup", "--into", str(use.outside / "backups"), "--keep", "2")
    use.run("export-all", str(use.outside / f"{use.acts['export-all']}.age"), "--to", "me")
    use.run("check")
    use.run("ledger", "--verify")
    use.run("doctor")


def be_killed(use: LongUse) -> None:
    """Be killed, or struck as by a fault, in the middle of writing, composing or backing up."""
    journal = use.outside / "diary.txt"
    days = (f"[2019-{1 + n % 12:02}-{1 + n % 28:02} 20:{n % 60:02}]" for n in range(120))
    journal.write_text(
        "".join(f"{day} A day @{use.canaries.word()}.\n{use.canaries.sentence()}\n" for day in days)
    )
    for arguments in (
        ("import", str(journal), "--yes"),
        ("compose", use.chance.choice(use.entries), "--minutes", "0.5"),
        ("backup", str(use.outside / f"half {time.monotonic_ns()}.age")),
        ("write", "-"),
    ):
        child = use.start(*arguments)
        assert child.stdin is not None
        child.stdin.write(use.canaries.sentence().encode())
        child.stdin.flush()
        time.sleep(use.chance.uniform(0.2, 1.5))
        use.look_at(child.pid)
        child.send_signal(use.chance.choice((signal.SIGKILL, signal.SIGSEGV, signal.SIGABRT)))
        _, err = child.communicate()
        if arguments[0] != "import":  # which shows what it found
            use.seen.append((f"what {arguments[0]} said when it was killed", err))
        use.acts["kill"] += child.returncode < 0
    journal.unlink()


def change_keys(use: LongUse) -> None:
    use.passphrases += 1
    phrase, file = use.canaries.word() + " at the lake", use.outside / "next passphrase"
    file.write_text(phrase)
    use.run("keys", "passphrase", "--new-passphrase-file", str(file))
    file.replace(use.outside / "passphrase")
    made = subprocess.run(
        [sys.executable, "-m", "corvia_local", "keys", "shares", "--json"],
        env=environment(use.session),
        capture_output=True,
        check=True,
    )
    for share in json.loads(made.stdout)["shares"]:
        use.canaries.add_words(share, together=4)
    use.acts["shares"] += 1
    use.run("keys", "rotate")
    use.run("keys", "list")


def use_the_app(use: LongUse) -> None:
    """Open the app, begin a page, and be killed once its draft is kept; at times by a fault."""
    words, passphrase = use.canaries.word(), (use.outside / "passphrase").read_text()
    with app_in_terminal(use.session) as (terminal, process):
        _wait(use.session, terminal, b"your passphrase")
        _type(terminal, passphrase + "\r")
        _wait(use.session, terminal, b"Songs")
        _type(terminal, "w")
        _wait(use.session, terminal, b"What happened?")
        _type(terminal, words)
        _wait(use.session, terminal, b"Draft kept")
        use.look_at(process)
        for one in (*_below(process), process):
            if use.chance.random() < 0.5:
                os.kill(one, signal.SIGSEGV)
                time.sleep(0.3)
            _kill(one)
    use.acts["app"] += 1


def erase_one(use: LongUse) -> None:
    entry = use.entries.pop(use.chance.randrange(len(use.entries)))
    use.run("erase", entry, "--confirm", entry, "--with-songs", "--take-back")
