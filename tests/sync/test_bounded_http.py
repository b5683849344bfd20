"""Against a server that misbehaves in ways that servers do."""

import io
import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from corvia_local.errors import BadInput, Cancelled
from corvia_sync.blocks import BlockRefused
from corvia_sync.bounded_http import (
    AnswerRefused,
    BoundedHttp,
    Patience,
    RequestFailed,
    Unreachable,
    make_client,
    plain_text,
)
from corvia_sync.cid import RAW, cid_of
from corvia_sync.kubo.client import Kubo, KuboFailed, KuboForbids
from corvia_sync.travel.gateway import Gateway

Answer = Callable[[BaseHTTPRequestHandler], None]


def answering(status: int, body: bytes) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


class Server:
    def __init__(self) -> None:
        self.answers: list[Answer] = []
        self.seen: list[tuple[str, str | None, bytes]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = self.headers.get("Content-Length")
                body = self.rfile.read(int(length)) if length else b""
                outer.seen.append((self.path, self.headers.get("Authorization"), body))
                outer.answers.pop(0)(self)

            do_GET = do_POST

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_address[1]}"
        threading.Thread(target=self.http.serve_forever, daemon=True).start()


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.http.shutdown()
    made.http.server_close()


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def patience(waits: list[float]) -> Patience:
    return Patience(connect=2, silence=2, whole=10, attempts=3, pause=0.5, sleep=waits.append)


@pytest.fixture
def http(server: Server, patience: Patience) -> Iterator[BoundedHttp]:
    made = BoundedHttp("The server", make_client(server.url, patience), patience)
    yield made
    made.close()


def test_what_may_pass_is_tried_again_after_a_growing_pause(
    server: Server, http: BoundedHttp, waits: list[float]
) -> None:
    server.answers = [answering(503, b""), answering(429, b""), answering(200, b"here")]
    assert http.get("/x", {}, "*/*") == b"here"
    assert waits == [0.5, 1.0]


def test_after_the_last_try_the_server_is_named_as_not_answering(
    server: Server, http: BoundedHttp, waits: list[float]
) -> None:
    server.answers = [answering(502, b"")] * 3
    with pytest.raises(Unreachable, match="Try again later"):
        http.get("/x", {}, "*/*")
    assert len(waits) == 2


def test_nobody_listening_is_unreachable(patience: Patience) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    made = BoundedHttp("The server", make_client(url, patience), patience)
    with pytest.raises(Unreachable, match="Is it running"):
        made.get("/x", {}, "*/*")


def test_a_refusal_is_not_tried_again(server: Server, http: BoundedHttp) -> None:
    server.answers = [answering(404, b"no\x1b[31m such\n thing.")]
    with pytest.raises(RequestFailed, match="404: no�\\[31m such thing") as failed:
        http.get("/x", {}, "*/*")
    assert failed.value.status == 404


