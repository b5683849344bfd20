"""Lyrics, requests and measures for the music's tests."""

import statistics

from hypothesis import strategies as st

from corvia_engine.music.traditions import tradition_names
from corvia_local.model.lyric import Lyric, LyricLine, LyricSyllable, Stanza, StanzaKind
from corvia_local.model.mood import Mood
from corvia_local.model.plan import SongRequest
from corvia_local.model.score import Score, SectionMark, seconds_at

WORDS = (
    ("the",),
    ("ri", "ver"),
    ("rain",),
    ("a",),
    ("to", "mor", "row"),
    ("I",),
    ("win", "dow"),
    ("re", "mem", "ber"),
    ("light",),
    ("im", "pos", "si", "ble"),
)


def line(*words: tuple[str, ...]) -> LyricLine:
    """Make a line of words given as syllables; a word's first syllable is stressed."""
    syllables = tuple(
        LyricSyllable(
            text, 2 if place == 0 and len(word) > 1 else 0, place == 0, place == len(word) - 1
        )
        for word in words
        for place, text in enumerate(word)
    )
    return LyricLine(" ".join("".join(word) for word in words), syllables, "given")


def stanza(kind: StanzaKind, *lines: LyricLine) -> Stanza:
    return Stanza(kind, lines)


def plain(text: str) -> LyricLine:
    """Make a line of words of one syllable."""
    return line(*((word,) for word in text.split()))


SONG = Lyric(
    "Rain",
    (
        stanza(
            "verse",
            plain("I walked a lone in all that rain"),
            plain("the lights were blurred and far a way"),
            plain("I told my self it is in vain"),
            plain("and so I turned and lost the day"),
        ),
        stanza(
            "chorus",
            plain("but I can hold a bit of light"),
            plain("a door that o pens on the sky"),
            plain("and if the night is long this night"),
            plain("I breathe and let the hours go by"),
        ),
        stanza(
            "verse",
            plain("my mo ther called I let it ring"),
            plain("I could not find a word to say"),
            plain("the cup was cold the u su al thing"),
            plain("a no ther grey and si lent day"),
        ),
        stanza("bridge", plain("it may be on ly wea ther"), plain("it may yet pass")),
    ),
)

ONE_WORD = Lyric("Tired", (stanza("verse", line(("tired",))),))


def request(
    lyric: Lyric = SONG,
    start: tuple[float, float] = (-0.7, -0.4),
    goal: tuple[float, float] = (0.6, 0.3),
    tradition: str = "western",
    minutes: float = 2.0,
    seed: int = 1,
    heart_rate: float | None = None,
) -> SongRequest:
    return SongRequest(lyric, Mood(*start), Mood(*goal), tradition, minutes, seed, heart_rate)


_lines = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(lambda words: line(*words))
_kinds: st.SearchStrategy[StanzaKind] = st.sampled_from(("verse", "verse", "chorus", "bridge"))
_stanzas = st.builds(
    lambda kind, lines: stanza(kind, *lines), _kinds, st.lists(_lines, min_size=1, max_size=4)
)
lyrics = st.builds(
    lambda stanzas: Lyric("A song", tuple(stanzas)), st.lists(_stanzas, min_size=1, max_size=4)
)
moods = st.builds(Mood, st.floats(-1, 1), st.floats(-1, 1))
requests = st.builds(
    SongRequest,
    lyrics,
    moods,
    moods,
    st.sampled_from(tradition_names()),
    st.sampled_from((0.5, 1.0, 2.0, 3.0)),
    st.integers(0, 2**63 - 1),
    st.none() | st.floats(30, 220),
)


def seconds_of(score: Score, section: SectionMark) -> float:
    return seconds_at(score, section.end) - seconds_at(score, section.start)


def beats_a_minute(score: Score, section: SectionMark) -> float:
    """Mean tempo of a section in quarters a minute, by the tempo map."""
    return 60 * (section.end - section.start) / 480 / seconds_of(score, section)


def loudness(score: Score, section: SectionMark) -> float:
    """Mean velocity of what a section's pitched parts begin."""
    return statistics.mean(
        note.velocity
        for part in score.parts
        if part.role != "percussion"
        for note in part.notes
        if section.start <= note.start < section.end
    )


def onsets_a_second(score: Score, section: SectionMark) -> float:
    """Different moments at which a pitched part begins a note; chords count once."""
    moments = {
        (note.start + 15) // 60
        for part in score.parts
        if part.role != "percussion"
        for note in part.notes
        if section.start <= note.start < section.end
    }
    return len(moments) / seconds_of(score, section)


def longest_silence(score: Score) -> float:
    """The longest time in seconds in which no note sounds."""
    notes = sorted(
        (note.start, note.start + note.duration) for part in score.parts for note in part.notes
    )
    longest, until = 0.0, 0
    for start, end in [*notes, (score.end, score.end)]:
        if start > until:
            longest = max(longest, seconds_at(score, start) - seconds_at(score, until))
        until = max(until, end)
    return longest
