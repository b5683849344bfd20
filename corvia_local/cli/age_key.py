"""`corvia age-key`."""

import sys

import click

from corvia_local.cli.calling import Call, shared_options
from corvia_local.cli.ways_in import read_words


@click.command("age-key")
@click.option("--phrase-file", help="A file with the 24 words; else they are asked for.")
@shared_options
def age_key(call: Call, phrase_file: str | None) -> None:
    """Write your recovery words as a key of age, to open your exports without this program.

    `corvia age-key > KEYFILE`, then `age --decrypt -i KEYFILE EXPORT.age | tar x`. It opens your
    backups too, so remove the file when you are done.
    """
    from corvia_local.studio.exporting.own_key import identity_of_phrase

    if phrase_file is None and not sys.stdin.isatty():
        phrase_file = "-"
    identity = identity_of_phrase(read_words(phrase_file))
    call.answer({"identity": identity}, identity)
