"""Writing melody, phrase after phrase.

The model proposes, three things decide: hard masks (`rhythm`, `compass`) leave only what the
request allows, biases lean towards the words' accents and the wished contour, and an integer
generator (`drawing`) chooses. Nothing is ever written and thrown away.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from corvia_engine.music.melody.compass import Compass, State, may_move, owed_after
from corvia_engine.music.melody.drawing import NAT, Drawing, weights_of
from corvia_engine.music.melody.features import (
    LEAD,
    SPAN,
    STEP,
    Frame,
    features_at,
    fixed_features,
)
from corvia_engine.music.melody.model import Cache, Logits, MelodyModel, load_melody_model
from corvia_engine.music.melody.refusals import PhraseRefused
from corvia_engine.music.melody.request import MelodyNote, PhraseRequest
from corvia_engine.music.melody.rhythm import LONGEST_LAST_NOTE, most_notes, rhythm_of
from corvia_engine.music.melody.vocabulary import (
    HIGHEST_STEP,
    LOWEST_STEP,
    START,
    lead_token,
    span_token,
    step_token,
)

__all__ = ["MelodyWriter", "most_notes"]

TokenOf = Callable[[int], int]

MOST_BARS: Final = 64
STEP_TEMPERATURE: Final = 100
SPAN_TEMPERATURE: Final = 100
"""Hundredths."""
TOP_THOUSANDTHS: Final = 950
MOST_CONTEXT: Final = 448
KEPT_CONTEXT: Final = 256
THIRD_EQUAL_STEP: Final = -2000
BEYOND_AN_OCTAVE: Final = -3000
MOTIF_KEPT: Final = 2000
"""Biases in thousandths of a nat: against a third equal step in a row, against a leap beyond the
octave between phrases, for the length of an opening motif's last note."""


@dataclass(frozen=True)
class _Written:
    """A phrase as tokens, and the features with which each was foretold."""

    tokens: tuple[int, ...]
    features: tuple[tuple[int, ...], ...]


class MelodyWriter:
    """Writes one song's melody. Earlier phrases are remembered, so that motifs come back.

    The same seed and the same calls in the same order give the same notes; see `drawing` for
    what can differ between machines.
    """

    def __init__(self, seed: int, model: MelodyModel | None = None) -> None:
        self._seed = seed
        self._model = model or load_melody_model()
        self._phrases: list[_Written] = []
        self._last_step: int | None = None
        self._reader = _Reader(self._model)

    def write(self, request: PhraseRequest) -> tuple[MelodyNote, ...]:
        """Write a phrase: one note for each entry of `request.stresses`, in order.

        Starts are ticks from the phrase's first bar line; the first note may begin up to half a
        bar late where notes are few. The notes join without gaps up to the closing rest, the
        last one is at most a whole note long. Raise PhraseRefused (a BadInput) where nothing can
        meet the request, TooManySyllables where it needs more bars.
        """
        _check(request)
        phrase = _Phrase(request, len(self._phrases), self._seed, self._last_step)
        self._make_room()
        notes = phrase.write(self._reader)
        self._keep(phrase)
        return notes

    def remember(self, request: PhraseRequest, notes: Sequence[MelodyNote]) -> None:
        """Take up a phrase that was not written here now, such as a chorus that returns."""
        _check(request)
        self._make_room()
        phrase = _Phrase(request, len(self._phrases), self._seed, self._last_step)
        phrase.recite(notes, self._reader)
        self._keep(phrase)

    def _keep(self, phrase: "_Phrase") -> None:
        self._phrases.append(phrase.written())
        self._last_step = phrase.last_step

    def _make_room(self) -> None:
        """Forget the oldest phrases once the context is full."""
        if self._reader.length <= MOST_CONTEXT:
            return
        kept: list[_Written] = []
        for phrase in reversed(self._phrases):
            if sum(len(p.tokens) for p in kept) + len(phrase.tokens) > KEPT_CONTEXT:
                break
            kept.insert(0, phrase)
        self._reader = _Reader(self._model)
        for phrase in kept:
            self._reader.recite(phrase.tokens, phrase.features)


class _Reader:
    """The model together with what it has read so far."""

    def __init__(self, model: MelodyModel) -> None:
        self._model = model
        self._cache: Cache = model.empty()
        self._last = START
        self.length = 0

    def foretell(self, features: tuple[int, ...]) -> Logits:
        """Give the logits of the next token, of which `features` tell."""
        logits, self._cache = self._model.read([self._last], [features], self._cache)
        self.length += 1
        return logits

    def accept(self, token: int) -> None:
        """Take the token that was chosen."""
        self._last = token

    def recite(self, tokens: Sequence[int], features: Sequence[tuple[int, ...]]) -> None:
        """Read a run of tokens at once."""
        if not tokens:
            return
        before = [self._last, *tokens[:-1]]
        _, self._cache = self._model.read(before, list(features), self._cache)
        self._last = tokens[-1]
        self.length += len(tokens)


