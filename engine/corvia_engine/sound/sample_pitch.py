"""How far the samples of a known SoundFont are out of tune, so that it can be made good.

TimGM6mb's flute, for one, lies up to 14 cents off and jumps by 14 between neighbouring keys, which
would drown tunings that are asked to a few cents. The figures in sample_pitch.json were measured by
`training/sample_pitch.py` and hold for one file, known by its SHA-256; any other SoundFont plays as
it is.
"""

import functools
import hashlib
import importlib.resources
from dataclasses import dataclass
from typing import Annotated

import msgspec
from msgspec import Meta

from corvia_engine.sound.soundfont import SoundFont

KEYS = 128
Tenths = Annotated[int, Meta(ge=-500, le=500)]


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    soundfont: str
    bytes: int
    sha256: str
    lowest_key: int
    tenths_of_cents: dict[str, tuple[Tenths, ...]]


@dataclass(frozen=True)
class SamplePitch:
    """Errors by program, in cents for each of the 128 keys; programs in tune are left out."""

    errors: dict[int, tuple[float, ...]]

    def of(self, program: int) -> tuple[float, ...]:
        """Give how many cents each key of a program sounds too high."""
        return self.errors.get(program, (0.0,) * KEYS)


UNKNOWN = SamplePitch({})


@functools.cache
def sample_pitch(soundfont: SoundFont) -> SamplePitch:
    """Give the errors of a SoundFont's samples; none where the file is not the one measured."""
    table = _table()
    if soundfont.path.stat().st_size != table.bytes:
        return UNKNOWN
    if hashlib.sha256(soundfont.path.read_bytes()).hexdigest() != table.sha256:
        return UNKNOWN
    return SamplePitch(
        {
            int(program): _by_key(table.lowest_key, tenths)
            for program, tenths in table.tenths_of_cents.items()
        }
    )


def _table() -> _Table:
    data = importlib.resources.files(__package__).joinpath("sample_pitch.json").read_bytes()
    return msgspec.json.decode(data, type=_Table)


def _by_key(lowest: int, tenths: tuple[int, ...]) -> tuple[float, ...]:
    above = KEYS - lowest - len(tenths)
    return (0.0,) * lowest + tuple(tenth / 10 for tenth in tenths) + (0.0,) * above
