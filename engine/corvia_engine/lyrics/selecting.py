"""Choose, from a text, the sentences that a song can hold."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corvia_engine.lyrics.languages import ENGLISH
from corvia_engine.lyrics.phrasing import LONGEST_LINE, SHORTEST_LINE, Cut, ways_to_cut
from corvia_engine.lyrics.syllables import singable, syllable_count
from corvia_engine.words.care import is_explicit
from corvia_engine.words.model import Heard, WordsModel, words_model
from corvia_engine.words.sentences import split_sentences

MOST_SENTENCES = 400
LINES_A_UNIT = 4

HOPEFUL = ("optimism", "gratitude", "love", "caring", "joy", "relief", "pride", "admiration")

_FILLERS = re.compile(
    r"(?:^|(?<=\s))(?:you know,?|i mean,?|kind of|sort of|basically,?|literally|actually,?"
    r"|honestly,?|obviously,?|um+,?|uh+,?|lol,?|omg,?|haha\w*,?|(?<!\w)well,|anyway,)\s+",
    re.IGNORECASE,
)
_OPENING = re.compile(r"^(?:and so|and then|so then|and|so|plus|oh),?\s+(?=\w+\s+\w+)", re.I)
_NAMES_HARM = re.compile(
    r"suicid|kill|overdos|self[\s-]?harm|\bpills\b|\bblade|\bnoose"
    r"|\bhang(?:ed|ing)? (?:my|him|her)",
    re.I,
)
_FIRST_PERSON = re.compile(r"\b(?:i|i'm|i've|i'd|i'll|me|my|we|us|our)\b", re.IGNORECASE)
_SENSES = re.compile(
    r"\b(?:light|dark|sun|rain|snow|wind|sky|moon|stars?|sea|river|garden|trees?|street|road|city"
    r"|door|window|wall|kitchen|table|bed|floor|stairs|house|home|room|train|bus|car|phone|photo"
    r"|letter|cup|tea|coffee|bread|hands?|eyes?|voice|hair|face|skin|bones?|heart|breath(?:ed|e)?"
    r"|morning|evening|night|midnight|winter|summer|spring|autumn|song|music|silence|quiet|loud"
    r"|cold|warm|soft|red|blue|green|white|black|smell(?:s|ed)?|laugh(?:s|ed)?|cried|cry|tears"
    r"|sang|sing|danced?|walk(?:ed)?|ran|held|hold|smiled?|dog|cat|bird|baby|mother|father)\b",
    re.IGNORECASE,
)
_TURN = re.compile(
    r"^(?:but|still|yet|and yet|then|maybe|perhaps|for a moment|now|tonight|today|tomorrow|even so"
    r"|after all|at least|somehow|in the end)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Unit:
    """One sentence (or two short ones), and what speaks for keeping it.

    `ways` are ways to cut it into lines, the usual one first. `weight` is how much it says, `hope`
    how much it lifts, `turns` whether the text turns here.
    """

    ways: tuple[Cut, ...]
    weight: float
    hope: float
    turns: bool

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of the usual way."""
        return self.ways[0].lines


def units_of(text: str, language: str = ENGLISH, *, with_all_sentences: bool = False) -> list[Unit]:
    """Cut a text into units in its order.

    Sentences that speak of harm to oneself are left out unless `with_all_sentences`. Longer texts
    than 400 sentences are read in 400 sentences, evenly spread.
    """
    sentences = [text[start:end] for start, end in split_sentences(text)]
    if len(sentences) > MOST_SENTENCES:
        step = len(sentences) / MOST_SENTENCES
        sentences = [sentences[int(k * step)] for k in range(MOST_SENTENCES)]
    kept = [s for s in sentences if with_all_sentences or not speaks_of_harm(s)]
    cleaned = [without_fillers(sentence) for sentence in kept]
    model = words_model()
    whole = _joined([s for s in cleaned if singable(s)])
    return [_unit(model, sentence, language) for sentence in whole]


def speaks_of_harm(sentence: str) -> bool:
    """Say whether a sentence is kept out of a song: explicit harm, or a word for its means."""
    return is_explicit(sentence) or bool(_NAMES_HARM.search(sentence))


def without_fillers(sentence: str) -> str:
    """Leave out words that only fill (“you know”, “basically”), and a leading “and then”."""
    return _OPENING.sub("", _FILLERS.sub("", sentence.strip()))


def _joined(sentences: list[str]) -> list[str]:
    """Join a sentence of fewer than four syllables to its neighbour where both fit in a line."""
    joined: list[str] = []
    for sentence in sentences:
        count = syllable_count(sentence)
        if joined:
            before = syllable_count(joined[-1])
            if min(count, before) < SHORTEST_LINE and count + before <= LONGEST_LINE:
                joined[-1] = f"{joined[-1]} {sentence}"
                continue
        joined.append(sentence)
    return joined


def _unit(model: WordsModel, sentence: str, language: str) -> Unit:
    heard = model.hear(sentence)
    usual, *others = ways_to_cut(sentence, language)
    if len(usual.lines) > LINES_A_UNIT:
        usual = Cut(_strongest_run(model, usual.lines), usual.cost)
    fitting = [way for way in others if len(way.lines) <= LINES_A_UNIT and way.lines != usual.lines]
    return Unit(
        (usual, *fitting),
        _weight(model, heard, sentence),
        _hope(model, heard),
        bool(_TURN.match(sentence)),
    )


def _strongest_run(model: WordsModel, lines: Sequence[str]) -> tuple[str, ...]:
    """Keep four lines in a row of a long sentence: its beginning, or from a comma where it is
    strongest.
    """
    weights = [_weight(model, model.hear(line), line) for line in lines]
    starts = [0] + [
        k for k in range(1, len(lines) - LINES_A_UNIT + 1) if lines[k - 1][-1] in ",;:–—."
    ]
    best = max(starts, key=lambda k: (sum(weights[k : k + LINES_A_UNIT]) + 0.3 * (k == 0), -k))
    return tuple(lines[best : best + LINES_A_UNIT])


def _weight(model: WordsModel, heard: Heard, sentence: str) -> float:
    """Weigh a sentence: feeling, the first person and what can be seen or heard speak for it, a
    thinking trap speaks against it.
    """
    neutral = float(heard.emotions[model.settings.labels.index("neutral")])
    first_person = bool(_FIRST_PERSON.search(sentence.replace("’", "'")))
    seen = min(2, len(_SENSES.findall(sentence)))
    feeling = (1 - neutral) + 0.4 * abs(heard.valence)
    return feeling + 0.3 * first_person + 0.25 * seen - 0.5 * heard.distorted


def _hope(model: WordsModel, heard: Heard) -> float:
    labels = model.settings.labels
    lift = sum(float(heard.emotions[labels.index(label)]) for label in HOPEFUL)
    return lift + 0.6 * heard.valence - heard.distorted
