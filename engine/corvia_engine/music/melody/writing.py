"""Writing melody, phrase after phrase.

The model proposes, three things decide: hard masks (`rhythm`, `compass`) leave only what the
request allows, biases lean towards the words' accents and towards motifs heard before, and an
integer generator (`drawing`) chooses. Nothing is ever written and thrown away.
"""

from collections.abc import Sequence
from typing import Final

from corvia_engine.music.melody.balance import Balance
from corvia_engine.music.melody.drawing import Drawing
from corvia_engine.music.melody.echo import Echo
from corvia_engine.music.melody.known_runs import PAIRS
from corvia_engine.music.melody.model import NextToken, load_melody_model
from corvia_engine.music.melody.phrase import Phrase
from corvia_engine.music.melody.reading import Reader, ReadPhrase
from corvia_engine.music.melody.refusals import check_request
from corvia_engine.music.melody.request import MelodyNote, PhraseRequest
from corvia_engine.music.melody.rhythm import most_notes
from corvia_engine.music.melody.taste import Taste

__all__ = ["MelodyWriter", "most_notes"]

MOST_CONTEXT: Final = 512
KEPT_CONTEXT: Final = 256
"""Tokens. The model was trained on MOST_CONTEXT at most; before a phrase would go beyond, it starts
again from the last phrases that make up KEPT_CONTEXT."""


class MelodyWriter:
    """Writes one song's melody. Earlier phrases are remembered, so that motifs come back.

    The same seed and the same calls in the same order give the same notes; see `drawing` for
    what can differ between machines.
    """

    def __init__(
        self, seed: int, model: NextToken | None = None, taste: Taste | None = None
    ) -> None:
        self._seed = seed
        self._taste = taste or Taste()
        self._model = model or load_melody_model()
        self._reader = Reader(self._model)
        self._echo = Echo()
        self._balance = Balance()
        self._phrases: list[ReadPhrase] = []
        self._last_step: int | None = None
        self._tail: tuple[MelodyNote, ...] = ()

    def write(self, request: PhraseRequest) -> tuple[MelodyNote, ...]:
        """Write a phrase: one note for each entry of `request.stresses`, in order.

        Starts are ticks from the phrase's first bar line; the first note may begin up to half a
        bar late where notes are few. The notes join without gaps up to the closing rest, the
        last one is at most a whole note long. Raise PhraseRefused (a BadInput) where nothing can
        meet the request, TooManySyllables where it needs more bars.
        """
        phrase = self._begin(request)
        phrase.write(self._reader)
        self._keep(phrase)
        return phrase.notes()

    def remember(self, request: PhraseRequest, notes: Sequence[MelodyNote]) -> None:
        """Take up a phrase that is not written anew, such as a chorus that returns.

        `notes` are what `write` gave for a request like this one.
        """
        phrase = self._begin(request)
        phrase.recite(notes, self._reader)
        self._keep(phrase)

    def _begin(self, request: PhraseRequest) -> Phrase:
        check_request(request)
        drawing = Drawing(self._seed, len(self._phrases))
        phrase = Phrase(
            request,
            len(self._phrases),
            self._last_step,
            drawing,
            self._echo,
            self._balance,
            self._taste,
            self._tail,
        )
        self._make_room(1 + 2 * len(request.stresses))
        return phrase

    def _keep(self, phrase: Phrase) -> None:
        self._phrases.append(phrase.as_read())
        notes = phrase.notes()
        self._last_step = notes[-1].step
        length = phrase.bars * phrase.bar_ticks
        self._tail = tuple(
            MelodyNote(note.start - length, note.duration, note.step)
            for note in [*self._tail, *notes][-PAIRS:]
        )
        self._echo.hear(notes, phrase.bar_ticks)
        self._balance.hear(phrase.places())

    def _make_room(self, tokens: int) -> None:
        """Forget the oldest phrases where so many tokens more would not fit the context."""
        if self._reader.length + tokens <= MOST_CONTEXT:
            return
        kept: list[ReadPhrase] = []
        length = 0
        for phrase in reversed(self._phrases):
            length += len(phrase.tokens)
            if length > KEPT_CONTEXT:
                break
            kept.append(phrase)
        self._reader = Reader(self._model)
        for phrase in reversed(kept):
            self._reader.recite(phrase)
