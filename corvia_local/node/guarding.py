"""What every answer goes through: a bound on how often one address asks, and headers that bind."""

from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from corvia_local.node.answers import told
from corvia_local.node.rate import Buckets, caller_of

_HEADERS = (
    (
        b"content-security-policy",
        b"default-src 'none'; style-src 'unsafe-inline'; media-src 'self'; base-uri 'none';"
        b" form-action 'none'; frame-ancestors 'none'",
    ),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
)


class Guarded:
    """Answers 429 to who asks too often; puts the headers on every other answer.

    With `behind_proxy` the caller is the last address in `X-Forwarded-For`, the one that the
    proxy itself wrote; whatever stands before it the caller may have made up.
    """

    def __init__(self, app: ASGIApp, buckets: Buckets, *, behind_proxy: bool) -> None:
        self._app = app
        self._buckets = buckets
        self._behind_proxy = behind_proxy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it here."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        wait = self._buckets.wait_for(caller_of(self._address(scope)))
        if wait:
            answer = told(429, "You ask too often.", **{"Retry-After": str(int(wait) + 1)})
            await answer(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *_HEADERS]
            await send(message)

        await self._app(scope, receive, with_headers)

    def _address(self, scope: dict[str, Any] | Scope) -> str:
        if self._behind_proxy:
            for name, value in scope["headers"]:
                if name == b"x-forwarded-for":
                    return str(value.decode("latin-1").rsplit(",", 1)[-1].strip())
        client = scope.get("client")
        return client[0] if client else ""
