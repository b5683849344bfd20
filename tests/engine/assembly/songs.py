"""Small realistic songs, made by code from a number, as different from each other as people."""

import random
from dataclasses import dataclass

from corvia_engine.music.assembly.contribution import Contribution
from corvia_local.model.score import (
    ChordMark,
    Key,
    Meter,
    Note,
    Part,
    Score,
    SectionKind,
    SectionMark,
    SungSyllable,
    TempoMark,
)

MAJOR, MINOR = (0, 2, 4, 5, 7, 9, 11), (0, 2, 3, 5, 7, 8, 10)
RAST_CENTS = (0, 204, 355, 498, 702, 906, 1064)

COMMON_TIME = Meter((1, 1, 1, 1), 4)

RHYTHMS: dict[Meter, tuple[tuple[int, ...], ...]] = {
    COMMON_TIME: (
        (480, 480, 480, 480),
        (720, 240, 480, 480),
        (240, 240, 480, 960),
        (480, 240, 240, 960),
    ),
    Meter((1, 1, 1), 4): ((480, 480, 480), (960, 480), (720, 240, 480)),
    Meter((3, 3), 8): ((480, 240, 480, 240), (240, 240, 240, 720), (720, 480, 240)),
    Meter((2, 2, 2, 3), 8): ((480, 480, 480, 720), (240, 240, 480, 480, 480, 240)),
    Meter((2, 2), 4): ((240, 240, 480, 480, 480), (480, 480, 960)),
}
WORDS = ("I", "am", "still", "here", "and", "the", "night", "is", "go", "ing", "home", "slow", "ly")
FORM: tuple[SectionKind, ...] = ("intro", "verse", "chorus", "verse", "chorus", "outro")
PROGRAMS = (73, 40, 65, 71, 60, 22, 110, 68, 52, 11, 24, 75)


@dataclass(frozen=True)
class Wish:
    """What a made song is to be like."""

    number: int = 0
    meter: Meter = COMMON_TIME
    tonic: int = 0
    minor: bool = False
    rast: bool = False
    quarter_micros: int = 600_000
    mood: tuple[int, int] = (0, 0)
    lyric: bool = True
    section_bars: int = 8


def made_song(wish: Wish) -> Contribution:
    """Make a whole song with chorus, verses, chords, bass and, if wished, words."""
    dice = random.Random(wish.number)
    bar = wish.meter.bar_ticks
    scale = MINOR if wish.minor else MAJOR
    degrees = [0, 5, 3, 4] if not wish.minor else [0, 5, 2, 6]
    dice.shuffle(degrees)
    degrees = (degrees * 2)[: wish.section_bars]
    contents = {
        kind: _melody(dice, wish, degrees, center)
        for kind, center in (("verse", 2), ("chorus", 5), ("intro", 3), ("outro", 1))
    }
    notes: list[Note] = []
    chords: list[ChordMark] = []
    bass: list[Note] = []
    sections: list[SectionMark] = []
    syllables: list[SungSyllable] = []
    lines: list[str] = []
    at = 0
    for order, kind in enumerate(FORM):
        end = at + bar * wish.section_bars
        valence, arousal = wish.mood
        drift = 60 * order if wish.mood != (0, 0) else 0
        sections.append(
            SectionMark(
                f"{kind} {order}", kind, at, end, min(1000, valence + drift), arousal - drift // 2
            )
        )
        here = [Note(n.start + at, n.duration, n.key, n.cents, 80) for n in contents[kind]]
        notes += here
        if wish.lyric and kind in ("verse", "chorus"):
            for half in (0, 1):
                begin, until = at + half * (end - at) // 2, at + (half + 1) * (end - at) // 2
                sung = [n for n in here if begin <= n.start < until]
                words = [dice.choice(WORDS) for _ in sung]
                syllables += [
                    SungSyllable(n.start, n.duration, word, len(lines), True, True)
                    for n, word in zip(sung, words, strict=True)
                ]
                lines.append(" ".join(words))
        for index, degree in enumerate(degrees):
            tick = at + index * bar
            tones = tuple((wish.tonic + scale[(degree + step) % 7]) % 12 for step in (0, 2, 4))
            if wish.rast:
                tones = (wish.tonic, (wish.tonic + 7) % 12)
            chords.append(ChordMark(tick, bar, tones[0], f"c{degree}", tones))
            bass.append(Note(tick, bar, 36 + tones[0], 0, 70))
        at = end
    score = Score(
        version=1,
        title=f"Song {wish.number}",
        tradition="arab" if wish.rast else "western",
        key=Key(wish.tonic, "rast" if wish.rast else "minor" if wish.minor else "major"),
        meter=wish.meter,
        tempo=(TempoMark(0, wish.quarter_micros), TempoMark(bar, wish.quarter_micros - 10_000)),
        sections=tuple(sections),
        chords=tuple(chords),
        parts=(
            Part("melody", "melody", PROGRAMS[wish.number % len(PROGRAMS)], 100, 64, tuple(notes)),
            Part("bass", "bass", 32, 90, 64, tuple(bass)),
        ),
        lines=tuple(lines),
        syllables=tuple(syllables),
        end=at,
    )
    return contribution(wish.number, score)


