"""`corvia community …`."""

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from corvia_local.cli.calling import Call, shared_options
from corvia_local.cli.members import COMMANDS as MEMBERSHIP
from corvia_local.cli.members import view_as_json
from corvia_local.cli.muting import COMMANDS as MUTING

if TYPE_CHECKING:
    from corvia_local.studio.syncing import Way
    from corvia_sync.publishing import PublishReport


@click.group()
def community() -> None:
    """Found or join a community; carry its songs in files; assemble them."""


for _command in (*MEMBERSHIP, *MUTING):
    community.add_command(_command)


@community.command()
@click.argument("name")
@click.option("--purpose", default="", help="What it is for, in a sentence.")
@click.option(
    "--door",
    type=click.Choice(["members", "open"]),
    default="members",
    show_default=True,
    help="Whose songs are heard: the members that you add, or everyone's.",
)
@click.option("--closed", is_flag=True, help="Songs leave sealed: only the members open them.")
@click.option(
    "--history",
    type=click.Choice(["all", "none"]),
    default="all",
    show_default=True,
    help="In a closed one: which earlier songs those who come later can open.",
)
@shared_options
def create(call: Call, name: str, purpose: str, door: str, closed: bool, history: str) -> None:
    """Found a community; you are its steward and its first member."""
    from corvia_local.studio.communities import create_community

    with call.vault() as vault:
        view = create_community(vault, name, purpose, door, closed=closed, history=history)
    call.answer(view_as_json(view), f"“{view.name}” is {view.id}")


@community.command()
@click.argument("source", metavar="FILE|CID")
@shared_options
def join(call: Call, source: str) -> None:
    """Join by a CAR file that a steward gave you, or by the CID of a manifest you hold."""
    from corvia_local.studio.communities import join_community

    with call.vault() as vault:
        view = join_community(vault, source)
    if view.looks_like:
        call.tell(
            "Its name looks like that of another community that you follow"
            f" ({', '.join(view.looks_like)}). Make sure that it is the one you mean."
        )
    call.answer(view_as_json(view), f"You follow “{view.name}” ({view.id}).")


@community.command("list")
@shared_options
def list_(call: Call) -> None:
    """List the communities that you follow."""
    from corvia_local.studio.communities import list_communities

    with call.vault() as vault:
        found = list_communities(vault)
    lines = [f"{v.id}  {v.name}  {len(v.members)} members" for v in found]
    call.answer({"communities": [view_as_json(v) for v in found]}, *(lines or ["None yet."]))


@community.command()
@click.argument("name")
@shared_options
def members(call: Call, name: str) -> None:
    """List a community's members."""
    from corvia_local.studio.communities import view_community

    with call.vault() as vault:
        view = view_community(vault, name)
    left = (f"{did}  has left" for did in view.left)
    call.answer(view_as_json(view), *view.members, *left)


@community.command()
@click.argument("name")
@shared_options
def songs(call: Call, name: str) -> None:
    """List a community's songs that verify, and what was refused, with the reason."""
    from corvia_local.studio.gathering import gather

    with call.vault() as vault:
        found = gather(vault, name)
    content = [
        {
            "cid": s.cid,
            "author": s.author,
            "title": s.title,
            "licence": s.licence,
            "fields": list(s.fields),
            "lines": list(s.lines),
            "mine": s.mine,
        }
        for s in found.songs
    ]
    refused = [{"cid": cid, "reason": reason} for cid, reason in found.refused]
    call.answer(
        {"songs": content, "refused": refused},
        *(f"{s.cid}  {s.title}  by {s.author}" for s in found.songs),
        *(f"refused {cid}: {reason}" for cid, reason in found.refused),
    )


@community.command("export-car")
@click.argument("name")
@click.argument("file", type=click.Path(path_type=Path))
@shared_options
def export_car(call: Call, name: str, file: Path) -> None:
    """Write a community's shared blocks to a CAR file, for anyone to import."""
    from corvia_local.studio.communities import export_car as write_car

    with call.vault() as vault:
        blocks = write_car(vault, name, file)
    call.answer(
        {"file": str(file.resolve()), "blocks": blocks}, f"{blocks} blocks written to {file}."
    )


@community.command("import-car")
@click.argument("file", type=click.Path(path_type=Path))
@shared_options
def import_car(call: Call, file: Path) -> None:
    """Take in a CAR file; every hash and signature is checked first."""
    from corvia_local.studio.communities import import_car as read_car

    with call.vault() as vault:
        found = read_car(vault, file)
    refused = [{"cid": cid, "reason": reason} for cid, reason in found.refused]
    call.answer(
        {
            "blocks": found.blocks,
            "songs": found.songs,
            "communities": found.communities,
            "refused": refused,
        },
        f"{found.blocks} blocks, {found.songs} songs, {found.communities} communities.",
        *(f"refused {cid}: {reason}" for cid, reason in found.refused),
    )


