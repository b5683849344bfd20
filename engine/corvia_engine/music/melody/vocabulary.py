"""The tokens in which the melody model writes: where a phrase begins, steps, spans.

A phrase is LEAD, then STEP SPAN for each note. LEAD is the first onset within its bar, a span
reaches from a note's onset to the next one's (or to the phrase's end). Integers only.
"""

from bisect import bisect_left
from typing import Final

START: Final = 0
"""Stands before the first token of a melody."""

LEAD_GRID: Final = 120
MOST_LEADS: Final = 32
LOWEST_STEP: Final = -12
HIGHEST_STEP: Final = 17
SPANS: Final = (
    40, 60, 80, 120, 160, 180, 240, 320, 360, 420, 480, 600, 720, 840, 960, 1080, 1200, 1320,
    1440, 1680, 1920, 2160, 2400, 2880, 3360, 3840,
)  # fmt: skip
"""Spans in ticks, 480 a quarter; all but 0.1 % of the corpus' spans are among them."""

FIRST_LEAD: Final = 1
FIRST_STEP: Final = FIRST_LEAD + MOST_LEADS
FIRST_SPAN: Final = FIRST_STEP + HIGHEST_STEP - LOWEST_STEP + 1
VOCABULARY: Final = FIRST_SPAN + len(SPANS)


def lead_token(ticks: int) -> int:
    """Give the token of a first onset, `ticks` after its bar line."""
    return FIRST_LEAD + min(max(ticks, 0) // LEAD_GRID, MOST_LEADS - 1)


def step_token(step: int) -> int:
    """Give the token of a step; a step beyond the model's compass takes its nearest octave."""
    while step < LOWEST_STEP:
        step += 7
    while step > HIGHEST_STEP:
        step -= 7
    return FIRST_STEP + step - LOWEST_STEP


def span_token(ticks: int) -> int:
    """Give the token of the span nearest to `ticks`."""
    above = bisect_left(SPANS, ticks)
    if above == len(SPANS):
        return FIRST_SPAN + len(SPANS) - 1
    if above and ticks - SPANS[above - 1] < SPANS[above] - ticks:
        above -= 1
    return FIRST_SPAN + above
