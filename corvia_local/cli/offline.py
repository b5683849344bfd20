"""`corvia offline`."""

import click

from corvia_local.cli.calling import Call, shared_options


@click.command()
@click.argument("switch", required=False, type=click.Choice(["on", "off"]))
@shared_options
def offline(call: Call, switch: str | None) -> None:
    """Say whether the program is off line, or switch it. It begins off line.

    Off line, the program opens no internet socket at all: whatever wants one is stopped with exit
    code 9. Only `corvia node` may listen, on this machine's own address. A public IPFS node that
    `corvia ipfs start --public` began is ended. Writing, composing and sharing by file need no
    network.
    """
    from corvia_local.studio.offline import is_offline, set_offline

    if switch is not None:
        set_offline(call.home, switch == "on")
    now = is_offline(call.home)
    ended = switch == "on" and _end_public_node(call)
    call.answer(
        {"offline": now, "ended_public_node": ended},
        *(["Your public IPFS node was ended."] if ended else []),
        "You are off line." if now else "The network may be used.",
    )


def _end_public_node(call: Call) -> bool:
    from corvia_local.errors import CorviaError
    from corvia_local.studio.ipfs import end_public_node

    try:
        return end_public_node(call.home)
    except CorviaError as error:
        call.tell(f"{error} Your public IPFS node may still run: `corvia ipfs stop` ends it.")
        return False
