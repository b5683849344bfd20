"""`corvia init`."""

import click

from corvia_local.cli.calling import Call, shared_options
from corvia_local.cli.passphrase import read_passphrase


@click.command()
@shared_options
def init(call: Call) -> None:
    """Make your vault and your identity.

    The recovery phrase is shown once. It opens the vault if the passphrase is forgotten, so
    write it on paper and keep it where only you find it.
    """
    from corvia_local.studio.opening import begin

    made = begin(call.home, read_passphrase(call.passphrase_file, confirm=True))
    made.vault.close()
    words = made.recovery_phrase.split()
    rows = [
        "   ".join(f"{n + 1:2} {w:<9}" for n, w in list(enumerate(words))[i : i + 6])
        for i in range(0, len(words), 6)
    ]
    call.answer(
        {"did": made.did, "recovery_phrase": made.recovery_phrase, "home": str(call.home)},
        f"Your vault is in {call.home}.",
        f"You are {made.did}",
        "",
        "Your recovery phrase, shown this once. Write it on paper:",
        *rows,
    )