def contribution(number: int, score: Score) -> Contribution:
    """Wrap a score as if it had come from a verified object."""
    return Contribution(
        f"bafyreitest{number * 7919 % 100_003:06d}",
        f"did:key:zTest{number}",
        score.title,
        "CC-BY-SA-4.0",
        score,
    )


def _melody(dice: random.Random, wish: Wish, degrees: list[int], center: int) -> list[Note]:
    """A walk that starts each bar on a chord tone and repeats its rhythms in pairs of bars."""
    rhythms = RHYTHMS[wish.meter]
    pair = [dice.choice(rhythms), dice.choice(rhythms)]
    notes: list[Note] = []
    step, at = center, 0
    for index, degree in enumerate(degrees):
        lengths = (
            (rhythms[0][0], wish.meter.bar_ticks - rhythms[0][0])
            if index % 4 == 3
            else pair[index % 2]
        )
        for place, length in enumerate(lengths):
            if place == 0:
                step = min(
                    (degree + add + 7 * octave for add in (0, 2, 4) for octave in (-1, 0, 1)),
                    key=lambda s: (abs(s - step), s),
                )
            else:
                step += (
                    dice.choice((-2, -1, -1, 1, 1, 2))
                    if abs(step - center) < 4
                    else (-1 if step > center else 1)
                )
            rest = 240 if index % 4 == 3 and place == len(lengths) - 1 else 0
            notes.append(_note(wish, step, at, length - rest))
            at += length
    return notes


def _note(wish: Wish, step: int, at: int, length: int) -> Note:
    octave, degree = divmod(step, 7)
    if wish.rast:
        cents = RAST_CENTS[degree]
        key = round(cents / 100)
        return Note(at, length, 60 + wish.tonic + 12 * octave + key, cents - 100 * key, 80)
    scale = MINOR if wish.minor else MAJOR
    return Note(at, length, 60 + wish.tonic + 12 * octave + scale[degree], 0, 80)


def many_songs(count: int) -> list[Contribution]:
    """Songs in many keys, metres, tempi and moods; every fourth without words."""
    meters = list(RHYTHMS)
    songs = []
    for number in range(count):
        dice = random.Random(1000 + number)
        songs.append(
            made_song(
                Wish(
                    number=number,
                    meter=meters[0] if dice.random() < 0.5 else dice.choice(meters),
                    tonic=dice.choice((0, 2, 4, 5, 7, 9, 10)),
                    minor=dice.random() < 0.5,
                    rast=number % 7 == 5,
                    quarter_micros=dice.randrange(450_000, 900_000),
                    mood=(dice.randrange(-900, 700), dice.randrange(-700, 900)),
                    lyric=number % 4 != 3,
                    section_bars=dice.choice((4, 8)),
                )
            )
        )
    return songs


def bare_score(notes: tuple[Note, ...], end: int, meter: Meter = COMMON_TIME) -> Score:
    """A valid score of one verse with nothing but these notes."""
    return Score(
        version=1,
        title="Bare",
        tradition="western",
        key=Key(0, "major"),
        meter=meter,
        tempo=(TempoMark(0, 500_000),),
        sections=(SectionMark("verse 1", "verse", 0, end, 0, 0),),
        chords=(),
        parts=(Part("melody", "melody", 0, 100, 64, notes),),
        lines=(),
        syllables=(),
        end=end,
    )
