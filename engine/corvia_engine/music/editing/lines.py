"""Words and notes of a stanza, changed together wherever the stanza is sung."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import msgspec

from corvia_engine.music.editing.edited import SHORTEST, CannotEdit, Edited
from corvia_engine.music.editing.tones import GRID, Tone, lasting
from corvia_engine.music.explaining.place import BarPlace
from corvia_engine.music.phrasing import Phrase, layout_of, phrases_of
from corvia_engine.music.singing import lines_of, sounding_share
from corvia_engine.music.staging import Stage, stages_of
from corvia_engine.music.traditions.tradition import Tradition
from corvia_engine.music.varying.reading_back import notes_by_syllable
from corvia_local.model.lyric import Lyric, LyricLine, LyricSyllable
from corvia_local.model.plan import SectionPlan, SongPlan
from corvia_local.model.score import Note, Part, Score, SungSyllable, check_score

LONGEST_TEXT = 80

Groups = list[list[Note]]
"""A section's notes, those of one syllable together."""


@dataclass(frozen=True)
class WordPlace:
    """A word of the lyric: its stanza, its line there, and its syllables `first` to `last`
    (exclusive) of that line.
    """

    stanza: int
    line: int
    first: int
    last: int


def words_in_bar(
    plan: SongPlan, score: Score, place: BarPlace
) -> tuple[tuple[str, WordPlace], ...]:
    """List the words of which a syllable begins in a bar, with where they stand in the lyric."""
    stage = place.stage
    if stage.plan.stanza is None:
        return ()
    groups = notes_by_syllable(score, stage)
    found: dict[WordPlace, str] = {}
    for group, (line, at) in zip(groups, _syllable_places(plan, stage), strict=False):
        if place.holds(group[0].start):
            word = word_at(plan.lyric, stage.plan.stanza, line, at)
            syllables = plan.lyric.stanzas[word.stanza].lines[line].syllables
            found[word] = "".join(s.text for s in syllables[word.first : word.last])
    return tuple((text, word) for word, text in found.items())


def word_at(lyric: Lyric, stanza: int, line: int, syllable: int) -> WordPlace:
    """Give the word to which a line's syllable belongs."""
    syllables = lyric.stanzas[stanza].lines[line].syllables
    first = syllable
    while first > 0 and not syllables[first].begins_word:
        first -= 1
    last = syllable + 1
    while last < len(syllables) and not syllables[last - 1].ends_word:
        last += 1
    return WordPlace(stanza, line, first, last)


def without_note(
    plan: SongPlan, score: Score, tradition: Tradition, place: BarPlace, tone: Tone
) -> Edited:
    """Take out a note that a syllable begins on: the syllable is sung with its neighbour of the
    same word, wherever the line is sung. Raises CannotEdit for a word of one syllable.
    """
    stage = place.stage
    assert stage.plan.stanza is not None
    groups = notes_by_syllable(score, stage)
    at = next(k for k, group in enumerate(groups) if group[0].start == tone.note.start)
    line, syllable = list(_syllable_places(plan, stage))[at]
    word = word_at(plan.lyric, stage.plan.stanza, line, syllable)
    syllables = plan.lyric.stanzas[word.stanza].lines[line].syllables[word.first : word.last]
    text = "".join(s.text for s in syllables)
    if len(syllables) == 1:
        raise CannotEdit(
            f"“{text}” is sung on this note alone, so the note cannot go without the word. Give"
            f" the line another word: --word {_bare(text)} --to …"
        )
    joined = _joined(syllables, syllable - word.first)
    changed = refit(plan, score, tradition, word, joined, dropped=syllable - word.first)
    said = (
        f"Bar {place.number}, note {tone.number} is gone; “{text}” is sung on"
        f" {len(joined)} {'note' if len(joined) == 1 else 'notes'} now.",
    )
    return replace(changed, said=said)


