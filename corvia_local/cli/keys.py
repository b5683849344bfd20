"""`corvia keys …`."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from corvia_local.cli.calling import Call, shared_options
from corvia_local.cli.confirming import require_word
from corvia_local.cli.passphrase import read_passphrase
from corvia_local.cli.ways_in import (
    has_written_down,
    opened_by_shares,
    opened_by_words,
    read_new_passphrase,
    words_in_rows,
)
from corvia_local.errors import Cancelled

if TYPE_CHECKING:
    from corvia_local.studio.keys import CostProposal, KeySlot

new_passphrase_option = click.option(
    "--new-passphrase-file",
    type=click.Path(path_type=Path),
    help="A file whose first line is the new passphrase.",
)


@click.group()
def keys() -> None:
    """See and change the ways into your vault."""


def _as_json(slot: "KeySlot") -> dict[str, Any]:
    work = None if slot.work is None else [slot.work.operations, slot.work.memory]
    return {
        "id": slot.id,
        "kind": slot.kind,
        "label": slot.label,
        "made_at": slot.made_at,
        "work": work,
        "in_use": slot.opened,
    }


def _in_words(slot: "KeySlot") -> str:
    made = "made earlier" if slot.made_at is None else f"made {slot.made_at[:10]}"
    work = (
        "" if slot.work is None else f", {slot.work.memory // 2**20} MiB × {slot.work.operations}"
    )
    label = f"  “{slot.label}”" if slot.label else ""
    used = "  (in use now)" if slot.opened else ""
    return f"{slot.id}  {slot.kind:<15} {made}{work}{label}{used}"


@keys.command("list")
@shared_options
def list_(call: Call) -> None:
    """List every way into the vault."""
    from corvia_local.studio.keys import list_keys

    with call.vault() as vault:
        found = list_keys(vault)
    call.answer({"keys": [_as_json(slot) for slot in found]}, *map(_in_words, found))


@keys.command()
@new_passphrase_option
@click.option("--phrase-file", help="Open by the 24 words in this file, if you forgot the old one.")
@shared_options
def passphrase(call: Call, new_passphrase_file: Path | None, phrase_file: str | None) -> None:
    """Change the passphrase. Your entries are not written anew, so it takes a moment only.

    Older copies of the folder and older backups still open with the old passphrase.
    """
    from corvia_local.studio.keys import change_passphrase

    opened = call.vault() if phrase_file is None else opened_by_words(call, phrase_file)
    with opened as vault:
        change_passphrase(vault, read_new_passphrase(new_passphrase_file))
    call.answer({"changed": True}, "The new passphrase opens the vault from now on.")


@keys.command()
@click.option("--label", default="", help="A name for it, seen only within the vault.")
@click.option("--keyring", is_flag=True, help="The system's keyring instead of a passphrase.")
@new_passphrase_option
@shared_options
def add(call: Call, label: str, keyring: bool, new_passphrase_file: Path | None) -> None:
    """Let one more passphrase, or the system's keyring, open the vault.

    With --keyring whoever is logged in as you can open the vault, without a passphrase.
    """
    from corvia_local.studio.keys import add_key
    from corvia_local.studio.system_keyring import add_to_keyring

    with call.vault() as vault:
        if keyring:
            slot = add_to_keyring(vault, label)
        else:
            slot = add_key(vault, read_new_passphrase(new_passphrase_file), label)
    call.answer(_as_json(slot), f"Added as {slot.id}: {slot.kind} {slot.label}".rstrip() + ".")


@keys.command()
@click.argument("slot_id", metavar="ID")
@shared_options
def remove(call: Call, slot_id: str) -> None:
    """Close one way in; the beginning of its ID is enough. The last one cannot be removed."""
    from corvia_local.studio.keys import remove_key

    with call.vault() as vault:
        slot = remove_key(vault, slot_id)
    call.answer(_as_json(slot), f"The {slot.kind} {slot.id} no longer opens the vault.")


@keys.command()
@shared_options
def phrase(call: Call) -> None:
    """Make a new recovery phrase; the old one no longer opens the vault.

    At a terminal three of its words are asked for, so that it is certain that you wrote it down.
    """
    from corvia_local.studio.keys import ask_for_words, keep_phrase, make_phrase

    with call.vault() as vault:
        words = make_phrase()
        if not call.as_json:
            for line in ("Write these 24 words on paper, in order:", *words_in_rows(words), ""):
                click.echo(line)
        written = has_written_down(words, ask_for_words())
        if written is False:
            raise Cancelled("The words were not kept. What opened the vault before still does.")
        keep_phrase(vault, words)
    call.answer(
        {"recovery_phrase": words, "confirmed": written is True},
        "These words open the vault from now on, and the earlier ones no longer do.",
    )


@keys.command()
@shared_options
def rotate(call: Call) -> None:
    """Encrypt everything anew under a new data key. Every way in stays as it is.

    Stopped or cut off at any moment, the vault opens with the old key or the new. Older copies and
    backups keep the old one.
    """
    from corvia_local.studio import keys as use

    with call.vault() as vault, call.progress() as report:
        use.rotate(vault, report)
    call.answer({"rotated": True}, "Everything is encrypted under a new key.")


@keys.command("raise-cost")
@click.option(
    "--seconds", type=click.FloatRange(0.1, 30), default=1.0, show_default=True,
    help="How long opening may take on this machine.",
)  # fmt: skip
@click.option("--yes", is_flag=True, help="Do it without asking.")
@shared_options
def raise_cost(call: Call, seconds: float, yes: bool) -> None:
    """Measure how long opening takes, and make guessing your passphrase cost more."""
    from corvia_local.studio import keys as use

    given = read_passphrase(call.passphrase_file)
    with call.vault(given) as vault:
        proposal = use.propose_cost(vault, seconds)
        if proposal is None or proposal.limits is None:
            call.answer(
                _proposal_as_json(proposal, False),
                "It is as costly already as this time and this machine's memory allow.",
            )
            return
        limits = proposal.limits
        call.tell(
            f"Opening takes {proposal.seconds:.2f} s now. With {limits.memory // 2**20} MiB ×"
            f" {limits.operations} it would take about {proposal.expected_seconds:.1f} s."
        )
        if not yes:
            require_word(None, "raise")
        use.raise_cost(vault, given, limits)
    call.answer(_proposal_as_json(proposal, True), "Guessing your passphrase costs more now.")


def _proposal_as_json(proposal: "CostProposal | None", raised: bool) -> dict[str, Any]:
    if proposal is None or proposal.limits is None:
        return {"raised": False}
    return {
        "raised": raised,
        "seconds": round(proposal.seconds, 3),
        "expected_seconds": round(proposal.expected_seconds, 3),
        "operations": proposal.limits.operations,
        "memory": proposal.limits.memory,
    }


@keys.command()
@click.option("--needed", type=int, default=2, show_default=True, help="How many open the vault.")
@click.option("--of", "count", type=int, default=3, show_default=True, help="How many to make.")
@shared_options
def shares(call: Call, needed: int, count: int) -> None:
    """Make shares for people you trust: some of them together open the vault (SLIP-39).

    Fewer than needed tell nothing. Earlier shares no longer open it.
    """
    from corvia_local.studio.keys import make_shares

    with call.vault() as vault:
        slot, made = make_shares(vault, needed, count)
    lines = [line for n, share in enumerate(made, 1) for line in ("", f"Share {n}:", share)]
    call.answer(
        _as_json(slot) | {"shares": made, "needed": needed},
        f"Any {needed} of these {count} open the vault. Give each to another person, on paper.",
        *lines,
    )


@keys.command("from-shares")
@click.argument("files", nargs=-1, metavar="[FILE]…")
@new_passphrase_option
@shared_options
def from_shares(call: Call, files: tuple[str, ...], new_passphrase_file: Path | None) -> None:
    """Open the vault with shares, one in each FILE, and set a new passphrase."""
    from corvia_local.studio.keys import change_passphrase

    with opened_by_shares(call, files) as vault:
        change_passphrase(vault, read_new_passphrase(new_passphrase_file))
    call.answer({"changed": True}, "The new passphrase opens the vault from now on.")
