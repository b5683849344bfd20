"""How freely the model's proposals are drawn from."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Taste:
    """Temperatures of steps and of spans in hundredths; the share of the whole, in thousandths,
    that the likeliest choices make up; and in hundredths how strongly what was heard before in
    the song is leaned towards.

    The defaults were chosen by the figures in models/melody-card.md.
    """

    step_temperature: int = 100
    span_temperature: int = 100
    top: int = 950
    echo: int = 100
