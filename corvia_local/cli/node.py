"""`corvia node …`."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from corvia_local.cli.calling import Call, shared_options

if TYPE_CHECKING:
    from corvia_local.node.configuration import NodeConfiguration

_FILE = click.Path(path_type=Path)


@click.group()
def node() -> None:
    """Keep a community's shared songs for its members. A node opens no vault and holds no key."""


@node.command()
@click.argument("folder", type=_FILE)
@click.argument("files", nargs=-1, required=True, type=_FILE)
@shared_options
def init(call: Call, folder: Path, files: tuple[Path, ...]) -> None:
    """Prepare a folder for a node: its configuration, and a community from CAR FILES."""
    from corvia_local.node.configuration import read_configuration, write_configuration
    from corvia_local.node.keeping import Node

    configuration = write_configuration(folder)
    made = Node(read_configuration(configuration))
    try:
        made.bring_files(list(files))
        community = made.copy.community.text
    finally:
        made.close()
    call.answer(
        {"configuration": str(configuration), "community": community},
        f"{configuration} is ready. `corvia node serve --config {configuration}` serves it.",
    )


@node.command()
@click.argument("files", nargs=-1, type=_FILE)
@click.option("--config", type=_FILE, help="The node's TOML file; else FILES alone are served.")
@click.option("--host", help="The address to listen on, in place of the configured one.")
@click.option("--port", type=click.IntRange(1, 65535), help="Likewise the port.")
@shared_options
def serve(
    call: Call, files: tuple[Path, ...], config: Path | None, host: str | None, port: int | None
) -> None:
    """Serve a community: page, IPFS gateway, heads; take members' signed pushes. Ctrl-C ends it.

    FILES are CAR files to take in first. Without --config what is pushed is gone at the end.
    """
    import uvicorn

    from corvia_local.node.background import lifespan_of, quiet_logging
    from corvia_local.node.connection import bounded_protocol
    from corvia_local.node.keeping import Node
    from corvia_local.node.serving import make_app
    from corvia_local.studio.offline import listening

    with _configured(config, host, port) as configuration:
        kept = Node(configuration)
        try:
            kept.bring_files(list(files))
            quiet_logging()
            limits = configuration.limits
            each = None if configuration.behind_proxy else limits.connections_an_address
            with listening(configuration.host):
                address = f"http://{configuration.host}:{configuration.port}/"
                call.answer(
                    {"address": address, "community": kept.copy.community.text},
                    f"{address} shows the community. Ctrl-C ends it.",
                )
                uvicorn.run(
                    make_app(kept, lifespan_of(kept)),
                    host=configuration.host,
                    port=configuration.port,
                    http=bounded_protocol(limits.head_seconds, each),
                    ws="none",
                    limit_concurrency=limits.connections,
                    access_log=False,
                    server_header=False,
                    proxy_headers=False,
                    log_level="warning",
                )
        finally:
            kept.close()


@node.command()
@click.argument("data", type=_FILE)
@shared_options
def assemble(call: Call, data: Path) -> None:
    """Assemble the community in a node's DATA folder; the node calls this after a change."""
    from corvia_local.node.assembling import assemble_data

    with call.progress() as report:
        cid = assemble_data(data, report)
    call.answer({"cid": cid}, f"Composition {cid}")


@node.command()
@click.argument("address")
@shared_options
def status(call: Call, address: str) -> None:
    """Ask a node at an ADDRESS such as https://songs.example.org how it is."""
    from corvia_local.studio.nodes import node_health

    health = node_health(call.home, address)
    call.answer(health, *(f"{name}: {value}" for name, value in health.items()))


@contextmanager
def _configured(
    file: Path | None, host: str | None, port: int | None
) -> "Iterator[NodeConfiguration]":
    """Give the configuration of a file, or one over a folder that is gone at the end."""
    import msgspec

    from corvia_local.node.configuration import NodeConfiguration, read_configuration

    changes = {k: v for k, v in {"host": host, "port": port}.items() if v is not None}
    if file is not None:
        yield msgspec.structs.replace(read_configuration(file), **changes)
        return
    with tempfile.TemporaryDirectory(prefix="corvia-node-") as folder:
        yield msgspec.structs.replace(NodeConfiguration(data=Path(folder)), **changes)
