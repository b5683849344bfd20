"""`corvia ledger`."""

import click
import msgspec

from corvia_local.cli.calling import Call, shared_options


@click.command()
@click.option("--limit", type=click.IntRange(1), help="Only the newest so many.")
@click.option("--verify", is_flag=True, help="Check that no line was changed or taken out.")
@shared_options
def ledger(call: Call, limit: int | None, verify: bool) -> None:
    """List every use of your data: when, what, for what, to whom.

    The list can only grow: each line's hash covers the line and all before it, and --verify
    computes them anew.
    """
    from corvia_local.studio.accounting import read_ledger, verify_ledger

    with call.vault() as vault:
        if verify:
            count = verify_ledger(vault)
            last = read_ledger(vault, 1)[-1].hash if count else None
            call.answer(
                {"verified": count, "last_hash": last},
                f"{count} lines, and each fits those before it.",
                *([f"The last line's hash is {last}."] if last else []),
            )
            return
        found = read_ledger(vault, limit)
    lines = [
        f"{x.at[:19].replace('T', ' ')}  {x.act:<16} {x.what}  for {x.purpose}  to {x.audience}"
        for x in found
    ]
    call.answer({"ledger": [msgspec.structs.asdict(x) for x in found]}, *lines)
