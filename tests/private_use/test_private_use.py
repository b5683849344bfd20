"""After an evening of writing, composing, sharing and a crash, no private word lies anywhere."""

import os
import re
import socket
import sys
from pathlib import Path

import pytest

from corvia_local.vault.entries import draft, entries
from corvia_local.vault.opening import open_vault
from tests.private_use.session import (
    DRAFT,
    PASSPHRASE,
    STRACE,
    WRITTEN,
    WRITTEN_IN_THE_APP,
    Session,
    begin,
    corvia,
    use_app_until_killed,
    use_commands,
)

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal"),
    pytest.mark.xdist_group("private use"),
]


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Session:
    begun = begin(tmp_path_factory.mktemp("private") / "person")
    use_commands(begun)
    use_app_until_killed(begun)
    begun.outputs.append(corvia(begun, "entries", "--search", "canary"))
    return begun


def secrets(session: Session) -> list[bytes]:
    words = session.phrase.split()
    texts = ["canary", DRAFT, PASSPHRASE, *(" ".join(words[i : i + 3]) for i in range(0, 24, 3))]
    return [text.encode(code) for text in texts for code in ("utf-8", "utf-16-le")]


def test_the_session_was_real(session: Session) -> None:
    assert "canary-entry-heron" in session.outputs[0]
    assert "canary-entry-heron" in session.outputs[-1]
    assert DRAFT.encode() in session.screen or b"Draft kept" in session.screen
    with open_vault(session.home, PASSPHRASE) as vault:
        assert [one.text for one in entries(vault)] == [WRITTEN_IN_THE_APP, WRITTEN]
        assert draft(vault) == DRAFT


def test_no_file_holds_a_private_word(session: Session) -> None:
    files = [path for path in session.root.rglob("*") if path.is_file()]
    assert files
    leaks = [
        (str(path.relative_to(session.root)), secret)
        for path in (*files, session.outside / "x.car")
        for secret in secrets(session)
        if secret in path.read_bytes()
    ]
    assert leaks == []
    names = [path.name for path in session.root.rglob("*")]
    assert not [name for name in names if "canary" in name]


def test_the_environment_holds_none_either(session: Session) -> None:
    assert not [secret for secret in secrets(session) if secret in session.environ]


def test_everything_was_written_where_it_was_looked_for(session: Session) -> None:
    allowed = (str(session.root), str(session.outside), "/dev/", "/proc/")
    events = session.watched.read_text().splitlines()
    written = {line.removeprefix("write ") for line in events if line.startswith("write ")}
    elsewhere = [p for p in written if os.path.isabs(p) and not p.startswith(allowed)]
    assert elsewhere == []


def test_nothing_but_the_vault_is_left_in_the_persons_folders(session: Session) -> None:
    """Native libraries are not seen by the audit hook, but what they leave is."""
    left = [path for path in session.root.rglob("*") if path.is_file()]
    assert [path for path in left if not path.is_relative_to(session.home)] == []


def test_files_and_folders_are_the_owners_alone(session: Session) -> None:
    made = [path for path in session.home.rglob("*") if path.is_file()]
    assert {path.stat().st_mode & 0o777 for path in made} == {0o600}
    assert session.home.stat().st_mode & 0o777 == 0o700


def test_python_opened_no_internet_socket(session: Session) -> None:
    families = re.findall(r"^socket (\d+)$", session.watched.read_text(), re.MULTILINE)
    assert not {str(int(socket.AF_INET)), str(int(socket.AF_INET6))} & set(families)


@pytest.mark.skipif(STRACE is None, reason="strace is not here; the audit hook's word stands alone")
def test_the_system_opened_no_internet_socket(session: Session) -> None:
    traces = list(session.traced.parent.glob(f"{session.traced.name}.*"))
    seen = "".join(trace.read_text(errors="replace") for trace in traces)
    assert "+++ exited with 0 +++" in seen, "the trace covers whole processes"
    assert re.findall(r"^.*AF_INET.*$", seen, re.MULTILINE) == []


def test_the_terminals_title_is_left_alone(session: Session) -> None:
    assert not re.search(rb"\x1b\][012];", session.screen)


def test_a_leak_would_be_seen(tmp_path: Path) -> None:
    left = Session(tmp_path / "person")
    left.phrase = " ".join(f"word{n}" for n in range(24))
    assert any(secret in b"... word3 word4 word5 ..." for secret in secrets(left))
    assert any(secret in b"my canary" for secret in secrets(left))
