"""`corvia community mute|unmute|muted`."""

from pathlib import Path

import click

from corvia_local.cli.calling import Call, shared_options


@click.command()
@click.argument("name", metavar="DID|CID", required=False)
@click.option("--reason", default="", help="For yourself.")
@click.option(
    "--list", "file", type=click.Path(path_type=Path), help="Mute all on this denylist of IPFS."
)
@shared_options
def mute(call: Call, name: str | None, reason: str, file: Path | None) -> None:
    """No longer hear a person or a song. Nobody else learns of it."""
    from corvia_local.studio import muting

    if (name is None) == (file is None):
        raise click.UsageError("Give either a DID or CID, or --list FILE.")
    with call.vault() as vault:
        if file is not None:
            count = muting.bring_denylist(vault, file)
            call.answer({"muted": count}, f"{count} more names are muted.")
        elif name is not None:
            kept = muting.mute(vault, name, reason)
            call.answer({"muted": kept}, "They are not heard here any more.")


@click.command()
@click.argument("name", metavar="DID|CID")
@shared_options
def unmute(call: Call, name: str) -> None:
    """Hear a person or a song again."""
    from corvia_local.studio import muting

    with call.vault() as vault:
        was = muting.unmute(vault, name)
    said = "They are heard again after the next sync." if was else "They were not muted."
    call.answer({"unmuted": was}, said)


@click.command()
@shared_options
def muted(call: Call) -> None:
    """List whom and what you do not want to hear."""
    from corvia_local.studio import muting

    with call.vault() as vault:
        found = muting.muted(vault)
    content = [{"name": one.name, "reason": one.reason, "at": one.at} for one in found]
    lines = [f"{one.name}  {one.at[:10]}  {one.reason}" for one in found]
    call.answer({"muted": content}, *(lines or ["Nobody."]))


COMMANDS = (mute, unmute, muted)
