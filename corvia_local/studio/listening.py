"""Hear a song on this machine's sound device."""

import re
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from corvia_local.errors import BadInput, Cancelled, PartMissing
from corvia_local.model.progress import Report, silent
from corvia_local.model.score import Score, seconds_at

if TYPE_CHECKING:
    from corvia_engine.sound.audio import Audio


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


def play(flac: bytes, report: Report = silent, since: float = 0.0) -> None:
    """Play a FLAC file until its end, beginning `since` seconds in; `report` is told the share
    played and may stop it.

    Raises PartMissing where there is no sound device.
    """
    from corvia_engine.sound.playback import play as sound

    sound(flac, report, since)


def play_audio(audio: "Audio", report: Report = silent) -> None:
    """Play a sound that was rendered; raises what `play` raises."""
    from corvia_engine.sound.playback import play as sound

    sound(audio, report)


def play_while_rendering(score: Score, report: Report = silent, since: float = 0.0) -> "Audio":
    """Play a score from the first moment on, while the rest of it is rendered; give the whole
    sound, the same as where it is rendered first.

    Raises PartMissing where there is no sound device or no synthesizer, and what `report` raises.
    """
    from corvia_engine.sound.live_rendering import LiveRender
    from corvia_engine.sound.playback import play_pieces

    rendering = LiveRender(score)
    play_pieces(rendering.pieces(since), lambda: rendering.most_seconds - since, report)
    return rendering.whole()


def play_while_singing(
    score: Score, make: "Callable[[Report], Audio]", report: Report = silent, since: float = 0.0
) -> "Audio":
    """Play a score's instruments from the first moment on, and from between two phrases on its
    finished sound, which `make` gives meanwhile; give that.

    Raises what `play_while_rendering` and `make` raise.
    """
    from corvia_engine.sound.joining import JoiningSound, finished_sound
    from corvia_engine.sound.live_rendering import LiveRender
    from corvia_engine.sound.playback import play_pieces

    stopped = threading.Event()

    def go_on(step: str, share: float) -> None:
        if stopped.is_set():
            raise Cancelled("Stopped.")

    with ThreadPoolExecutor(1) as pool:
        making = pool.submit(lambda: finished_sound(score, make(go_on)))
        hearing = JoiningSound(LiveRender(score), making)
        try:
            play_pieces(hearing.pieces(since), lambda: hearing.most_seconds - since, report)
            return making.result().audio
        finally:
            stopped.set()


def second_of(score: Score, place: str) -> float:
    """Give the second at which a section (“chorus”, “verse 2”), a bar (“bar 12”) or a time (“1:05”,
    “40”) begins.

    Raises BadInput where the song has no such place.
    """
    wanted = place.strip().lower()
    for section in score.sections:
        if wanted in (section.name, section.kind):
            return seconds_at(score, section.start)
    bar = re.fullmatch(r"bar (\d{1,5})", wanted)
    if bar and 0 < int(bar[1]) <= score.end // score.meter.bar_ticks:
        return seconds_at(score, (int(bar[1]) - 1) * score.meter.bar_ticks)
    time = re.fullmatch(r"(?:(\d{1,3}):)?(\d{1,4}(?:\.\d+)?)", wanted)
    second = 60 * int(time[1] or 0) + float(time[2]) if time else -1.0
    if not 0 <= second < seconds_at(score, score.end):
        names = ", ".join(section.name for section in score.sections)
        raise BadInput(
            f"The song has no place “{place[:40]}”. Name a section ({names}), a bar such as"
            " “bar 12”, or a time such as 1:05."
        )
    return second
