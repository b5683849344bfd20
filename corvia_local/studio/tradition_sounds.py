"""A short sound of each tradition: a phrase of its tune with its own accompaniment."""

from typing import TYPE_CHECKING

import msgspec

from corvia_local.model.lyric import Lyric, LyricLine, LyricSyllable, Stanza
from corvia_local.model.mood import Mood
from corvia_local.model.plan import SongRequest
from corvia_local.model.progress import Report, silent
from corvia_local.model.score import ChordMark, Note, Score, SectionMark, TempoMark, check_score

if TYPE_CHECKING:
    from corvia_engine.music.traditions.tradition import Tradition

SEED = 11
"""The phrase of a tradition is the same each time."""
SYLLABLES = 7
START, GOAL = Mood(-0.1, 0.0), Mood(0.3, 0.1)
"""About the middle, where every tradition has a mode and a rhythm."""


def tradition_score(data: "Tradition") -> Score:
    """Compose a tradition's phrase: two lines' length, without words."""
    from corvia_engine.music.composing import compose
    from corvia_engine.music.planning import plan_song

    request = SongRequest(_lyric(), START, GOAL, data.name, 0.5, SEED)
    plan = plan_song(request, data)
    score = compose(plan, given=data)
    choruses = [section for section in score.sections if section.kind == "chorus"]
    return excerpt(score, choruses[-1])


def tradition_sound(data: "Tradition", report: Report = silent) -> bytes:
    """Render a tradition's phrase as a FLAC file. Raises PartMissing, and what `report` raises."""
    from corvia_engine.sound.flac import flac_bytes
    from corvia_engine.sound.rendering import render

    score = tradition_score(data)
    return flac_bytes(render(score, report), {"title": data.label})


def excerpt(score: Score, section: SectionMark) -> Score:
    """Cut one section out of a score, without its words; what is held is cut at its borders."""
    start, end = section.start, section.end
    length = end - start
    before = [mark for mark in score.tempo if mark.tick <= start][-1]
    tempo = [TempoMark(0, before.microseconds)]
    tempo += [
        TempoMark(mark.tick - start, mark.microseconds)
        for mark in score.tempo
        if start < mark.tick < end
    ]
    parts = tuple(
        msgspec.structs.replace(part, notes=tuple(_cut(part.notes, start, length)))
        for part in score.parts
    )
    made = msgspec.structs.replace(
        score,
        tempo=tuple(tempo),
        sections=(msgspec.structs.replace(section, start=0, end=length),),
        chords=tuple(
            ChordMark(m.tick - start, m.duration, m.root, m.symbol, m.pitch_classes)
            for m in score.chords
            if start <= m.tick < end
        ),
        parts=tuple(part for part in parts if part.notes or part.role == "melody"),
        lines=(),
        syllables=(),
        end=length,
    )
    check_score(made)
    return made


def _cut(notes: tuple[Note, ...], start: int, length: int) -> list[Note]:
    return [
        Note(note.start - start, note.duration, note.key, note.cents, note.velocity)
        for note in notes
        if 0 <= note.start - start < length
    ]


def _lyric() -> Lyric:
    syllables = tuple(
        LyricSyllable("la", 2 if place % 2 == 0 else 0, True, True) for place in range(SYLLABLES)
    )
    line = LyricLine("la " * (SYLLABLES - 1) + "la", syllables, "given")
    return Lyric("", (Stanza("chorus", (line, line)),))
