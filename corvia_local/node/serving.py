"""The node's addresses.

`/` the page, `/feed.json` the same as data, `/composition.flac`, `/health`; what IPFS tools read
(`/ipfs/…`, `/ipns/…`, `/routing/v1/ipns/…`); and for members `/v1/heads`, `/v1/lacking`,
`/v1/feeds/NAME`, `/v1/requests`.
"""

import hashlib
import shutil
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import Final

import cbrrr
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from corvia_local.errors import CorviaError
from corvia_local.node import gateway
from corvia_local.node.answers import refusal, told
from corvia_local.node.guarding import Guarded
from corvia_local.node.keeping import Node, log
from corvia_local.node.pushing import Pushing, lacking
from corvia_local.node.rate import Buckets
from corvia_local.node.requests import Requests
from corvia_sync.keeping.community_copy import utc_today

Lifespan = Callable[[Starlette], AbstractAsyncContextManager[None]]
_AN_HOUR: Final = 3600.0


def make_app(node: Node, lifespan: Lifespan | None = None) -> Starlette:
    """Make the application over a node; `lifespan` runs beside it what works in the background."""
    limits = node.configuration.limits
    pushing = Pushing(node.copy, Buckets(limits.pushes_an_hour, _AN_HOUR), limits.body_seconds)
    requests = Requests(node.copy)
    routes = [
        Route("/", _page(node)),
        Route("/feed.json", _feed(node)),
        Route("/composition.flac", _sound(node)),
        Route("/health", _health(node)),
        Route("/ipfs/{cid}", _object(node)),
        Route("/ipfs/{cid}/{path:path}", _object(node)),
        Route("/ipns/{name}", _record(node)),
        Route("/routing/v1/ipns/{name}", _routing(node, pushing), methods=["GET", "PUT"]),
        Route("/v1/heads", _heads(node)),
        Route("/v1/lacking", _lacking(node), methods=["POST"]),
        Route("/v1/feeds/{name}", _push(pushing), methods=["POST"]),
        Route("/v1/requests", requests.answer, methods=["GET", "POST"]),
    ]
    buckets = Buckets(limits.requests_a_minute, 60.0)
    return Starlette(
        routes=routes,
        middleware=[
            Middleware(Guarded, buckets=buckets, behind_proxy=node.configuration.behind_proxy)
        ],
        exception_handlers={CorviaError: _refused},
        lifespan=lifespan,
    )


Endpoint = Callable[[Request], Awaitable[Response]]


async def _refused(_: Request, error: Exception) -> Response:
    assert isinstance(error, CorviaError)
    log.info("refused: %s", error.name)
    return refusal(error)


def _page(node: Node) -> Endpoint:
    async def page(request: Request) -> Response:
        after = request.query_params.get("after", "")[:128]
        return HTMLResponse(await run_in_threadpool(node.page, utc_today(), after))

    return page


def _feed(node: Node) -> Endpoint:
    def content(after: str) -> dict[str, object]:
        songs, following = node.songs(utc_today(), after)
        made = node.composition(utc_today())
        manifest = node.copy.manifest
        return {
            "community": node.copy.community.text,
            "name": manifest.name,
            "purpose": manifest.purpose,
            "songs": [
                {"cid": s.cid, "author": s.author, "title": s.title, "licence": s.licence}
                for s in songs
            ],
            "composition": None if made is None else made["cid"],
            "next": None if following is None else f"/feed.json?after={following}",
        }

    async def feed(request: Request) -> Response:
        after = request.query_params.get("after", "")[:128]
        return JSONResponse(await run_in_threadpool(content, after))

    return feed


def _sound(node: Node) -> Endpoint:
    async def sound(_: Request) -> Response:
        file = node.composition_folder / "composition.flac"
        made = await run_in_threadpool(node.composition, utc_today())
        if made is None or not file.is_file():
            return told(404, "There is no composition yet.")
        return FileResponse(file, media_type="audio/flac")

    return sound


def _health(node: Node) -> Endpoint:
    def content() -> dict[str, object]:
        made = node.composition(utc_today())
        return {
            "ok": True,
            **node.copy.counts(),
            "bytes": node.copy.size,
            "bytes_allowed": node.copy.quota.whole,
            "disk_free": shutil.disk_usage(node.configuration.data).free,
            "composition": None if made is None else made["cid"],
            "pinned": node.pinned,
            "pinning_service": _remote(node),
        }

    async def health(_: Request) -> Response:
        return JSONResponse(await run_in_threadpool(content), headers={"Cache-Control": "no-store"})

    return health


def _remote(node: Node) -> dict[str, int] | None:
    found = node.remote
    if found is None:
        return None
    return {"pinned": found.pinned, "waiting": found.waiting, "failed": found.failed}


def _object(node: Node) -> Endpoint:
    async def give(request: Request) -> Response:
        cid = request.path_params["cid"]
        path = gateway.path_below(request.scope)
        return await run_in_threadpool(
            gateway.give_object, request, node.copy, cid, path, utc_today()
        )

    return give


def _record(node: Node) -> Endpoint:
    async def give(request: Request) -> Response:
        name = request.path_params["name"]
        return await run_in_threadpool(gateway.give_record, request, node.copy, name, utc_today())

    return give


def _routing(node: Node, pushing: Pushing) -> Endpoint:
    async def answer(request: Request) -> Response:
        name = request.path_params["name"]
        if request.method == "PUT":
            return await pushing.put_record(request, name)
        return await run_in_threadpool(gateway.give_routing_record, request, node.copy, name)

    return answer


def _heads(node: Node) -> Endpoint:
    kept: dict[int, bytes] = {}

    def content() -> bytes:
        """Write all heads, anew only where something changed."""
        changes = node.copy.changes
        data = kept.get(changes)
        if data is None:
            data = cbrrr.encode_dag_cbor(dict(node.copy.records()))
            kept.clear()
            kept[changes] = data
        return data

    async def heads(request: Request) -> Response:
        data = await run_in_threadpool(content)
        etag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
        headers = {"Etag": etag, "Cache-Control": "no-cache"}
        if etag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        return Response(data, media_type="application/vnd.ipld.dag-cbor", headers=headers)

    return heads


def _lacking(node: Node) -> Endpoint:
    async def answer(request: Request) -> Response:
        return await lacking(request, node.copy, node.configuration.limits.body_seconds)

    return answer


def _push(pushing: Pushing) -> Endpoint:
    async def push(request: Request) -> Response:
        return await pushing.push(request, request.path_params["name"])

    return push
