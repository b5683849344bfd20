"""The parts of IPFS' HTTP specifications that this node speaks, for reading.

`/ipfs/CID` gives raw blocks and CAR files, `/ipns/NAME` and `/routing/v1/ipns/NAME` the signed
record of an author. The reader checks every hash and signature.
Sources: https://specs.ipfs.tech/http-gateways/trustless-gateway/ and
https://specs.ipfs.tech/routing/http-routing-v1/
"""

import io
from collections.abc import Iterator
from datetime import date
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from corvia_local.node.answers import told
from corvia_sync.blocks import BlockRefused
from corvia_sync.car import write_car
from corvia_sync.cid import DAG_CBOR, RAW, Cid, CidRefused
from corvia_sync.composition import COMPOSITION_LIMITS
from corvia_sync.content import Block
from corvia_sync.dag_cbor import decode, links_in
from corvia_sync.ipns_name import IpnsNameRefused, did_of_ipns_name
from corvia_sync.ipns_record import TIME_TO_LIVE, read_ipns_record
from corvia_sync.keeping.community_copy import CommunityCopy

RAW_TYPE: Final = "application/vnd.ipld.raw"
CAR_TYPE: Final = "application/vnd.ipld.car"
RECORD_TYPE: Final = "application/vnd.ipfs.ipns-record"
FOREVER: Final = "public, max-age=29030400, immutable"
LARGEST_CAR: Final = 96 * 1024 * 1024
MOST_CAR_BLOCKS: Final = 5000
_IDENTITY: Final = 0
_CAR_FORM: Final = "version=1; order=dfs; dups=n"


class CarTooLarge(BlockRefused):
    """What is below a root is more than is given in one file."""


def give_object(request: Request, copy: CommunityCopy, text: str, on: date) -> Response:
    """Answer for `/ipfs/CID` in the form that is asked for; a raw block where none is."""
    try:
        cid = Cid.from_text(text)
    except CidRefused as error:
        return told(400, str(error))
    form = asked_form(request, {"raw": RAW_TYPE, "car": CAR_TYPE}, RAW_TYPE)
    if form is None:
        return told(406, "This node gives raw blocks and CAR files: add ?format=raw or =car.")
    etag = f'"{text}.raw"' if form == RAW_TYPE else f'W/"{text}.car.{_scope(request)}"'
    if etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers={"Etag": etag})
    data = _block(copy, cid, on)
    if data is None:
        asked = request.headers.get("cache-control") == "only-if-cached"
        return told(412 if asked else 404, "This node does not hand on this block.")
    media = form
    if form == CAR_TYPE:
        data = car_of(copy, cid, data, _scope(request), on)
        media = f"{CAR_TYPE}; {_CAR_FORM}"
    ending = "bin" if form == RAW_TYPE else "car"
    headers = {
        "Etag": etag,
        "Cache-Control": FOREVER,
        "X-Ipfs-Path": f"/ipfs/{text}",
        "X-Ipfs-Roots": text,
        "Content-Disposition": f'attachment; filename="{text}.{ending}"',
        "Accept-Ranges": "none",
    }
    return Response(data, media_type=media, headers=headers)


def give_record(request: Request, copy: CommunityCopy, name: str, on: date) -> Response:
    """Answer for `/ipns/NAME`: the record; where a block or CAR is asked for, what it names."""
    record = _record_of(copy, name)
    if record is None:
        return told(404, "This node knows no head under this name.")
    forms = {"ipns-record": RECORD_TYPE, "raw": RAW_TYPE, "car": CAR_TYPE}
    form = asked_form(request, forms, RECORD_TYPE)
    if form in (RAW_TYPE, CAR_TYPE):
        target = read_ipns_record(record, did_of_ipns_name(name)).target
        answer = give_object(request, copy, target.text, on)
        answer.headers["Cache-Control"] = _short()
        return answer
    if form is None:
        return told(406, "This node gives IPNS records: add ?format=ipns-record.")
    return _record_answer(record, name)


def give_routing_record(copy: CommunityCopy, name: str) -> Response:
    """Answer for `GET /routing/v1/ipns/NAME`."""
    record = _record_of(copy, name)
    return told(404, "Not known here.") if record is None else _record_answer(record, name)


def asked_form(request: Request, forms: dict[str, str], usual: str) -> str | None:
    """Find the media type that a request asks for, by `?format=` or `Accept`; None for another."""
    named = request.query_params.get("format")
    if named is not None:
        return forms.get(named)
    accepted = request.headers.get("accept", "")
    for media in forms.values():
        if media in accepted:
            return media
    return None if "application/vnd.ip" in accepted else usual


def car_of(copy: CommunityCopy, root: Cid, data: bytes, scope: str, on: date) -> bytes:
    """Write a CAR file of a block, and but for scope `block` of all that is handed on below it.

    Links to blocks that are not handed on are passed over. Raises CarTooLarge.
    """
    target = io.BytesIO()
    blocks = iter([(root, data)]) if scope == "block" else _walk(copy, root, data, on)
    write_car(target, (root,), _bounded(blocks))
    return target.getvalue()


def _walk(copy: CommunityCopy, root: Cid, data: bytes, on: date) -> Iterator[Block]:
    """Give blocks depth first, each once, with a list in place of the call stack."""
    seen: set[Cid] = {root}
    open_blocks: list[Block] = [(root, data)]
    while open_blocks:
        cid, block = open_blocks.pop()
        yield cid, block
        links = list(links_in(decode(block, COMPOSITION_LIMITS))) if cid.codec == DAG_CBOR else []
        for link in reversed(links):
            found = None if link in seen else _block(copy, link, on)
            if found is not None:
                seen.add(link)
                open_blocks.append((link, found))


def _bounded(blocks: Iterator[Block]) -> Iterator[Block]:
    size = 0
    for count, (cid, data) in enumerate(blocks, 1):
        size += len(data)
        if count > MOST_CAR_BLOCKS or size > LARGEST_CAR:
            raise CarTooLarge("Below this block is more than one file holds. Ask block by block.")
        yield cid, data


def _block(copy: CommunityCopy, cid: Cid, on: date) -> bytes | None:
    if cid.hash_code == _IDENTITY and cid.codec == RAW:
        return cid.digest
    return copy.block(cid.text, on)


def _record_of(copy: CommunityCopy, name: str) -> bytes | None:
    try:
        return copy.record(did_of_ipns_name(name))
    except IpnsNameRefused:
        return None


def _record_answer(record: bytes, name: str) -> Response:
    headers = {
        "Cache-Control": _short(),
        "Content-Disposition": f'attachment; filename="{name}.ipns-record"',
    }
    return Response(record, media_type=RECORD_TYPE, headers=headers)


def _short() -> str:
    return f"public, max-age={int(TIME_TO_LIVE.total_seconds())}"


def _scope(request: Request) -> str:
    scope = request.query_params.get("dag-scope", "all")
    return "block" if scope == "block" else "all"
