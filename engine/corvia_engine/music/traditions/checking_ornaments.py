"""The faults that an ornament can have."""

from collections.abc import Iterator

from corvia_engine.music.traditions.fault import Fault
from corvia_engine.music.traditions.tradition import Ornament, Tradition


def ornament_faults(data: Tradition) -> Iterator[Fault]:
    """List the faults of a tradition's ornaments, in their order."""
    sources = {source.id for source in data.sources}
    names = [ornament.name for ornament in data.ornaments]
    for place, ornament in enumerate(data.ornaments):
        key = f"ornaments[{place}]"
        if ornament.source not in sources:
            yield Fault(f"{key}.source", f"there is no source “{ornament.source}”")
        if ornament.name in names[:place]:
            yield Fault(f"{key}.name", f"“{ornament.name}” stands twice")
        yield from _tone_faults(key, ornament, data)


def _tone_faults(key: str, ornament: Ornament, data: Tradition) -> Iterator[Fault]:
    if bool(ornament.steps) == bool(ornament.cents):
        yield Fault(key, "needs either steps or cents")
    if ornament.steps and ornament.steps[-1] == 0:
        yield Fault(f"{key}.steps", "ends on the tone itself, which comes after it anyway")
    if any(cents == 0 for cents in ornament.cents):
        yield Fault(f"{key}.cents", "0 is the tone itself, which keeps its tuning")
    degrees = {degree for mode in data.modes for degree in mode.degrees}
    for degree in ornament.degrees:
        if degree not in degrees:
            yield Fault(f"{key}.degrees", f"no mode has a degree {degree}")
