"""Cut a sentence into singable lines at its natural boundaries."""

import re

from corvia_engine.lyrics.syllables import singable, syllable_count, syllables_of_line
from corvia_engine.words.word_sets import word_set

SHORTEST_LINE = 4
LONGEST_LINE = 10
IDEAL_LINE = 7
LONGEST_WORD = 12

_STRONG_END = re.compile(r"[.!?…;:]['\")”’]*$")
_WEAK_END = re.compile(r"[,–—]['\")”’]*$")
_BARE = re.compile(r"^[^\w]+|[^\w]+$")

_JOINERS = word_set(
    "and but or so because when while if though although until unless since before after where who"
    " which that then yet like as than how why what whenever whether even"
)
_PREPOSITIONS = word_set(
    "in on at by for from with without into onto over under through about around between behind"
    " beside near across against along among during past toward towards inside outside of to up"
    " down out off upon within"
)
_SUBJECTS = word_set("i we he she they you it there this")
_POSSESSIVES = word_set("my our his her their your")
_BEFORE_SUBJECT = re.compile(r"(?:i|we|he|she|they|you|it|there|that)'(?:m|ve|d|ll|re|s)$")
_NEVER_LAST = word_set(
    "a an the my your his her its our their this these those some any no every each another such"
    " and but or so because when while if though although until unless than as that which who whose"
    " in on at by for from with without into onto of to about between behind beside against among"
    " during toward towards through over under around across near inside outside like"
    " i we he she they you it there who what how why where i'm i've i'd i'll he's she's it's we're"
    " they're you're that's there's we've they've you've we'll they'll you'll he'd she'd"
    " am is are was were be been being do does did has have had can could will would shall should"
    " may might must not don't doesn't didn't can't couldn't won't wouldn't isn't aren't wasn't"
    " weren't hasn't haven't hadn't very too quite more most less least just really only even still"
    " also never always almost nearly first last own same other whole mr mrs ms dr st"
    " one two three four five six seven eight nine ten twenty"
)
_NEVER_FIRST = word_set("me him them us of too enough else ago n't not")
_TITLES = word_set("mr mrs ms dr st")
_DETERMINERS = _POSSESSIVES | word_set("the a an this these those some every no")
_SAYING = word_set("said says say told tell think thinks thought know knew feel felt guess")
_AFTER_PARTICLE = (_JOINERS | _PREPOSITIONS) - word_set("what how where who which that of")


def bare(word: str) -> str:
    """Lower a word and strip the signs around it."""
    return _BARE.sub("", word).lower().replace("’", "'")


def cut_into_lines(sentence: str) -> list[str]:
    """Cut a sentence into lines of 4–10 syllables where it can be.

    The cuts are those of least cost by dynamic programming: a cut is cheap at punctuation, before
    a conjunction, a preposition or a new subject, dear inside a phrase and nearly forbidden after
    a word that hangs in the air (an article, a preposition, “I'm”). Lines near 7 syllables cost
    least. No word is divided, except one of more than 12 syllables (writing without spaces).
    """
    words, glued = _divided(singable(sentence).split())
    if not words:
        return []
    counts = [syllable_count(word) for word in words]
    best: list[float] = [0.0]
    came_from = [0]
    for end in range(1, len(words) + 1):
        options = []
        syllables = 0
        for start in range(end - 1, -1, -1):
            syllables += counts[start]
            if syllables > LONGEST_LINE + 6 and start < end - 1:
                break
            options.append((best[start] + _length_cost(syllables) + _cut_cost(words, end), start))
        cost, start = min(options)
        best.append(cost)
        came_from.append(start)
    lines = []
    end = len(words)
    while end > 0:
        places = range(came_from[end], end)
        line = "".join(("" if place in glued else " ") + words[place] for place in places)
        lines.append(line.strip())
        end = came_from[end]
    return lines[::-1]


def _divided(words: list[str]) -> tuple[list[str], set[int]]:
    """Divide what is written without spaces at its stops or after ten syllables.

    Gives the pieces and the places of those that follow the one before without a space.
    """
    pieces: list[str] = []
    glued: set[int] = set()
    for word in words:
        if len(word) <= LONGEST_WORD or syllable_count(word) <= LONGEST_WORD:
            pieces.append(word)
            continue
        own = _runs(word)
        glued.update(range(len(pieces) + 1, len(pieces) + len(own)))
        pieces.extend(own)
    return pieces, glued


def _runs(word: str) -> list[str]:
    runs: list[str] = []
    run, size = "", 0
    for syllable in syllables_of_line(word):
        run, size = run + syllable.text, size + 1
        if (size >= SHORTEST_LINE and run[-1] in "、。，！？,.!?") or size == LONGEST_LINE:
            runs.append(run)
            run, size = "", 0
    return [*runs, run] if run else runs


def _length_cost(syllables: int) -> float:
    if syllables < SHORTEST_LINE:
        return 4.0 + 2.0 * (SHORTEST_LINE - syllables)
    if syllables > LONGEST_LINE:
        return 6.0 + 4.0 * (syllables - LONGEST_LINE)
    return 0.6 + 0.12 * (syllables - IDEAL_LINE) ** 2


def _cut_cost(words: list[str], place: int) -> float:  # noqa: PLR0911 (one rule a return)
    """Cost of ending a line before `words[place]`."""
    if place == len(words):
        return 0.0
    before, after = words[place - 1], words[place]
    last, first = bare(before), bare(after)
    if _STRONG_END.search(before) and last not in _TITLES:
        return 0.0
    if _WEAK_END.search(before):
        return 0.3
    following = bare(words[place + 1]) if place + 1 < len(words) else ""
    earlier = bare(words[place - 2]) if place > 1 else ""
    if first in _NEVER_FIRST or _is_particle(after, following):
        return 9.0
    if last in _NEVER_LAST and not (earlier and _is_particle(before, first)):
        return 9.0
    if first in _JOINERS and (first != "so" or _opens_clause(following)):
        return 0.6 if last not in _SAYING else 1.2
    if first in _SUBJECTS or _BEFORE_SUBJECT.match(first):
        return 1.2
    if first in _PREPOSITIONS:
        return 1.5 if first != "of" else 4.5
    if last.endswith("'s"):
        return 7.0
    return 2.5 if first in _DETERMINERS else 6.0


def _opens_clause(word: str) -> bool:
    return word in _SUBJECTS or word in _POSSESSIVES or bool(_BEFORE_SUBJECT.match(word))


def _is_particle(word: str, following: str) -> bool:
    """Say whether a preposition stands alone (“turn it on and …”), belonging to the verb before."""
    if bare(word) not in _PREPOSITIONS or bare(word) == "of":
        return False
    ends_phrase = bool(_STRONG_END.search(word) or _WEAK_END.search(word)) or following == ""
    return ends_phrase or following in _AFTER_PARTICLE
