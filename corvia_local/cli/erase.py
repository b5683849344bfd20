"""`corvia erase`."""

from typing import TYPE_CHECKING, Any

import click

from corvia_local.cli.calling import Call, shared_options
from corvia_local.cli.confirming import require_word

if TYPE_CHECKING:
    from corvia_local.studio.erasing import ErasePlan
    from corvia_local.vault.opening import Vault

EVERYTHING = "erase everything"


@click.command()
@click.argument("entry", required=False)
@click.option("--song", help="A song instead of an entry.")
@click.option("--everything", is_flag=True, help="The whole vault, with its keys.")
@click.option("--with-songs", is_flag=True, help="The songs made of the entry too.")
@click.option("--take-back", is_flag=True, help="End the consents for what was shared of it first.")
@click.option("--yes", is_flag=True, help="Do not ask. For --everything the words are needed.")
@click.option("--confirm", help=f"For scripts: “{EVERYTHING}”.")
@shared_options
def erase(
    call: Call,
    entry: str | None,
    song: str | None,
    everything: bool,
    with_songs: bool,
    take_back: bool,
    yes: bool,
    confirm: str | None,
) -> None:
    """Erase an ENTRY, a song, or everything. There is no way back.

    It goes from the table, the search index, the log and every unused corner of the file. What you
    shared is named, with what can be called back and what cannot.
    """
    from corvia_local.studio import erasing

    if sum((entry is not None, song is not None, everything)) != 1:
        raise click.UsageError("Give one of ENTRY, --song or --everything.")
    with call.vault() as vault:
        if everything:
            _erase_everything(call, vault, confirm, take_back)
            return
        if entry is not None:
            plan = erasing.plan_entry(vault, entry)
        else:
            plan = erasing.plan_song(vault, song or "")
        for line in _in_words(plan, with_songs):
            call.tell(line)
        if not yes:
            require_word(confirm, plan.id)
        with call.progress() as report:
            erasing.erase(vault, plan, with_songs=with_songs, take_back=take_back, report=report)
    call.answer(_as_json(plan), f"The {plan.kind} {plan.id} is erased.")


def _erase_everything(call: Call, vault: "Vault", confirm: str | None, take_back: bool) -> None:
    from corvia_local.studio import erasing

    plan = erasing.plan_everything(vault)
    for line in _in_words(plan, with_songs=True):
        call.tell(line)
    call.tell(
        "A disk may keep old blocks of these files, and a backup or export keeps everything in it."
        " Without the key slots that are overwritten now, blocks alone cannot be read; whoever kept"
        " a copy of the slots and knows a passphrase of that time still can."
    )
    require_word(confirm, EVERYTHING)
    removed = erasing.erase_everything(vault, plan, take_back=take_back)
    left = sorted(vault.home.iterdir())
    call.answer(
        _as_json(plan) | {"removed": [str(x) for x in removed], "left": [str(x) for x in left]},
        "The vault is gone.",
        *(f"  removed {file}" for file in removed),
        *(f"  not the vault's own, so it stays: {file}" for file in left),
    )


def _as_json(plan: "ErasePlan") -> dict[str, Any]:
    return {
        "erased": plan.kind,
        "id": plan.id,
        "songs_of_it": [one.id for one in plan.songs],
        "shared": [
            {"cid": s.cid, "song": s.song_id, "community": s.community, "ended_at": s.ended_at}
            for s in plan.shared
        ],
    }


def _in_words(plan: "ErasePlan", with_songs: bool) -> list[str]:
    from corvia_local.studio.erasing import CALLED_BACK, NOT_CALLED_BACK

    what = "the whole vault in" if plan.kind == "everything" else plan.kind
    lines = [f"This erases {what} {plan.id} for good."]
    if plan.songs and plan.kind == "entry":
        ids = ", ".join(one.id for one in plan.songs)
        goes = "They are erased too." if with_songs else "They stay; --with-songs erases them too."
        lines.append(f"Songs that sing its words: {ids}. {goes}")
    if plan.songs and plan.kind == "song":
        ids = ", ".join(one.id for one in plan.songs)
        lines.append(f"Its other versions go with it: {ids}.")
    if plan.backups and plan.kind != "everything":
        folder = plan.backups[0].parent
        lines.append(
            f"{len(plan.backups)} backups in {folder} were made before and still hold it, as do"
            " those that you made elsewhere. Remove them by hand where you want it gone there too."
        )
    for one in plan.shared:
        state = f"taken back {one.ended_at[:10]}" if one.ended_at else f"until {one.until}"
        lines.append(f"Shared with “{one.community}”, {state}: {one.cid}")
    if plan.shared:
        lines += [CALLED_BACK, NOT_CALLED_BACK]
        if any(one.ended_at is None for one in plan.shared):
            lines.append("Add --take-back to do that first, or `corvia revoke CID` before.")
    return lines
