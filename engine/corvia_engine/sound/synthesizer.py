"""A FluidSynth synthesizer: channels with programs, controllers and key tunings, and samples."""

import ctypes
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Self

from corvia_engine.sound.audio import SAMPLE_RATE
from corvia_engine.sound.fluidsynth_library import (
    FluidLibrary,
    SynthesizerMissing,
    load_fluidsynth,
)
from corvia_engine.sound.sample_pitch import sample_pitch
from corvia_engine.sound.soundfont import SMALL_NAME, SoundFont, find_soundfont, refuse

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BLOCK = 64
"""Frames that FluidSynth computes at once; events take effect at multiples of it (1.45 ms)."""

PARTS = 16
CHANNELS = 2 * PARTS
"""Two channels a part, so that one key can sound in two tunings at once."""
POLYPHONY = 256
GAIN = 1.0
"""Samples are floats, so nothing clips before the final level is set."""

VOLUME = 7
"""The MIDI controller that holds a channel's volume."""

_INTEGER_SETTINGS = {
    "synth.cpu-cores": 1,
    "synth.dynamic-sample-loading": 1,
    "synth.midi-channels": CHANNELS,
    "synth.polyphony": POLYPHONY,
    "synth.threadsafe-api": 0,
    "synth.chorus.active": 1,
    "synth.reverb.active": 1,
}
_NUMBER_SETTINGS = {
    "synth.sample-rate": float(SAMPLE_RATE),
    "synth.gain": GAIN,
    "synth.reverb.room-size": 0.6,
    "synth.reverb.damp": 0.4,
    "synth.reverb.width": 0.8,
    "synth.reverb.level": 0.3,
    "synth.chorus.level": 1.0,
}
_MELODIC, _DRUM = 0, 1
_ATTENUATION = 48
"""The SoundFont generator initialAttenuation, in centibels (SoundFont 2.04, section 8.1.2)."""

_DRUM_BANK = 128
_KEYS = 128


@dataclass(frozen=True)
class SoundSetup:
    """What sounds a song on this machine. `advice` says what could be better, if anything."""

    library_path: str
    library_version: str
    library_origin: str
    soundfont_path: str
    soundfont_name: str
    soundfont_origin: str
    advice: tuple[str, ...]


def describe_sound() -> SoundSetup:
    """Say which library and SoundFont are in use; raise PartMissing where either is not there."""
    library, soundfont = load_fluidsynth(), find_soundfont()
    advice = []
    if soundfont.name.startswith(SMALL_NAME):
        advice.append(
            f"The SoundFont {soundfont.name} is small (6 MB). A fuller one sounds warmer: install"
            " fluid-soundfont-gm or musescore-general-soundfont."
        )
    return SoundSetup(
        library.path,
        library.version,
        library.origin,
        str(soundfont.path),
        soundfont.name,
        soundfont.origin,
        tuple(advice),
    )


