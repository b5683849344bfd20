"""A client for the RPC API of Kubo, IPFS' reference node.

Source: https://docs.ipfs.tech/reference/kubo/rpc/ ; every call is a POST under /api/v0.
"""

import base64
import binascii
import io
from collections.abc import Iterator
from typing import Any, BinaryIO, Final, TypeVar, cast
from urllib.parse import urlsplit

import msgspec

from corvia_local.errors import BadInput, CorviaError
from corvia_local.model.progress import Report, silent
from corvia_sync.blocks import LARGEST_BLOCK, check_block
from corvia_sync.bounded_http import (
    AnswerRefused,
    BoundedHttp,
    Patience,
    RequestFailed,
    make_client,
    plain_text,
)
from corvia_sync.cid import Cid, CidRefused
from corvia_sync.ipns_record import LARGEST_RECORD
from corvia_sync.kubo.node import NodeIdentity, Peer, RepoStat

LARGEST_LIST: Final = 64 * 1024 * 1024
"""Bytes of a list of pins: some 400,000 of them."""

_ROUTING_VALUE: Final = 5
"""The type of a routing event that brings a value."""

_NOT_FOUND: Final = ("not found", "could not find", "not pinned", "routing: not found")
_NO_PEER: Final = ("failed to find any peer in table", "could not resolve")
_TCP: Final = ("ip4", "ip6", "dns", "dns4", "dns6")


class KuboFailed(CorviaError):
    """A Kubo node answered that it cannot do what was asked."""


class StillPinned(KuboFailed):
    """A block is not erased, because something pinned needs it."""


class KuboForbids(BadInput):
    """A Kubo node asks for another authorization."""


class _Version(msgspec.Struct, rename="pascal"):
    version: str


class _Identity(msgspec.Struct):
    peer_id: str = msgspec.field(name="ID")
    addresses: list[str] | None = msgspec.field(name="Addresses", default=None)


class _Failure(msgspec.Struct, rename="pascal"):
    message: str


class _Peer(msgspec.Struct, rename="pascal"):
    addr: str
    peer: str


class _Peers(msgspec.Struct, rename="pascal"):
    peers: list[_Peer] | None = None


class _Stat(msgspec.Struct, rename="pascal"):
    num_objects: int
    repo_size: int
    storage_max: int


class _Pins(msgspec.Struct, rename="pascal"):
    keys: dict[str, Any] = {}


class _Event(msgspec.Struct, rename="pascal"):
    type: int = -1
    extra: str = ""


class _Link(msgspec.Struct):
    cid: str = msgspec.field(name="/")


class _Root(msgspec.Struct, rename="pascal"):
    cid: _Link
    pin_error_msg: str = ""


class _Imported(msgspec.Struct, rename="pascal"):
    root: _Root | None = None
    stats: dict[str, int] | None = None


class _Removed(msgspec.Struct, rename="pascal"):
    error: str = ""


T = TypeVar("T")


