"""Pushes: an author brings a signed head, and behind it a CAR file of what is new.

The head is verified before a byte of the body is read, so that a push by a stranger, an old one
and one for nobody cost one signature check. What follows is what a peer's pull does with the same
bytes; then all of it is kept, or nothing.
"""

import asyncio
import base64
import binascii
import io
import tempfile
from datetime import UTC, datetime
from typing import BinaryIO, Final, cast

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from corvia_local.errors import PeerRefused
from corvia_local.node.answers import told
from corvia_local.node.rate import Buckets
from corvia_sync.heads import brings_news
from corvia_sync.ipns_record import LARGEST_RECORD, IpnsRecord, read_named_record
from corvia_sync.keeping.community_copy import CommunityCopy, QuotaExceeded, Taken

HEAD_HEADER: Final = "Corvia-Head"
MOST_ASKED: Final = 10_000
"""CIDs in one question for what is lacking."""

_SLOWEST: Final = 4096
"""Bytes a second, on the average after the first ten seconds, below which a sender is too slow."""

_GRACE_SECONDS: Final = 10
_PIECE_SECONDS: Final = 15
_IN_MEMORY: Final = 1024 * 1024


class TooSlow(PeerRefused):
    """A sender lets the node wait."""


class Pushing:
    """Takes pushes for one community. `body_seconds` bounds how long a body may take."""

    def __init__(self, copy: CommunityCopy, pushes: Buckets, body_seconds: float) -> None:
        self._copy = copy
        self._pushes = pushes
        self._body_seconds = body_seconds

    async def push(self, request: Request, name: str) -> Response:
        """Answer `POST /v1/feeds/NAME`, with the record in the header and the CAR as body."""
        encoded = request.headers.get(HEAD_HEADER, "")
        if not 0 < len(encoded) <= 2 * LARGEST_RECORD:
            return told(400, f"The header {HEAD_HEADER} has to hold the head in base64.")
        try:
            data = base64.b64decode(encoded, validate=True)
        except binascii.Error:
            return told(400, f"The header {HEAD_HEADER} is no base64.")
        return await self._take(request, name, data, with_body=True)

    async def put_record(self, request: Request, name: str) -> Response:
        """Answer `PUT /routing/v1/ipns/NAME`: a head whose blocks are here already."""
        data = await receive_bytes(request, LARGEST_RECORD, self._body_seconds)
        return await self._take(request, name, data, with_body=False)

    async def _take(self, request: Request, name: str, data: bytes, *, with_body: bool) -> Response:
        record = read_named_record(data, name)
        now = datetime.now(UTC)
        record.check_time(now)
        self._copy.check_author(record.author)
        await run_in_threadpool(self._check_new, record)
        wait = self._pushes.wait_for(record.author)
        if wait:
            return told(429, "You pushed often. Try again later.", **{"Retry-After": f"{wait:.0f}"})
        if not with_body:
            return _taken(await run_in_threadpool(self._copy.take, record, None, now))
        space = await run_in_threadpool(self._copy.space_for, record.author)
        with tempfile.SpooledTemporaryFile(_IN_MEMORY) as spooled:
            file = cast(BinaryIO, spooled)
            length = await receive(request, file, space, self._body_seconds)
            source = file if length else None
            return _taken(await run_in_threadpool(self._copy.take, record, source, now))

    def _check_new(self, record: IpnsRecord) -> None:
        """Raise RolledBack or Forked for a head that can bring nothing."""
        brings_news(record, self._copy.heads.head(record.author, self._copy.community))


async def lacking(request: Request, copy: CommunityCopy, body_seconds: float) -> Response:
    """Answer `POST /v1/lacking`: which of the CIDs, one a line, this node has not."""
    body = await receive_bytes(request, MOST_ASKED * 64, body_seconds)
    lines = body.decode("ascii", errors="replace").split()
    if len(lines) > MOST_ASKED:
        return told(413, f"Ask for at most {MOST_ASKED} objects at once.")
    found = await run_in_threadpool(copy.lacking, lines)
    return told(200, "\n".join(found))


async def receive_bytes(request: Request, most: int, seconds: float) -> bytes:
    """Read a short body, as `receive` does."""
    file = io.BytesIO()
    await receive(request, file, most, seconds)
    return file.getvalue()


async def receive(request: Request, file: BinaryIO, most: int, seconds: float) -> int:
    """Write a request's body to a file; give its length.

    Raises QuotaExceeded beyond `most` bytes, TooSlow for a sender who trickles or takes longer
    than `seconds`.
    """
    announced = request.headers.get("content-length", "0")
    if not announced.isascii() or not announced.isdigit() or int(announced[:20]) > most:
        raise QuotaExceeded(f"At most {most} bytes are read here. Share less at once.")
    clock = asyncio.get_running_loop().time
    started, length = clock(), 0
    pieces = request.stream()
    while True:
        try:
            async with asyncio.timeout(_PIECE_SECONDS):
                piece = await anext(pieces, None)
        except TimeoutError as error:
            raise TooSlow("You sent nothing for too long.") from error
        except ClientDisconnect as error:
            raise TooSlow("The sender is gone.") from error
        if piece is None:
            return length
        length += len(piece)
        if length > most:
            raise QuotaExceeded(f"At most {most} bytes are read here. Share less at once.")
        passed = clock() - started
        if passed > seconds or (passed > _GRACE_SECONDS and length < passed * _SLOWEST):
            raise TooSlow("You send too slowly. Try again on a better connection.")
        file.write(piece)


def _taken(taken: Taken) -> Response:
    return JSONResponse(
        {
            "songs": len(taken.songs),
            "refused": [{"cid": r.cid.text, "reason": r.reason} for r in taken.refused],
            "missing": [cid.text for cid in taken.missing],
        }
    )
