"""Requests to join, left at the node for the stewards. Each is sealed to them: the node reads none.

Who fills the box cannot push others out of it: a full box takes nothing more, and requests leave
it after thirty days.
"""

from datetime import timedelta
from typing import Final

import cbrrr
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from corvia_local.node.answers import told
from corvia_local.node.pushing import receive_bytes
from corvia_local.node.rate import Buckets, caller_of
from corvia_sync.keeping.community_copy import CommunityCopy, utc_today

LARGEST_REQUEST: Final = 16 * 1024
MOST_REQUESTS: Final = 500
KEPT_FOR: Final = timedelta(days=30)
_A_DAY: Final = 24 * 3600.0
_A_DAY_EACH: Final = 5
_SECONDS: Final = 30.0
_AGE_MAGIC: Final = b"age-encryption.org/v1\n"


class Requests:
    """The box of one node."""

    def __init__(self, copy: CommunityCopy) -> None:
        self._copy = copy
        self._callers = Buckets(_A_DAY_EACH, _A_DAY)

    async def answer(self, request: Request) -> Response:
        """Answer `GET` with all sealed requests, in a DAG-CBOR list, and take one by `POST`."""
        if request.method == "POST":
            return await self._take(request)
        found = await run_in_threadpool(self._copy.requests, utc_today())
        data = cbrrr.encode_dag_cbor(list(found))
        return Response(data, media_type="application/vnd.ipld.dag-cbor")

    async def _take(self, request: Request) -> Response:
        if self._callers.wait_for(caller_of(request.client.host if request.client else "")):
            return told(429, "You left several requests today. A steward will see them.")
        data = await receive_bytes(request, LARGEST_REQUEST, _SECONDS)
        if not data.startswith(_AGE_MAGIC):
            return told(422, "A request to join is sealed to the stewards by age.")
        until = utc_today() + KEPT_FOR
        kept = await run_in_threadpool(self._copy.keep_request, data, until, MOST_REQUESTS)
        if not kept:
            return told(503, "The box is full. Give your request to a steward yourself.")
        return told(202, "A steward will find your request here.")