class _Phrase:
    """One phrase being written."""

    def __init__(self, request: PhraseRequest, number: int, seed: int, before: int | None) -> None:
        self._request = request
        self._drawing = Drawing(seed, number)
        self._rhythm = rhythm_of(request)
        self._octave = _octave_into_compass(request)
        steps = _steps_of(request, self._octave)
        self._compass = Compass(steps, request.endings, len(request.stresses))
        if not self._compass.possible[0]:
            raise PhraseRefused(
                "None of the degrees on which the phrase may end can sound between its lowest and"
                " highest step. Widen the range or allow another ending."
            )
        self._before = None if before is None else before + self._octave
        self._opening = self._fitting_opening()
        self._frame = self._make_frame(number)
        self._fixed = fixed_features(self._frame)
        self._tokens: list[int] = []
        self._features: list[tuple[int, ...]] = []
        self._steps: list[int] = []

    @property
    def last_step(self) -> int:
        """The last note's step, as the song counts it."""
        return self._steps[-1] - self._octave

    def written(self) -> _Written:
        """Give the phrase as the model has read it."""
        return _Written(tuple(self._tokens), tuple(self._features))

    def write(self, reader: _Reader) -> tuple[MelodyNote, ...]:
        count = len(self._request.stresses)
        tick = self._choose_lead(reader)
        notes: list[MelodyNote] = []
        for index in range(count):
            step = self._choose_step(reader, tick, count - index)
            span = self._choose_span(reader, tick, count - index)
            notes.append(MelodyNote(tick, span, step - self._octave))
            tick += span
        last = notes[-1]
        sounding = min(last.duration - self._request.rest, LONGEST_LAST_NOTE)
        notes[-1] = MelodyNote(last.start, sounding, last.step)
        return tuple(notes)

    def recite(self, notes: Sequence[MelodyNote], reader: _Reader) -> None:
        """Read notes instead of writing them."""
        starts = [note.start for note in notes] + [self._frame.end]
        self._foreseen(LEAD, 0, len(notes), lead_token(starts[0]))
        for index, note in enumerate(notes):
            left = len(notes) - index
            step = note.step + self._octave
            self._steps.append(step)
            self._foreseen(STEP, note.start, left, step_token(step))
            self._foreseen(SPAN, note.start, left, span_token(starts[index + 1] - note.start))
        reader.recite(self._tokens, self._features)

    def _foreseen(self, kind: int, tick: int, left: int, token: int) -> None:
        self._features.append(features_at(self._frame, self._fixed, kind, tick, left))
        self._tokens.append(token)

    def _make_frame(self, number: int) -> Frame:
        request, end = self._request, self._rhythm.end
        count = len(request.stresses)
        wished = request.density * 1920 // request.meter.bar_ticks
        slowest = 192000 * (count - 1) // max(end - request.rest, 1)
        reachable = sorted({step % 7 for step, _ in self._compass.possible[0]})
        return Frame(
            meter=request.meter,
            end=end,
            bright=request.bright,
            sung=True,
            rate=max(wished, slowest),
            contour=max(-1000, min(1000, request.contour)),
            ending=reachable[self._drawing.below(len(reachable))],
            number=number,
            low=request.low + self._octave,
            high=request.high + self._octave,
            degrees=request.degrees,
        )

    def _fitting_opening(self) -> tuple[MelodyNote, ...]:
        """Shorten the opening until the phrase can be finished after it."""
        opening = self._request.opening[: len(self._request.stresses)]
        while opening and not self._opening_fits(opening):
            opening = opening[:-1]
        return tuple(
            MelodyNote(note.start, note.duration, note.step + self._octave) for note in opening
        )

    def _opening_fits(self, opening: Sequence[MelodyNote]) -> bool:
        count = len(self._request.stresses)
        state: State | None = None
        tick = -1
        for index, note in enumerate(opening):
            left, step = count - index, note.step + self._octave
            if note.start <= tick or not self._rhythm.can_stand(note.start, left):
                return False
            if index and note.start - tick not in self._rhythm.spans:
                return False
            if state is not None and not may_move(state, step):
                return False
            state = (step, 0 if state is None else owed_after(state[0], step))
            if state not in self._compass.possible[left - 1]:
                return False
            tick = note.start
        return opening[0].start < self._request.meter.bar_ticks

    def _choose_lead(self, reader: _Reader) -> int:
        features = features_at(self._frame, self._fixed, LEAD, 0, len(self._request.stresses))
        logits = reader.foretell(features)
        if self._opening:
            lead = self._opening[0].start
        else:
            leads = self._rhythm.leads()
            ahead = {lead: self._rhythm.ahead(lead, len(self._request.stresses)) for lead in leads}
            lead = self._draw(logits, ahead, lead_token, SPAN_TEMPERATURE)
        self._accept(reader, lead_token(lead), features)
        return lead

    def _choose_step(self, reader: _Reader, tick: int, left: int) -> int:
        features = features_at(self._frame, self._fixed, STEP, tick, left)
        logits = reader.foretell(features)
        index = len(self._steps)
        if index < len(self._opening):
            step = self._opening[index].step
        else:
            choices = self._compass.next_steps(self._state(), left)
            biases = {choice: self._step_bias(choice) for choice in choices}
            step = self._draw(logits, biases, step_token, STEP_TEMPERATURE)
        self._steps.append(step)
        self._accept(reader, step_token(step), features)
        return step

    def _state(self) -> State | None:
        if not self._steps:
            return None
        if len(self._steps) == 1:
            return (self._steps[0], 0)
        return (self._steps[-1], owed_after(self._steps[-2], self._steps[-1]))

    def _step_bias(self, step: int) -> int:
        """Lean away from long repetition, and from a leap beyond the octave between phrases."""
        if not self._steps:
            far = self._before is not None and abs(step - self._before) > 7
            return BEYOND_AN_OCTAVE if far else 0
        repeated = len(self._steps) > 1 and self._steps[-1] == self._steps[-2] == step
        return THIRD_EQUAL_STEP if repeated else 0

    def _choose_span(self, reader: _Reader, tick: int, left: int) -> int:
        features = features_at(self._frame, self._fixed, SPAN, tick, left)
        logits = reader.foretell(features)
        index = len(self._steps) - 1
        if index + 1 < len(self._opening):
            span = self._opening[index + 1].start - tick
        else:
            spans = self._rhythm.spans_at(tick, left)
            ahead = {span: self._rhythm.after(tick, span, left) for span in spans}
            if index < len(self._opening) and self._opening[index].duration in ahead:
                ahead[self._opening[index].duration] += MOTIF_KEPT
            span = self._draw(logits, ahead, span_token, SPAN_TEMPERATURE)
        self._accept(reader, span_token(span), features)
        return span

    def _accept(self, reader: _Reader, token: int, features: tuple[int, ...]) -> None:
        reader.accept(token)
        self._tokens.append(token)
        self._features.append(features)

    def _draw(
        self, logits: Logits, biases: dict[int, int], token_of: TokenOf, temperature: int
    ) -> int:
        """Draw a choice; biases are in thousandths of a nat."""
        if len(biases) == 1:
            return next(iter(biases))
        best = max(biases.values())
        scores = {
            choice: round(float(logits[token_of(choice)]) * NAT) * 100 // temperature
            + (bias - best) * NAT // 1000
            for choice, bias in biases.items()
        }
        return self._drawing.choose(weights_of(scores, TOP_THOUSANDTHS))


