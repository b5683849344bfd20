"""`corvia check`."""

import sys

import click
import msgspec

from corvia_local.cli.calling import Call, shared_options
from corvia_local.cli.passphrase import read_passphrase
from corvia_local.errors import VaultDamaged


@click.command()
@click.option("--mend", is_flag=True, help="Make a search index that does not fit anew.")
@shared_options
def check(call: Call, mend: bool) -> None:
    """Look through the whole vault: keys, pages, structure, references, search, ledger.

    Says what is whole, what is not, and what to do. It changes nothing without --mend. The exit
    code is 6 where something is damaged.
    """
    from corvia_local.studio.checking import check_vault

    found = check_vault(call.home, read_passphrase(call.passphrase_file), mend=mend)
    lines = [f"{'✓' if one.whole else '✗'} {one.part:<14} {one.said}" for one in found.findings]
    call.answer(
        {
            "whole": found.whole,
            "findings": [msgspec.structs.asdict(one) for one in found.findings],
            "rows": found.rows,
            "advice": list(found.advice),
        },
        *lines,
        *found.advice,
    )
    if not found.whole:
        sys.exit(VaultDamaged.exit_code)
