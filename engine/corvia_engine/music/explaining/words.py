"""Which words are sung in a bar, and whose they are."""

from corvia_engine.music.explaining.place import BarPlace
from corvia_local.model.lyric import LyricLine, Origin
from corvia_local.model.plan import Reason, SongPlan
from corvia_local.model.score import Score

_WHOSE: dict[Origin, str] = {
    "own words": "Your own words.",
    "reframe": "The kinder words that you accepted for yourself.",
    "given": "Words that you gave the song.",
}


def words_in(score: Score, place: BarPlace) -> tuple[tuple[int, str], ...]:
    """Give what is sung in a bar: each line's number and its syllables there, words parted."""
    found: dict[int, str] = {}
    for syllable in score.syllables:
        if place.holds(syllable.tick):
            before = found.get(syllable.line, "")
            gap = " " if syllable.begins_word and before else ""
            found[syllable.line] = f"{before}{gap}{syllable.text}"
    return tuple(found.items())


def word_reasons(plan: SongPlan, score: Score, place: BarPlace) -> tuple[Reason, ...]:
    """Say what is sung, of which line, and who wrote it."""
    lines: list[LyricLine] = [line for stanza in plan.lyric.stanzas for line in stanza.lines]
    said = []
    for number, text in words_in(score, place):
        line = lines[number]
        kind = _WHOSE[line.origin]
        said.append(Reason("words", f"“{text}”", f"Of the line “{line.text}”. {kind}", ""))
    return tuple(said)
