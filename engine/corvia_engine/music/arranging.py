"""Who plays what: the parts of a score from its tunes and chords."""

from corvia_engine.music.bass import bass_line
from corvia_engine.music.counter import counter_line
from corvia_engine.music.dice import Dice
from corvia_engine.music.figures import figure, pad
from corvia_engine.music.harmony import Harmony
from corvia_engine.music.heterophony import drone, gongs, plucked_bass, second_version, skeleton
from corvia_engine.music.layers import PANS, VOLUMES, layers_of
from corvia_engine.music.ostinato import ostinato
from corvia_engine.music.percussion import percussion
from corvia_engine.music.singing import played, syllables_on
from corvia_engine.music.touch import humanised, in_order
from corvia_engine.music.traditions.tradition import Palette, Tradition
from corvia_engine.music.tune import SectionTune
from corvia_engine.music.voicing import Voicing, voice
from corvia_local.model.plan import SongPlan
from corvia_local.model.score import Note, Part, Role, SungSyllable

NAMES: dict[Role, str] = {
    "melody": "voice",
    "counter": "second voice",
    "figure": "figure",
    "pad": "pad",
    "bass": "bass",
    "drone": "drone",
    "percussion": "percussion",
}
Lines = dict[Role, list[Note]]


def arrange(
    plan: SongPlan,
    tradition: Tradition,
    tunes: tuple[SectionTune, ...],
    harmonies: tuple[tuple[Harmony, ...], ...],
) -> tuple[tuple[Part, ...], tuple[SungSyllable, ...]]:
    """Give the parts, melody first, and the syllables. Parts that never play are left out."""
    lines: Lines = {role: [] for role in NAMES}
    syllables: list[SungSyllable] = []
    voicings = _voicings(harmonies)
    for tune, chords, voiced in zip(tunes, harmonies, voicings, strict=True):
        tune_part: Role = "melody" if tune.is_sung else "counter"
        notes = played(tune, tune_part, octaves=0 if tune.is_sung else 1)
        lines[tune_part] += notes
        syllables += syllables_on(tune, plan.lyric, notes)
        _accompany(lines, tradition, tune, chords, voiced)
    palette = _palette(plan, tradition)
    parts = tuple(
        _part(plan, role, notes, palette)
        for role, notes in lines.items()
        if notes or role == "melody"
    )
    return parts, tuple(syllables)


def _voicings(harmonies: tuple[tuple[Harmony, ...], ...]) -> list[tuple[Voicing, ...]]:
    """Voice all chords in one go, so that sections join smoothly; then cut by section."""
    everything = voice(tuple(harmony for section in harmonies for harmony in section))
    cut, at = [], 0
    for section in harmonies:
        cut.append(everything[at : at + len(section)])
        at += len(section)
    return cut


def _accompany(
    lines: Lines,
    tradition: Tradition,
    tune: SectionTune,
    chords: tuple[Harmony, ...],
    voiced: tuple[Voicing, ...],
) -> None:
    playing = layers_of(tune.stage)
    if tradition.accompaniment == "chords":
        made = _with_chords(tune, chords, voiced)
    elif tradition.accompaniment == "drone":
        made = _with_drone(tune)
    elif tradition.accompaniment == "ostinato":
        made = _with_ostinato(tune)
    else:
        made = _with_cycle(tune)
    made["percussion"] = percussion(tune.stage)
    for role, notes in made.items():
        if role in playing:
            lines[role] += notes


def _with_chords(
    tune: SectionTune, chords: tuple[Harmony, ...], voiced: tuple[Voicing, ...]
) -> Lines:
    stage = tune.stage
    return {
        "figure": figure(stage, chords, voiced),
        "pad": pad(stage, chords, voiced),
        "bass": bass_line(stage, chords),
        "counter": counter_line(stage, chords, tune.tones()),
    }


def _with_drone(tune: SectionTune) -> Lines:
    return {
        "drone": drone(tune.stage),
        "figure": second_version(tune, "figure"),
        "bass": plucked_bass(tune.stage),
        "counter": skeleton(tune, "counter", beats=1, period_shift=1),
    }


def _with_ostinato(tune: SectionTune) -> Lines:
    return {
        "figure": ostinato(tune.stage, "figure"),
        "bass": ostinato(tune.stage, "bass"),
        "counter": skeleton(tune, "counter", beats=1, period_shift=1),
    }


def _with_cycle(tune: SectionTune) -> Lines:
    return {
        "figure": second_version(tune, "figure"),
        "pad": skeleton(tune, "pad", beats=2, period_shift=-1),
        "drone": gongs(tune),
        "counter": skeleton(tune, "counter", beats=1, period_shift=1),
    }


def _palette(plan: SongPlan, tradition: Tradition) -> Palette:
    arousal = (plan.start_arousal + plan.goal_arousal) // 2
    return next(p for p in tradition.palettes if p.arousal[0] <= arousal <= p.arousal[1])


def _part(plan: SongPlan, role: Role, notes: list[Note], palette: Palette) -> Part:
    if role != "melody":
        notes = humanised(notes, Dice(plan.seed, f"touch {role}"))
    return Part(
        name=NAMES[role],
        role=role,
        program=_program(role, palette, plan.seed),
        volume=VOLUMES[role],
        pan=PANS[role],
        notes=tuple(in_order(notes)),
    )


def _program(role: Role, palette: Palette, seed: int) -> int:
    """Choose a part's instrument; the second voice takes another than the first."""
    dice = Dice(seed, f"program {role}")
    voice_program = Dice(seed, "program melody").pick(palette.melody)
    programs: dict[Role, tuple[int, ...]] = {
        "melody": palette.melody,
        "counter": palette.counter,
        "figure": palette.figure,
        "pad": palette.pad,
        "drone": palette.drone or palette.pad,
        "bass": palette.bass,
        "percussion": (0,),
    }
    others = tuple(p for p in programs[role] if role != "counter" or p != voice_program)
    return dice.pick(others or programs[role])
