"""Write the phrases of a tune anew that lie in a scope, with the rest in mind."""

from dataclasses import replace

import msgspec

from corvia_engine.music.dice import Dice
from corvia_engine.music.melody.request import MelodyNote, PhraseRequest
from corvia_engine.music.melody.writing import MelodyWriter
from corvia_engine.music.staging import Stage
from corvia_engine.music.tune import SectionTune, TunePhrase, first_half, motif_of, nearest_step
from corvia_engine.music.varying.reading_back import motif_now
from corvia_engine.music.varying.scope import Scope

Returning = tuple[int | None, str, int]
"""What makes a phrase the same where it returns: stanza, mode, place."""


class Rewriter:
    """Goes through a song's tunes once. Phrases outside the scope are read, not written.

    A phrase that only begins before the scope keeps its notes up to there, as far as it can still
    be finished. Where a section returns within the scope it returns with the same new tune.
    """

    def __init__(self, tunes: tuple[SectionTune, ...], scope: Scope, seed: int) -> None:
        self._tunes = tunes
        self._scope = scope
        self._melody = MelodyWriter(Dice(seed, "varied melody").below(2**31))
        self._returning: dict[Returning, TunePhrase] = {}
        self._first_verse: SectionTune | None = None
        self._motif = motif_now(tunes)

    def rewrite(self) -> tuple[SectionTune, ...]:
        """Give all tunes, the chorus being written first, as when a song is composed."""
        chorus = next(tune for tune in self._tunes if tune.stage.is_last_chorus)
        self._motif = motif_of(self._section(chorus))
        return tuple(self._section(tune) for tune in self._tunes)

    def _section(self, tune: SectionTune) -> SectionTune:
        phrases: list[TunePhrase] = []
        for place, phrase in enumerate(tune.phrases):
            phrases.append(self._phrase(tune, place, phrase, phrases))
        written = replace(tune, phrases=tuple(phrases))
        if tune.stage.plan.kind == "verse" and self._first_verse is None:
            self._first_verse = written
        return written

    def _phrase(
        self, tune: SectionTune, place: int, phrase: TunePhrase, before: list[TunePhrase]
    ) -> TunePhrase:
        begin = tune.stage.start + phrase.offset
        end = begin + phrase.bars * tune.stage.bar
        if not self._scope.touches(begin, end):
            self._melody.remember(phrase.request, phrase.notes)
            return phrase
        phrase = _one_note_a_syllable(phrase)
        kept = self._kept_opening(phrase, begin)
        returning = (tune.stage.plan.stanza, tune.home.plan.key.mode, place)
        known = None if kept or not tune.is_sung else self._returning.get(returning)
        if known is not None:
            self._melody.remember(known.request, known.notes)
            return replace(known, offset=phrase.offset)
        opening = kept or self._opening(tune.stage, place, len(tune.phrases), before)
        request = _with_opening(phrase.request, opening, tune.home)
        written = replace(phrase, notes=self._melody.write(request), request=request)
        if not kept:
            self._returning[returning] = written
        return written

    def _kept_opening(self, phrase: TunePhrase, begin: int) -> tuple[MelodyNote, ...]:
        first = next(
            bar
            for bar in sorted(self._scope.bars)
            if bar * self._scope.bar >= begin // self._scope.bar * self._scope.bar
        )
        room = first * self._scope.bar - begin
        return tuple(note for note in phrase.notes if note.start < room)

    def _opening(
        self, stage: Stage, place: int, count: int, before: list[TunePhrase]
    ) -> tuple[MelodyNote, ...]:
        first = self._first_verse
        if stage.plan.stanza is None:
            return self._motif if place == 0 else ()
        if stage.plan.kind == "verse" and first and place < len(first.phrases):
            return first_half(first.phrases[place], stage.bar)
        if place % 4 == 2 and count > 3:
            return first_half(before[place - 2], stage.bar)
        return ()


def _one_note_a_syllable(phrase: TunePhrase) -> TunePhrase:
    """Ask for a phrase without the notes by which one syllable was sung on several."""
    held = phrase.sung.held if phrase.sung is not None else ()
    if phrase.sung is None or not held:
        return phrase
    stresses = tuple(s for at, s in enumerate(phrase.request.stresses) if at not in held)
    density = 100 * len(stresses) // phrase.bars
    return replace(
        phrase,
        notes=tuple(note for at, note in enumerate(phrase.notes) if at not in held),
        request=msgspec.structs.replace(phrase.request, stresses=stresses, density=density),
        sung=replace(phrase.sung, held=()),
    )


def _with_opening(
    request: PhraseRequest, opening: tuple[MelodyNote, ...], home: Stage
) -> PhraseRequest:
    """Ask for an opening, moved to steps that the section has."""
    steps = home.scale.steps_within(home.low, home.high)
    fitted = tuple(
        MelodyNote(note.start, note.duration, nearest_step(steps, note.step)) for note in opening
    )
    return msgspec.structs.replace(request, opening=fitted)
