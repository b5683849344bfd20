"""`corvia demo`."""

from pathlib import Path

import click

from corvia_local.cli.calling import Call, shared_options


@click.command()
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default="demo-out",
    show_default=True,
    help="Where the songs and the composition are written.",
)
@shared_options
def demo(call: Call, out: Path) -> None:
    """Go the whole way with three authors in throw-away vaults; yours is not touched."""
    from corvia_local.studio.demo import run_demo

    say = call.tell if call.as_json else click.echo
    made = run_demo(out, say)
    call.answer(
        {
            "songs": list(made.songs),
            "community": made.community,
            "composition": made.composition,
            "files": [str(path.resolve()) for path in made.files],
            "steps": [{"step": name, "seconds": seconds} for name, seconds in made.steps],
            "seconds": made.seconds,
        },
        "",
        f"The composition is {made.composition}",
        *(f"  {path}" for path in made.files),
        f"{made.seconds:.1f} s in all.",
    )
