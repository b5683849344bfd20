"""`corvia export-all`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from corvia_local.cli.calling import Call, shared_options
from corvia_local.cli.confirming import require_word

if TYPE_CHECKING:
    from corvia_local.vault.opening import Vault

ME = "me"
WORD = "unencrypted"


@click.command("export-all")
@click.argument("target", metavar="FOLDER|FILE", type=click.Path(path_type=Path))
@click.option(
    "--to",
    "recipients",
    multiple=True,
    metavar="AGE_RECIPIENT|me",
    help="Encrypt one FILE to this age recipient (age1…), or to your own recovery key (me);"
    " may be repeated.",
)
@click.option("--audio", is_flag=True, help="Render the sound of every song; takes its time.")
@click.option("--confirm", help=f"For scripts, for plain files: “{WORD}”.")
@shared_options
def export_all(
    call: Call, target: Path, recipients: tuple[str, ...], audio: bool, confirm: str | None
) -> None:
    """Take out everything that is yours, in open formats.

    Markdown, JSON, MIDI, MusicXML, FLAC, your consent receipts and the ledger. With --to it is one
    encrypted archive that the public age program opens (`corvia age-key` writes your own key for
    it); without, plain files for anyone who can read the FOLDER, so you type a word first.
    """
    from corvia_local.studio.exporting.plain import export_plain
    from corvia_local.studio.exporting.sealed import export_sealed

    if not recipients:
        call.tell(
            f"All your words will stand in {target}, readable by anyone who can read that folder:"
            " other programs, a backup or sync service. --to AGE_RECIPIENT encrypts them."
        )
        require_word(confirm, WORD)
    with call.vault() as vault, call.progress() as report:
        if recipients:
            named = _named(vault, recipients)
            files = export_sealed(vault, target, named, render=audio, report=report)
        else:
            files = export_plain(vault, target, render=audio, report=report)
    opened = "" if not recipients else " `age --decrypt -i KEYFILE FILE | tar x` opens it."
    call.answer(
        {"target": str(target.resolve()), "files": files, "encrypted": bool(recipients)},
        f"{files} files written to {target}.{opened}",
    )


def _named(vault: "Vault", recipients: tuple[str, ...]) -> tuple[str, ...]:
    from corvia_local.studio.exporting.own_key import own_recipients

    own = own_recipients(vault) if ME in recipients else ()
    return (*(one for one in recipients if one != ME), *own)
