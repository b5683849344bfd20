"""How the parts stand in the room: volume, place, reverb and chorus."""

from collections.abc import Sequence

from corvia_engine.sound.balance import THOROUGH, Balance, Trial, balance
from corvia_engine.sound.schedule import channels_of
from corvia_engine.sound.synthesizer import VOLUME, Synthesizer
from corvia_local.model.score import Part, Role, Score

_PAN, _REVERB, _CHORUS = 10, 91, 93

_REVERB_SEND: dict[Role, int] = {
    "melody": 48,
    "counter": 56,
    "chords": 44,
    "figure": 52,
    "pad": 72,
    "bass": 12,
    "percussion": 28,
    "drone": 60,
}
_CHORUS_SEND: dict[Role, int] = {"pad": 24, "chords": 8}


def prepare_channels(synthesizer: Synthesizer, score: Score) -> None:
    """Give each part's channels their program, tuning, volume, place, balance and effects.

    The balance is heard on a second synthesizer, so that no trace of it stays in the first.
    """
    with synthesizer.twin() as twin:
        prepare_and_foretell(synthesizer, twin, score)


def prepare_and_foretell(
    synthesizer: Synthesizer, twin: Synthesizer, score: Score, trial: Trial = THOROUGH
) -> float:
    """Prepare the channels in the same way with a fresh `twin`; give the loudness in LUFS that is
    to be expected.
    """
    found = balance_of(twin, score, trial)
    prepare_with_balance(synthesizer, score, found.quieter)
    return found.expected


def balance_of(synthesizer: Synthesizer, score: Score, trial: Trial = THOROUGH) -> Balance:
    """Find a score's balance; `synthesizer` is not fresh any more afterwards."""
    _set_up(synthesizer, score)
    return balance(synthesizer, score, trial)


def prepare_with_balance(synthesizer: Synthesizer, score: Score, quieter: Sequence[float]) -> None:
    """Prepare the channels with a balance that is known already."""
    _set_up(synthesizer, score)
    _attenuate(synthesizer, quieter)


def _attenuate(synthesizer: Synthesizer, quieter: Sequence[float]) -> None:
    for number, decibels in enumerate(quieter):
        for channel in channels_of(number):
            synthesizer.attenuate(channel, decibels)


def _set_up(synthesizer: Synthesizer, score: Score) -> None:
    for number, part in enumerate(score.parts):
        for channel in channels_of(number):
            _set_up_channel(synthesizer, channel, part)


def _set_up_channel(synthesizer: Synthesizer, channel: int, part: Part) -> None:
    percussion = part.role == "percussion"
    synthesizer.choose_program(channel, part.program, percussion=percussion)
    synthesizer.control(channel, VOLUME, part.volume)
    synthesizer.control(channel, _PAN, part.pan)
    synthesizer.control(channel, _REVERB, _REVERB_SEND[part.role])
    synthesizer.control(channel, _CHORUS, _CHORUS_SEND.get(part.role, 0))
    if not percussion:
        synthesizer.make_tunable(channel)
