"""One phrase on its way from request to notes."""

import itertools
from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Final

from corvia_engine.music.melody.balance import Balance
from corvia_engine.music.melody.compass import Compass, State, owed_after
from corvia_engine.music.melody.drawing import NAT, Drawing, weights_of
from corvia_engine.music.melody.echo import Echo
from corvia_engine.music.melody.features import (
    LEAD,
    SPAN,
    STEP,
    Frame,
    features_at,
    fixed_features,
)
from corvia_engine.music.melody.habits import Habits
from corvia_engine.music.melody.known_runs import PAIRS, load_known_runs
from corvia_engine.music.melody.model import Logits
from corvia_engine.music.melody.reading import Reader, ReadPhrase
from corvia_engine.music.melody.refusals import PhraseRefused
from corvia_engine.music.melody.request import MelodyNote, PhraseRequest
from corvia_engine.music.melody.rhythm import LONGEST_LAST_NOTE, rhythm_of
from corvia_engine.music.melody.taste import Taste
from corvia_engine.music.melody.vocabulary import (
    HIGHEST_STEP,
    LOWEST_STEP,
    lead_token,
    span_token,
    step_token,
)

TokenOf = Callable[[int], int]

OCTAVE: Final = 7
THIRD_EQUAL_STEP: Final = -2000
BEYOND_AN_OCTAVE: Final = -3000
MOTIF_KEPT: Final = 2000
"""Biases in thousandths of a nat: against a third equal step in a row, against a leap beyond the
octave between phrases, for the length of an opening motif's last note."""
CONTOUR_BY_MOVE: Final = 120
CONTOUR_BY_START: Final = -60
"""Thousandths of a nat by step, at full contour: for moving its way, for starting on its side."""
WIDEST_LEANING: Final = 3
LEAD_TEMPERATURE: Final = 1000
"""In the corpus a phrase of whole bars begins on its bar line; where words begin with an upbeat
their accents have to outweigh that."""


