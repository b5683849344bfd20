"""The sound of a song: played, or played and sung by the voice that it has."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corvia_local.model.progress import Report, silent
from corvia_local.model.score import Score

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from corvia_engine.sound.audio import Audio

INSTRUMENTAL = "none"
"""In the place of a voice's name: nobody sings."""

OWN_VOICE = "own"
"""The voice that is made from lines that the person read aloud."""

Readings = Mapping[str, "NDArray[np.float64]"]
"""Lines in small letters, and the samples of their readings at the voices' rate."""


@dataclass(frozen=True)
class SongSound:
    """A song's sound. Where it is sung, `voice` is the voice alone, and `without_voice` the rest
    where it was asked for."""

    song: "Audio"
    voice: "Audio | None" = None
    without_voice: "Audio | None" = None


def sound_of(
    score: Score,
    voice: str,
    report: Report = silent,
    *,
    readings: Readings | None = None,
    without_voice: bool = False,
) -> SongSound:
    """Render a score, sung where a `voice` is named; “own” needs the readings of its lines.

    Raises UnknownVoice, PartMissing, LinesNotRead, and what `report` raises.
    """
    if voice == INSTRUMENTAL:
        from corvia_engine.sound.rendering import render

        return SongSound(render(score, report))
    from corvia_engine.voice.performing import perform

    performed = perform(score, voice, report, readings=readings, without_voice=without_voice)
    return SongSound(performed.song, performed.voice, performed.without_voice)