@community.command()
@click.argument("name")
@click.option(
    "--via",
    type=click.Choice(["kubo", "node", "gateway", "folder"]),
    default="kubo",
    show_default=True,
    help="Your IPFS node, a community node, an IPFS gateway, or a folder of files.",
)
@click.argument("place", required=False)
@click.option("--author", "also", multiple=True, help="Ask this DID too, where the door is open.")
@click.option(
    "--authorization",
    envvar="CORVIA_IPFS_AUTHORIZATION",
    help="For the API of a remote node (else CORVIA_IPFS_AUTHORIZATION).",
)
@shared_options
def sync(
    call: Call,
    name: str,
    via: str,
    place: str | None,
    also: tuple[str, ...],
    authorization: str | None,
) -> None:
    """Bring what the members share, and publish what you share, by the way you choose.

    PLACE is the address of the community node or gateway, the folder, or the API of an IPFS node
    that is not yours.
    """
    from corvia_local.studio.syncing import sync_community

    with call.vault() as vault, call.progress() as report:
        done = sync_community(
            vault,
            call.home,
            name,
            cast("Way", via),
            place,
            also=also,
            authorization=authorization,
            report=report,
        )
    pulled, published = done.pulled, done.published
    for who, reason in [(a.who, a.reason) for a in pulled.set_aside] + list(done.damaged):
        call.tell(f"set aside {who}: {reason}")
    call.answer(
        {
            "way": done.way,
            "asked": pulled.asked,
            "changed": pulled.changed,
            "blocks": pulled.blocks,
            "bytes": pulled.size,
            "songs": [cid.text for cid in pulled.songs],
            "missing": [cid.text for cid in pulled.missing],
            "refused": [{"cid": r.cid.text, "reason": r.reason} for r in pulled.refused],
            "set_aside": [{"who": a.who, "reason": a.reason} for a in pulled.set_aside],
            "damaged": [{"file": file, "reason": reason} for file, reason in done.damaged],
            "published": None if published is None else published.objects,
            "sequence": None if published is None else published.sequence,
            "name": None if published is None else published.name or None,
        },
        f"{len(pulled.songs)} new songs, {pulled.blocks} blocks, by {done.way}.",
        *(f"not to be had yet: {cid}" for cid in pulled.missing),
        *(f"refused {r.cid}: {r.reason}" for r in pulled.refused),
        _published_in_words(published),
    )


def _published_in_words(published: "PublishReport | None") -> str:
    if published is None:
        return "Nothing of yours was published."
    if published.sequence is None:
        return "You have shared nothing with it yet."
    return f"{published.objects} objects of yours were published, as {published.name}."


@community.command()
@click.argument("name")
@click.option("--out", type=click.Path(path_type=Path), help="Write the composition's files there.")
@click.option("--no-audio", is_flag=True, help="Notes only; quicker.")
@shared_options
def assemble(call: Call, name: str, out: Path | None, no_audio: bool) -> None:
    """Assemble a community's songs into one composition in which all are heard."""
    from corvia_local.studio.gathering import assemble_community, composition_files
    from corvia_local.studio.song_files import write_files

    with call.vault() as vault, call.progress() as report:
        made = assemble_community(vault, name, with_audio=not no_audio, report=report)
    files = [] if out is None else write_files(composition_files(made), out)
    for cid, reason in made.refused:
        call.tell(f"left out {cid}: {reason}")
    call.answer(
        {
            "cid": made.cid,
            "licence": made.licence,
            "songs": [credit.cid for credit in made.credits],
            "credits": [
                {
                    "cid": c.cid,
                    "author": c.author,
                    "title": c.title,
                    "licence": c.licence,
                    "bars": [list(span) for span in c.bars],
                }
                for c in made.credits
            ],
            "refused": [{"cid": cid, "reason": reason} for cid, reason in made.refused],
            "files": [str(path) for path in files],
        },
        f"Composition {made.cid}, to be shared under {made.licence}",
        *(f"  {c.title}  by {c.author}  bars {_bars(c.bars)}" for c in made.credits),
        *(str(path) for path in files),
    )


def _bars(spans: tuple[tuple[int, int], ...]) -> str:
    return ", ".join(f"{a}" if a == b else f"{a}–{b}" for a, b in spans)
