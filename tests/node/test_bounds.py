"""Who asks often, sends slowly or holds many connections is bounded; the others are served."""

import socket
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest

from corvia_local.errors import BadInput, NotFound
from corvia_local.node.configuration import Limits, read_configuration, write_configuration
from corvia_local.node.keeping import Node
from corvia_local.node.rate import MOST_CALLERS, Buckets, caller_of
from corvia_sync.ipns_name import ipns_name_of
from tests.node.conftest import Member, Served
from tests.sync.conftest import Person


def test_a_bucket_gives_what_it_holds_and_fills_again() -> None:
    now = [0.0]
    buckets = Buckets(3, 60, clock=lambda: now[0])
    assert [buckets.wait_for("a") for _ in range(4)] == [0, 0, 0, 20]
    assert buckets.wait_for("b") == 0, "another caller has their own"
    now[0] = 20.0
    assert [buckets.wait_for("a"), buckets.wait_for("a") > 0] == [0, True]


def test_callers_without_number_take_no_memory_without_bound() -> None:
    buckets = Buckets(1, 60)
    for number in range(2 * MOST_CALLERS):
        buckets.wait_for(str(number))
    assert len(buckets._callers) == MOST_CALLERS


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8::1", "2001:db8::ffff", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("nonsense", "more nonsense", True),
    ],
)
def test_callers_are_told_apart_by_address_or_household(one: str, other: str, same: bool) -> None:
    assert (caller_of(one) == caller_of(other)) == same


def test_who_asks_too_often_is_told_when_to_come_back(
    with_limits: Callable[..., Node], serve: Any
) -> None:
    served: Served = serve(with_limits(requests_a_minute=3))
    with httpx.Client(base_url=served.url) as http:
        answers = [http.get("/health") for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
    assert 0 < int(answers[-1].headers["retry-after"]) <= 21


def test_a_member_with_much_to_fetch_waits_as_told_and_goes_on(
    with_limits: Callable[..., Node], serve: Any, member: Any, ada: Person, ben: Person, dated: Any
) -> None:
    from corvia_sync.bounded_http import Patience
    from corvia_sync.pulling import pull
    from corvia_sync.travel.community_node import CommunityNode
    from tests.node.conftest import _now

    mine: Member = member(ada, serve(with_limits()))
    for number in range(4):
        dated(ada, f"Song {number}").keep_in(mine.store)
    mine.publish()
    served = serve(with_limits(requests_a_minute=10))
    theirs: Member = member(ben, served)
    waits: list[float] = []

    def wait(seconds: float) -> None:
        waits.append(seconds)
        buckets = served.buckets()
        buckets._callers.clear()

    way = CommunityNode(served.url, Patience(sleep=wait))
    try:
        report = pull(way, theirs.store, theirs.heads, theirs.community.cid, _now())
    finally:
        way.close()
    assert (len(report.songs), report.set_aside) == (4, ())
    assert waits
    assert all(0 < seconds <= 7 for seconds in waits)


def test_an_author_who_pushes_without_end_is_told_to_wait(
    with_limits: Callable[..., Node], serve: Any, member: Any, ada: Person, dated: Any
) -> None:
    import base64

    from corvia_sync.ipns_record import make_ipns_record
    from tests.node.conftest import _now

    served = serve(with_limits(pushes_an_hour=2))
    mine: Member = member(ada, served)
    record = make_ipns_record(ada.seed, mine.community.cid, 1, _now()).data
    headers = {"Corvia-Head": base64.b64encode(record).decode()}
    path = f"{served.url}/v1/feeds/{ipns_name_of(ada.did)}"
    codes = [httpx.post(path, headers=headers, content=b"junk").status_code for _ in range(4)]
    assert codes == [422, 422, 429, 429]


def test_a_head_that_trickles_is_cut_off_and_others_are_served(node: Node, serve: Any) -> None:
    served = serve(node, head_seconds=0.3)
    host, port = served.url.removeprefix("http://").split(":")
    slow = [socket.create_connection((host, int(port))) for _ in range(50)]
    for connection in slow:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ")
    assert httpx.get(f"{served.url}/health").status_code == 200
    for connection in slow:
        connection.settimeout(10)
        with suppress(ConnectionResetError):
            assert connection.recv(1) == b""
        connection.close()
    assert httpx.get(f"{served.url}/health").status_code == 200


def test_one_address_holds_only_so_many_connections(node: Node, serve: Any) -> None:
    served = serve(node, each=3)
    host, port = served.url.removeprefix("http://").split(":")
    held = [socket.create_connection((host, int(port))) for _ in range(3)]
    time.sleep(0.1)
    with pytest.raises(httpx.TransportError):
        httpx.get(f"{served.url}/health")
    for connection in held:
        connection.close()
    for _ in range(50):
        try:
            assert httpx.get(f"{served.url}/health").status_code == 200
            break
        except httpx.TransportError:
            time.sleep(0.05)
    else:
        pytest.fail("The connections that were closed still count.")


def test_a_body_longer_than_announced_or_allowed_is_not_read(
    node: Node, serve: Any, ada: Person, member: Any, dated: Any
) -> None:
    import base64

    from corvia_sync.ipns_record import make_ipns_record
    from tests.node.conftest import _now

    served = serve(node)
    mine: Member = member(ada, served)
    node.copy.quota = type(node.copy.quota)(author=10**9, whole=10**9, push=1000)
    record = make_ipns_record(ada.seed, mine.community.cid, 1, _now()).data
    headers = {"Corvia-Head": base64.b64encode(record).decode()}
    path = f"{served.url}/v1/feeds/{ipns_name_of(ada.did)}"

    def pieces() -> Any:
        for _ in range(100):
            yield b"x" * 100

    for content in (b"x" * 10_000, pieces()):
        with suppress(httpx.TransportError):  # closed while the body was being sent
            assert httpx.post(path, headers=headers, content=content).status_code == 413
    assert node.copy.counts()["blocks"] == 1


def test_a_configuration_is_written_once_and_read_with_its_paths(tmp_path: Path) -> None:
    file = write_configuration(tmp_path / "node")
    found = read_configuration(file)
    assert found.limits == Limits(), "the example spells out the defaults"
    assert found.data == tmp_path / "node" / "data"
    with pytest.raises(BadInput, match="there already"):
        write_configuration(tmp_path / "node")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "data = 1",
        'data = "d"\nport = 70000',
        'data = "d"\nunknown = 1',
        'data = "d"\n[limits]\nconnections = 0',
        'data = "d"\n[kubo]\n',
        "[" * 1000,
        "\x00",
    ],
)
def test_other_configurations_are_refused_by_what_is_wrong(tmp_path: Path, text: str) -> None:
    file = tmp_path / "node.toml"
    file.write_text(text)
    with pytest.raises(BadInput, match="no configuration"):
        read_configuration(file)
    with pytest.raises(NotFound):
        read_configuration(tmp_path / "other.toml")
