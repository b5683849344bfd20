"""Render a score: set up its instruments, play its notes, bring the sound to its level.

The same score on the same library and SoundFont gives the same samples.
"""

from typing import TYPE_CHECKING

from corvia_engine.sound.audio import SAMPLE_RATE, Audio
from corvia_engine.sound.fluidsynth_library import load_fluidsynth
from corvia_engine.sound.mastering import master
from corvia_engine.sound.mixing import prepare_channels
from corvia_engine.sound.schedule import SoundEvent, schedule
from corvia_engine.sound.sequencing import play_out
from corvia_engine.sound.soundfont import find_soundfont
from corvia_engine.sound.synthesizer import BLOCK, Synthesizer
from corvia_local.errors import BadInput
from corvia_local.model.progress import Report, silent
from corvia_local.model.score import Score

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Audio", "PieceTooLong", "mix_down", "render"]

LONGEST_MINUTES = 30
_PLAYING_SHARE = 0.9


class PieceTooLong(BadInput):
    """The piece is longer than what is rendered at once."""


def render(score: Score, report: Report = silent) -> Audio:
    """Render a score to stereo sound.

    Raises PartMissing without FluidSynth or a SoundFont, PieceTooLong beyond half an hour, and
    whatever `report` raises.
    """
    mix = mix_down(score, report)
    report("bringing to level", _PLAYING_SHARE)
    audio = master(mix)
    report("rendered", 1.0)
    return audio


def mix_down(
    score: Score, report: Report = silent, *, played: Score | None = None
) -> "NDArray[np.float32]":
    """Play a score into float32 samples of shape (frames, 2), before their level is set.

    `played` is the same score with other velocities, where the balance between the parts is to
    be `score`'s all the same. Raises what `render` raises.
    """
    report("rendering", 0.0)
    events = schedule(played or score)
    check_length(events)
    with Synthesizer(load_fluidsynth(), find_soundfont()) as synthesizer:
        prepare_channels(synthesizer, score)
        return play_out(
            synthesizer, events, lambda step, share: report(step, _PLAYING_SHARE * share)
        )


def check_length(events: list[SoundEvent]) -> None:
    """Raise PieceTooLong where events last longer than is rendered at once."""
    check_seconds(events[-1].block * BLOCK / SAMPLE_RATE if events else 0.0)


def check_seconds(seconds: float) -> None:
    """Raise PieceTooLong where a piece lasts longer than is rendered at once."""
    if seconds > LONGEST_MINUTES * 60:
        raise PieceTooLong(
            f"The piece lasts {seconds / 60:.0f} minutes; at most {LONGEST_MINUTES} are rendered"
            " at once. Please make it shorter, or export its MIDI file instead."
        )
