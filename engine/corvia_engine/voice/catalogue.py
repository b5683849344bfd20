"""The voices that can sing, and how each is made."""

from dataclasses import dataclass

from corvia_local.errors import BadInput


@dataclass(frozen=True)
class Voice:
    """A voice: its name, what it is in words, eSpeak's variant, and the middle of its range as a
    MIDI key, near which a melody is moved by octaves. `hums` sings no words, `speaks` no tune.

    With a `throat` the voice speaks by Piper where the words are English; its resonances lie lower
    than that voice's by this factor, or higher where it is below 1. Such a voice sings half
    speaking: it closes each word when it is said, though its note goes on.
    """

    name: str
    description: str
    variant: str
    middle_key: int
    hums: bool = False
    speaks: bool = False
    throat: float | None = None

    @property
    def half_speaks(self) -> bool:
        """Say whether it closes words before their notes end."""
        return self.throat is not None


VOICES = (
    Voice("alto", "a clear, higher voice", "f5", 65),
    Voice("baritone", "a calm, lower voice", "klatt3", 53),
    Voice("tenor", "half spoken, the clearest words", "klatt3", 55, throat=1.0),
    Voice("mezzo", "half spoken, a little higher", "f5", 62, throat=0.87),
    Voice("hum", "a lower voice that hums without words", "klatt3", 53, hums=True),
    Voice("spoken", "a voice that speaks the words in time", "f5", 57, speaks=True),
)

OWN = Voice("own", "your own voice, from lines that you read aloud", "", 60)
"""Its register is that of the readings."""


class UnknownVoice(BadInput):
    """There is no such singing voice."""


def voice_names() -> tuple[str, ...]:
    """Name all voices."""
    return tuple(voice.name for voice in VOICES)


def find_voice(name: str) -> Voice:
    """Give the voice of that name; raise UnknownVoice naming those that there are."""
    for voice in (*VOICES, OWN):
        if voice.name == name:
            return voice
    raise UnknownVoice(
        f"There is no voice called “{name[:40]}”. There is: none, {', '.join(voice_names())}, own."
    )
