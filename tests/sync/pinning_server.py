"""A pinning service that implements IPFS' published interface over whatever fetches blocks."""

import asyncio
import itertools
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from corvia_sync.cid import Cid, CidRefused

Fetch = Callable[[Cid, list[str]], bool]
"""Called with a CID and the places where it can be had; tells whether it was pinned."""


@dataclass
class PinningServer:
    """Its pins by request id, in the order in which they came. `page` bounds a list."""

    fetch: Fetch
    let_go: Callable[[Cid], None]
    token: str = "open-sesame"
    delegates: list[str] = field(default_factory=lambda: ["/ip4/127.0.0.1/tcp/9/p2p/none"])
    page: int = 1000
    pins: dict[str, dict[str, Any]] = field(default_factory=dict)
    url: str = ""
    asked: list[str] = field(default_factory=list)
    busy: int = 0
    counter: Any = field(default_factory=lambda: itertools.count(1))

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/psa/pins", self._guarded(self._list), methods=["GET"]),
                Route("/psa/pins", self._guarded(self._add), methods=["POST"]),
                Route("/psa/pins/{id:path}", self._guarded(self._one), methods=["GET"]),
                Route("/psa/pins/{id:path}", self._guarded(self._replace), methods=["POST"]),
                Route("/psa/pins/{id:path}", self._guarded(self._remove), methods=["DELETE"]),
            ]
        )

    def _guarded(self, answer: Any) -> Any:
        async def guarded(request: Request) -> Response:
            self.asked.append(f"{request.method} {request.url.path}")
            if request.headers.get("authorization") != f"Bearer {self.token}":
                return _error(401, "UNAUTHORIZED", "Access token is missing or invalid")
            if self.busy:
                self.busy -= 1
                return Response(status_code=429, headers={"Retry-After": "0"})
            found: Response = await answer(request)
            return found

        return guarded

    async def _list(self, request: Request) -> Response:
        query = request.query_params
        statuses = query.get("status", "pinned").split(",")
        cids = query["cid"].split(",") if "cid" in query else None
        found = [
            pin
            for pin in reversed(self.pins.values())
            if pin["status"] in statuses
            and query.get("name") in (None, pin["pin"].get("name"))
            and (cids is None or pin["pin"]["cid"] in cids)
            and ("before" not in query or pin["created"] < query["before"])
        ]
        most = min(int(query.get("limit", "10")), self.page)
        return JSONResponse({"count": len(found), "results": found[:most]})

    async def _add(self, request: Request) -> Response:
        asked = await request.json()
        try:
            cid = Cid.from_text(asked["cid"])
        except (CidRefused, KeyError):
            return _error(400, "BAD_REQUEST", "cid is no CID")
        number = next(self.counter)
        made = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(milliseconds=number)
        pin = {
            "requestid": f"request/{number}",
            "status": "queued",
            "created": made.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "pin": asked,
            "delegates": self.delegates,
            "info": {},
        }
        self.pins[str(pin["requestid"])] = pin
        before = dict(pin)
        pinned = await asyncio.to_thread(self.fetch, cid, asked.get("origins", []))
        pin["status"] = "pinned" if pinned else "failed"
        return JSONResponse(before, status_code=202)

    async def _one(self, request: Request) -> Response:
        pin = self.pins.get(request.path_params["id"].replace("%2F", "/"))
        return _error(404, "NOT_FOUND", "no such pin") if pin is None else JSONResponse(pin)

    async def _replace(self, request: Request) -> Response:
        if self._forget(request) is None:
            return _error(404, "NOT_FOUND", "no such pin")
        return await self._add(request)

    async def _remove(self, request: Request) -> Response:
        pin = self._forget(request)
        if pin is None:
            return _error(404, "NOT_FOUND", "no such pin")
        if all(other["pin"]["cid"] != pin["pin"]["cid"] for other in self.pins.values()):
            await asyncio.to_thread(self.let_go, Cid.from_text(pin["pin"]["cid"]))
        return Response(status_code=202)

    def _forget(self, request: Request) -> dict[str, Any] | None:
        raw = request.scope["raw_path"].decode().rsplit("/", 1)[-1]
        return self.pins.pop(raw.replace("%2F", "/"), None)


def _error(status: int, reason: str, details: str) -> Response:
    return JSONResponse({"error": {"reason": reason, "details": details}}, status_code=status)


@contextmanager
def running(server: PinningServer) -> Iterator[PinningServer]:
    """Serve on this machine's loopback address."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    config = uvicorn.Config(server.app(), access_log=False, log_level="warning")
    served = uvicorn.Server(config)
    thread = threading.Thread(target=lambda: asyncio.run(served.serve([listener])))
    thread.start()
    server.url = f"http://127.0.0.1:{listener.getsockname()[1]}/psa"
    try:
        yield server
    finally:
        served.should_exit = True
        thread.join()
