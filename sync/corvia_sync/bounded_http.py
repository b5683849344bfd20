"""HTTP with bounds: how long is waited, how often tried, and how much of an answer is read.

A server that is gone, slow or silent is PartMissing; one that sends more than was asked for is
PeerRefused. Progress is reported with every piece, and a `Report` that raises ends the transfer.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import BinaryIO, Final

import httpx

from corvia_local.errors import BadInput, CorviaError, PartMissing, PeerRefused
from corvia_local.model.progress import Report, silent
from corvia_sync.bounded_text import steers_terminal

LARGEST_ANSWER: Final = 4 * 1024 * 1024
"""Bytes of an answer read unless a call says otherwise."""

_LONGEST_MESSAGE: Final = 300
_LONGEST_WAIT: Final = 120
"""Seconds that a server may ask one to wait; one that asks for more is taken for busy."""

_TEMPORARY: Final = frozenset({429, 502, 503})


class Unreachable(PartMissing):
    """A server does not answer, or not in time."""


class TryLater(Unreachable):
    """A server says that it is asked too often, and after how many seconds it answers again."""

    def __init__(self, server: str, seconds: float) -> None:
        super().__init__(f"{server} is busy. Try again in {seconds:.0f} seconds.")
        self.seconds = seconds


class AnswerRefused(PeerRefused):
    """A server sent more than is read, or something else than was asked for."""


class RequestFailed(CorviaError):
    """A server answered that it cannot do what was asked. `status` is HTTP's."""

    def __init__(self, server: str, status: int, message: str) -> None:
        super().__init__(f"{server} answered {status}: {message or 'no reason given'}.")
        self.status = status
        self.message = message


@dataclass(frozen=True)
class Patience:
    """How long and how often a server is waited for; all times in seconds.

    `connect` bounds the connection, `silence` the wait for the next bytes, `whole` one answer from
    first to last byte, so that a server that trickles is not waited for without end. After a
    failure that may pass, `pause` is waited, doubled each time, and tried `attempts` times in all.
    A server that says when to come back is asked again then, `waits` times at most.
    """

    connect: float = 5.0
    silence: float = 30.0
    whole: float = 600.0
    attempts: int = 3
    pause: float = 0.25
    waits: int = 30
    sleep: Callable[[float], None] = field(default=time.sleep, repr=False)


