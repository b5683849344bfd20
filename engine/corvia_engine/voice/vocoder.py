"""WORLD (Morise, Yokomori and Ozawa 2016): speech as pitch, spectral envelope and aperiodicity."""

from collections.abc import Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import TYPE_CHECKING

from corvia_engine.voice.espeak import VoiceMissing
from corvia_engine.voice.phonemes import Phoneme

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FRAME_MS = 5.0
FRAMES_A_SECOND = 200
_FLOOR, _CEILING = 60.0, 420.0
_ALL_VOICED = 0.0
_CLEAREST_APERIODICITY = 0.2
"""Vowels and sonorants are never noisier than this: creak and devoicing do not carry a tone."""

_QUIETEST = 1e-12
ONE_TONE, NATURAL = 1.2, 1.8
"""Factors about a middle pitch: of a voice on one tone, and of a person who reads."""


@dataclass(frozen=True, eq=False)
class SpeechModel:
    """A line's speech by frames of 5 ms: logarithms of the power envelope and the aperiodicity
    (0…1), both of shape (frames, bins), and the rate of its samples.
    """

    log_envelope: "NDArray[np.float64]"
    aperiodicity: "NDArray[np.float64]"
    rate: int


def vocoder_version() -> str:
    """Name the vocoder and its version; raise VoiceMissing without it."""
    return f"WORLD (pyworld {_world().__version__})"


def analyse(
    samples: "NDArray[np.float64]",
    rate: int,
    phonemes: Sequence[Phoneme],
    pitch_range: float = ONE_TONE,
) -> SpeechModel:
    """Analyse speech; what its phonemes say is voiced is analysed as voiced.

    Its pitch lies within a factor of `pitch_range` about the middle; what is heard beyond that is
    taken to be misheard.

    Raises VoiceMissing without pyworld.
    """
    import numpy as np

    world = _world()
    pitch, times = world.dio(samples, rate, _FLOOR, _CEILING, frame_period=FRAME_MS)
    pitch = world.stonemask(samples, pitch, times, rate)
    pitch = _voiced_throughout(pitch, phonemes, pitch_range)
    envelope = world.cheaptrick(samples, pitch, times, rate)
    aperiodicity = world.d4c(samples, pitch, times, rate, _ALL_VOICED)
    clear = _marked(len(pitch), [p for p in phonemes if p.is_sonorant])
    aperiodicity[clear] = np.minimum(aperiodicity[clear], _CLEAREST_APERIODICITY)
    return SpeechModel(np.log(np.maximum(envelope, _QUIETEST)), aperiodicity, rate)


def with_longer_throat(model: SpeechModel, factor: float) -> SpeechModel:
    """Give the speech of a person whose resonances lie lower by a factor, a little above 1."""
    import numpy as np

    bins = model.log_envelope.shape[1]
    places = np.minimum(np.arange(bins) * factor, bins - 1.001)
    first = places.astype(np.int64)
    share = places - first
    envelope, noise = (
        (1 - share) * rows[:, first] + share * rows[:, first + 1]
        for rows in (model.log_envelope, model.aperiodicity)
    )
    return SpeechModel(envelope, noise, model.rate)


def middle_pitch(samples: "NDArray[np.float64]", rate: int) -> float:
    """Give the median pitch of speech in hertz; 120 where none is heard."""
    import numpy as np

    pitch, _ = _world().dio(samples, rate, _FLOOR, _CEILING, frame_period=FRAME_MS)
    heard = pitch[pitch > 0]
    return float(np.median(heard)) if len(heard) else 120.0


def synthesise(
    model: SpeechModel, source: "NDArray[np.float64]", pitch: "NDArray[np.float64]"
) -> "NDArray[np.float64]":
    """Sound the model's frames at `source` (fractions lie between two) with a pitch in hertz.

    A pitch of 0 is unvoiced. Both have one value for each 5 ms.
    """
    import numpy as np

    source = np.clip(source, 0, len(model.log_envelope) - 1.001)
    first = source.astype(np.int64)
    share = (source - first)[:, None]
    envelope = np.exp(_between(model.log_envelope, first, share))
    noise = np.clip(_between(model.aperiodicity, first, share), 0.0, 1.0)
    sound: NDArray[np.float64] = _world().synthesize(pitch, envelope, noise, model.rate, FRAME_MS)
    return sound


def _between(
    rows: "NDArray[np.float64]", first: "NDArray[np.int64]", share: "NDArray[np.float64]"
) -> "NDArray[np.float64]":
    mixed: NDArray[np.float64] = (1 - share) * rows[first] + share * rows[first + 1]
    return mixed


def _voiced_throughout(
    pitch: "NDArray[np.float64]", phonemes: Sequence[Phoneme], pitch_range: float
) -> "NDArray[np.float64]":
    """Give voiced phonemes the middle pitch wherever the analysis heard none or another."""
    import numpy as np

    heard = pitch[pitch > 0]
    middle = float(np.median(heard)) if len(heard) else 120.0
    near = (pitch > middle / pitch_range) & (pitch < middle * pitch_range)
    filled = np.where(near, pitch, 0.0)
    voiced = _marked(len(pitch), [p for p in phonemes if p.is_voiced])
    return np.where(voiced & ~near, middle, filled)


def _marked(frames: int, phonemes: Sequence[Phoneme]) -> "NDArray[np.bool_]":
    import numpy as np

    marked = np.zeros(frames, np.bool_)
    for phoneme in phonemes:
        first = int(phoneme.start * FRAMES_A_SECOND)
        marked[first : int(phoneme.end * FRAMES_A_SECOND) + 1] = True
    return marked


def _world() -> ModuleType:
    try:
        import pyworld
    except ImportError as error:
        raise VoiceMissing(
            "The vocoder is not installed. Please install pyworld-prebuilt, or compose without"
            " a voice."
        ) from error
    return pyworld
