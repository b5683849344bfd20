"""Render a score: sequence its notes on FluidSynth, let the end ring, bring it to its level.

The same score on the same library and SoundFont gives the same samples.
"""

from typing import TYPE_CHECKING

from corvia_engine.sound.audio import Audio
from corvia_engine.sound.mastering import master
from corvia_engine.sound.mixing import set_up_channels
from corvia_engine.sound.schedule import SoundEvent, schedule
from corvia_engine.sound.synthesizer import BLOCK, SAMPLE_RATE, Synthesizer
from corvia_local.errors import BadInput
from corvia_local.model.progress import Report, silent
from corvia_local.model.score import Score

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Audio", "PieceTooLong", "render"]

LONGEST_MINUTES = 30
_RING = 8 * SAMPLE_RATE // BLOCK
"""Blocks for which the last notes and the reverb may ring out; what is silent is cut."""

_INAUDIBLE = 1e-5
_STEP = SAMPLE_RATE // BLOCK
_NOTES_SHARE = 0.9
_NAME = "rendering"


class PieceTooLong(BadInput):
    """The piece is longer than what is rendered at once."""


def render(score: Score, report: Report = silent) -> Audio:
    """Render a score to stereo sound.

    Raises PartMissing without FluidSynth or a SoundFont, PieceTooLong beyond half an hour, and
    whatever `report` raises.
    """
    report(_NAME, 0.0)
    events = schedule(score)
    _check_length(events)
    with Synthesizer() as synthesizer:
        set_up_channels(synthesizer, score)
        mix = _play(synthesizer, events, report)
    report("bringing to level", _NOTES_SHARE)
    audio = master(mix)
    report("rendered", 1.0)
    return audio


def _check_length(events: list[SoundEvent]) -> None:
    seconds = events[-1].block * BLOCK / SAMPLE_RATE if events else 0
    if seconds > LONGEST_MINUTES * 60:
        raise PieceTooLong(
            f"The piece lasts {seconds / 60:.0f} minutes; at most {LONGEST_MINUTES} are rendered"
            " at once. Please make it shorter, or export its MIDI file instead."
        )


def _play(
    synthesizer: Synthesizer, events: list[SoundEvent], report: Report
) -> "NDArray[np.float32]":
    """Play the events and the ringing out into float32 samples of shape (frames, 2)."""
    import numpy as np

    blocks = (events[-1].block if events else 0) + _RING
    mix = np.empty((blocks * BLOCK, 2), np.float32)
    tuned: dict[tuple[int, int], int] = {}
    at = reported = 0
    for event in events:
        if event.block > at:
            synthesizer.fill(mix[at * BLOCK : event.block * BLOCK])
            at = event.block
            if at - reported >= _STEP:
                report(_NAME, _NOTES_SHARE * at / blocks)
                reported = at
        _perform(synthesizer, event, tuned)
    return mix[: _ring_out(synthesizer, mix, at) * BLOCK]


def _perform(
    synthesizer: Synthesizer, event: SoundEvent, tuned: dict[tuple[int, int], int]
) -> None:
    if event.velocity == 0:
        synthesizer.note_off(event.channel, event.key)
        return
    place = event.channel, event.key
    if tuned.get(place, 0) != event.cents:
        synthesizer.tune(event.channel, event.key, event.cents)
        tuned[place] = event.cents
    synthesizer.note_on(event.channel, event.key, event.velocity)


def _ring_out(synthesizer: Synthesizer, mix: "NDArray[np.float32]", at: int) -> int:
    """Fill the rest of the mix in steps until nothing sounds; give the blocks filled."""
    import numpy as np

    blocks = len(mix) // BLOCK
    while at < blocks:
        until = min(at + _STEP, blocks)
        piece = mix[at * BLOCK : until * BLOCK]
        synthesizer.fill(piece)
        at = until
        if synthesizer.active_voices() == 0 and float(np.abs(piece).max()) < _INAUDIBLE:
            break
    return at
