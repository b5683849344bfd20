"""Small scores to sing."""

from corvia_local.model.score import (
    Key,
    Meter,
    Note,
    Part,
    Score,
    SectionMark,
    SungSyllable,
    TempoMark,
)

BEAT = 480


def song(
    *lines: list[tuple[str, ...]], cents: int = 0, key: int = 64, gap: int = 4 * BEAT
) -> Score:
    """Make a song at 120 beats a minute: each line a list of words, each a tuple of syllables, one
    beat a syllable on rising and falling keys, with a rest of `gap` ticks after each line.
    """
    notes, syllables, at = [], [], 4 * BEAT
    for number, line in enumerate(lines):
        place = 0
        for word in line:
            for part, text in enumerate(word):
                pitch = key + (0, 2, 4, 5, 4, 2)[place % 6]
                notes.append(Note(at, BEAT, pitch, cents, 80))
                syllables.append(
                    SungSyllable(at, BEAT, text, number, part == 0, part + 1 == len(word))
                )
                at += BEAT
                place += 1
        at += gap
    return Score(
        version=1,
        title="A small song",
        tradition="western",
        key=Key(0, "major"),
        meter=Meter((1, 1, 1, 1), 4),
        tempo=(TempoMark(0, 500_000),),
        sections=(SectionMark("verse", "verse", 0, at, 0, 0),),
        chords=(),
        parts=(Part("melody", "melody", 73, 90, 64, tuple(notes)),),
        lines=tuple(" ".join("".join(word) for word in line) for line in lines),
        syllables=tuple(syllables),
        end=at,
    )
