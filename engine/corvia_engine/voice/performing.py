"""A song with its voice: instruments and voice rendered, balanced and brought to one level."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from corvia_engine.sound.audio import SAMPLE_RATE, Audio
from corvia_engine.sound.loudness import SILENT, loudness
from corvia_engine.sound.mastering import master
from corvia_engine.sound.rendering import mix_down
from corvia_engine.voice.singing import Sung, sing
from corvia_engine.voice.treatment import treated
from corvia_engine.voice.vocoder import FRAMES_A_SECOND
from corvia_local.model.progress import Report, silent
from corvia_local.model.score import Note, Score

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

VOICE_ABOVE = 3.0
"""Loudness units by which the voice lies above all instruments together while it sings."""

MELODY_STEPS_BACK = 0.6
"""Share of their velocity at which the melody's instrument plays notes that are sung."""

_SINGING_SHARE = 0.4
_SECOND_PAN = 0.35
"""How far to the right of the middle the second voice stands, from 0 to 1."""


@dataclass(frozen=True, eq=False)
class Performance:
    """The finished song, its voice alone, and the song without the voice where it was asked for.

    All three begin at the same moment.
    """

    song: Audio
    voice: Audio
    without_voice: Audio | None


def perform(
    score: Score,
    voice: str,
    report: Report = silent,
    *,
    readings: "Mapping[str, NDArray[np.float64]] | None" = None,
    without_voice: bool = False,
) -> Performance:
    """Render a score with its words sung; `readings` are those of `sing`.

    Raises what `sing` and `render` raise.
    """
    sung = sing(score, voice, lambda step, share: report(step, _SINGING_SHARE * share), readings)
    mix = mix_down(
        score,
        lambda step, share: report(step, _SINGING_SHARE + (1 - _SINGING_SHARE) * share),
        played=with_melody_stepping_back(score),
    )
    stem = treated(sung.samples)
    if len(sung.harmony):
        stem += treated(sung.harmony, _SECOND_PAN)
    stem *= _gain(stem, mix, sung)
    together = _added(mix, stem)
    return Performance(master(together), master(stem), master(mix) if without_voice else None)


def with_melody_stepping_back(score: Score) -> Score:
    """Let the melody's instrument play softer where its notes are sung."""
    sung = {syllable.tick for syllable in score.syllables}
    parts = tuple(
        msgspec.structs.replace(part, notes=tuple(_softer(note, sung) for note in part.notes))
        if part.role == "melody"
        else part
        for part in score.parts
    )
    return msgspec.structs.replace(score, parts=parts)


def _softer(note: Note, sung: set[int]) -> Note:
    if note.start not in sung:
        return note
    return msgspec.structs.replace(note, velocity=max(1, round(note.velocity * MELODY_STEPS_BACK)))


def _gain(stem: "NDArray[np.float32]", mix: "NDArray[np.float32]", sung: Sung) -> float:
    """Give the factor that lifts the voice over the instruments, heard where it sings."""
    import numpy as np

    spans = [
        (start * SAMPLE_RATE // FRAMES_A_SECOND, end * SAMPLE_RATE // FRAMES_A_SECOND)
        for start, end in sung.spans
    ]
    if not spans:
        return 1.0
    voice = loudness(np.concatenate([stem[a:b] for a, b in spans]), SAMPLE_RATE)
    others = loudness(np.concatenate([mix[a:b] for a, b in spans]), SAMPLE_RATE)
    if SILENT in (voice, others):
        return 1.0
    return float(10 ** ((others + VOICE_ABOVE - voice) / 20))


def _added(mix: "NDArray[np.float32]", stem: "NDArray[np.float32]") -> "NDArray[np.float32]":
    import numpy as np

    together = np.zeros((max(len(mix), len(stem)), 2), np.float32)
    together[: len(mix)] += mix
    together[: len(stem)] += stem
    return together
