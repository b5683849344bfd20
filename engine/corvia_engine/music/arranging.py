"""Who plays what: the parts of a score from its tunes and chords."""

import msgspec

from corvia_engine.music.bass import bass_line
from corvia_engine.music.counter import counter_line
from corvia_engine.music.dice import Dice
from corvia_engine.music.figures import figure, pad
from corvia_engine.music.harmony import Harmony
from corvia_engine.music.heterophony import drone, gongs, plucked_bass, second_version, skeleton
from corvia_engine.music.layers import PANS, VOLUMES, layers_of
from corvia_engine.music.ornaments import ornamented
from corvia_engine.music.ostinato import ostinato
from corvia_engine.music.part_writing import PartWriter
from corvia_engine.music.percussion import percussion
from corvia_engine.music.singing import played, syllables_on
from corvia_engine.music.staging import Stage
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
    arranger = Arranger(plan, tradition)
    for tune, chords in zip(tunes, harmonies, strict=True):
        arranger.add(tune, chords)
    return arranger.parts(), arranger.syllables()


class Arranger:
    """Arranges section after section, in their order."""

    def __init__(self, plan: SongPlan, tradition: Tradition) -> None:
        self._plan, self._tradition = plan, tradition
        palette = _palette(plan, tradition)
        self.instruments = tuple(_instrument(plan, role, palette) for role in NAMES)
        """The parts without their notes, in the order of what `add` gives."""
        self._writers = {role: PartWriter(role, plan.seed) for role in NAMES}
        self._syllables: list[SungSyllable] = []
        self._last_chord: tuple[Harmony, Voicing] | None = None

    def add(self, tune: SectionTune, chords: tuple[Harmony, ...]) -> tuple[tuple[Note, ...], ...]:
        """Arrange the next section; give the notes that begin in its stretch, part by part.

        Their lengths are settled but for those that ring on beyond the section, which may be cut
        by the next one.
        """
        lines = self._lines_of(tune, chords)
        until = None if tune.stage.is_last else tune.stage.end
        return tuple(self._writers[role].add(lines[role], until) for role in NAMES)

    def parts(self) -> tuple[Part, ...]:
        """Give the parts as they are now, melody first. Those that never play are left out."""
        parts = (
            msgspec.structs.replace(part, notes=self._writers[part.role].notes())
            for part in self.instruments
        )
        return tuple(part for part in parts if part.notes or part.role == "melody")

    def syllables(self) -> tuple[SungSyllable, ...]:
        """Give the syllables on their notes."""
        return tuple(self._syllables)

    def _lines_of(self, tune: SectionTune, chords: tuple[Harmony, ...]) -> Lines:
        lines: Lines = {role: [] for role in NAMES}
        voiced = voice(chords, self._last_chord)
        if chords:
            self._last_chord = chords[-1], voiced[-1]
        tune_part: Role = "melody" if tune.is_sung else "counter"
        notes = played(tune, tune_part, octaves=0 if tune.is_sung else 1)
        if not tune.is_sung:
            notes = self._ornamented(notes, tune.stage)
        lines[tune_part] += notes
        self._syllables += syllables_on(tune, self._plan.lyric, notes)
        _accompany(lines, self._tradition, tune, chords, voiced)
        return lines

    def _ornamented(self, notes: list[Note], stage: Stage) -> list[Note]:
        dice = Dice(self._plan.seed, f"ornaments {stage.number}")
        return ornamented(notes, stage, self._tradition.ornaments, dice)


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


def lead_program(plan: SongPlan, tradition: Tradition) -> int:
    """Give the General MIDI program on which a song's melody will be played."""
    return _program("melody", _palette(plan, tradition), plan.seed)


def _instrument(plan: SongPlan, role: Role, palette: Palette) -> Part:
    return Part(
        name=NAMES[role],
        role=role,
        program=_program(role, palette, plan.seed),
        volume=VOLUMES[role],
        pan=PANS[role],
        notes=(),
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
