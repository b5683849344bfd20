"""Which step of a scale a sounding pitch is."""

from corvia_engine.music.tuning import Scale

FURTHEST = 21
"""Steps from the tonic, three octaves to either side, among which a note is looked for."""


def step_of(scale: Scale, cents: int) -> int:
    """Give the step that sounds nearest to a pitch in cents, rising or falling."""
    octaves = range(-FURTHEST // 7, FURTHEST // 7 + 1)
    steps = [7 * octave + degree for octave in octaves for degree in scale.mode.degrees]
    return min(
        steps,
        key=lambda step: (
            min(abs(scale.cents(step, falling=down) - cents) for down in (False, True)),
            abs(step),
        ),
    )