class Synthesizer:
    """One FluidSynth instance with a SoundFont; use it in a `with` block.

    Equal calls in equal order give equal samples on the same library and SoundFont: one thread,
    float output without dither.
    """

    def __init__(self, library: FluidLibrary, soundfont: SoundFont) -> None:
        """Start a synthesizer; raise PartMissing where the SoundFont cannot be used."""
        self._library, self._soundfont = library, soundfont
        self._pitch = sample_pitch(soundfont)
        self._programs: dict[int, int] = {}
        self._fluid = library.functions
        self._settings = self._fluid.new_fluid_settings()
        for name, whole in _INTEGER_SETTINGS.items():
            self._fluid.fluid_settings_setint(self._settings, name.encode(), whole)
        for name, number in _NUMBER_SETTINGS.items():
            self._fluid.fluid_settings_setnum(self._settings, name.encode(), number)
        self._synth = self._fluid.new_fluid_synth(self._settings)
        if not self._synth:
            self.close()
            raise SynthesizerMissing(
                "FluidSynth did not start, probably for want of memory. Close other programs"
                " and try again."
            )
        if self._fluid.fluid_synth_sfload(self._synth, str(soundfont.path).encode(), 1) < 0:
            self.close()
            raise refuse(soundfont.path, "is damaged, or holds no instruments")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Free the synthesizer; closing twice does nothing."""
        if self._synth:
            self._fluid.delete_fluid_synth(self._synth)
            self._synth = None
        if self._settings:
            self._fluid.delete_fluid_settings(self._settings)
            self._settings = None

    def twin(self) -> "Synthesizer":
        """Start another synthesizer on the same parts."""
        return Synthesizer(self._library, self._soundfont)

    def choose_program(self, channel: int, program: int, *, percussion: bool) -> None:
        """Give a channel a General MIDI program (0-based), or a percussion kit."""
        kind = _DRUM if percussion else _MELODIC
        self._fluid.fluid_synth_set_channel_type(self._synth, channel, kind)
        self._fluid.fluid_synth_bank_select(self._synth, channel, _DRUM_BANK if percussion else 0)
        self._fluid.fluid_synth_program_change(self._synth, channel, program)
        self._programs[channel] = program

    def control(self, channel: int, controller: int, value: int) -> None:
        """Set a MIDI controller, 0…127."""
        self._fluid.fluid_synth_cc(self._synth, channel, controller, value)

    def attenuate(self, channel: int, decibels: float) -> None:
        """Make a channel's coming notes quieter by so many decibels, 0 or more."""
        self._fluid.fluid_synth_set_gen(self._synth, channel, _ATTENUATION, 10 * decibels)

    def make_tunable(self, channel: int) -> None:
        """Give a channel a tuning of its own: equal temperament at first, whatever the samples of
        its program are out of tune. Choose the program before.
        """
        bank, program = divmod(channel, _KEYS)
        errors = self._pitch.of(self._programs.get(channel, 0))
        pitches = (ctypes.c_double * _KEYS)(*(100.0 * k - errors[k] for k in range(_KEYS)))
        self._fluid.fluid_synth_activate_key_tuning(self._synth, bank, program, b"part", pitches, 0)
        self._fluid.fluid_synth_activate_tuning(self._synth, channel, bank, program, 0)

    def tune(self, channel: int, key: int, cents: int) -> None:
        """Tune a key of a tunable channel for its coming notes; sounding notes keep their pitch."""
        bank, program = divmod(channel, _KEYS)
        keys = (ctypes.c_int * 1)(key)
        error = self._pitch.of(self._programs.get(channel, 0))[key]
        pitches = (ctypes.c_double * 1)(100.0 * key + cents - error)
        self._fluid.fluid_synth_tune_notes(self._synth, bank, program, 1, keys, pitches, 0)

    def note_on(self, channel: int, key: int, velocity: int) -> None:
        """Start a note."""
        self._fluid.fluid_synth_noteon(self._synth, channel, key, velocity)

    def note_off(self, channel: int, key: int) -> None:
        """Release a note; releasing one that no longer sounds does nothing."""
        self._fluid.fluid_synth_noteoff(self._synth, channel, key)

    def silence(self) -> None:
        """Cut every sounding note on every channel at once."""
        self._fluid.fluid_synth_all_sounds_off(self._synth, -1)

    def active_voices(self) -> int:
        """Count the voices that still sound."""
        return int(self._fluid.fluid_synth_get_active_voice_count(self._synth))

    def fill(self, samples: "NDArray[np.float32]") -> None:
        """Write the next samples into a contiguous float32 array of shape (frames, 2)."""
        at = samples.ctypes.data
        self._fluid.fluid_synth_write_float(self._synth, len(samples), at, 0, 2, at, 1, 2)


Pair = tuple[Synthesizer, Synthesizer]
"""One to play, and a fresh one on which to try beforehand."""


def open_pair() -> Pair:
    """Start two synthesizers on the library and SoundFont in use; raise PartMissing without."""
    first = Synthesizer(load_fluidsynth(), find_soundfont())
    return first, first.twin()
