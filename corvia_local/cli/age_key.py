"""`corvia age-key`."""

import click

from corvia_local.cli.calling import Call, shared_options
from corvia_local.cli.reading import read_file


@click.command("age-key")
@click.option(
    "--phrase-file",
    default="-",
    show_default=True,
    help="A file with the 24 words; - is standard input.",
)
@shared_options
def age_key(call: Call, phrase_file: str) -> None:
    """Write your recovery words as a key of age, to open your exports without this program.

    `corvia age-key > KEYFILE`, then `age --decrypt -i KEYFILE EXPORT.age | tar x`. It opens your
    backups too, so remove the file when you are done.
    """
    from corvia_local.studio.exporting.own_key import identity_of_phrase

    identity = identity_of_phrase(read_file(phrase_file, "recovery phrase"))
    call.answer({"identity": identity}, identity)
