"""`corvia doctor`."""

import click

from corvia_local.cli.calling import Call, shared_options


@click.command()
@shared_options
def doctor(call: Call) -> None:
    """Say which synthesizer, SoundFont, sound device, models and IPFS node are in use."""
    from corvia_local.studio.diagnosing import diagnose

    found = diagnose(call.home)
    lines = [f"{part.name:<14} {part.state}" for part in found.parts]
    advice = [f"could be better: {line}" for line in found.advice]
    call.answer(
        {
            "parts": {
                part.key: {"state": part.state, "ready": part.ready, "detail": part.detail}
                for part in found.parts
            },
            "advice": list(found.advice),
        },
        *lines,
        *advice,
    )
