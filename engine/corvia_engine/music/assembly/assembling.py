"""Assemble many songs into one composition in which people hear each other.

Specified in specs/composition-v1.md. A pure function of songs, seed and parameters: integers all
the way, no clock, no hash order; every peer with the same songs gets the same bytes.
"""

from collections.abc import Sequence

from corvia_engine.music.assembly.contribution import Composition, Contribution
from corvia_engine.music.assembly.crediting import credits_of
from corvia_engine.music.assembly.draws import Draws
from corvia_engine.music.assembly.ensemble import Ensemble
from corvia_engine.music.assembly.form import form_of
from corvia_engine.music.assembly.gathering import by_cid, from_distress_to_ease, heard
from corvia_engine.music.assembly.meeting import meeting_of
from corvia_engine.music.assembly.parameters import AssemblyParameters, checked
from corvia_engine.music.assembly.portrait import portrait_of
from corvia_engine.music.assembly.seating import seating_of
from corvia_engine.music.assembly.sketch import Sketch
from corvia_engine.music.assembly.turns import play_turn
from corvia_engine.music.assembly.writing import write_score
from corvia_local.model.progress import Report, silent

DEFAULTS = AssemblyParameters()


def assemble(
    contributions: Sequence[Contribution],
    seed: bytes,
    parameters: AssemblyParameters = DEFAULTS,
    report: Report = silent,
) -> Composition:
    """Assemble songs into one score with credits. The order in which songs are given is no matter.

    `seed` is the SHA-256 of the recipe. Raises NothingToAssemble without songs, SongsDisagree
    where one CID comes with two contents, ParametersOutOfRange, and whatever `report` raises.
    """
    parameters = checked(parameters)
    songs = by_cid(contributions)
    portraits = [portrait_of(song) for song in heard(songs, seed, parameters.most_heard)]
    meeting = meeting_of(portraits, parameters)
    voices = from_distress_to_ease(portraits, seed)
    form = form_of(voices, meeting, parameters)
    seating = seating_of(voices)
    sketch = Sketch(Draws(seed, "velocity"), meeting.bar.ticks)
    ensemble = Ensemble(voices, meeting, seating, sketch)
    at = 0
    for number, turn in enumerate(form.turns):
        report("assembling", _share(number, len(form.turns)))
        play_turn(ensemble, turn, at)
        at += turn.bars * meeting.bar.ticks
    home = ensemble.home_of(form.turns[-1])
    score = write_score(sketch, form, voices, meeting, seating, home)
    report("assembled", 1)
    return Composition(score, credits_of(sketch, voices, songs))


def _share(done: int, whole: int) -> float:
    """Give the share done, which is told and never composed with."""
    return done / whole
