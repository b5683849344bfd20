"""The sung part: notes with their dynamics, and the syllables on them."""

import itertools

from corvia_engine.music.layers import velocity_of
from corvia_engine.music.staging import Stage
from corvia_engine.music.tune import SectionTune, Tone
from corvia_engine.music.tuning import key_and_cents
from corvia_local.model.lyric import Lyric, LyricSyllable
from corvia_local.model.score import Note, Role, SungSyllable

LONGEST_SYLLABLE, LONGEST_LINE = 80, 1000
ACCENT, STRESS, ARCH = 5, 4, 6


def played(tune: SectionTune, role: Role, *, octaves: int) -> list[Note]:
    """Give a section's tune as notes: accents of the metre, and an arch over each phrase.

    `octaves` of the mode raise it, where an instrument plays and not a voice.
    """
    stage = tune.stage
    raised = octaves * round(stage.scale.mode.period)
    base = velocity_of(stage, role)
    tones = tune.tones()
    notes = []
    for place, tone in enumerate(tones):
        accent = ACCENT if stage.is_strong(tone.start) else 0
        velocity = base + accent + _arch(tune, tone)
        following = tones[place + 1].start if place + 1 < len(tones) else stage.end
        key, cents = key_and_cents(tone.cents + raised)
        length = _length(tone, following, sounding_share(stage))
        notes.append(Note(tone.start, length, key, cents, max(1, min(127, velocity))))
    return notes


def sounding_share(stage: Stage) -> int:
    """Give the sounding share of the tune's notes in hundredths: a note is shortened by half of
    what the section's articulation asks for, as a voice binds more than an instrument.
    """
    return (100 + stage.plan.cues.articulation) // 2


def _length(tone: Tone, following: int, share: int) -> int:
    return max(1, min(tone.duration * share // 100, following - tone.start))


def _arch(tune: SectionTune, tone: Tone) -> int:
    """Swell toward the middle of the phrase and ease off after it."""
    within = tone.start - tune.stage.start
    phrase = next(p for p in reversed(tune.phrases) if p.offset <= within)
    length = phrase.bars * tune.stage.bar
    share = 1000 * (within - phrase.offset) // length
    return ARCH * 4 * share * (1000 - share) // 1_000_000 - ARCH // 2


def syllables_on(tune: SectionTune, lyric: Lyric, notes: list[Note]) -> list[SungSyllable]:
    """Put each syllable of a sung section on its note; notes that carry one on have none."""
    stanza = tune.stage.plan.stanza
    if stanza is None:
        return []
    first_line = sum(len(before.lines) for before in lyric.stanzas[:stanza])
    words = [
        (first_line + phrase.sung.line, syllable)
        for phrase in tune.phrases
        if phrase.sung is not None
        for syllable in lyric.stanzas[stanza]
        .lines[phrase.sung.line]
        .syllables[phrase.sung.first : phrase.sung.last]
    ]
    bearing = iter(notes)
    sung = []
    for phrase in tune.phrases:
        held = phrase.sung.held if phrase.sung is not None else ()
        own = list(itertools.islice(bearing, len(phrase.notes)))
        sung += [note for place, note in enumerate(own) if place not in held]
    return [_sung(note, line, syllable) for note, (line, syllable) in zip(sung, words, strict=True)]


def _sung(note: Note, line: int, syllable: LyricSyllable) -> SungSyllable:
    return SungSyllable(
        tick=note.start,
        duration=note.duration,
        text=syllable.text[:LONGEST_SYLLABLE],
        line=line,
        begins_word=syllable.begins_word,
        ends_word=syllable.ends_word,
    )


def lines_of(lyric: Lyric) -> tuple[str, ...]:
    """List all lines as written, stanza after stanza."""
    return tuple(line.text[:LONGEST_LINE] for stanza in lyric.stanzas for line in stanza.lines)
