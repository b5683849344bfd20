"""The FluidSynth library: where it is, and the few of its functions that rendering calls.

A system's own libfluidsynth is taken where it loads, else the copy inside the pygame-ce wheel;
pygame itself is never imported. Function signatures follow FluidSynth's 2.x C interface
(https://www.fluidsynth.org/api/).
"""

import ctypes
import functools
import importlib.util
import sys
from ctypes import POINTER, c_char_p, c_double, c_float, c_int, c_void_p
from dataclasses import dataclass
from pathlib import Path

from corvia_local.errors import PartMissing

_SYSTEM_NAMES = {
    "linux": ("libfluidsynth.so.3", "libfluidsynth.so.2"),
    "darwin": (
        "libfluidsynth.dylib",
        "/opt/homebrew/lib/libfluidsynth.dylib",
        "/usr/local/lib/libfluidsynth.dylib",
    ),
}
_LOG_LEVELS = range(5)

_SIGNATURES = {
    "new_fluid_settings": (c_void_p, []),
    "delete_fluid_settings": (None, [c_void_p]),
    "fluid_settings_setint": (c_int, [c_void_p, c_char_p, c_int]),
    "fluid_settings_setnum": (c_int, [c_void_p, c_char_p, c_double]),
    "new_fluid_synth": (c_void_p, [c_void_p]),
    "delete_fluid_synth": (None, [c_void_p]),
    "fluid_synth_sfload": (c_int, [c_void_p, c_char_p, c_int]),
    "fluid_synth_set_channel_type": (c_int, [c_void_p, c_int, c_int]),
    "fluid_synth_program_change": (c_int, [c_void_p, c_int, c_int]),
    "fluid_synth_bank_select": (c_int, [c_void_p, c_int, c_int]),
    "fluid_synth_cc": (c_int, [c_void_p, c_int, c_int, c_int]),
    "fluid_synth_set_gen": (c_int, [c_void_p, c_int, c_int, c_float]),
    "fluid_synth_noteon": (c_int, [c_void_p, c_int, c_int, c_int]),
    "fluid_synth_noteoff": (c_int, [c_void_p, c_int, c_int]),
    "fluid_synth_all_sounds_off": (c_int, [c_void_p, c_int]),
    "fluid_synth_activate_key_tuning": (
        c_int,
        [c_void_p, c_int, c_int, c_char_p, POINTER(c_double), c_int],
    ),
    "fluid_synth_activate_tuning": (c_int, [c_void_p, c_int, c_int, c_int, c_int]),
    "fluid_synth_tune_notes": (
        c_int,
        [c_void_p, c_int, c_int, c_int, POINTER(c_int), POINTER(c_double), c_int],
    ),
    "fluid_synth_get_active_voice_count": (c_int, [c_void_p]),
    "fluid_synth_write_float": (
        c_int,
        [c_void_p, c_int, c_void_p, c_int, c_int, c_void_p, c_int, c_int],
    ),
    "fluid_set_log_function": (c_void_p, [c_int, c_void_p, c_void_p]),
    "fluid_version_str": (c_char_p, []),
}


_QUICK = (
    "fluid_synth_cc",
    "fluid_synth_set_gen",
    "fluid_synth_noteon",
    "fluid_synth_noteoff",
    "fluid_synth_tune_notes",
    "fluid_synth_get_active_voice_count",
)
"""Calls of a few microseconds. They keep Python's global lock: whoever gives it up while a song is
being composed beside it waits up to 5 ms to get it back, for every note."""


class SynthesizerMissing(PartMissing):
    """No FluidSynth library can be loaded."""


@dataclass(frozen=True)
class FluidLibrary:
    """FluidSynth, loaded. `origin` says where it came from, in words for a person."""

    functions: ctypes.CDLL
    path: str
    version: str
    origin: str


@functools.cache
def load_fluidsynth() -> FluidLibrary:
    """Load FluidSynth once and silence its log; raise SynthesizerMissing where there is none."""
    for name in _SYSTEM_NAMES.get(sys.platform, ("libfluidsynth-3.dll",)):
        library = _try_to_load(name, "the system's own")
        if library is not None:
            return library
    for path in _copies_in_pygame():
        library = _try_to_load(str(path), "the copy inside the pygame-ce package")
        if library is not None:
            return library
    raise SynthesizerMissing(
        "The synthesizer FluidSynth is not there, so nothing can be sounded. Install it"
        " (Debian, Ubuntu: `apt install libfluidsynth3`; macOS: `brew install fluid-synth`)"
        " or run `pip install pygame-ce`, which carries a copy."
    )


def _try_to_load(path: str, origin: str) -> FluidLibrary | None:
    try:
        functions = ctypes.CDLL(path)
        quick = ctypes.PyDLL(path)
        for name in _QUICK:
            setattr(functions, name, getattr(quick, name))
        for name, (result, arguments) in _SIGNATURES.items():
            function = getattr(functions, name)
            function.restype = result
            function.argtypes = arguments
    except (OSError, AttributeError):
        return None
    for level in _LOG_LEVELS:
        functions.fluid_set_log_function(level, None, None)
    version: bytes = functions.fluid_version_str()
    return FluidLibrary(functions, path, version.decode("ascii"), origin)


def _copies_in_pygame() -> list[Path]:
    spec = importlib.util.find_spec("pygame")
    if spec is None or spec.origin is None:
        return []
    package = Path(spec.origin).parent
    folders = (package.parent / "pygame_ce.libs", package / ".dylibs", package)
    return sorted(path for folder in folders for path in folder.glob("libfluidsynth*"))
