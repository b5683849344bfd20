"""A remote pinning service, by IPFS' published interface: list, add, replace and remove pins.

A service fetches what it shall pin from the nodes that keep it, so that a node of ours has to be
reachable for it. Whatever it answers is bounded and read by type; a pin counts as kept only where
it says `pinned`.
Source: https://ipfs.github.io/pinning-services-api-spec/ (version 1.0.0)
"""

import ipaddress
import json
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Final, Literal, TypeVar
from urllib.parse import quote, urlsplit

import msgspec
from msgspec import Meta

from corvia_local.errors import BadInput
from corvia_local.model.progress import Report, silent
from corvia_sync.bounded_http import (
    AnswerRefused,
    BoundedHttp,
    Patience,
    RequestFailed,
    make_client,
)
from corvia_sync.cid import Cid, CidRefused

T = TypeVar("T", bound=msgspec.Struct)

Status = Literal["queued", "pinning", "pinned", "failed"]

_JSON: Final = "application/json"
_ALL: Final = "queued,pinning,pinned,failed"
_A_PAGE: Final = 1000
_MOST_PAGES: Final = 200
_LARGEST_PAGE: Final = 16 * 1024 * 1024
_LARGEST_STATUS: Final = 256 * 1024
_MOST_ORIGINS: Final = 20
_MULTIADDR: Final = re.compile(r"/[a-zA-Z0-9._/:%-]{3,500}\Z")
_TOKEN: Final = re.compile(r"[\x21-\x7e]{1,4000}\Z")


class ServiceUnusable(BadInput):
    """A pinning service's address or token cannot be used."""


class _Pin(msgspec.Struct, frozen=True):
    cid: Annotated[str, Meta(max_length=200)]
    name: Annotated[str, Meta(max_length=255)] | None = None


class PinStatus(msgspec.Struct, frozen=True):
    """One pin as the service tells of it. Fields that are not needed here are passed over."""

    requestid: Annotated[str, Meta(min_length=1, max_length=500)]
    status: Status
    created: Annotated[str, Meta(max_length=64)]
    pin: _Pin
    delegates: Annotated[tuple[str, ...], Meta(max_length=200)] = ()

    @property
    def cid(self) -> Cid | None:
        """What is pinned; None where the service names no CID that is known here."""
        try:
            return Cid.from_text(self.pin.cid)
        except CidRefused:
            return None


class _Page(msgspec.Struct, frozen=True):
    count: Annotated[int, Meta(ge=0)]
    results: Annotated[tuple[PinStatus, ...], Meta(max_length=_A_PAGE)]


@dataclass(frozen=True)
class InStep:
    """What a service keeps after it was brought into step, in numbers.

    `delegates` are addresses of nodes that the service wants to be connected to.
    """

    pinned: int
    waiting: int
    failed: int
    added: int
    removed: int
    delegates: tuple[str, ...]


