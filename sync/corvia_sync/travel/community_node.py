"""A community node as a way to travel: read as any trustless gateway, and given signed pushes.

All heads come in one answer; what is new of an author is pushed in one request.
"""

import base64
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec

from corvia_local.errors import PeerRefused
from corvia_local.model.progress import Report, silent
from corvia_sync import dag_cbor
from corvia_sync.bounded_http import AnswerRefused, Patience, RequestFailed
from corvia_sync.car import write_car
from corvia_sync.cid import DAG_CBOR, Cid
from corvia_sync.content import Block
from corvia_sync.dag_cbor import DagCborRefused, Limits
from corvia_sync.envelope import tag_of
from corvia_sync.ipns_record import LARGEST_RECORD, IpnsRecord
from corvia_sync.sealed_song import SealedSong
from corvia_sync.song import Song
from corvia_sync.travel.gateway import Gateway

PATIENCE: Final = Patience(silence=60, whole=900)
LARGEST_HEADS: Final = 16 * 1024 * 1024
_HEAD_LIMITS: Final = Limits(size=LARGEST_HEADS, depth=2, count=50_000)
_REQUEST_LIMITS: Final = Limits(size=LARGEST_HEADS, depth=2, count=2_000)
_ASKED_AT_ONCE: Final = 10_000
_PIECE: Final = 24 * 1024 * 1024
_SONGS: Final = (Song.TAG, SealedSong.TAG)
_TREE: Final = "application/vnd.ipld.dag-cbor"


class NodeRefused(PeerRefused):
    """A community node did not take what was pushed."""


class CommunityNode(Gateway):
    """The node at a URL. Close it when done."""

    def __init__(self, url: str, patience: Patience | None = None) -> None:
        super().__init__(url, patience or PATIENCE)
        self.name = f"the community node {url}"
        self.at_once = 8
        self._heads: dict[str, bytes] | None = None

    def head(self, name: str) -> bytes | None:
        """Give the newest IPNS record of a name, or None. Not verified yet."""
        return self._all_heads().get(name)

    def names(self) -> tuple[str, ...]:
        """List the names of all authors whose heads the node keeps."""
        return tuple(self._all_heads())

    def lacking(self, cids: Sequence[Cid]) -> tuple[Cid, ...]:
        """Tell which of these objects the node has not."""
        lacking: set[str] = set()
        for start in range(0, len(cids), _ASKED_AT_ONCE):
            asked = "\n".join(cid.text for cid in cids[start : start + _ASKED_AT_ONCE])
            lacking.update(self._post("/v1/lacking", asked.encode()).decode("ascii").split())
        return tuple(cid for cid in cids if cid.text in lacking)

    def publish(
        self,
        record: IpnsRecord,
        blocks: Iterable[Block],
        ended: Sequence[Cid],
        report: Report = silent,
    ) -> None:
        """Push a head and what is new behind it, in several pieces where it is much.

        The node lets go of what ended by itself. Raises NodeRefused with the node's reason.
        """
        report("sending to the node", 0.0)
        headers = {"Corvia-Head": base64.b64encode(record.data).decode()}
        for piece in _in_pieces(blocks):
            car = io.BytesIO()
            write_car(car, (record.target,), piece)
            body = car.getvalue() if piece else b""
            self._post(f"/v1/feeds/{record.name}", body, headers)
        self._heads = None
        report("sending to the node", 1.0)

    def leave_request(self, sealed: bytes) -> None:
        """Leave a sealed request to join for the stewards; raise NodeRefused."""
        self._post("/v1/requests", sealed)

    def requests(self) -> tuple[bytes, ...]:
        """List the sealed requests to join that were left here."""
        data = self._http.get("/v1/requests", {}, _TREE, LARGEST_HEADS)
        found = _decoded(data, _REQUEST_LIMITS)
        listed = found if isinstance(found, list) else []
        return tuple(sealed for sealed in listed if isinstance(sealed, bytes))

    def health(self) -> dict[str, bool | int | str | None]:
        """Ask how the node is; raise AnswerRefused where it answers something else."""
        data = self._http.get("/health", {}, "application/json", 64 * 1024)
        try:
            return msgspec.json.decode(data, type=dict[str, bool | int | str | None])
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise AnswerRefused(f"{self.name} is no community node.") from error

    def _all_heads(self) -> dict[str, bytes]:
        if self._heads is None:
            data = self._http.get("/v1/heads", {}, _TREE, LARGEST_HEADS)
            listed = _decoded(data, _HEAD_LIMITS)
            if not isinstance(listed, dict):
                raise AnswerRefused(f"{self.name} sent something that is no list of heads.")
            self._heads = {
                name: record
                for name, record in listed.items()
                if isinstance(record, bytes) and len(record) <= LARGEST_RECORD
            }
        return self._heads

    def _post(self, path: str, body: bytes, headers: dict[str, str] | None = None) -> bytes:
        try:
            return self._http.post_body(path, body, headers or {})
        except RequestFailed as error:
            reason = error.message or f"it answered {error.status}"
            raise NodeRefused(f"The node did not take it: {reason}.") from error


def _decoded(data: bytes, limits: Limits) -> dag_cbor.Value:
    try:
        return dag_cbor.decode(data, limits)
    except DagCborRefused as error:
        raise AnswerRefused(f"The node sent something that cannot be read: {error}") from error


def _in_pieces(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """Cut a row of blocks behind whole songs, which come last of all that they need.

    The first piece, which may be empty, is always given.
    """
    piece: list[Block] = []
    size, given = 0, False
    for cid, data in blocks:
        piece.append((cid, data))
        size += len(data)
        if size > _PIECE and cid.codec == DAG_CBOR and tag_of(data) in _SONGS:
            yield piece
            piece, size, given = [], 0, True
    if piece or not given:
        yield piece
