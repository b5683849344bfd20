"""Sound as an Opus file in Ogg (RFC 6716, RFC 7845): a tenth of FLAC's size.

Opus runs at 48,000 frames a second, so the sound is resampled by 160/147 with a windowed sinc.
"""

import io
from collections.abc import Mapping
from typing import TYPE_CHECKING

from corvia_engine.sound.audio import Audio
from corvia_engine.sound.flac import FIELDS
from corvia_engine.sound.mastering import FULL_SCALE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

OPUS_RATE = 48_000
UP, DOWN = 160, 147
TAPS = 64
PASSED = 0.94
"""The share of the band that passes; the rest is for the filter's slope."""
_KAISER = 9.0
"""A Kaiser window of this beta keeps images 90 dB down (Kaiser 1974)."""
_CHUNK = OPUS_RATE


def opus_bytes(audio: Audio, tags: Mapping[str, str] | None = None, quality: float = 0.2) -> bytes:
    """Encode as Opus; `quality` from 0 (small) to 1. The bytes are not the same from run to run,
    as an Ogg stream carries a random number. Tags as for FLAC.
    """
    import soundfile

    samples = resampled(audio.samples)
    file = io.BytesIO()
    with soundfile.SoundFile(
        file,
        "w",
        OPUS_RATE,
        channels=2,
        format="OGG",
        subtype="OPUS",
        compression_level=1 - quality,
    ) as sound:
        for field in FIELDS:
            if tags and tags.get(field):
                setattr(sound, field, tags[field])
        for start in range(0, len(samples), _CHUNK):
            sound.write(samples[start : start + _CHUNK])
    return file.getvalue()


def resampled(samples: "NDArray[np.int16]") -> "NDArray[np.float32]":
    """Bring stereo frames from 44,100 to 48,000 a second, as floats of full scale 1."""
    import numpy as np

    count = len(samples) * UP // DOWN
    padded = np.zeros((len(samples) + 2 * TAPS, 2), np.float32)
    padded[TAPS : TAPS + len(samples)] = samples / FULL_SCALE
    windows = np.lib.stride_tricks.sliding_window_view(padded, TAPS, axis=0)
    made = np.empty((count, 2), np.float32)
    for phase, taps in enumerate(_filters()):
        at = np.arange(phase, count, UP)
        base = at * DOWN // UP + TAPS // 2 + 1
        made[at] = windows[base] @ taps
    return made


def _filters() -> "NDArray[np.float32]":
    """Give, for each of the 160 phases, the taps of a low pass below half the lower rate."""
    import numpy as np

    shifts = (np.arange(UP) * DOWN % UP)[:, None] / UP
    places = np.arange(TAPS)[None, :] - (TAPS // 2 - 1) - shifts
    window = np.i0(_KAISER * np.sqrt(np.clip(1 - (places / (TAPS / 2)) ** 2, 0, 1)))
    taps = PASSED * np.sinc(PASSED * places) * window / np.i0(_KAISER)
    normed: NDArray[np.float32] = (taps / taps.sum(axis=1, keepdims=True)).astype(np.float32)
    return normed
