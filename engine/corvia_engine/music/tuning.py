"""From a step of a mode to a sounding pitch: key and cents."""

from dataclasses import dataclass

from corvia_engine.music.traditions.tradition import Mode

DEGREES = 7


@dataclass(frozen=True)
class Scale:
    """A mode on a tonic. `tonic` is the MIDI key of step 0."""

    mode: Mode
    tonic: int

    def cents(self, step: int, *, falling: bool = False) -> int:
        """Give a step's pitch in cents above MIDI key 0.

        `falling`: the melody goes down from it, for which some modes keep another tuning, as
        they do for tones below the final.
        """
        octave, degree = divmod(step, DEGREES)
        height = self.mode.cents[self.mode.degrees.index(degree)]
        if octave < 0:
            height = self.mode.below.get(str(degree), height)
        elif falling:
            height = self.mode.falling.get(str(degree), height)
        return round(100 * self.tonic + octave * self.mode.period + height)

    def steps_within(self, low: int, high: int) -> list[int]:
        """List the steps that sound from `low` to `high`, in cents above MIDI key 0."""
        octaves = range(-5, 6)
        steps = [DEGREES * octave + degree for octave in octaves for degree in self.mode.degrees]
        return [step for step in steps if low <= self.cents(step) <= high]

    def step_at(self, cents: int) -> int:
        """Give the step that sounds nearest to a pitch."""
        return min(
            self.steps_within(cents - 700, cents + 700),
            key=lambda step: (abs(self.cents(step) - cents), step),
        )


def key_and_cents(cents: int) -> tuple[int, int]:
    """Split a pitch in cents above MIDI key 0 into the nearest key and the cents from it."""
    key = (cents + 50) // 100
    return key, cents - 100 * key


def tonic_key(pitch_class: int, near: int) -> int:
    """Give the MIDI key of a pitch class that lies nearest to a key, the lower one in a tie."""
    below = near - (near - pitch_class) % 12
    return below if near - below <= 6 else below + 12