class PinningService:
    """One service and one access token. Close it when done.

    Every call raises Unreachable where it does not answer in time, RequestFailed where it refuses
    (a wrong token is its 401), AnswerRefused where it answers something else than it should.
    """

    def __init__(self, address: str, token: str, patience: Patience | None = None) -> None:
        _check_address(address)
        if not _TOKEN.match(token):
            raise ServiceUnusable("The pinning service's token is one line without spaces.")
        waiting = patience or Patience()
        client = make_client(address.rstrip("/"), waiting, authorization=f"Bearer {token}")
        self._http = BoundedHttp("The pinning service", client, waiting)

    def close(self) -> None:
        """Close all connections."""
        self._http.close()

    def pins(self, name: str) -> Iterator[PinStatus]:
        """List all pins of a name, in whatever state, the newest first."""
        query = {"name": name, "match": "exact", "status": _ALL, "limit": str(_A_PAGE)}
        seen: set[str] = set()
        for _ in range(_MOST_PAGES):
            page = _decoded(self._http.get("/pins", query, _JSON, _LARGEST_PAGE), _Page)
            new = [pin for pin in page.results if pin.requestid not in seen]
            yield from new
            seen.update(pin.requestid for pin in new)
            if not new or page.count <= len(page.results):
                return
            query["before"] = new[-1].created
        raise AnswerRefused(f"The pinning service lists more than {_MOST_PAGES * _A_PAGE} pins.")

    def add(self, cid: Cid, name: str, origins: Sequence[str]) -> PinStatus:
        """Ask for a block and all below it to be pinned; `origins` are where it can be had."""
        return self._send("/pins", cid, name, origins)

    def replace(self, requestid: str, cid: Cid, name: str, origins: Sequence[str]) -> PinStatus:
        """Ask anew in the place of an earlier pin, such as one that failed."""
        return self._send(f"/pins/{quote(requestid, safe='')}", cid, name, origins)

    def remove(self, requestid: str) -> None:
        """Let go of a pin; nothing happens where the service knows none by this id."""
        try:
            self._http.delete(f"/pins/{quote(requestid, safe='')}")
        except RequestFailed as error:
            if error.status != 404:
                raise

    def _send(self, path: str, cid: Cid, name: str, origins: Sequence[str]) -> PinStatus:
        asked = {"cid": cid.text, "name": name, "origins": list(origins)[:_MOST_ORIGINS]}
        headers = {"Content-Type": _JSON, "Accept": _JSON}
        body = json.dumps(asked).encode()
        answer = _decoded(self._http.post_body(path, body, headers, _LARGEST_STATUS), PinStatus)
        if answer.cid != cid:
            raise AnswerRefused("The pinning service answered for another block than was asked.")
        return answer


def bring_into_step(
    service: PinningService,
    name: str,
    wanted: Collection[Cid],
    origins: Sequence[str],
    report: Report = silent,
) -> InStep:
    """Have a service pin under a name exactly what is wanted: nothing less and nothing more.

    What failed is asked for again; what ended, and what stands there twice, is let go. All follows
    from the service's own list, so that it may be broken off anywhere and begun again.
    """
    kept: dict[Cid, PinStatus] = {}
    surplus: list[PinStatus] = []
    for pin in service.pins(name):
        cid = pin.cid
        if cid is None or cid not in wanted or cid in kept:
            surplus.append(pin)
        else:
            kept[cid] = pin
    for pin in surplus:
        service.remove(pin.requestid)
    lacking = sorted(cid for cid in wanted if cid not in kept)
    failed = sorted(cid for cid, pin in kept.items() if pin.status == "failed")
    for number, cid in enumerate([*lacking, *failed]):
        report("pinning", number / (len(lacking) + len(failed)))
        if cid in kept:
            kept[cid] = service.replace(kept[cid].requestid, cid, name, origins)
        else:
            kept[cid] = service.add(cid, name, origins)
    states = [pin.status for pin in kept.values()]
    return InStep(
        pinned=states.count("pinned"),
        waiting=states.count("queued") + states.count("pinning"),
        failed=states.count("failed"),
        added=len(lacking),
        removed=len(surplus),
        delegates=_delegates(kept.values()),
    )


def _delegates(pins: Collection[PinStatus]) -> tuple[str, ...]:
    found = {one for pin in pins for one in pin.delegates if _MULTIADDR.match(one)}
    return tuple(sorted(found))[:_MOST_ORIGINS]


def _decoded(data: bytes, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise AnswerRefused(f"The pinning service's answer cannot be read: {error}.") from error


def _check_address(address: str) -> None:
    """Raise ServiceUnusable where a token would travel in the open."""
    parts = urlsplit(address)
    if parts.scheme == "https" and parts.hostname:
        return
    if parts.scheme == "http" and is_this_machine(parts.hostname or ""):
        return
    raise ServiceUnusable(
        "A pinning service's address begins with https://, as the token would travel in the open;"
        " http:// is for this machine only."
    )


def is_this_machine(host: str) -> bool:
    """Tell whether a host's name or address is this machine's own."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
