"""Pins at a remote service: exactly what is wanted, whatever the service has, answers or breaks."""

from collections.abc import Iterator

import pytest
from starlette.responses import Response

from corvia_local.errors import Cancelled
from corvia_sync import pinning_service
from corvia_sync.bounded_http import AnswerRefused, Patience, RequestFailed, Unreachable
from corvia_sync.cid import RAW, Cid, cid_of
from corvia_sync.pinning_service import PinningService, ServiceUnusable, bring_into_step
from tests.sync.pinning_server import PinningServer, running

PATIENCE = Patience(connect=2, silence=2, whole=5, attempts=2, pause=0.0)
CIDS = [cid_of(bytes([number]), RAW) for number in range(7)]


@pytest.fixture
def server() -> Iterator[PinningServer]:
    with running(PinningServer(lambda _cid, _origins: True, lambda _cid: None)) as served:
        yield served


def service_of(server: PinningServer, token: str = "open-sesame") -> PinningService:
    return PinningService(server.url, token, PATIENCE)


def kept(server: PinningServer) -> list[Cid]:
    return sorted(Cid.from_text(pin["pin"]["cid"]) for pin in server.pins.values())


def test_what_is_wanted_is_added_and_what_ended_is_removed(server: PinningServer) -> None:
    service = service_of(server)
    first = bring_into_step(service, "ours", CIDS[:4], ["/ip4/127.0.0.1/tcp/4001"])
    assert (first.added, first.removed, first.waiting) == (4, 0, 4)
    assert kept(server) == sorted(CIDS[:4])
    pin = next(iter(server.pins.values()))["pin"]
    assert pin["origins"] == ["/ip4/127.0.0.1/tcp/4001"]
    again = bring_into_step(service, "ours", CIDS[1:5], [])
    assert (again.added, again.removed, again.pinned) == (1, 1, 3)
    assert kept(server) == sorted(CIDS[1:5])
    asked = len(server.asked)
    settled = bring_into_step(service, "ours", CIDS[1:5], [])
    assert (settled.pinned, settled.added, settled.removed) == (4, 0, 0)
    assert server.asked[asked:] == ["GET /psa/pins"]
    service.close()


def test_pins_of_another_name_are_left_alone(server: PinningServer) -> None:
    service = service_of(server)
    bring_into_step(service, "theirs", CIDS[:2], [])
    bring_into_step(service, "ours", CIDS[2:3], [])
    assert kept(server) == sorted(CIDS[:3])
    service.close()


def test_long_lists_are_read_page_by_page_and_pins_that_stand_twice_are_let_go(
    server: PinningServer,
) -> None:
    server.page = 2
    service = service_of(server)
    for cid in (*CIDS, *CIDS[:3]):
        service.add(cid, "ours", [])
    found = bring_into_step(service, "ours", CIDS, [])
    assert (found.pinned, found.added, found.removed) == (7, 0, 3)
    assert kept(server) == sorted(CIDS)
    service.close()


def test_a_pin_that_failed_is_asked_for_again(server: PinningServer) -> None:
    tries: list[Cid] = []

    def fetch(cid: Cid, _: list[str]) -> bool:
        tries.append(cid)
        return len(tries) > 1

    server.fetch = fetch
    service = service_of(server)
    bring_into_step(service, "ours", CIDS[:1], [])
    assert bring_into_step(service, "ours", CIDS[:1], []).waiting == 1
    assert bring_into_step(service, "ours", CIDS[:1], []).pinned == 1
    assert tries == [CIDS[0]] * 2
    assert len(server.pins) == 1
    service.close()


def test_it_may_be_broken_off_anywhere_and_begun_again(server: PinningServer) -> None:
    service = service_of(server)

    def stop(_: str, share: float) -> None:
        if share > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        bring_into_step(service, "ours", CIDS, [], stop)
    assert 0 < len(server.pins) < len(CIDS)
    bring_into_step(service, "ours", CIDS, [])
    assert kept(server) == sorted(CIDS)
    service.close()


def test_a_busy_service_is_waited_for_and_one_that_is_gone_is_told(server: PinningServer) -> None:
    server.busy = 3
    service = service_of(server)
    assert bring_into_step(service, "ours", CIDS[:1], []).added == 1
    service.close()
    gone = PinningService("http://127.0.0.1:1", "token", PATIENCE)
    with pytest.raises(Unreachable):
        bring_into_step(gone, "ours", CIDS[:1], [])
    gone.close()


def test_a_wrong_token_is_refused_and_does_not_stand_in_the_error(server: PinningServer) -> None:
    service = service_of(server, "guessed-token")
    with pytest.raises(RequestFailed, match="401") as caught:
        bring_into_step(service, "ours", CIDS[:1], [])
    assert "guessed-token" not in str(caught.value)
    service.close()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{}",
        b'{"count": 1, "results": [{"requestid": "", "status": "pinned"}]}',
        b'{"count": 1, "results": [{"requestid": "a", "status": "done", "created": "x",'
        b' "pin": {"cid": "x"}, "delegates": []}]}',
        b'{"count": -1, "results": []}',
        b"[" * 100_000,
        b"\xff\xfe",
        b'{"count": 9, "results": [' + b" " * (17 * 1024 * 1024) + b"]}",
    ],
)
def test_an_answer_that_is_none_is_refused(server: PinningServer, body: bytes) -> None:
    async def answer(_: object) -> Response:
        return Response(body, media_type="application/json")

    server._list = answer  # type: ignore[method-assign,assignment]
    with running(server):
        service = service_of(server)
        with pytest.raises(AnswerRefused):
            bring_into_step(service, "ours", CIDS[:1], [])
        service.close()


def test_a_service_that_lists_without_end_is_not_followed(
    server: PinningServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pinning_service, "_MOST_PAGES", 20)
    pin = {"status": "pinned", "created": "x", "pin": {"cid": "?"}, "delegates": []}

    async def answer(_: object) -> Response:
        numbers = range(len(server.asked) * 2, len(server.asked) * 2 + 2)
        results = [{"requestid": str(number), **pin} for number in numbers]
        from starlette.responses import JSONResponse

        return JSONResponse({"count": 10**9, "results": results})

    server._list = answer  # type: ignore[method-assign,assignment]
    with running(server):
        service = service_of(server)
        with pytest.raises(AnswerRefused, match="more than"):
            list(service.pins("ours"))
        service.close()


@pytest.mark.parametrize(
    ("address", "token"),
    [
        ("http://pins.example.org", "token"),
        ("ftp://127.0.0.1", "token"),
        ("pins.example.org", "token"),
        ("https://", "token"),
        ("https://pins.example.org", ""),
        ("https://pins.example.org", "two words"),
        ("https://pins.example.org", "line\nbreak"),
    ],
)
def test_a_token_never_travels_in_the_open(address: str, token: str) -> None:
    with pytest.raises(ServiceUnusable):
        PinningService(address, token)