class Kubo:
    """One node, at a URL, at `/ip4/127.0.0.1/tcp/5001`, or at a Unix socket `/unix/path`.

    `authorization` is sent as the HTTP header of that name, for a remote node that asks for one
    (Kubo's `API.Authorizations`). Safe to use from several threads; close it when done.
    Raises BadInput for an address of another form.
    """

    def __init__(
        self, address: str, *, authorization: str | None = None, patience: Patience | None = None
    ) -> None:
        chosen = patience or Patience()
        base, socket = _place(address)
        client = make_client(base, chosen, socket=socket, authorization=authorization)
        self._http = BoundedHttp(f"The IPFS node at {address}", client, chosen)
        self._silence = chosen.silence

    def close(self) -> None:
        """Close all connections; the node runs on."""
        self._http.close()

    def identity(self) -> NodeIdentity:
        """Say who the node is."""
        version = self._read("version", _Version)
        found = self._read("id", _Identity)
        return NodeIdentity(found.peer_id, version.version, tuple(found.addresses or ()))

    def import_car(self, car: BinaryIO, report: Report = silent) -> None:
        """Give the node all blocks of a CAR file; pin nothing."""
        counted = cast(BinaryIO, _Counted(car, report))
        query = {"pin-roots": "false", "stats": "true"}
        answer = self._call("dag/import", query, upload=counted)
        ended = False
        for line in answer.splitlines():
            ended |= _decode(line, _Imported).stats is not None
        if not ended:
            raise KuboFailed("The IPFS node took in only a part of the file. Try again.")

    def export_car(self, root: Cid, target: BinaryIO, largest: int, report: Report = silent) -> int:
        """Write all blocks below a root as a CAR file, not checked yet; give its length."""
        query = {"arg": root.text, "progress": "false"}
        try:
            return self._http.post_into("dag/export", query, target, largest, report)
        except RequestFailed as error:
            raise _failure(error) from error

    def block(self, cid: Cid) -> bytes | None:
        """Fetch a block, from other nodes too, and check its hash; None where none is found."""
        query = {"arg": cid.text, "timeout": f"{max(1, int(self._silence * 0.8))}s"}
        try:
            data = self._call("block/get", query, largest=LARGEST_BLOCK)
        except KuboFailed as error:
            if _says(error, (*_NOT_FOUND, "deadline exceeded")):
                return None
            raise
        check_block(cid, data)
        return data

    def has_block(self, cid: Cid) -> bool:
        """Tell whether the node itself keeps a block."""
        try:
            self._call("block/stat", {"arg": cid.text, "offline": "true"})
        except KuboFailed as error:
            if _says(error, _NOT_FOUND):
                return False
            raise
        return True

    def remove_block(self, cid: Cid) -> None:
        """Erase a block; nothing happens where it is not kept. Raises StillPinned."""
        answer = self._call("block/rm", {"arg": cid.text, "force": "true"})
        for line in answer.splitlines():
            removed = _decode(line, _Removed)
            if removed.error:
                kind = StillPinned if "pinned" in removed.error else KuboFailed
                raise kind(f"The IPFS node keeps {cid}: {plain_text(removed.error.encode())}.")

    def pin(self, cid: Cid, *, recursive: bool) -> None:
        """Keep a block, or all blocks below it, from being collected."""
        self._call("pin/add", {"arg": cid.text, "recursive": _flag(recursive)})

    def unpin(self, cid: Cid) -> None:
        """Let a pin go; nothing happens where there is none."""
        try:
            self._call("pin/rm", {"arg": cid.text})
        except KuboFailed as error:
            if not _says(error, _NOT_FOUND):
                raise

    def pins(self) -> frozenset[Cid]:
        """List what is pinned by itself, recursively or directly."""
        return frozenset(self._pinned("recursive")) | frozenset(self._pinned("direct"))

    def put_record(self, name: str, record: bytes) -> None:
        """Publish a signed IPNS record under its name, in this node and by the nodes it knows.

        Kubo reports what goes wrong here in a trailer only. So the record is asked for again:
        raises KuboFailed where the node gives none or another, such as one that counts higher.
        """
        query = {"arg": f"/ipns/{name}", "allow-offline": "true"}
        self._call("routing/put", query, upload=io.BytesIO(record))
        if self.record(name) != record:
            raise KuboFailed("The IPFS node did not take the head, or knows a newer one.")

    def record(self, name: str) -> bytes | None:
        """Find the newest IPNS record of a name, not verified yet; None where none is found."""
        try:
            answer = self._call("routing/get", {"arg": f"/ipns/{name}"})
        except KuboFailed as error:
            if _says(error, (*_NOT_FOUND, *_NO_PEER)):
                return None
            raise
        found: bytes | None = None
        for line in answer.splitlines():
            event = _decode(line, _Event)
            if event.type == _ROUTING_VALUE:
                found = _from_base64(event.extra)
        return found

    def connect(self, address: str) -> None:
        """Connect to another node by its multiaddress."""
        self._call("swarm/connect", {"arg": address})

    def peers(self) -> tuple[Peer, ...]:
        """List the nodes that are connected."""
        return tuple(
            Peer(peer.peer, peer.addr) for peer in self._read("swarm/peers", _Peers).peers or ()
        )

    def stat(self) -> RepoStat:
        """Say how much is kept."""
        stat = self._read("repo/stat", _Stat)
        return RepoStat(stat.num_objects, stat.repo_size, stat.storage_max)

    def shut_down(self) -> None:
        """End the node."""
        self._call("shutdown", {})

    def _pinned(self, kind: str) -> Iterator[Cid]:
        answer = self._call("pin/ls", {"type": kind}, largest=LARGEST_LIST)
        try:
            return iter([Cid.from_text(text) for text in _decode(answer, _Pins).keys])
        except CidRefused as error:
            raise AnswerRefused(f"The IPFS node lists something that is no pin: {error}") from error

    def _read(self, command: str, kind: type[T]) -> T:
        return _decode(self._call(command, {}), kind)

    def _call(
        self,
        command: str,
        query: dict[str, str],
        upload: BinaryIO | None = None,
        largest: int = 4 * 1024 * 1024,
    ) -> bytes:
        try:
            return self._http.post(command, query, upload, largest)
        except RequestFailed as error:
            raise _failure(error) from error


class _Counted(io.RawIOBase):
    """A file that reports how much of it was read."""

    def __init__(self, source: BinaryIO, report: Report) -> None:
        self._source = source
        self._report = report
        start = source.tell()
        self._size = source.seek(0, io.SEEK_END)
        source.seek(start)

    def read(self, size: int = -1) -> bytes:
        data = self._source.read(size)
        self._report("sending", self._source.tell() / self._size if self._size else 1.0)
        return data

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._source.seek(offset, whence)

    def tell(self) -> int:
        return self._source.tell()

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True


def _place(address: str) -> tuple[str, str | None]:
    """Give the URL under which calls are made, and the Unix socket where it is one."""
    match address.split("/"):
        case ["", "unix", *path] if path:
            return "http://kubo/api/v0/", "/" + "/".join(path)
        case ["", kind, host, "tcp", port] if kind in _TCP:
            shown = f"[{host}]" if kind == "ip6" else host
            return f"http://{shown}:{port}/api/v0/", None
    if urlsplit(address).scheme in ("http", "https"):
        return f"{address.rstrip('/')}/api/v0/", None
    raise BadInput(
        f"“{address[:100]}” is no address of an IPFS node. Give http://127.0.0.1:5001 or"
        " /ip4/127.0.0.1/tcp/5001."
    )


def _decode(data: bytes, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise AnswerRefused(f"The IPFS node's answer cannot be read: {error}") from error


def _failure(error: RequestFailed) -> CorviaError:
    if error.status in (401, 403):
        return KuboForbids("The IPFS node asks for an authorization. Give the one set in its API.")
    return KuboFailed(f"The IPFS node could not do this: {error.message or error.status}.")


def _says(error: KuboFailed, words: tuple[str, ...]) -> bool:
    return any(word in str(error) for word in words)


def _from_base64(text: str) -> bytes:
    if len(text) > LARGEST_RECORD * 2:
        raise AnswerRefused("The IPFS node sent a head that is too long.")
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise AnswerRefused("The IPFS node sent a head that cannot be read.") from error


def _flag(value: bool) -> str:
    return "true" if value else "false"
