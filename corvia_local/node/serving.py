"""The node's addresses: `/` the page, `/feed.json`, `/composition.flac`, `/ipfs/CID` raw blocks.

`/ipfs/CID` answers as a trustless gateway does for raw blocks
(https://specs.ipfs.tech/http-gateways/trustless-gateway/): the reader checks the hash.
"""

from datetime import UTC, date, datetime

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from corvia_local.node.page import render_page
from corvia_local.studio.gathering import AssembledComposition, composition_files
from corvia_local.studio.published import PublishedCommunity

POLICY = "default-src 'none'; style-src 'unsafe-inline'; media-src 'self'; base-uri 'none'"


def _today() -> date:
    return datetime.now(UTC).date()


async def _with_policy(request: Request, follow: RequestResponseEndpoint) -> Response:
    response = await follow(request)
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def make_app(community: PublishedCommunity, made: AssembledComposition | None) -> Starlette:
    """Make the application; `made` is the composition to play, where one was assembled."""
    flac = None if made is None else composition_files(made).get("composition.flac")

    def page(_: Request) -> Response:
        day = _today()
        name, purpose = community.name_and_purpose(day)
        return HTMLResponse(render_page(name, purpose, community.songs(day), made))

    def feed(_: Request) -> Response:
        day = _today()
        name, purpose = community.name_and_purpose(day)
        songs = [
            {"cid": s.cid, "author": s.author, "title": s.title, "licence": s.licence}
            for s in community.songs(day)
        ]
        composition = None if made is None else made.cid
        return JSONResponse(
            {
                "community": community.id,
                "name": name,
                "purpose": purpose,
                "songs": songs,
                "composition": composition,
            }
        )

    def sound(_: Request) -> Response:
        if flac is None:
            return Response("There is no composition yet.", status_code=404)
        return Response(flac, media_type="audio/flac")

    def block(request: Request) -> Response:
        cid = request.path_params["cid"]
        data = community.block(cid, _today())
        if data is None:
            return Response("This node does not hand on this block.", status_code=404)
        return Response(
            data,
            media_type="application/vnd.ipld.raw",
            headers={
                "Etag": f'"{cid}"',
                "Content-Disposition": f'attachment; filename="{cid}.bin"',
            },
        )

    routes = [
        Route("/", page),
        Route("/feed.json", feed),
        Route("/composition.flac", sound),
        Route("/ipfs/{cid}", block),
    ]
    return Starlette(
        routes=routes, middleware=[Middleware(BaseHTTPMiddleware, dispatch=_with_policy)]
    )
