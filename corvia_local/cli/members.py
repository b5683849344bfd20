"""`corvia community` for who belongs: ask, requests, add, remove, leave, steward, change."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from corvia_local.cli.calling import Call, shared_options

if TYPE_CHECKING:
    from corvia_local.studio.communities import CommunityView

_FILE = click.Path(path_type=Path)


def _answer(call: Call, view: "CommunityView", line: str) -> None:
    call.answer(view_as_json(view), line)


def view_as_json(view: "CommunityView") -> dict[str, object]:
    """Give a community for --json."""
    return {
        "community": view.id,
        "name": view.name,
        "purpose": view.purpose,
        "rules": view.rules,
        "door": view.door,
        "closed": view.closed,
        "history": view.history,
        "members": list(view.members),
        "left": list(view.left),
        "stewards": list(view.stewards),
        "steward": view.steward,
        "sequence": view.sequence,
        "looks_like": list(view.looks_like),
    }


@click.command()
@click.argument("name")
@click.option("--message", default="", help="A few words to the stewards, sealed to them.")
@click.option("--out", type=_FILE, help="Write the request to this file, to give to a steward.")
@click.option("--node", "address", help="Leave it at the community node of this address.")
@shared_options
def ask(call: Call, name: str, message: str, out: Path | None, address: str | None) -> None:
    """Ask the stewards of a community that you follow to make you a member."""
    from corvia_local.studio.members import ask_to_join, leave_request, write_request_file

    if (out is None) == (address is None):
        raise click.UsageError("Give either --out FILE or --node ADDRESS.")
    with call.vault() as vault:
        sealed = ask_to_join(vault, name, message)
    if address is not None:
        leave_request(call.home, sealed, address)
    elif out is not None:
        write_request_file(out, sealed)
    where = address or str(out)
    call.answer({"bytes": len(sealed), "where": where}, f"Your request is at {where}.")


@click.command()
@click.argument("name")
@click.argument("files", nargs=-1, type=_FILE)
@click.option("--node", "address", help="Look at the community node of this address too.")
@shared_options
def requests(call: Call, name: str, files: tuple[Path, ...], address: str | None) -> None:
    """Read requests to join that were sealed to you as a steward."""
    from corvia_local.studio.members import read_request_file, read_requests, requests_at

    sealed = tuple(map(read_request_file, files))
    if address is not None:
        sealed += requests_at(call.home, address)
    with call.vault() as vault:
        asked, refused = read_requests(vault, name, sealed)
    for reason in refused:
        call.tell(f"set aside: {reason}")
    content = [{"did": a.did, "message": a.message, "until": a.until} for a in asked]
    lines = [f"{a.did}\n  {a.message or '(no words)'}" for a in asked] or ["Nobody asks."]
    call.answer({"requests": content, "refused": list(refused)}, *lines)


@click.command()
@click.argument("name")
@click.argument("did")
@shared_options
def add(call: Call, name: str, did: str) -> None:
    """Make somebody a member by their DID, as a steward.

    It may be someone who asked, or whom you know. A closed community gets a new key.
    """
    from corvia_local.studio.members import add_member

    with call.vault() as vault:
        view = add_member(vault, name, did)
    _answer(call, view, f"“{view.name}” has {len(view.members)} members now.")


@click.command()
@click.argument("name")
@click.argument("did")
@shared_options
def remove(call: Call, name: str, did: str) -> None:
    """Remove a member, as a steward. A closed community gets a new key."""
    from corvia_local.studio.members import remove_member

    with call.vault() as vault:
        view = remove_member(vault, name, did)
    _answer(call, view, f"“{view.name}” has {len(view.members)} members now.")


@click.command()
@click.argument("name")
@shared_options
def leave(call: Call, name: str) -> None:
    """Leave a community: once this has travelled, your songs are no longer heard there.

    It takes nothing back by itself: `corvia revoke` does, also afterwards.
    """
    from corvia_local.studio.members import leave_community

    with call.vault() as vault:
        view = leave_community(vault, name)
    _answer(call, view, f"You left “{view.name}”. Sync once more, so that the others know.")


@click.command()
@click.argument("name")
@click.argument("did")
@click.option("--release", is_flag=True, help="They are a steward no longer, but stay a member.")
@shared_options
def steward(call: Call, name: str, did: str, release: bool) -> None:
    """Make a member a steward too, or release one."""
    from corvia_local.studio.members import change_stewards

    with call.vault() as vault:
        view = change_stewards(vault, name, did, steward=not release)
    _answer(call, view, f"The stewards of “{view.name}”: {', '.join(view.stewards)}.")


@click.command()
@click.argument("name")
@click.option("--name", "new_name", help="Another name.")
@click.option("--purpose", help="What it is for.")
@click.option("--rules", help="How people treat each other there.")
@click.option("--language", help="The texts' language, such as en or pt-BR.")
@click.option("--door", type=click.Choice(["members", "open"]))
@click.option("--history", type=click.Choice(["all", "none"]))
@click.option("--retention-days", type=click.IntRange(0, 3650))
@shared_options
def change(
    call: Call,
    name: str,
    new_name: str | None,
    purpose: str | None,
    rules: str | None,
    language: str | None,
    door: str | None,
    history: str | None,
    retention_days: int | None,
) -> None:
    """Change what a community says of itself, as a steward."""
    from corvia_local.studio.members import change_terms

    with call.vault() as vault:
        view = change_terms(
            vault,
            name,
            name=new_name,
            purpose=purpose,
            rules=rules,
            language=language,
            door=door,
            history=history,
            retention_days=retention_days,
        )
    _answer(call, view, f"“{view.name}” is at version {view.sequence}.")


@click.command()
@click.argument("name")
@shared_options
def renew(call: Call, name: str) -> None:
    """Give a closed community a new key, as a steward."""
    from corvia_local.studio.members import renew_key

    with call.vault() as vault:
        view = renew_key(vault, name)
    _answer(call, view, f"“{view.name}” has a new key.")


COMMANDS = (ask, requests, add, remove, leave, steward, change, renew)
