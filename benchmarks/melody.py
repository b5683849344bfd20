"""How many notes of melody are written a second, against the same model without its cache."""

from benchmarks.repeating import paired
from corvia_engine.music.melody.model import Cache, Logits, MelodyModel, load_melody_model
from corvia_engine.music.melody.request import PhraseRequest
from corvia_engine.music.melody.writing import MelodyWriter
from corvia_local.model.score import Meter

PHRASES = 20
TIMES = 3


class WithoutCache:
    """Reads everything from the start again for every token."""

    def __init__(self, model: MelodyModel) -> None:
        self._model = model
        self._tokens: list[int] = []
        self._features: list[tuple[int, ...]] = []

    def empty(self) -> Cache:
        """Begin a melody."""
        self._tokens, self._features = [], []
        return self._model.empty()

    def read(
        self, tokens: list[int], features: list[tuple[int, ...]], past: Cache
    ) -> tuple[Logits, Cache]:
        """Read all tokens so far; `past` stays empty."""
        self._tokens += tokens
        self._features += features
        logits, _ = self._model.read(self._tokens, self._features, past)
        return logits, past


def main() -> None:
    """Print notes a second of a song of 20 phrases, and the ratio."""
    model = load_melody_model()
    notes = _write(MelodyWriter(1, model))
    ours, baseline, ratio = paired(
        lambda: _write(MelodyWriter(1, model)),
        lambda: _write(MelodyWriter(1, WithoutCache(model))),
        TIMES,
    )
    print(f"a song's melody of {notes} notes: {ours:.2f} s, {notes / ours:.0f} notes a second")
    print(f"without the cache: {baseline:.2f} s; with it {1 / ratio:.1f} times as fast")


def _write(writer: MelodyWriter) -> int:
    return sum(len(writer.write(_request(number))) for number in range(PHRASES))


def _request(number: int) -> PhraseRequest:
    return PhraseRequest(
        meter=Meter((2, 2), 4),
        bars=2,
        stresses=(0, 2) * 5,
        degrees=tuple(range(7)),
        low=-3,
        high=8,
        endings=(0,) if number % 4 == 3 else (1, 2, 4),
        bright=True,
        density=450,
        contour=0,
    )