class Phrase:
    """A phrase being written. `number` counts the song's phrases from 0, `before` is the step on
    which the last one ended, `tail` its last notes, counted back from this phrase's start.

    Inside, steps are moved by whole octaves into the model's compass. Raise PhraseRefused where
    no note could end the phrase, TooManySyllables where they do not fit.
    """

    def __init__(
        self,
        request: PhraseRequest,
        number: int,
        before: int | None,
        drawing: Drawing,
        echo: Echo,
        balance: Balance,
        taste: Taste,
        tail: Sequence[MelodyNote] = (),
    ) -> None:
        self._request = request
        self._drawing = drawing
        self._echo = echo
        self._balance = balance
        self._degrees = sorted(request.degrees)
        self._taste = taste
        self._before = before
        self._tail = tuple(tail)
        self._known = load_known_runs()
        self._count = len(request.stresses)
        self._rhythm = rhythm_of(request)
        self._octave = _octave_into_compass(request)
        steps = _steps_of(request, self._octave)
        self._habits = Habits(request.starts, request.turns, request.cadence)
        self._compass = Compass(
            steps, request.endings, self._count, request.not_rising, request.not_falling
        )
        if not self._compass.possible[0]:
            raise PhraseRefused(
                "None of the degrees on which the phrase may end can sound between its lowest and"
                " highest step. Widen the range or allow another ending."
            )
        self._opening = self._fitting_opening()
        self._frame = self._make_frame(number)
        self._fixed = fixed_features(self._frame)
        self._notes: list[MelodyNote] = []
        self._tokens: list[int] = []
        self._features: list[tuple[int, ...]] = []

    @property
    def bar_ticks(self) -> int:
        """A bar's length in ticks."""
        return self._request.meter.bar_ticks

    @property
    def bars(self) -> int:
        """The phrase's length in bars."""
        return self._request.bars

    def notes(self) -> tuple[MelodyNote, ...]:
        """Give the notes, steps as the song counts them."""
        return tuple(
            MelodyNote(note.start, note.duration, note.step - self._octave) for note in self._notes
        )

    def places(self) -> tuple[int, ...]:
        """Give the notes' places in the scale."""
        return tuple(self._place(note.step) for note in self._notes)

    def as_read(self) -> ReadPhrase:
        """Give the phrase as the model has read it."""
        return ReadPhrase(tuple(self._tokens), tuple(self._features))

    def write(self, reader: Reader) -> None:
        """Write every note."""
        tick = self._choose_lead(reader)
        for left in range(self._count, 0, -1):
            step = self._choose_step(reader, tick, left)
            self._notes.append(MelodyNote(tick, 0, step))
            span = self._choose_span(reader, tick, left)
            self._notes[-1] = MelodyNote(tick, span, step)
            tick += span
        last = self._notes[-1]
        sounding = min(last.duration - self._request.rest, LONGEST_LAST_NOTE)
        self._notes[-1] = MelodyNote(last.start, sounding, last.step)

    def recite(self, notes: Sequence[MelodyNote], reader: Reader) -> None:
        """Take up notes instead of writing them."""
        starts = [note.start for note in notes] + [self._frame.end]
        self._take(LEAD, 0, len(notes), lead_token(starts[0]))
        for index, note in enumerate(notes):
            left = len(notes) - index
            step = note.step + self._octave
            self._notes.append(MelodyNote(note.start, note.duration, step))
            self._take(STEP, note.start, left, step_token(step))
            self._take(SPAN, note.start, left, span_token(starts[index + 1] - note.start))
        reader.recite(self.as_read())

    def _take(self, kind: int, tick: int, left: int, token: int) -> None:
        self._features.append(features_at(self._frame, self._fixed, kind, tick, left))
        self._tokens.append(token)

    def _make_frame(self, number: int) -> Frame:
        request, end = self._request, self._rhythm.end
        wished = request.density * 1920 // self.bar_ticks
        slowest = 192000 * (self._count - 1) // max(end - request.rest, 1)
        reachable = sorted({step % OCTAVE for step, _ in self._compass.possible[0]})
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
        opening = tuple(
            MelodyNote(note.start, note.duration, note.step + self._octave)
            for note in self._request.opening[: self._count]
        )
        while opening and not self._can_begin_with(opening):
            opening = opening[:-1]
        return opening

    def _can_begin_with(self, opening: Sequence[MelodyNote]) -> bool:
        if opening[0].start >= self.bar_ticks:
            return False
        state: State | None = None
        for index, note in enumerate(opening):
            left = self._count - index
            if not self._rhythm.can_stand(note.start, left):
                return False
            if index and note.start - opening[index - 1].start not in self._rhythm.spans:
                return False
            if note.step not in self._compass.next_steps(state, left):
                return False
            state = (note.step, 0 if state is None else owed_after(state[0], note.step))
        return True

    def _choose_lead(self, reader: Reader) -> int:
        self._take(LEAD, 0, self._count, 0)
        logits = reader.foretell(self._features[-1])
        if self._opening:
            lead = self._opening[0].start
        else:
            ahead = {lead: self._rhythm.ahead(lead, self._count) for lead in self._rhythm.leads()}
            worded = len(set(self._request.stresses)) > 1
            temperature = LEAD_TEMPERATURE if worded else self._taste.span_temperature
            lead = self._draw(logits, ahead, lead_token, temperature)
        self._accept(reader, lead_token(lead))
        return lead

    def _choose_step(self, reader: Reader, tick: int, left: int) -> int:
        self._take(STEP, tick, left, 0)
        logits = reader.foretell(self._features[-1])
        index = len(self._notes)
        opening = [note.step for note in self._opening[index : index + 1]]
        if opening and not self._not_by_heart(self._notes, tick, opening):
            self._opening = self._opening[:index]
        if index < len(self._opening):
            step = self._opening[index].step
        else:
            before = [note.step - self._octave for note in self._notes]
            biases = {
                choice: self._step_bias(tick, choice)
                + self._habits.bonus(before, choice - self._octave, left)
                for choice in self._steps_to_choose(tick, left)
            }
            step = self._draw(logits, biases, step_token, self._taste.step_temperature)
        self._accept(reader, step_token(step))
        return step

    def _steps_to_choose(self, tick: int, left: int) -> Sequence[int]:
        """Give the steps allowed, without those that complete a run of a training tune, or lead
        where whatever follows would; where nothing else is allowed, give those.
        """
        choices = self._compass.next_steps(_state_after(self._notes), left)
        new = self._not_by_heart(self._notes, tick, choices)
        free = [step for step in new if self._leads_on(MelodyNote(tick, 0, step), left)]
        return free or new or choices

    def _leads_on(self, note: MelodyNote, left: int) -> bool:
        notes = [*self._notes, note]
        return left == 1 or any(
            self._can_go_on(notes, note.start + span, left - 1)
            for span in self._rhythm.spans_at(note.start, left)
        )

    def _can_go_on(self, notes: Sequence[MelodyNote], tick: int, left: int) -> bool:
        """Tell whether some step at `tick` would complete no run of a training tune."""
        steps = self._compass.next_steps(_state_after(notes), left) if left else ()
        return left == 0 or bool(self._not_by_heart(notes, tick, steps))

    def _not_by_heart(
        self, notes: Sequence[MelodyNote], tick: int, choices: Sequence[int]
    ) -> Sequence[int]:
        """Leave out steps that, after these notes, complete a run of a training tune."""
        moved = [(note.start, note.step - self._octave) for note in notes[-PAIRS:]]
        heard = [*((note.start, note.step) for note in self._tail), *moved][-PAIRS:]
        if len(heard) < PAIRS:
            return choices
        pairs = [(b[1] - a[1], b[0] - a[0]) for a, b in itertools.pairwise(heard)]
        start, last = heard[-1]
        return [
            step
            for step in choices
            if [*pairs, (step - self._octave - last, tick - start)] not in self._known
        ]

    def _step_bias(self, tick: int, step: int) -> int:
        """Lean towards motifs heard before, the degrees and the contour wished for; away from long
        repetition, and from a leap beyond the octave between phrases."""
        moved = step - self._octave
        bias = self._echo.step_bonus(self.notes(), tick, moved) * self._taste.echo // 100
        bias += self._request.leanings[step % OCTAVE] if self._request.leanings else 0
        if not self._notes:
            far = self._before is not None and abs(moved - self._before) > OCTAVE
            side = step - (self._frame.low + self._frame.high) // 2
            bias += self._frame.contour * CONTOUR_BY_START * side // 1000
            return bias + (BEYOND_AN_OCTAVE if far else 0)
        move = step - self._notes[-1].step
        if self._request.balanced:
            bias += self._balance.bonus(self._place(self._notes[-1].step), self._place(step))
        leaning = max(-WIDEST_LEANING, min(WIDEST_LEANING, move))
        bias += self._frame.contour * CONTOUR_BY_MOVE * leaning // 1000
        thrice = len(self._notes) > 1 and move == 0 and self._notes[-2].step == step
        return bias + (THIRD_EQUAL_STEP if thrice else 0)

    def _place(self, step: int) -> int:
        """Give a step's place in the scale, the same for all of a song's phrases in a mode."""
        octave, degree = divmod(step - self._octave, OCTAVE)
        return octave * len(self._degrees) + bisect_left(self._degrees, degree)

    def _choose_span(self, reader: Reader, tick: int, left: int) -> int:
        self._take(SPAN, tick, left, 0)
        logits = reader.foretell(self._features[-1])
        index = len(self._notes) - 1
        if index + 1 < len(self._opening):
            span = self._opening[index + 1].start - tick
        else:
            spans = self._rhythm.spans_at(tick, left)
            free = [span for span in spans if self._can_go_on(self._notes, tick + span, left - 1)]
            biases = {span: self._span_bias(tick, span, left) for span in free or spans}
            span = self._draw(logits, biases, span_token, self._taste.span_temperature)
        self._accept(reader, span_token(span))
        return span

    def _span_bias(self, tick: int, span: int, left: int) -> int:
        """Lean towards the words' accents, rhythms heard before, and the opening's last length."""
        bias = self._rhythm.after(tick, span, left)
        bias += self._echo.span_bonus(self._notes, span, self.bar_ticks) * self._taste.echo // 100
        index = len(self._notes) - 1
        if index < len(self._opening) and self._opening[index].duration == span:
            bias += MOTIF_KEPT
        return bias

    def _accept(self, reader: Reader, token: int) -> None:
        reader.accept(token)
        self._tokens[-1] = token

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
        return self._drawing.choose(weights_of(scores, self._taste.top))


def _state_after(notes: Sequence[MelodyNote]) -> State | None:
    if not notes:
        return None
    last = notes[-1].step
    return (last, owed_after(notes[-2].step, last) if len(notes) > 1 else 0)


def _octave_into_compass(request: PhraseRequest) -> int:
    """Give the steps (a multiple of 7) that bring the request into the model's compass."""
    if request.low >= LOWEST_STEP and request.high <= HIGHEST_STEP:
        return 0
    middle = (request.low + request.high) // 2
    return -OCTAVE * round((middle - 3) / OCTAVE)


def _steps_of(request: PhraseRequest, octave: int) -> tuple[int, ...]:
    low = max(request.low + octave, LOWEST_STEP)
    high = min(request.high + octave, HIGHEST_STEP)
    return tuple(step for step in range(low, high + 1) if step % OCTAVE in request.degrees)
