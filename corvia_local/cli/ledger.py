"""`corvia ledger`."""

import click
import msgspec

from corvia_local.cli.calling import Call, shared_options


@click.command()
@click.option("--limit", type=click.IntRange(1), help="Only the newest so many.")
@shared_options
def ledger(call: Call, limit: int | None) -> None:
    """List every use of your data: when, what, for what, to whom."""
    from corvia_local.studio.accounting import read_ledger

    with call.vault() as vault:
        found = read_ledger(vault, limit)
    lines = [
        f"{x.at[:19].replace('T', ' ')}  {x.act:<16} {x.what}  for {x.purpose}  to {x.audience}"
        for x in found
    ]
    call.answer({"ledger": [msgspec.structs.asdict(x) for x in found]}, *lines)
