"""Choose, among what a seed could have begun, the song that is least like the last ones."""

import msgspec

from corvia_engine.music.arranging import lead_program
from corvia_engine.music.dice import Dice
from corvia_engine.music.harmony import harmonise
from corvia_engine.music.planning import plan_song
from corvia_engine.music.remembering.likeness import likeness_to_all
from corvia_engine.music.remembering.trace import plan_shape, progression_of, tune_opening
from corvia_engine.music.staging import stages_of
from corvia_engine.music.traditions import tradition
from corvia_engine.music.traditions.tradition import Tradition
from corvia_engine.music.tune import TuneWriter
from corvia_local.model.plan import Reason, SongPlan, SongRequest, SongTrace

BEGINNINGS = 8
"""Plans that are made of a seed: its own and seven more."""
HEARD = 3
"""Those least alike by plan, whose chorus is composed to compare tune and chords too."""


def plan_remembering(request: SongRequest, given: Tradition | None = None) -> SongPlan:
    """Plan a song unlike the remembered ones. Equal requests, memory included, give equal plans;
    without memory it is `plan_song`. The plan's seed is the one that was taken.

    Raises what `plan_song` raises.
    """
    if not request.remembered:
        return plan_song(request, given)
    chosen = given or tradition(request.tradition)
    plans = [
        plan_song(msgspec.structs.replace(request, seed=seed), chosen) for seed in _seeds(request)
    ]
    ranked = sorted(
        range(len(plans)),
        key=lambda k: (likeness_to_all(_planned_trace(plans[k], chosen), request.remembered), k),
    )
    heard = {
        k: likeness_to_all(_heard_trace(plans[k], chosen), request.remembered)
        for k in ranked[:HEARD]
    }
    best = min(heard, key=lambda k: (heard[k], k))
    return _with_reason(plans[best], request, heard[best], max(heard.values()))


def _seeds(request: SongRequest) -> list[int]:
    more = [
        Dice(request.seed, f"beginning {number}").below(2**62) for number in range(1, BEGINNINGS)
    ]
    return [request.seed, *more]


def _planned_trace(plan: SongPlan, chosen: Tradition) -> SongTrace:
    return SongTrace(
        opening=(),
        progression=(),
        quarter_micros=plan.sections[0].cues.quarter_micros,
        form=plan_shape(stages_of(plan, chosen)),
        tonic=plan.key.tonic,
        mode=f"{plan.tradition} {plan.key.mode}",
        meter=(*plan.meter.groups, plan.meter.unit),
        program=lead_program(plan, chosen),
    )


def _heard_trace(plan: SongPlan, chosen: Tradition) -> SongTrace:
    """Compose the chorus as the song will have it, and take the trace with it."""
    tune = TuneWriter(plan, stages_of(plan, chosen)).last_chorus()
    chords = harmonise(tune, plan.seed) if chosen.accompaniment == "chords" else ()
    return msgspec.structs.replace(
        _planned_trace(plan, chosen),
        opening=tune_opening(tune.tones()),
        progression=progression_of(chords, plan.key.tonic),
    )


def _with_reason(plan: SongPlan, request: SongRequest, least: int, most: int) -> SongPlan:
    songs = "song" if len(request.remembered) == 1 else f"{len(request.remembered)} songs"
    because = (
        f"Of {BEGINNINGS} beginnings the one least like your last {songs} was taken, by opening,"
        f" chords, tempo, form, key, metre and instrument: {least / 10:.0f} % alike, another would"
        f" have been {most / 10:.0f} %."
    )
    reason = Reason("memory", f"unlike your last {songs}", because, "our own measure")
    return msgspec.structs.replace(plan, reasons=(*plan.reasons, reason))
