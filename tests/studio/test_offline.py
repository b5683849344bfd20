"""Off line the process opens no internet socket; each case runs in a process of its own."""

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from corvia_local.studio.offline import SETTINGS_FILE, is_offline, set_offline

BEGINNING = """
import socket, sys
from pathlib import Path
from corvia_local.studio.offline import OfflineNow, guard_network, listening
guard_network(Path(sys.argv[1]))
def refused(act):
    try:
        act()
    except OfflineNow:
        return True
    return False
"""


def run(home: Path, code: str) -> None:
    script = BEGINNING + textwrap.dedent(code)
    done = subprocess.run(
        [sys.executable, "-c", script, str(home)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_every_way_to_the_network_is_refused_by_default(tmp_path: Path) -> None:
    run(
        tmp_path,
        """
        import asyncio, urllib.request
        assert refused(lambda: socket.socket())
        assert refused(lambda: socket.socket(socket.AF_INET6, socket.SOCK_DGRAM))
        assert refused(lambda: socket.create_connection(("127.0.0.1", 9)))
        assert refused(lambda: socket.getaddrinfo("example.org", 80))
        assert refused(lambda: socket.gethostbyname("example.org"))
        async def connect():
            await asyncio.open_connection("127.0.0.1", 9)
        assert refused(lambda: asyncio.run(connect()))
        """,
    )


def test_sockets_within_the_machine_stay(tmp_path: Path) -> None:
    run(
        tmp_path,
        """
        one, other = socket.socketpair()
        one.send(b"x")
        assert other.recv(1) == b"x"
        path = str(Path(sys.argv[1]) / "s")
        server = socket.socket(socket.AF_UNIX); server.bind(path); server.listen()
        socket.socket(socket.AF_UNIX).connect(path)
        """,
    )


def test_a_socket_that_was_handed_over_is_refused_too(tmp_path: Path) -> None:
    run(
        tmp_path,
        """
        import corvia_local.studio.offline as offline
        offline._guard.offline = False
        early = socket.socket(); datagram = socket.socket(type=socket.SOCK_DGRAM)
        offline._guard.offline = True
        assert refused(lambda: early.connect(("127.0.0.1", 9)))
        assert refused(lambda: early.bind(("127.0.0.1", 0)))
        assert refused(lambda: datagram.sendto(b"x", ("127.0.0.1", 9)))
        """,
    )


def test_the_node_may_listen_on_loopback_and_connect_nowhere(tmp_path: Path) -> None:
    run(
        tmp_path,
        """
        with listening("127.0.0.1"):
            server = socket.create_server(("127.0.0.1", 0))
            assert refused(lambda: socket.create_server(("0.0.0.0", 0)))
            assert refused(lambda: socket.create_connection(server.getsockname()))
        assert refused(lambda: socket.socket())
        assert refused(lambda: listening("0.0.0.0").__enter__())
        assert refused(lambda: listening("example.org").__enter__())
        """,
    )


def test_the_switch_off_allows_the_network(tmp_path: Path) -> None:
    set_offline(tmp_path, False)
    run(
        tmp_path,
        """
        server = socket.create_server(("127.0.0.1", 0))
        socket.create_connection(server.getsockname())
        """,
    )
    set_offline(tmp_path, True)
    run(tmp_path, "assert refused(lambda: socket.socket())")


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"offline": 0}', b'{"offline": null}', b"\xff", b"[" * 4096]
)
def test_an_unreadable_switch_stands_on_off_line(tmp_path: Path, content: bytes) -> None:
    (tmp_path / SETTINGS_FILE).write_bytes(content)
    assert is_offline(tmp_path)


def test_nothing_is_made_by_looking(tmp_path: Path) -> None:
    assert is_offline(tmp_path / "none")
    assert list(tmp_path.iterdir()) == []