def test_a_redirect_is_not_followed(server: Server, http: BoundedHttp) -> None:
    def elsewhere(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(302)
        handler.send_header("Location", "http://127.0.0.1:1/")
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    server.answers = [elsewhere]
    with pytest.raises(RequestFailed):
        http.get("/x", {}, "*/*")


def test_too_long_an_answer_is_refused_however_it_is_sent(
    server: Server, http: BoundedHttp
) -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        try:
            while True:
                handler.wfile.write(bytes(65536))
        except OSError:
            handler.close_connection = True

    server.answers = [answering(200, bytes(101)), endless]
    for _ in range(2):
        with pytest.raises(AnswerRefused, match="100 bytes"):
            http.get("/x", {}, "*/*", largest=100)


def test_a_trickle_is_ended_by_the_time_for_the_whole(server: Server) -> None:
    more = threading.Event()

    def trickle(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        try:
            while not more.wait(0.02):
                handler.wfile.write(b"x")
        except OSError:
            handler.close_connection = True

    server.answers = [trickle]
    patience = Patience(silence=2, whole=0.2, attempts=1)
    made = BoundedHttp("The server", make_client(server.url, patience), patience)
    with pytest.raises(Unreachable, match="too slow"):
        made.get("/x", {}, "*/*")
    more.set()


def test_an_answer_cut_short_is_tried_again(server: Server, http: BoundedHttp) -> None:
    def cut(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "100")
        handler.end_headers()
        handler.wfile.write(b"half")
        handler.close_connection = True

    server.answers = [cut, answering(200, b"whole")]
    assert http.get("/x", {}, "*/*") == b"whole"


def test_a_report_that_raises_ends_a_transfer(server: Server, http: BoundedHttp) -> None:
    def stop(step: str, share: float) -> None:
        raise Cancelled("stopped")

    server.answers = [answering(200, bytes(1000))]
    with pytest.raises(Cancelled):
        http.post_into("/x", {}, io.BytesIO(), 2000, stop)


def test_addresses_of_other_forms_are_refused(patience: Patience) -> None:
    for address in ("", "127.0.0.1:5001", "/ip4/127.0.0.1/udp/1", "ftp://x", "/unix"):
        with pytest.raises(BadInput, match="no address"):
            Kubo(address)


def test_what_a_server_says_is_cut_and_cleaned() -> None:
    assert plain_text(b"a\x07b\xe2\x80\xaec\n" + b"x" * 2000).startswith("a�b�c x")
    assert len(plain_text(b"x" * 2000)) == 300


def test_what_a_gateway_does_not_find_in_time_is_none_and_a_busy_one_is_not(
    server: Server, patience: Patience
) -> None:
    gateway = Gateway(server.url, patience)
    server.answers = [answering(status, b"") for status in (404, 410, 451, 500, 504)]
    wanted = cid_of(b"wanted", RAW)
    assert [gateway.block(wanted) for _ in range(5)] == [None] * 5
    server.answers = [answering(503, b"")] * 3 + [answering(200, b"wanted")]
    with pytest.raises(Unreachable):
        gateway.block(wanted)
    assert gateway.block(wanted) == b"wanted"
    assert {path for path, _, _ in server.seen} == {f"/ipfs/{wanted}?format=raw"}
    server.answers = [answering(403, b"")]
    with pytest.raises(RequestFailed):
        gateway.head("k51")
    gateway.close()


@pytest.fixture
def kubo(server: Server, patience: Patience) -> Iterator[Kubo]:
    made = Kubo(server.url, authorization="Bearer secret", patience=patience)
    yield made
    made.close()


def test_a_node_that_lies_about_a_block_is_refused(server: Server, kubo: Kubo) -> None:
    server.answers = [answering(200, b"other")]
    with pytest.raises(BlockRefused, match="was changed"):
        kubo.block(cid_of(b"wanted", RAW))
    path, authorization, _ = server.seen[0]
    assert path.startswith("/api/v0/block/get?arg=bafkrei")
    assert authorization == "Bearer secret"


def test_a_node_that_wants_another_authorization_is_named(server: Server, kubo: Kubo) -> None:
    server.answers = [answering(403, b"403 Forbidden")]
    with pytest.raises(KuboForbids, match="authorization"):
        kubo.stat()


@pytest.mark.parametrize("body", [b"", b"[", b"[" * 100_000, b'{"Peers": 5}', b"\xff", b'{"ID":1}'])
def test_answers_of_another_form_are_refused(server: Server, kubo: Kubo, body: bytes) -> None:
    server.answers = [answering(200, body)] * 2
    with pytest.raises(AnswerRefused):
        kubo.identity()


def test_an_import_that_ended_early_is_no_success(server: Server, kubo: Kubo) -> None:
    server.answers = [answering(200, b'{"Root":{"Cid":{"/":"bafy"},"PinErrorMsg":""}}\n')]
    with pytest.raises(KuboFailed, match="only a part"):
        kubo.import_car(io.BytesIO(b"car"))
    assert b"car" in server.seen[0][2]


def test_heads_that_are_no_base64_or_too_long_are_refused(server: Server, kubo: Kubo) -> None:
    server.answers = [
        answering(200, b'{"Type":5,"Extra":"!"}'),
        answering(200, b'{"Type":5,"Extra":"' + b"A" * 30_000 + b'"}'),
        answering(500, b'{"Message":"routing: not found","Code":0,"Type":"error"}'),
    ]
    for _ in range(2):
        with pytest.raises(AnswerRefused, match="head"):
            kubo.record("k51")
    assert kubo.record("k51") is None