def _octave_into_compass(request: PhraseRequest) -> int:
    """Give the steps (a multiple of 7) that bring the request into the model's compass."""
    if request.low >= LOWEST_STEP and request.high <= HIGHEST_STEP:
        return 0
    middle = (request.low + request.high) // 2
    return -7 * round((middle - 3) / 7)


def _steps_of(request: PhraseRequest, octave: int) -> tuple[int, ...]:
    low = max(request.low + octave, LOWEST_STEP)
    high = min(request.high + octave, HIGHEST_STEP)
    return tuple(step for step in range(low, high + 1) if step % 7 in request.degrees)


def _check(request: PhraseRequest) -> None:
    if not request.stresses:
        raise PhraseRefused("The phrase has no syllables. Give it at least one.")
    if not 1 <= request.bars <= MOST_BARS:
        raise PhraseRefused(
            f"A phrase of {request.bars} bars cannot be written. Give it 1 to {MOST_BARS}."
        )
    if not set(request.stresses) <= {0, 1, 2}:
        raise PhraseRefused("A syllable's stress is 0, 1 or 2. Check the line's stresses.")
    if not request.degrees or not set((*request.degrees, *request.endings)) <= set(range(7)):
        raise PhraseRefused("A scale's degrees count from 0 to 6. Check the degrees.")
    if request.low > request.high:
        raise PhraseRefused("The phrase's lowest step lies above its highest. Swap them.")
    if not 0 <= request.rest < request.meter.bar_ticks * request.bars:
        raise PhraseRefused("The closing rest leaves no room for notes. Shorten it.")
