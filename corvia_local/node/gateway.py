"""The parts of IPFS' HTTP specifications that this node speaks, for reading.

`/ipfs/CID` gives raw blocks and CAR files, `/ipns/NAME` and `/routing/v1/ipns/NAME` the signed
record of an author. The reader checks every hash and signature.
Sources: https://specs.ipfs.tech/http-gateways/trustless-gateway/ and
https://specs.ipfs.tech/routing/http-routing-v1/
"""

import hashlib
import io
from datetime import UTC, date, datetime
from typing import Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from corvia_local.node.answers import told
from corvia_local.node.asking import TYPES, Asked, AskedWrongly, read_asked
from corvia_local.node.walking import (
    blocks_of_car,
    check_range,
    follow_path,
    is_identity,
)
from corvia_sync.car import write_car
from corvia_sync.cid import RAW, Cid
from corvia_sync.ipns_name import IpnsNameRefused, did_of_ipns_name
from corvia_sync.ipns_record import TIME_TO_LIVE, IpnsRecord, read_ipns_record
from corvia_sync.keeping.community_copy import CommunityCopy

FOREVER: Final = "public, max-age=29030400, immutable"


def give_object(request: Request, copy: CommunityCopy, text: str, path: str, on: date) -> Response:
    """Answer for `/ipfs/CID` and, as CAR, for a path below it; a raw block where no form is asked.

    Raises CidRefused, NotOffered, AskedWrongly and PathMissing.
    """
    return _give(request, copy, Cid.from_text(text), path, on, f"/ipfs/{text}")


def give_record(request: Request, copy: CommunityCopy, name: str, on: date) -> Response:
    """Answer for `/ipns/NAME`: the record; where a block or CAR is asked for, what it names."""
    asked = read_asked(request, ("ipns-record", "raw", "car"))
    data = _record_of(copy, name)
    if data is None:
        return told(404, "This node knows no head under this name.")
    record = read_ipns_record(data, did_of_ipns_name(name))
    if asked.form == "ipns-record":
        return _record_answer(request, record, name, asked)
    answer = _give(request, copy, record.target, "", on, f"/ipns/{name}")
    answer.headers["Cache-Control"] = _short(record)
    return answer


def give_routing_record(request: Request, copy: CommunityCopy, name: str) -> Response:
    """Answer for `GET /routing/v1/ipns/NAME`."""
    data = _record_of(copy, name)
    if data is None:
        return told(404, "Not known here.")
    record = read_ipns_record(data, did_of_ipns_name(name))
    asked = read_asked(request, ("ipns-record",))
    return _record_answer(request, record, name, asked)


def path_below(scope: Scope) -> str:
    """Give what stands below the CID in an address, still encoded: %2F belongs to a step's name."""
    raw: bytes = scope.get("raw_path") or scope["path"].encode()
    below = "/".join(raw.decode("latin-1").split("/")[3:])
    return quote(below, safe="/%:@!$&'()*+,;=~")


def _give(
    request: Request, copy: CommunityCopy, root: Cid, path: str, on: date, shown: str
) -> Response:
    asked = read_asked(request, ("raw", "car"))
    if path and asked.form == "raw":
        raise AskedWrongly("A block is asked for by its own CID, without a path. Or ask for a CAR.")
    place = f"{root.text}/{path}" if path else root.text
    headers = _headers(asked, root, place, shown)
    data = _block(copy, root, on)
    if data is None:
        cached = request.headers.get("cache-control") == "only-if-cached"
        return told(412 if cached else 404, "This node does not hand on this block.")
    if _is_known(request, headers["Etag"]):
        return Response(status_code=304, headers=headers)
    if asked.form == "raw":
        return Response(data, media_type=TYPES["raw"], headers=headers)
    end = follow_path(lambda cid: _block(copy, cid, on), (root, data), path)
    check_range(end, asked.car)
    target = io.BytesIO()
    blocks = blocks_of_car(lambda cid: _block(copy, cid, on), end, asked.car)
    write_car(target, (root,), blocks, dups=asked.car.dups)
    return Response(target.getvalue(), media_type=asked.car.media_type, headers=headers)


def _headers(asked: Asked, root: Cid, place: str, shown: str) -> dict[str, str]:
    etag = f'"{place}.raw"' if asked.form == "raw" else f'W/"{place}.car.{asked.car.mark}"'
    below = place.removeprefix(root.text)
    headers = {
        "Etag": etag,
        "Cache-Control": FOREVER,
        "X-Ipfs-Path": shown + below,
        "X-Ipfs-Roots": root.text,
        "Content-Disposition": asked.disposition(root.text),
        "Accept-Ranges": "none",
        "Vary": "Accept",
        **_OPEN,
    }
    if not asked.named:
        headers["Content-Location"] = f"{shown}{below}?format={asked.form}"
    return headers


_OPEN: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Content-Location, Etag, X-Ipfs-Path, X-Ipfs-Roots",
}
"""What is read here is public: a page of another origin may read it too."""


def _is_known(request: Request, etag: str) -> bool:
    """Tell whether the caller has this answer already (weak comparison, RFC 9110 §8.8.3.2)."""
    known = [one.strip() for one in request.headers.get("if-none-match", "").split(",")]
    return "*" in known or etag.removeprefix("W/") in [one.removeprefix("W/") for one in known]


def _block(copy: CommunityCopy, cid: Cid, on: date) -> bytes | None:
    if is_identity(cid) and cid.codec == RAW:
        return cid.digest
    return copy.block(cid.text, on)


def _record_of(copy: CommunityCopy, name: str) -> bytes | None:
    try:
        return copy.record(did_of_ipns_name(name))
    except IpnsNameRefused:
        return None


def _record_answer(request: Request, record: IpnsRecord, name: str, asked: Asked) -> Response:
    digest = hashlib.sha256(record.data).hexdigest()[:32]
    headers = {
        "Etag": f'"{digest}.ipns-record"',
        "Cache-Control": _short(record),
        "Content-Disposition": asked.disposition(name),
        "X-Ipfs-Path": f"/ipns/{name}",
        "Vary": "Accept",
        **_OPEN,
    }
    if _is_known(request, headers["Etag"]):
        return Response(status_code=304, headers=headers)
    return Response(record.data, media_type=TYPES["ipns-record"], headers=headers)


def _short(record: IpnsRecord) -> str:
    """Let a record be kept for as long as its author says, but not beyond its end."""
    left = int((record.valid_until - datetime.now(UTC)).total_seconds())
    lasting = int(TIME_TO_LIVE.total_seconds())
    return f"public, max-age={max(0, min(lasting, left))}"
