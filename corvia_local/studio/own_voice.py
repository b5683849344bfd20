"""A voice of one's own: lines read aloud, checked, kept in the vault, and given to the singer."""

import io
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from corvia_local.errors import BadInput, NotFound
from corvia_local.model.progress import Report, silent
from corvia_local.model.score import Score
from corvia_local.studio.sounding import Readings
from corvia_local.vault import voice_readings as store
from corvia_local.vault.erasing import sweep
from corvia_local.vault.opening import Vault

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from corvia_engine.sound.microphone import Recording

LARGEST_SOUND_BYTES = 200_000_000
LONGEST_SOUND_SECONDS = 900.0
LONGEST_READING_SECONDS = 20.0
_LISTENING_PAUSE = 0.05


class SoundUnusable(BadInput):
    """A sound file cannot be read, or holds something else than the lines."""


@dataclass(frozen=True)
class LineToRead:
    """A line of a song, counted from 1, its words as sung, and its key among the readings."""

    number: int
    text: str
    key: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class LineRead:
    """What came of a line: whether a reading is kept, and what spoke against one (“is noisy …”)."""

    line: LineToRead
    kept: bool
    faults: tuple[str, ...] = ()


def lines_to_read(score: Score) -> tuple[LineToRead, ...]:
    """List a song's lines that have words to be read, each once."""
    from corvia_engine.voice.sung_notes import vocal_lines
    from corvia_engine.voice.wording import line_key

    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for line in vocal_lines(score):
        key = line_key(line.words)
        if key:
            found.setdefault(key, (line.text, line.words))
    return tuple(
        LineToRead(number, text, key, words)
        for number, (key, (text, words)) in enumerate(found.items(), 1)
    )


def reading_state(vault: Vault, score: Score) -> tuple[LineRead, ...]:
    """Say of each line of a song whether a reading is kept, without listening to it again."""
    return tuple(
        LineRead(line, store.reading(vault, line.key) is not None) for line in lines_to_read(score)
    )


def line_numbered(score: Score, number: int) -> LineToRead:
    """Give a song's line by its number; raise NotFound."""
    lines = lines_to_read(score)
    if not 1 <= number <= len(lines):
        raise NotFound(f"The song has no line {number}; its lines are 1 to {len(lines)}.")
    return lines[number - 1]


def samples_of(sound: bytes) -> "NDArray[np.float64]":
    """Read a WAV, FLAC or Ogg file: one channel at the voices' rate. Raises SoundUnusable."""
    import numpy as np
    import soundfile

    from corvia_engine.voice.resampling import at_rate
    from corvia_engine.voice.singing import VOICE_RATE

    if len(sound) > LARGEST_SOUND_BYTES:
        raise SoundUnusable("The sound file is larger than 200 MB. Record the lines one by one.")
    try:
        with soundfile.SoundFile(io.BytesIO(sound)) as file:
            rate, most = file.samplerate, LONGEST_SOUND_SECONDS * file.samplerate
            if not 8_000 <= rate <= 192_000 or not 1 <= file.channels <= 8 or file.frames > most:
                raise SoundUnusable(
                    "The sound file must have 8,000 to 192,000 samples a second, at most 8"
                    " channels and a quarter of an hour. Record the lines one by one."
                )
            samples = file.read(dtype="float64", always_2d=True).mean(axis=1)
    except soundfile.LibsndfileError as error:
        raise SoundUnusable(
            "This is no sound file that can be read. Save the recording as WAV or FLAC."
        ) from error
    if not np.isfinite(samples).all():
        raise SoundUnusable("The sound file holds values that are no numbers. Record it again.")
    return at_rate(np.clip(samples, -1.0, 1.0), rate, VOICE_RATE)


def read_sound_file(path: Path) -> bytes:
    """Read a recording's file. Raises NotFound, SoundUnusable."""
    try:
        with path.open("rb") as opened:
            return opened.read(LARGEST_SOUND_BYTES + 1)
    except FileNotFoundError as error:
        raise NotFound(f"There is no file {path}.") from error
    except OSError as error:
        raise SoundUnusable(
            f"The file {path} cannot be read: {error.strerror or error}. Choose another one."
        ) from error


def require_microphone() -> str:
    """Name the microphone; raise NoMicrophone where there is none."""
    from corvia_engine.sound.microphone import require_microphone as require

    return require()


def recording() -> "Recording":
    """Give a recording, which hears the microphone for the length of a `with` block."""
    from corvia_engine.sound.microphone import Recording

    return Recording()


