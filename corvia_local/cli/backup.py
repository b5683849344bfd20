"""`corvia backup` and `corvia restore`."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from corvia_local.cli.calling import Call, shared_options
from corvia_local.cli.passphrase import read_passphrase
from corvia_local.cli.reading import read_secret_file
from corvia_local.cli.ways_in import (
    read_new_passphrase,
    read_shares,
    read_words,
    words_in_rows,
)

if TYPE_CHECKING:
    from corvia_local.studio.backing_up import BackupMade, Restored

KEEP = 7


def _as_json(made: "BackupMade") -> dict[str, Any]:
    return {
        "file": str(made.file),
        "bytes": made.size,
        "sha256": made.sha256,
        "rows": made.rows,
        "recipients": list(made.recipients),
    }


def _in_words(rows: dict[str, int]) -> str:
    return f"{rows.get('entries', 0):,} entries and {rows.get('songs', 0):,} songs"


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--into", type=click.Path(path_type=Path), help="A folder; the name is the date.")
@click.option("--keep", type=int, help=f"With --into: how many to keep there. [default: {KEEP}]")
@click.option(
    "--due", is_flag=True, help="Into the folder that is set, if the newest there is too old."
)
@click.option("--to", multiple=True, help="An age recipient (age1…) that may open it too.")
@shared_options
def backup(
    call: Call,
    file: Path | None,
    into: Path | None,
    keep: int | None,
    due: bool,
    to: tuple[str, ...],
) -> None:
    """Write the whole vault into one encrypted FILE, and read it back.

    Your passphrase opens it, and your 24 words. It may lie anywhere. With --into it suits a
    schedule: the oldest beyond --keep go, once the new one is verified. So does --due, by the
    settings backup_folder, backup_days, backup_keep and backup_recipients.
    """
    from corvia_local.studio import backing_up

    if (file is not None) + (into is not None) + due != 1:
        raise click.UsageError("Give FILE, --into FOLDER, or --due.")
    if keep is not None and into is None:
        raise click.UsageError("--keep goes with --into.")
    if to and due:
        raise click.UsageError("--due is for whom the setting backup_recipients names.")
    if due:
        _if_due(call)
        return
    removed: list[Path] = []
    with call.vault() as vault, call.progress() as report:
        if into is not None:
            wanted = KEEP if keep is None else keep
            made, removed = backing_up.back_up_into(vault, into, wanted, to, report)
        else:
            assert file is not None
            made = backing_up.back_up(vault, file, to, report)
    _tell_made(call, made, removed)


def _if_due(call: Call) -> None:
    from corvia_local.studio.scheduled_backup import back_up_as_set, backup_is_due

    with call.vault() as vault, call.progress() as report:
        if not backup_is_due(vault):
            call.answer({"due": False}, "No backup is due.")
            return
        made, removed = back_up_as_set(vault, report)
    _tell_made(call, made, removed)


def _tell_made(call: Call, made: "BackupMade", removed: list[Path]) -> None:
    call.answer(
        _as_json(made) | {"removed": [str(path) for path in removed]},
        f"{made.file} holds {_in_words(made.rows)}"
        f" ({made.size / 1e6:.1f} MB). It was read back and compared.",
        *(f"{path} was removed." for path in removed),
    )


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--phrase-file", help="A file with your 24 words, instead of the passphrase.")
@click.option("--phrase", is_flag=True, help="Ask for your 24 words, instead of the passphrase.")
@click.option("--share-file", multiple=True, help="A file with a share; give as many as needed.")
@click.option("--identity", help="A file with an age identity; you choose a new passphrase.")
@shared_options
def restore(
    call: Call,
    file: Path,
    phrase_file: str | None,
    phrase: bool,
    share_file: tuple[str, ...],
    identity: str | None,
) -> None:
    """Give the whole vault back from a backup FILE, into a folder without a vault.

    It needs no network. The passphrase and the words are those of the time of the backup.
    """
    from corvia_local.studio import backing_up

    ways = (phrase_file is not None or phrase, bool(share_file), identity is not None)
    if sum(ways) > 1:
        raise click.UsageError("Give one of --phrase, --share-file and --identity.")
    if identity is not None:
        secret = _identity(read_secret_file(identity, "file of the identity"))
        chosen = read_new_passphrase(call.passphrase_file)
        found, words = backing_up.restore_by_identity(call.home, file, secret, chosen)
        _answer(call, found, words)
    elif share_file:
        shares = read_shares(share_file)
        _answer(call, backing_up.restore_by_shares(call.home, file, shares))
    elif phrase or phrase_file is not None:
        _answer(call, backing_up.restore_by_phrase(call.home, file, read_words(phrase_file)))
    else:
        given = read_passphrase(call.passphrase_file)
        _answer(call, backing_up.restore(call.home, file, given))


def _identity(content: str) -> str:
    """Give the first line that is no comment, as in the files of age-keygen."""
    lines = [line.strip() for line in content.splitlines()]
    return next((line for line in lines if line and not line.startswith("#")), "")


def _answer(call: Call, found: "Restored", words: str | None = None) -> None:
    content: dict[str, Any] = {"home": str(call.home), "made_at": found.made_at, "rows": found.rows}
    lines = [
        f"{_in_words(found.rows)} of {found.made_at[:16].replace('T', ' ')} are in {call.home}."
    ]
    if words is not None:
        content["recovery_phrase"] = words
        lines += ["", "Your new recovery phrase, shown this once. Write it on paper:"]
        lines += words_in_rows(words)
    call.answer(content, *lines)
