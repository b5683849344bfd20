"""Each part of a song as sound of its own, at the level that it has in the song."""

from collections.abc import Iterator

import msgspec

from corvia_engine.sound.audio import Audio
from corvia_engine.sound.fluidsynth_library import load_fluidsynth
from corvia_engine.sound.mastering import at_level, level_of
from corvia_engine.sound.mixing import balance_of, prepare_with_balance
from corvia_engine.sound.rendering import check_length, mix_down
from corvia_engine.sound.schedule import schedule
from corvia_engine.sound.sequencing import play_out
from corvia_engine.sound.soundfont import find_soundfont
from corvia_engine.sound.synthesizer import Synthesizer
from corvia_local.model.progress import Report, silent
from corvia_local.model.score import Part, Score


def stems(score: Score, report: Report = silent) -> Iterator[tuple[str, Audio]]:
    """Give each part that plays, by name, one after another; all begin at the same moment.

    Laid over each other they are the song before its peaks are limited. Raises what `render`
    raises.
    """
    check_length(schedule(score))
    report("rendering the whole", 0.0)
    level = level_of(mix_down(score))
    with Synthesizer(load_fluidsynth(), find_soundfont()) as synthesizer:
        quieter = balance_of(synthesizer, score).quieter
    sounding = [number for number, part in enumerate(score.parts) if part.notes]
    for done, number in enumerate(sounding, start=1):
        report(f"rendering {score.parts[number].name}", done / (len(sounding) + 1))
        alone = msgspec.structs.replace(
            score, parts=tuple(_alone(part, at == number) for at, part in enumerate(score.parts))
        )
        with Synthesizer(load_fluidsynth(), find_soundfont()) as synthesizer:
            prepare_with_balance(synthesizer, score, quieter)
            yield score.parts[number].name, at_level(play_out(synthesizer, schedule(alone)), level)


def _alone(part: Part, plays: bool) -> Part:
    return part if plays else msgspec.structs.replace(part, notes=())
