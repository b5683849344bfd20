"""`corvia init`."""

import click

from corvia_local.cli.calling import Call, shared_options
from corvia_local.cli.passphrase import read_passphrase
from corvia_local.cli.ways_in import has_written_down, words_in_rows


@click.command()
@shared_options
def init(call: Call) -> None:
    """Make your vault and your identity.

    The recovery phrase is shown once. It opens the vault if the passphrase is forgotten, so
    write it on paper and keep it where only you find it. At a terminal three of its words are
    asked for.
    """
    from corvia_local.studio.keys import ask_for_words
    from corvia_local.studio.opening import begin

    made = begin(call.home, read_passphrase(call.passphrase_file, confirm=True))
    made.vault.close()
    call.answer(
        {"did": made.did, "recovery_phrase": made.recovery_phrase, "home": str(call.home)},
        f"Your vault is in {call.home}.",
        f"You are {made.did}",
        "",
        "Your recovery phrase, shown this once. Write it on paper:",
        *words_in_rows(made.recovery_phrase),
    )
    if not call.as_json and has_written_down(made.recovery_phrase, ask_for_words()) is False:
        call.tell("Your vault is made. `corvia keys phrase` gives you new words to write down.")