def refit(
    plan: SongPlan,
    score: Score,
    tradition: Tradition,
    word: WordPlace,
    syllables: tuple[LyricSyllable, ...],
    dropped: int | None = None,
) -> Edited:
    """Put other syllables in a word's place, and as many notes, in every section that sings it.

    Where notes are wanting the longest are divided; of notes too many the shortest go, or the one
    of the word's syllable `dropped`. Raises CannotEdit where no note is long enough, and
    ScoreUnlikePlan.
    """
    stages = stages_of(plan, tradition)
    lyric = _with_syllables(plan.lyric, word, syllables)
    sections: list[SectionPlan] = []
    notes: list[Note] = []
    sung: list[SungSyllable] = []
    bars: list[tuple[int, int]] = []
    for stage in stages:
        own = [n for n in score.melody.notes if stage.start <= n.start < stage.end]
        texts = [s for s in score.syllables if stage.start <= s.tick < stage.end]
        section = stage.plan
        if section.stanza == word.stanza:
            layout = _shifted(plan, stage, word, len(syllables))
            groups, span = _fitted(plan, score, stage, word, len(syllables), dropped)
            own = [note for group in groups for note in group]
            texts = _sung(lyric, word.stanza, layout, groups)
            section = _with_layout(section, layout, lyric, stage)
            bars.append(span)
        sections.append(section)
        notes += own
        sung += texts
    melody = msgspec.structs.replace(score.melody, notes=tuple(notes))
    made = msgspec.structs.replace(
        score,
        parts=tuple(melody if part.role == "melody" else part for part in score.parts),
        syllables=tuple(sung),
        lines=lines_of(lyric),
    )
    check_score(made)
    changed = msgspec.structs.replace(plan, lyric=lyric, sections=tuple(sections))
    return Edited(changed, made, (), tuple(bars))


def _syllable_places(plan: SongPlan, stage: Stage) -> Iterator[tuple[int, int]]:
    """Give (line, syllable) for each syllable of a section in the order in which it is sung."""
    for phrase in layout_of(stage.plan, plan.lyric, stage.rhythm):
        for syllable in range(phrase.first, phrase.last):
            yield phrase.line, syllable


def _with_syllables(lyric: Lyric, word: WordPlace, syllables: tuple[LyricSyllable, ...]) -> Lyric:
    stanza = lyric.stanzas[word.stanza]
    line = stanza.lines[word.line]
    kept = (*line.syllables[: word.first], *syllables, *line.syllables[word.last :])
    text = "".join(f" {s.text}" if s.begins_word and at else s.text for at, s in enumerate(kept))
    lines = list(stanza.lines)
    lines[word.line] = LyricLine(text, kept, "given" if text != line.text else line.origin)
    stanzas = list(lyric.stanzas)
    stanzas[word.stanza] = msgspec.structs.replace(stanza, lines=tuple(lines))
    return msgspec.structs.replace(lyric, stanzas=tuple(stanzas))


def _shifted(plan: SongPlan, stage: Stage, word: WordPlace, count: int) -> tuple[Phrase, ...]:
    """Move the borders of a line's phrases by what the word gains or loses."""
    more = count - (word.last - word.first)

    def moved(phrase: Phrase) -> Phrase:
        if phrase.line != word.line:
            return phrase
        first, last = (at + more if at >= word.last else at for at in (phrase.first, phrase.last))
        return replace(phrase, first=first, last=last)

    return tuple(moved(phrase) for phrase in layout_of(stage.plan, plan.lyric, stage.rhythm))


def _with_layout(
    section: SectionPlan, layout: tuple[Phrase, ...], lyric: Lyric, stage: Stage
) -> SectionPlan:
    """Write a layout down only where it no longer follows from the words."""
    assert section.stanza is not None
    follows = phrases_of(lyric.stanzas[section.stanza], stage.rhythm)
    places = tuple((p.line, p.first, p.last, p.bars) for p in layout)
    return msgspec.structs.replace(section, layout=() if layout == follows else places)


