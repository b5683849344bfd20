"""`corvia offline`."""

import click

from corvia_local.cli.calling import Call, shared_options


@click.command()
@click.argument("switch", required=False, type=click.Choice(["on", "off"]))
@shared_options
def offline(call: Call, switch: str | None) -> None:
    """Say whether the program is off line, or switch it. It begins off line.

    Off line, the program opens no internet socket at all: whatever wants one is stopped with exit
    code 9. Only `corvia node` may listen, on this machine's own address. Writing, composing and
    sharing by file need no network.
    """
    from corvia_local.studio.offline import is_offline, set_offline

    if switch is not None:
        set_offline(call.home, switch == "on")
    now = is_offline(call.home)
    call.answer({"offline": now}, "You are off line." if now else "The network may be used.")
