"""Small scores made by hand."""

import msgspec

from corvia_local.model.score import (
    ChordMark,
    Key,
    Meter,
    Note,
    Part,
    Score,
    SectionMark,
    SungSyllable,
    TempoMark,
    check_score,
)

QUARTER = 480
TUNE = (60, 62, 64, 65, 67, 65, 64, 62)
WORDS = (
    ("morn", True, False),
    ("ing", False, True),
    ("comes", True, True),
    ("slow,", True, True),
    ("I", True, True),
    ("am", True, True),
    ("a", True, False),
    ("wake", False, True),
)
LINES = ("morning comes slow,", "I am awake")


def song(**changes: object) -> Score:
    """Two bars in C with melody, chords, bass and a drum, and eight syllables."""
    melody = tuple(Note(QUARTER * n, QUARTER, key, 0, 84) for n, key in enumerate(TUNE))
    chords = tuple(
        Note(4 * QUARTER * bar, 4 * QUARTER, key, 0, 70) for bar in (0, 1) for key in (48, 52, 55)
    )
    bass = tuple(Note(2 * QUARTER * n, 2 * QUARTER, 36, 0, 80) for n in range(4))
    drum = tuple(Note(QUARTER * n, QUARTER // 4, 36 if n % 2 == 0 else 38, 0, 90) for n in range(8))
    syllables = tuple(
        SungSyllable(QUARTER * n, QUARTER, text, int(n >= 4), begins, ends)
        for n, (text, begins, ends) in enumerate(WORDS)
    )
    score = Score(
        version=1,
        title="Slow morning",
        tradition="western",
        key=Key(0, "major"),
        meter=Meter((2, 2), 4),
        tempo=(TempoMark(0, 600_000), TempoMark(4 * QUARTER, 500_000)),
        sections=(
            SectionMark("verse 1", "verse", 0, 4 * QUARTER, -300, 200),
            SectionMark("chorus", "chorus", 4 * QUARTER, 8 * QUARTER, 400, 200),
        ),
        chords=(
            ChordMark(0, 4 * QUARTER, 0, "C", (0, 4, 7)),
            ChordMark(4 * QUARTER, 4 * QUARTER, 9, "Am7", (9, 0, 4, 7)),
        ),
        parts=(
            Part("voice", "melody", 73, 110, 64, melody),
            Part("piano", "chords", 0, 80, 80, chords),
            Part("bass", "bass", 32, 90, 64, bass),
            Part("drums", "percussion", 0, 80, 64, drum),
        ),
        lines=LINES,
        syllables=syllables,
        end=8 * QUARTER,
    )
    changed = msgspec.structs.replace(score, **changes)
    check_score(changed)
    return changed


def alone(*notes: Note, program: int = 73, bars: int = 2) -> Score:
    """A score of one melody part without words."""
    return song(
        parts=(Part("voice", "melody", program, 110, 64, notes),),
        syllables=(),
        tempo=(TempoMark(0, 500_000),),
        sections=(SectionMark("verse 1", "verse", 0, bars * 4 * QUARTER, 0, 0),),
        chords=(),
        end=bars * 4 * QUARTER,
    )
