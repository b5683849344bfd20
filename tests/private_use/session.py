"""A person's evening with Corvia, in processes that are watched: commands, then the app, killed."""

import os
import pty
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from corvia_crypto.passphrase import KdfLimits
from corvia_local.vault.opening import create_vault

ROOT = Path(__file__).resolve().parents[2]
STRACE = shutil.which("strace")
PASSPHRASE = "canary-passphrase-kestrel"
WRITTEN = (
    "canary-entry-heron came home late. I always ruin everything, and nobody called."
    " The rain was soft on the canary-window-finch, and I breathed."
)
WRITTEN_IN_THE_APP = "canary-app-robin sang. I always ruin everything and nobody ever calls me."
DRAFT = "canarydraftwren"
STAYING = 5.0
FOLDERS = ("home", "tmp", "data", "cache", "config", "state", "run")


@dataclass
class Session:
    """Where the session's processes may write, and what was seen of them.

    They are traced by strace, where it is here, unless `traceable` says no.
    """

    root: Path
    traceable: bool = True
    phrase: str = ""
    environ: bytes = b""
    screen: bytes = b""
    outputs: list[str] = field(default_factory=list)

    @property
    def home(self) -> Path:
        return self.root / "data" / "corvia"

    @property
    def watched(self) -> Path:
        return self.root.parent / "watched"

    @property
    def traced(self) -> Path:
        return self.root.parent / "traced"

    @property
    def outside(self) -> Path:
        """What the person keeps elsewhere: the passphrase's file, and files they asked for."""
        return self.root.parent / "outside"


def environment(session: Session) -> dict[str, str]:
    names = dict(zip(FOLDERS, FOLDERS, strict=True))
    folders = {name: str(session.root / folder) for name, folder in names.items()}
    paths = [ROOT / "tests" / "private_use" / "watching", ROOT, *(ROOT / p for p in _PARTS)]
    return {
        "PATH": os.environ["PATH"],
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        "HOME": folders["home"],
        "TMPDIR": folders["tmp"],
        "XDG_DATA_HOME": folders["data"],
        "XDG_CACHE_HOME": folders["cache"],
        "XDG_CONFIG_HOME": folders["config"],
        "XDG_STATE_HOME": folders["state"],
        "XDG_RUNTIME_DIR": folders["run"],
        "PYTHONPATH": os.pathsep.join(map(str, paths)),
        "PYTHONDONTWRITEBYTECODE": "1",
        "WATCH_FILE": str(session.watched),
        "CORVIA_PASSPHRASE_FILE": str(session.outside / "passphrase"),
    }


_PARTS = ("crypto", "sync", "engine", "tui")


def command(session: Session, *arguments: str) -> list[str]:
    tracing: list[str] = []
    if STRACE and session.traceable:
        name = f"{session.traced}.{time.monotonic_ns()}"
        tracing = [STRACE, "-f", "--seccomp-bpf", "-e", "trace=socket,connect,bind", "-o", name]
    return [*tracing, sys.executable, "-m", "corvia_local", *arguments]


def corvia(session: Session, *arguments: str, stdin: str = "") -> str:
    done = subprocess.run(
        command(session, *arguments),
        input=stdin.encode(),
        capture_output=True,
        env=environment(session),
        cwd=session.root / "home",
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def begin(root: Path) -> Session:
    session = Session(root)
    for folder in FOLDERS:
        (root / folder).mkdir(parents=True)
    session.outside.mkdir()
    (session.outside / "passphrase").write_text(PASSPHRASE)
    vault, session.phrase = create_vault(session.home, PASSPHRASE, KdfLimits(1, 8192))
    vault.close()
    return session


def use_commands(session: Session) -> None:
    """Write, search, reflect, reword, compose with sound, share the notes by a file."""
    corvia(session, "write", "-", "--tag", "canary-tag-owl", stdin=WRITTEN)
    found = corvia(session, "entries", "--search", "canary-window")
    entry = found.split()[0]
    corvia(session, "reflect", "--text", "-", stdin=WRITTEN)
    corvia(session, "reframe", entry, "--accept", "canary-reframe-lark will sing again.")
    made = corvia(session, "compose", entry, "--minutes", "0.5", "--seed", "3")
    song = corvia(session, "songs").split()[0]
    corvia(session, "community", "create", "Evening circle")
    corvia(session, "share", song, "--community", "Evening circle", "--fields", "score")
    corvia(session, "community", "export-car", "Evening circle", str(session.outside / "x.car"))
    session.outputs += [found, made]


@contextmanager
def app_in_terminal(session: Session) -> Iterator[tuple[int, int]]:
    """Run the app at a terminal of its own; give the terminal and the process."""
    arguments = command(session)
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(session.root / "home")
        os.execve(arguments[0], arguments, environment(session))
    try:
        yield terminal, process
    finally:
        for one in (*_below(process), process):
            _kill(one)
        os.waitpid(process, 0)
        os.close(terminal)


def use_app_until_killed(session: Session) -> None:
    """Open the vault at the door, reflect on a page, begin another, be killed with its draft kept.

    It stays with the reflection for some seconds: a part that calls somebody does so in its own
    time.
    """
    with app_in_terminal(session) as (terminal, process):
        _wait(session, terminal, b"your passphrase")
        _type(terminal, PASSPHRASE + "\r")
        _wait(session, terminal, b"Songs")
        _type(terminal, "w")
        _wait(session, terminal, b"What happened?")
        _type(terminal, WRITTEN_IN_THE_APP + "\x13")
        _wait(session, terminal, b"Kinder words")
        time.sleep(STAYING)
        _type(terminal, "\x1b")
        _wait(session, terminal, b"Songs")
        _type(terminal, "w")
        _wait(session, terminal, b"What happened?")
        _type(terminal, DRAFT)
        _wait(session, terminal, b"Draft kept")
        python = [*_below(process), process][0 if STRACE else -1]
        try:
            session.environ = Path(f"/proc/{python}/environ").read_bytes()
        except OSError:
            # Closed to its own user too: that is what hardening is for.
            session.environ = b""
        _kill(python)


def _type(terminal: int, text: str) -> None:
    """Type as a person does: a moment after the screen has come, one key after the other."""
    time.sleep(1)
    for key in text:
        os.write(terminal, key.encode())
        time.sleep(0.01)


def _below(process: int) -> list[int]:
    children = Path(f"/proc/{process}/task/{process}/children")
    return [int(one) for one in children.read_text().split()] if children.exists() else []


def _kill(process: int) -> None:
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        return


def _wait(session: Session, terminal: int, words: bytes) -> None:
    seen = b""
    give_up_at = time.monotonic() + 60
    while words not in seen:
        assert time.monotonic() < give_up_at, f"{words!r} never came; the end is {seen[-900:]!r}"
        if select.select([terminal], [], [], 0.2)[0]:
            some = os.read(terminal, 65_536)
            seen += some
            session.screen += some
