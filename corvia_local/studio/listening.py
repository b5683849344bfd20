"""Hear a song on this machine's sound device."""

from corvia_local.model.progress import Report, silent


def sound_device() -> str | None:
    """Name the sound device, or None where there is none."""
    from corvia_engine.sound.playback import audio_device

    return audio_device()


def play(flac: bytes, report: Report = silent) -> None:
    """Play a FLAC file until its end; `report` is told the share played and may stop it.

    Raises PartMissing where there is no sound device.
    """
    from corvia_engine.sound.playback import play as sound

    sound(flac, report)
