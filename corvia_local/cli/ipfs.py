"""`corvia ipfs …`."""

from typing import TYPE_CHECKING, Any

import click

from corvia_local.cli.calling import Call, shared_options

if TYPE_CHECKING:
    from corvia_local.studio.ipfs import NodeStatus


@click.group()
def ipfs() -> None:
    """Run an IPFS node of your own; it stays on this machine until you say otherwise."""


@ipfs.command()
@click.option("--public", is_flag=True, help="Meet the public IPFS network. Needs to be on line.")
@shared_options
def start(call: Call, public: bool) -> None:
    """Start the node: no bootstrap, no telemetry, reachable from this machine only."""
    from corvia_local.studio.ipfs import start_ipfs

    with call.progress() as report:
        status = start_ipfs(call.home, public=public, report=report)
    call.answer(_as_json(status), *_in_words(status))


@ipfs.command()
@shared_options
def stop(call: Call) -> None:
    """End the node. What it keeps stays on disk."""
    from corvia_local.studio.ipfs import stop_ipfs

    stopped = stop_ipfs(call.home)
    call.answer({"stopped": stopped}, "It ended." if stopped else "It was not running.")


@ipfs.command()
@shared_options
def status(call: Call) -> None:
    """Say whether the node runs, and what is reachable."""
    from corvia_local.studio.ipfs import ipfs_status
    from corvia_local.studio.offline import is_offline

    found = ipfs_status(call.home)
    if found.public and is_offline(call.home):
        call.tell("You are off line, but this node is not. `corvia ipfs stop` ends it.")
    call.answer(_as_json(found), *_in_words(found))


@ipfs.command()
@click.argument("address", metavar="MULTIADDRESS")
@shared_options
def connect(call: Call, address: str) -> None:
    """Connect to another node, such as /ip4/192.168.1.5/tcp/4001/p2p/12D3…"""
    from corvia_local.studio.ipfs import connect_ipfs

    connect_ipfs(call.home, address)
    call.answer({"connected": address}, f"Connected to {address}.")


def _as_json(status: "NodeStatus") -> dict[str, Any]:
    stat = status.stat
    return {
        "program": status.program,
        "running": status.running,
        "public": status.public,
        "version": status.version,
        "peer_id": status.peer_id,
        "addresses": list(status.addresses),
        "gateway": status.gateway,
        "peers": [{"peer_id": peer.peer_id, "address": peer.address} for peer in status.peers],
        "blocks": None if stat is None else stat.blocks,
        "size": None if stat is None else stat.size,
    }


def _in_words(status: "NodeStatus") -> list[str]:
    if status.program is None and not status.running:
        return ["No `ipfs` program is here. Install Kubo, or call `make kubo` in the project."]
    if not status.running or status.stat is None:
        return [f"The node is not running. `corvia ipfs start` runs {status.program}."]
    reach = "on the public network" if status.public else "on this machine only"
    return [
        f"Kubo {status.version} runs {reach}, as {status.peer_id}.",
        f"It keeps {status.stat.blocks} blocks, {status.stat.size:,} bytes.",
        f"Gateway: {status.gateway}",
        *(f"Address: {address}" for address in status.addresses),
        f"{len(status.peers)} nodes are connected.",
    ]
