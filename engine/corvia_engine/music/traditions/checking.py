"""What one field alone cannot show: that a tradition's parts belong together.

Each fault names the key in the file and says what is wrong with it. specs/tradition-v1.md lists
the rules in the same order.
"""

from collections.abc import Iterable, Iterator

from corvia_engine.music.traditions.checking_modes import mode_faults
from corvia_engine.music.traditions.checking_ornaments import ornament_faults
from corvia_engine.music.traditions.checking_rhythms import rhythm_faults
from corvia_engine.music.traditions.fault import Fault
from corvia_engine.music.traditions.tradition import Tradition, Tuning

OPENING = "in the tuning and with some habits of "
NEVER_SAID = ("authentic", "genuine", "heals", "healing scale")
AROUSALS = range(-1000, 1001, 50)


def faults_of(data: Tradition) -> tuple[Fault, ...]:
    """List every fault of a tradition, in the order of its file. None means that songs can be
    composed in it.
    """
    return tuple(_faults(data))


def _faults(data: Tradition) -> Iterator[Fault]:
    yield from _note_faults(data)
    yield from _doubled("sources", [source.id for source in data.sources])
    yield from _doubled("tunings", [tuning.name for tuning in data.tunings])
    yield from _doubled("modes", [mode.name for mode in data.modes])
    sources = {source.id for source in data.sources}
    for place, tuning in enumerate(data.tunings):
        yield from _tuning_faults(f"tunings[{place}]", tuning, sources)
    for place, mode in enumerate(data.modes):
        key = f"modes[{place}]"
        if mode.source not in sources:
            yield Fault(f"{key}.source", f"there is no source “{mode.source}”")
        yield from mode_faults(key, mode, data)
    for place, rhythm in enumerate(data.rhythms):
        key = f"rhythms[{place}]"
        if rhythm.source not in sources:
            yield Fault(f"{key}.source", f"there is no source “{rhythm.source}”")
        yield from rhythm_faults(key, rhythm)
    yield from _doubled("rhythms", [f"{rhythm.groups}/{rhythm.unit}" for rhythm in data.rhythms])
    yield from _coverage_faults("rhythms", [rhythm.arousal for rhythm in data.rhythms])
    yield from _coverage_faults("palettes", [palette.arousal for palette in data.palettes])
    if data.accompaniment == "ostinato":
        yield from _ostinato_faults(data)
    yield from ornament_faults(data)


def _note_faults(data: Tradition) -> Iterator[Fault]:
    if not data.note.startswith(OPENING):
        yield Fault("note", f"must begin with “{OPENING.strip()}”, for no more is claimed")
    for word in NEVER_SAID:
        if word in data.note.lower() or word in data.label.lower():
            yield Fault("note", f"says “{word}”, which no program can promise")


def _doubled(key: str, names: list[str]) -> Iterator[Fault]:
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield Fault(key, f"“{name}” stands twice")


def _tuning_faults(key: str, tuning: Tuning, sources: set[str]) -> Iterator[Fault]:
    if tuning.source not in sources:
        yield Fault(f"{key}.source", f"there is no source “{tuning.source}”")
    if tuning.cents[0] != 0 or list(tuning.cents) != sorted(set(tuning.cents)):
        yield Fault(f"{key}.cents", "must begin with 0 and rise")
    if tuning.cents[-1] >= tuning.period:
        yield Fault(f"{key}.cents", f"must stay below the octave of {tuning.period:g} cents")


def _coverage_faults(key: str, ranges: Iterable[tuple[int, int]]) -> Iterator[Fault]:
    held = list(ranges)
    bare = [a for a in AROUSALS if not any(low <= a <= high for low, high in held)]
    if bare:
        yield Fault(f"{key}.arousal", f"nothing is there for arousal {bare[0]} to {bare[-1]}")


def _ostinato_faults(data: Tradition) -> Iterator[Fault]:
    for place, rhythm in enumerate(data.rhythms):
        if not any(ostinato.part == "figure" for ostinato in rhythm.ostinati):
            yield Fault(
                f"rhythms[{place}].ostinati", "needs a pattern for the figure, on which songs rest"
            )
