"""HTTP/1.1 connections that end where the other side is too slow, or has too many of them.

uvicorn waits without end for a request's head and for a reader who does not read; a few hundred
such connections would keep everyone else out.
"""

import asyncio
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    from uvicorn.config import Config
    from uvicorn.server import ServerState

READ_SECONDS: Final = 60.0
"""How long a reader may let the answer wait in the buffer."""


def bounded_protocol(
    head_seconds: float, connections_an_address: int | None, read_seconds: float = READ_SECONDS
) -> type[asyncio.Protocol]:
    """Make the protocol class for a server; None for no bound on an address' connections."""
    open_now: Counter[str] = Counter()

    class BoundedProtocol(H11Protocol):
        def __init__(
            self,
            config: "Config",
            server_state: "ServerState",
            app_state: dict[str, Any],
            _loop: asyncio.AbstractEventLoop | None = None,
        ) -> None:
            super().__init__(config, server_state, app_state, _loop)
            self._head_timer: asyncio.TimerHandle | None = None
            self._read_timer: asyncio.TimerHandle | None = None
            self._address = ""

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            self._address = self.client[0] if self.client else ""
            open_now[self._address] += 1
            if connections_an_address and open_now[self._address] > connections_an_address:
                transport.abort()
                return
            self._wait_for_head()

        def connection_lost(self, exc: Exception | None) -> None:
            self._stop_waiting()
            self._stop_reading()
            open_now[self._address] -= 1
            if open_now[self._address] <= 0:
                del open_now[self._address]
            super().connection_lost(exc)

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            if self.conn.their_state is h11.IDLE:
                self._wait_for_head()
            else:
                self._stop_waiting()

        def pause_writing(self) -> None:
            super().pause_writing()
            if self._read_timer is None:
                self._read_timer = self.loop.call_later(read_seconds, self.transport.abort)

        def resume_writing(self) -> None:
            self._stop_reading()
            super().resume_writing()

        def _wait_for_head(self) -> None:
            if self._head_timer is None:
                self._head_timer = self.loop.call_later(head_seconds, self.transport.abort)

        def _stop_waiting(self) -> None:
            if self._head_timer is not None:
                self._head_timer.cancel()
                self._head_timer = None

        def _stop_reading(self) -> None:
            if self._read_timer is not None:
                self._read_timer.cancel()
                self._read_timer = None

    return BoundedProtocol
