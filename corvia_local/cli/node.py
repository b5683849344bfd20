"""`corvia node`."""

from pathlib import Path

import click

from corvia_local.cli.calling import Call, shared_options
from corvia_local.errors import NotFound


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8765, show_default=True)
@shared_options
def node(call: Call, files: tuple[Path, ...], host: str, port: int) -> None:
    """Serve a community's shared songs, from the CAR files that its members exported.

    The node opens no vault: it knows only what was published. It ends with Ctrl-C.
    """
    import uvicorn

    from corvia_local.node.serving import make_app
    from corvia_local.studio.communities import today
    from corvia_local.studio.offline import listening
    from corvia_local.studio.published import PublishedCommunity

    community = PublishedCommunity(list(files))
    try:
        with call.progress() as report:
            made = community.assemble(today(), report)
    except NotFound as nothing:
        call.tell(str(nothing))
        made = None
    with listening(host):
        call.answer(
            {"address": f"http://{host}:{port}/", "community": community.id},
            f"http://{host}:{port}/ shows the community. Ctrl-C ends it.",
        )
        uvicorn.run(make_app(community, made), host=host, port=port, log_level="warning")
