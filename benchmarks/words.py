"""How long a sentence takes to be heard, against its matrix products alone in float32."""

import numpy as np

from benchmarks.repeating import paired
from corvia_engine.words.model import MODEL_FILE, WordsModel, open_model

SENTENCES = (
    "My sister cancelled lunch again and nobody in this family ever keeps a promise to me.",
    "I cried in the car on the way home and then I made tea and sat at the window for a while.",
    "We had soup for dinner.",
    "I'm so proud of her, she ran the whole way without stopping once!",
    "The meeting was moved to three o'clock and I'm worried about what my boss wants to tell me.",
)
TIMES = 25
LAYERS = 10
SHAPES = ((384, 1152), (384, 384), (384, 1536), (1536, 384))


def main() -> None:
    """Print milliseconds a sentence, the ratio, and the time to load."""
    model = open_model(MODEL_FILE)
    draw = np.random.default_rng(1)
    layers = [
        [draw.standard_normal(shape, dtype=np.float32) for shape in SHAPES] for _ in range(LAYERS)
    ]
    lengths = [model.length(sentence) + 2 for sentence in SENTENCES]
    inputs = [[np.ones((n, a), dtype=np.float32) for a, _ in SHAPES] for n in lengths]
    ours, baseline, ratio = paired(
        lambda: [model.raw(sentence) for sentence in SENTENCES],
        lambda: [multiplied(layers, states) for states in inputs],
        TIMES,
    )
    each = 1000 / len(SENTENCES)
    print(f"a sentence of {np.mean(lengths):.0f} tokens: {ours * each:.2f} ms, one thread")
    print(f"its matrix products alone, float32 in numpy on all cores: {baseline * each:.2f} ms")
    print(f"ratio {ratio:.2f}")
    loading, _, times = paired(lambda: open_model(MODEL_FILE), lambda: heard(model), TIMES)
    print(f"loading: {loading:.3f} s, {times:.0f} times as long as hearing the five sentences")


def multiplied(
    layers: list[list["np.typing.NDArray[np.float32]"]],
    states: list["np.typing.NDArray[np.float32]"],
) -> float:
    """Multiply what a sentence's layers would multiply."""
    total = 0.0
    for layer in layers:
        for matrix, state in zip(layer, states, strict=True):
            total += float((state @ matrix)[0, 0])
    return total


def heard(model: WordsModel) -> None:
    """Hear the five sentences."""
    for sentence in SENTENCES:
        model.raw(sentence)
