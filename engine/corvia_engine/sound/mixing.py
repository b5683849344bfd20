"""How the parts stand in the room: volume, place, reverb and chorus."""

from corvia_engine.sound.schedule import channels_of
from corvia_engine.sound.synthesizer import Synthesizer
from corvia_local.model.score import Part, Role, Score

_VOLUME, _PAN, _REVERB, _CHORUS = 7, 10, 91, 93

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


def set_up_channels(synthesizer: Synthesizer, score: Score) -> None:
    """Give each part's channels their program, volume, place and effects."""
    for number, part in enumerate(score.parts):
        for channel in channels_of(number):
            _set_up(synthesizer, channel, part)


def _set_up(synthesizer: Synthesizer, channel: int, part: Part) -> None:
    percussion = part.role == "percussion"
    synthesizer.choose_program(channel, part.program, percussion=percussion)
    synthesizer.control(channel, _VOLUME, part.volume)
    synthesizer.control(channel, _PAN, part.pan)
    synthesizer.control(channel, _REVERB, _REVERB_SEND[part.role])
    synthesizer.control(channel, _CHORUS, _CHORUS_SEND.get(part.role, 0))
    if any(note.cents for note in part.notes) and not percussion:
        synthesizer.make_tunable(channel)
