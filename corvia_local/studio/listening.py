"""Hear a song on this machine's sound device."""

from corvia_local.errors import PartMissing
from corvia_local.model.progress import Report, silent


class NoSoundDevice(PartMissing):
    """This machine has no sound device."""


def sound_device() -> str | None:
    """Name the sound device, or None where there is none."""
    from corvia_engine.sound.playback import audio_device

    return audio_device()


def require_sound_device() -> str:
    """Name the sound device; raise NoSoundDevice where there is none."""
    device = sound_device()
    if device is None:
        raise NoSoundDevice(
            "There is no sound device here. `corvia export SONG --out FOLDER` writes the song's"
            " files, and any player can open song.flac."
        )
    return device


def play(flac: bytes, report: Report = silent) -> None:
    """Play a FLAC file until its end; `report` is told the share played and may stop it.

    Raises PartMissing where there is no sound device.
    """
    from corvia_engine.sound.playback import play as sound

    sound(flac, report)
