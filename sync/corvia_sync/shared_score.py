"""What a shared score's bytes alone tell: whether it may be used at all, and what it says.

A score is checked once, while its block passes; whether it fits a song, which may come later, then
follows from the few facts that are remembered of it.
"""

from collections.abc import Collection
from typing import Final, NamedTuple

from corvia_local.model.records import Field
from corvia_local.model.score import Score, ScoreRefused, decode_score, encode_score
from corvia_sync.bounded_text import steers_terminal

SCORE_STARTS: Final = b'{"version":1,'
"""How every score's encoding starts."""


class ScoreFacts(NamedTuple):
    """What of a score decides whether it fits a song: its title, and what its fields must name."""

    title: str
    has_words: bool
    has_moods: bool


def read_shared_score(data: bytes) -> Score:
    """Decode a score as it may be shared: in bounds, in its one encoding, without a character
    that steers a terminal. Raises ScoreRefused.
    """
    score = decode_score(data)
    if encode_score(score) != data:
        raise ScoreRefused("Its score is not in the one encoding that is specified.")
    if holds_steering_characters(score):
        raise ScoreRefused("Its words hold control characters.")
    return score


def facts_of(score: Score) -> ScoreFacts:
    """Keep of a score what decides whether it fits a song."""
    return ScoreFacts(
        title=score.title,
        has_words=bool(score.lines or score.syllables),
        has_moods=any(section.valence or section.arousal for section in score.sections),
    )


def unfit(facts: ScoreFacts, title: str, fields: Collection[Field]) -> str | None:
    """Say why a score does not fit a song of this title that shares these fields, or None."""
    if facts.title != title:
        return "the score has another title than the song."
    if "lyric" not in fields and facts.has_words:
        return "it holds words, but its consent does not cover the lyric."
    if "mood" not in fields and facts.has_moods:
        return "it holds moods, but its consent does not cover the mood."
    return None


def holds_steering_characters(score: Score) -> bool:
    """Tell whether any text of a score holds a character that steers a terminal."""
    texts = [score.title, score.tradition, score.key.mode, *score.lines]
    texts += [section.name for section in score.sections]
    texts += [part.name for part in score.parts]
    texts += [chord.symbol for chord in score.chords]
    texts += [syllable.text for syllable in score.syllables]
    return steers_terminal("".join(texts))