class BoundedHttp:
    """One server. Safe to use from several threads at once; close it when done."""

    def __init__(
        self,
        server: str,
        client: httpx.Client,
        patience: Patience,
    ) -> None:
        self.server = server
        self._client = client
        self._patience = patience

    def close(self) -> None:
        """Close all connections."""
        self._client.close()

    def get(
        self, path: str, query: Mapping[str, str], accept: str, largest: int = LARGEST_ANSWER
    ) -> bytes:
        """GET a small answer; raise Unreachable, AnswerRefused or RequestFailed."""
        headers = {"Accept": accept}
        return self._retried(lambda: self._whole("GET", path, query, headers, None, largest))

    def post(
        self,
        path: str,
        query: Mapping[str, str],
        upload: BinaryIO | None = None,
        largest: int = LARGEST_ANSWER,
    ) -> bytes:
        """POST, with a file in multipart form where one is given; raise as `get` does."""

        def once() -> bytes:
            if upload is not None:
                upload.seek(0)
            return self._whole("POST", path, query, {}, upload, largest)

        return self._retried(once)

    def post_body(
        self, path: str, body: bytes, headers: Mapping[str, str], largest: int = LARGEST_ANSWER
    ) -> bytes:
        """POST bytes as they are; raise as `get` does."""
        return self._retried(lambda: self._whole("POST", path, {}, headers, None, largest, body))

    def delete(self, path: str) -> None:
        """DELETE; raise as `get` does."""
        self._retried(lambda: self._whole("DELETE", path, {}, {}, None, LARGEST_ANSWER))

    def post_into(
        self,
        path: str,
        query: Mapping[str, str],
        target: BinaryIO,
        largest: int,
        report: Report = silent,
    ) -> int:
        """POST and write the answer to a file as it comes, without a second try; give its length.

        Raises as `get` does; what was written by then is not to be believed.
        """
        written = 0
        with self._answer("POST", path, query, {}, None) as response:
            for piece in self._pieces(response, largest):
                target.write(piece)
                written += len(piece)
                report("receiving", min(1.0, written / largest))
        return written

    def _retried(self, once: Callable[[], bytes]) -> bytes:
        """Try again after a growing pause, or after as long as the server says, for a while."""
        pause, attempts, waits = self._patience.pause, 1, 0
        while True:
            try:
                return once()
            except TryLater as later:
                waits += 1
                if waits > self._patience.waits:
                    raise
                self._patience.sleep(later.seconds)
            except Unreachable:
                attempts += 1
                if attempts > self._patience.attempts:
                    raise
                self._patience.sleep(pause)
                pause *= 2

    def _whole(
        self,
        method: str,
        path: str,
        query: Mapping[str, str],
        headers: Mapping[str, str],
        upload: BinaryIO | None,
        largest: int,
        body: bytes | None = None,
    ) -> bytes:
        with self._answer(method, path, query, headers, upload, body) as response:
            return b"".join(self._pieces(response, largest))

    @contextmanager
    def _answer(
        self,
        method: str,
        path: str,
        query: Mapping[str, str],
        headers: Mapping[str, str],
        upload: BinaryIO | None,
        body: bytes | None = None,
    ) -> Iterator[httpx.Response]:
        files = None if upload is None else {"file": upload}
        try:
            with self._client.stream(
                method, path, params=query, headers=headers, files=files, content=body
            ) as response:
                if response.status_code in _TEMPORARY:
                    seconds = _seconds_to_wait(response)
                    if seconds is not None:
                        raise TryLater(self.server, seconds)
                    raise Unreachable(
                        f"{self.server} is busy or waits for others. Try again later."
                    )
                if not response.is_success:
                    message = b"".join(self._pieces(response, LARGEST_ANSWER))
                    raise RequestFailed(self.server, response.status_code, plain_text(message))
                yield response
        except (httpx.UnsupportedProtocol, httpx.InvalidURL) as error:
            raise BadInput(f"{self.server} is no address that can be asked.") from error
        except httpx.TransportError as error:
            raise Unreachable(
                f"{self.server} does not answer ({type(error).__name__}). Is it running, and is"
                " this machine connected?"
            ) from error
        except httpx.HTTPError as error:
            raise AnswerRefused(f"{self.server} sent an answer that is no HTTP: {error}") from error

    def _pieces(self, response: httpx.Response, largest: int) -> Iterator[bytes]:
        deadline = time.monotonic() + self._patience.whole
        length = 0
        for piece in response.iter_raw():
            length += len(piece)
            if length > largest:
                raise AnswerRefused(f"{self.server} sent more than the {largest} bytes asked for.")
            if time.monotonic() > deadline:
                raise Unreachable(f"{self.server} is too slow: the answer did not end in time.")
            yield piece


def _seconds_to_wait(response: httpx.Response) -> float | None:
    """Read in how many seconds a server answers again; None where it does not say, or too many."""
    written = response.headers.get("retry-after", "")
    if not written.isascii() or not written.isdigit() or len(written) > 9:
        return None
    return float(written) if int(written) <= _LONGEST_WAIT else None


def make_client(
    base: str,
    patience: Patience,
    *,
    socket: str | None = None,
    authorization: str | None = None,
    connections: int = 8,
) -> httpx.Client:
    """Make the httpx client for one server: no redirects, no cookies kept, no compression.

    `socket` is the path of a Unix socket to connect to instead of the host in `base`;
    `authorization` is sent as that header. Raises BadInput for an address that is none.
    """
    headers = {"Accept-Encoding": "identity", "User-Agent": "corvia"}
    if authorization is not None:
        headers["Authorization"] = authorization
    limits = httpx.Limits(max_connections=connections)
    try:
        return httpx.Client(
            base_url=base,
            headers=headers,
            timeout=httpx.Timeout(patience.silence, connect=patience.connect),
            transport=httpx.HTTPTransport(uds=socket, limits=limits, retries=0),
            follow_redirects=False,
        )
    except (httpx.InvalidURL, ValueError) as error:
        raise BadInput(f"“{base[:100]}” is no address of a server.") from error


def plain_text(message: bytes) -> str:
    """Cut what a server says to one short line without characters that steer a terminal."""
    text = " ".join(message[: 4 * _LONGEST_MESSAGE].decode(errors="replace").split())
    return "".join("�" if steers_terminal(c) else c for c in text)[:_LONGEST_MESSAGE].rstrip(".")
