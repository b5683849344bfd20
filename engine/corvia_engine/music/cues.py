"""What carries a mood in music, as integers.

Which cues, and their order (mode, tempo, register, dynamics, articulation, timbre), linear and
additive: Eerola, Friberg & Bresin 2013, Frontiers in Psychology 4:487. How much arousal moves
tempo and dynamics: means over 1,078 labelled piano clips (onsets a second 4.5 lively and 3.0
calm, velocity 78 and 54), read as linear between the quadrants' middles.
"""

from corvia_local.model.plan import Cues
from corvia_local.model.score import Milli, SectionKind

MICROS_PER_MINUTE = 60_000_000
TEMPO_BY_AROUSAL = (61_000, 75_000, 92_000, 113_000, 138_000)
"""Beats a minute in thousandths at arousal -1, -0.5, 0, 0.5 and 1: 92 times 1.5 to the arousal.

The factor 1.5 is the clips' ratio of onsets a second (4.5 to 3.0); 92 is our own middle, so that
the slow end meets a resting heart and the fast end a brisk walk.
"""
SLOWEST_BEAT, FASTEST_BEAT = 50_000, 160_000
MIDDLE_REGISTER = 64
"""E4, the middle of what untrained voices, high and low, share by octaves."""
_LIFT: dict[SectionKind, int] = {"chorus": 2, "bridge": 1}


def beat_tempo(arousal: Milli) -> int:
    """Give the tempo in thousandths of a felt beat a minute."""
    place, rest = divmod(arousal + 1000, 500)
    if place == 4:
        return TEMPO_BY_AROUSAL[4]
    low, high = TEMPO_BY_AROUSAL[place : place + 2]
    return low + (high - low) * rest // 500


def quarter_micros(beat_per_minute_milli: int, beat_ticks: int) -> int:
    """Turn a felt beat's tempo into the length of a quarter note in microseconds."""
    return MICROS_PER_MINUTE * 1000 * 480 // (beat_per_minute_milli * beat_ticks)


def register(valence: Milli, kind: SectionKind) -> int:
    """Give the melody's middle: higher when pleasant (third cue of Eerola et al. 2013)."""
    return MIDDLE_REGISTER + (2 * valence + 500) // 1000 + _LIFT.get(kind, 0)


def velocity(arousal: Milli) -> int:
    """Give the mean velocity: 66 + 24 · arousal, the clips' line."""
    return 66 + 24 * arousal // 1000


def articulation(valence: Milli, arousal: Milli) -> int:
    """Give the sounding share in hundredths: tied when calm or sad, short when lively or glad."""
    return max(68, min(100, 87 - 11 * arousal // 1000 - 4 * valence // 1000))


def brightness(valence: Milli, arousal: Milli) -> Milli:
    """Give timbre and harmony from dark to bright; valence weighs three times arousal."""
    return (3 * valence + arousal) // 4


def cues_for(valence: Milli, arousal: Milli, kind: SectionKind, quarter: int, density: int) -> Cues:
    """Gather a section's cues. `density` is what its words ask for, in onsets a bar x 100."""
    return Cues(
        quarter_micros=quarter,
        register=register(valence, kind),
        velocity=velocity(arousal),
        density=density,
        articulation=articulation(valence, arousal),
        brightness=brightness(valence, arousal),
    )
