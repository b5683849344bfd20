"""`corvia taste`."""

import click

from corvia_local.cli.calling import Call, shared_options


@click.command()
@click.option("--more-like", metavar="SONG", help="Let the next songs be more like this one.")
@click.option("--less-like", metavar="SONG", help="Let the next songs be less like this one.")
@click.option("--forget", is_flag=True, help="Lean to nothing any more.")
@shared_options
def taste(call: Call, more_like: str | None, less_like: str | None, forget: bool) -> None:
    """Say what your next songs lean to, or change it by a song that you like, or do not."""
    from corvia_local.studio import taste as liking

    if sum((more_like is not None, less_like is not None, forget)) > 1:
        raise click.UsageError("Give one of --more-like, --less-like or --forget.")
    with call.vault() as vault:
        words: tuple[str, ...] = ()
        if more_like is not None:
            words = liking.more_like(vault, more_like)
        elif less_like is not None:
            words = liking.less_like(vault, less_like)
        elif forget:
            liking.forget_taste(vault)
        now = liking.taste(vault)
    lines = [f"A step {word}." for word in words]
    leans = ", ".join(now) or "nothing in particular"
    call.answer({"moved": list(words), "taste": list(now)}, *lines, f"Next songs lean to: {leans}.")
