"""Play a schedule of events on a synthesizer and let the end ring out."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from corvia_engine.sound.audio import SAMPLE_RATE
from corvia_engine.sound.schedule import SoundEvent
from corvia_engine.sound.synthesizer import BLOCK, Synthesizer
from corvia_local.model.progress import Report, silent

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SECOND = SAMPLE_RATE // BLOCK
RING_SECONDS = 8
"""How long the last notes and the reverb may ring out at most."""

_INAUDIBLE = 1e-5
"""-100 dB of full scale: the reverb has died away."""


def play_out(
    synthesizer: Synthesizer,
    events: list[SoundEvent],
    report: Report = silent,
    ring: int = RING_SECONDS,
) -> "NDArray[np.float32]":
    """Play events in their order into float32 samples of shape (frames, 2).

    After the last event the sound rings for up to `ring` seconds, or until it has died away.
    `report` is told the share done about once for every second of sound; what it raises passes.
    """
    import numpy as np

    blocks = (events[-1].block if events else 0) + ring * _SECOND
    mix = np.empty((blocks * BLOCK, 2), np.float32)
    at = 0
    for at in played_seconds(synthesizer, events, mix):
        if at and at % _SECOND == 0:
            report("rendering", at / blocks)
    return mix[: ring_out(synthesizer, mix, at) * BLOCK]


def played_seconds(
    synthesizer: Synthesizer,
    events: Iterable[SoundEvent],
    mix: "NDArray[np.float32]",
    piece: int = _SECOND,
) -> Iterator[int]:
    """Play events into a mix that has room for them; give the blocks filled so far, at least
    once for every `piece` blocks, and last of all when the last event has been played.
    """
    tuned: dict[tuple[int, int], int] = {}
    at = 0
    for event in events:
        while at < event.block:
            until = min(event.block, at - at % piece + piece)
            synthesizer.fill(mix[at * BLOCK : until * BLOCK])
            at = until
            yield at
        _perform(synthesizer, event, tuned)
    yield at


def _perform(
    synthesizer: Synthesizer, event: SoundEvent, tuned: dict[tuple[int, int], int]
) -> None:
    if event.velocity == 0:
        synthesizer.note_off(event.channel, event.key)
        return
    place = event.channel, event.key
    if tuned.get(place, 0) != event.cents:
        synthesizer.tune(event.channel, event.key, event.cents)
        tuned[place] = event.cents
    synthesizer.note_on(event.channel, event.key, event.velocity)


def ring_out(synthesizer: Synthesizer, mix: "NDArray[np.float32]", at: int) -> int:
    """Fill the rest of the mix a second at a time until nothing sounds; give the blocks filled."""
    import numpy as np

    blocks = len(mix) // BLOCK
    while at < blocks:
        until = min(at + _SECOND, blocks)
        piece = mix[at * BLOCK : until * BLOCK]
        synthesizer.fill(piece)
        at = until
        if synthesizer.active_voices() == 0 and float(np.abs(piece).max()) < _INAUDIBLE:
            break
    return at