def _fitted(
    plan: SongPlan, score: Score, stage: Stage, word: WordPlace, count: int, dropped: int | None
) -> tuple[Groups, tuple[int, int]]:
    """Give a section's notes with `count` for the word's syllables, and the bars of the word."""
    groups = notes_by_syllable(score, stage)
    places = list(_syllable_places(plan, stage))
    begin = places.index((word.line, word.first))
    end = begin + word.last - word.first
    mine = [list(group) for group in groups[begin:end]]
    first, last = (note.start // stage.bar + 1 for note in (mine[0][0], mine[-1][-1]))
    if dropped is not None:
        _merge(mine, dropped, score.melody, stage)
    while len(mine) > count:
        _merge(mine, _shortest(mine), score.melody, stage)
    while len(mine) < count:
        _divide(mine, score.melody, stage)
    return [*groups[:begin], *mine, *groups[end:]], (first, last)


def _merge(groups: Groups, at: int, part: Part, stage: Stage) -> None:
    """Take a syllable's notes out; the one before it in the word, else the one after, lasts."""
    gone = groups.pop(at)
    if at:
        last = groups[at - 1][-1]
        until = gone[-1].start + _written(gone[-1], stage)
        groups[at - 1][-1] = lasting(last, last.start, until - last.start, part, stage)
        return
    first = groups[0][0]
    until = first.start + _written(first, stage)
    groups[0][0] = lasting(first, gone[0].start, until - gone[0].start, part, stage)


def _shortest(groups: Groups) -> int:
    lengths = [sum(note.duration for note in group) for group in groups]
    return len(lengths) - 1 - lengths[::-1].index(min(lengths))


def _divide(groups: Groups, part: Part, stage: Stage) -> None:
    """Make one syllable's notes into two syllables': at a note that carried it on, else halved."""
    at = next((place for place, group in enumerate(groups) if len(group) > 1), None)
    if at is not None:
        groups[at : at + 1] = [groups[at][:1], groups[at][1:]]
        return
    lengths = [_written(group[0], stage) for group in groups]
    at = lengths.index(max(lengths))
    half = lengths[at] // 2 // GRID * GRID
    if half < SHORTEST:
        raise CannotEdit(
            "There is no room for so many syllables: the notes would be too short to sing. Take a"
            " shorter word, or lengthen a note of this one first."
        )
    note = groups[at][0]
    groups[at : at + 1] = [
        [lasting(note, note.start, half, part, stage)],
        [lasting(note, note.start + half, lengths[at] - half, part, stage)],
    ]


def _written(note: Note, stage: Stage) -> int:
    written = -(-note.duration * 100 // sounding_share(stage))
    return max(GRID, (written + GRID // 2) // GRID * GRID)


def _sung(
    lyric: Lyric, stanza: int, layout: tuple[Phrase, ...], groups: Groups
) -> list[SungSyllable]:
    first_line = sum(len(before.lines) for before in lyric.stanzas[:stanza])
    words = [
        (first_line + phrase.line, syllable)
        for phrase in layout
        for syllable in lyric.stanzas[stanza]
        .lines[phrase.line]
        .syllables[phrase.first : phrase.last]
    ]
    return [
        SungSyllable(
            group[0].start,
            group[0].duration,
            syllable.text[:LONGEST_TEXT],
            line,
            syllable.begins_word,
            syllable.ends_word,
        )
        for group, (line, syllable) in zip(groups, words, strict=True)
    ]


def _joined(syllables: tuple[LyricSyllable, ...], at: int) -> tuple[LyricSyllable, ...]:
    """Join a syllable with the one before it, the first with the one after it."""
    low = max(0, at - 1)
    pair = syllables[low : low + 2]
    one = LyricSyllable(
        "".join(s.text for s in pair),
        max(s.stress for s in pair),
        pair[0].begins_word,
        pair[-1].ends_word,
    )
    return (*syllables[:low], one, *syllables[low + 2 :])


def _bare(word: str) -> str:
    return word.strip(".,;:!?…“”\"'()")