def recorded(heard: "Recording") -> "NDArray[np.float64]":
    """Give what a recording heard at the voices' rate."""
    from corvia_engine.sound.audio import SAMPLE_RATE
    from corvia_engine.voice.resampling import at_rate
    from corvia_engine.voice.singing import VOICE_RATE

    return at_rate(heard.samples(), SAMPLE_RATE, VOICE_RATE)


def record_until(finished: Callable[[], bool], report: Report = silent) -> "NDArray[np.float64]":
    """Give what the microphone hears until `finished` says so, for LONGEST_READING_SECONDS at most,
    at the voices' rate. `report` is told the level, 0…1, and ends the recording where it raises.

    Raises NoMicrophone.
    """
    require_microphone()
    began = time.monotonic()
    with recording() as heard:
        while not finished() and time.monotonic() - began < LONGEST_READING_SECONDS:
            report("listening", heard.level())
            time.sleep(_LISTENING_PAUSE)
    return recorded(heard)


def hear_reading(vault: Vault, line: LineToRead, report: Report = silent) -> None:
    """Play the reading of a line; raises NotFound where there is none, and what `play` raises."""
    from corvia_local.studio.listening import play, require_sound_device

    kept = store.reading(vault, line.key)
    if kept is None:
        raise NotFound(f"Line {line.number} is not read yet.")
    require_sound_device()
    play(kept, report)


def keep_line(vault: Vault, line: LineToRead, samples: "NDArray[np.float64]") -> LineRead:
    """Check a reading and keep it where nothing speaks against it."""
    return keep_lines(vault, [(line, samples)])[0]


def keep_lines(
    vault: Vault,
    readings: Sequence[tuple[LineToRead, "NDArray[np.float64]"]],
    report: Report = silent,
) -> tuple[LineRead, ...]:
    """Check readings, and keep those against which nothing speaks; the others can be read again."""
    from corvia_engine.voice.espeak import fresh_espeak
    from corvia_engine.voice.reading import check_reading

    results = []
    with fresh_espeak() as espeak:
        for place, (line, samples) in enumerate(readings):
            report("listening", place / len(readings))
            faults = check_reading(espeak, line.words, samples).faults
            if not faults:
                store.keep_reading(vault, line.key, _flac(samples))
            results.append(LineRead(line, kept=not faults, faults=faults))
    return tuple(results)


def parted_by_pauses(
    samples: "NDArray[np.float64]", lines: Sequence[LineToRead]
) -> list[tuple[LineToRead, "NDArray[np.float64]"]]:
    """Cut one recording of all lines at its longest pauses. Raises SoundUnusable without them."""
    from corvia_engine.voice.pauses import cut_at_pauses

    pieces = cut_at_pauses(samples, len(lines))
    if len(pieces) != len(lines):
        raise SoundUnusable(
            f"The song has {len(lines)} lines, but only {len(pieces)} can be told apart in the"
            " recording. Read them in order with a second of silence between, or one by one with"
            " --line."
        )
    return list(zip(lines, pieces, strict=True))


def check_lines(vault: Vault, score: Score, report: Report = silent) -> tuple[LineRead, ...]:
    """Say of each line of a song whether it was read, and what speaks against its reading."""
    from corvia_engine.voice.espeak import fresh_espeak
    from corvia_engine.voice.reading import check_reading

    lines = lines_to_read(score)
    results = []
    with fresh_espeak() as espeak:
        for line in lines:
            report("listening", line.number / (len(lines) + 1))
            kept = store.reading(vault, line.key)
            faults: tuple[str, ...] = ("is not read yet",)
            if kept is not None:
                faults = check_reading(espeak, line.words, samples_of(kept)).faults
            results.append(LineRead(line, kept is not None, faults))
    return tuple(results)


def readings_for(vault: Vault, score: Score) -> Readings:
    """Give the readings of a song's lines, of those that were read."""
    found = ((line.key, store.reading(vault, line.key)) for line in lines_to_read(score))
    return {key: samples_of(flac) for key, flac in found if flac is not None}


def delete_own_voice(vault: Vault, report: Report = silent) -> int:
    """Delete every recording and the sound sung from them, with all traces; give their count."""
    count = store.erase_readings(vault)
    sweep(vault, report)
    return count


def _flac(samples: "NDArray[np.float64]") -> bytes:
    import numpy as np
    import soundfile

    from corvia_engine.voice.singing import VOICE_RATE

    data = io.BytesIO()
    soundfile.write(data, np.asarray(samples, np.float32), VOICE_RATE, "PCM_16", format="FLAC")
    return data.getvalue()
