"""The words model: one sparse vector a sentence, one matrix, three groups of outputs."""

import io
import math
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from corvia_engine.words.cues import cues_of
from corvia_engine.words.features import character_grams, single_word, tokens_of, word_grams
from corvia_local.errors import PartMissing
from corvia_local.model.reflection import DistortionType

WEIGHTS_FILE = "words-linear.npz"
TOKEN_CACHE = 20_000

Floats = NDArray[np.float32]
Rows = NDArray[np.int64]


class WordsModelMissing(PartMissing):
    """The weights of the words model are not where the package keeps them."""


class Scaling(msgspec.Struct, frozen=True):
    """How a score on EmoBank's scale 1–5 becomes -1…1, and how emotions speak in it.

    scaled = clip(gain · (score - neutral)); felt = Σ p(label) · place(label); the result is
    clip((1 - share) · scaled + share · felt). `error` is the root-mean-square error of the result
    on the test split. `text_correlation` is how much sentences of one text go together
    (intraclass correlation of EmoBank's scores within its documents).
    """

    neutral: float
    gain: float
    error: float
    share: float
    text_correlation: float
    places: tuple[float, ...]


class Settings(msgspec.Struct, frozen=True):
    """What belongs to the weights: names, thresholds, calibrations (slope, shift of a logit)."""

    labels: tuple[str, ...]
    thresholds: tuple[float, ...]
    label_calibration: tuple[tuple[float, float], ...]
    valence: Scaling
    arousal: Scaling
    traps: tuple[DistortionType, ...]
    gate_calibration: tuple[float, float]
    gate_threshold: float
    trap_threshold: float
    harm_calibration: tuple[float, float]
    harm_threshold: float


@dataclass(frozen=True)
class Heard:
    """One sentence's outputs: `emotions` in order of Settings.labels, `traps` of Settings.traps.

    `distorted` is the probability that any thinking trap stands in it; `traps` add up to 1;
    `harm` is the probability that it speaks of harm to oneself or of hopelessness.
    `words` counts the tokens with letters or digits, `known` those of them that the model knows.
    """

    valence: float
    arousal: float
    emotions: Floats
    distorted: float
    traps: Floats
    harm: float
    words: int
    known: int


@dataclass(frozen=True)
class WordsModel:
    """`names` and `character_names` hold the sorted CRC-32 names of the known n-grams.

    Row i of `weights` belongs to the i-th word n-gram, then come the character n-grams; its
    columns are the labels, valence, arousal, the gate, the traps and harm, each quantised to int8
    with its own `scales`. `cue_weights` (cues × gate and traps) and `bias` are float32.
    """

    names: NDArray[np.uint32]
    character_names: NDArray[np.uint32]
    idf: Floats
    weights: NDArray[np.int8]
    scales: Floats
    cue_weights: Floats
    bias: Floats
    settings: Settings
    _characters: dict[str, Rows]

    def hear(self, sentence: str) -> Heard:
        """Give the outputs for one sentence."""
        tokens = tokens_of(sentence)
        word_rows = _known(self.names, list(word_grams(tokens)))
        words = [token for token in tokens if token[0].isalnum()]
        known = _known(self.names, [single_word(word) for word in words])
        character_rows = self._character_rows(tokens)
        logits = self.bias.copy()
        for rows in (word_rows, character_rows):
            if rows.size:
                unique, values = self._values(rows)
                logits += (values @ self.weights[unique].astype(np.float32)) * self.scales
        first_trap_column = len(self.settings.labels) + 2
        for cue in cues_of(sentence):
            logits[first_trap_column:-1] += self.cue_weights[cue]
        return self._outputs(logits, len(words), int(known.size))

    def _values(self, rows: Rows) -> tuple[Rows, Floats]:
        unique, counts = np.unique(rows, return_counts=True)
        values = (1.0 + np.log(counts)) * self.idf[unique]
        return unique, (values / np.sqrt(values @ values)).astype(np.float32)

    def _character_rows(self, tokens: list[str]) -> Rows:
        found = []
        for token in tokens:
            rows = self._characters.get(token)
            if rows is None:
                rows = _known(self.character_names, list(character_grams(token)))
                rows = rows + self.names.size
                if len(self._characters) >= TOKEN_CACHE:
                    self._characters.clear()
                self._characters[token] = rows
            found.append(rows)
        return np.concatenate(found) if found else np.zeros(0, dtype=np.int64)

    def _outputs(self, logits: Floats, words: int, known: int) -> Heard:
        settings = self.settings
        count = len(settings.labels)
        calibration = np.array(settings.label_calibration, dtype=np.float32)
        emotions = _sigmoid(calibration[:, 0] * logits[:count] + calibration[:, 1])
        traps = np.exp(logits[count + 3 : -1] - logits[count + 3 : -1].max())
        return Heard(
            _mood(float(logits[count]), emotions, settings.valence),
            _mood(float(logits[count + 1]), emotions, settings.arousal),
            emotions,
            _probability(float(logits[count + 2]), settings.gate_calibration),
            traps / traps.sum(),
            _probability(float(logits[-1]), settings.harm_calibration),
            words,
            known,
        )


@lru_cache(maxsize=1)
def words_model() -> WordsModel:
    """Load the weights shipped with the package, once; raise WordsModelMissing without them."""
    resource = files("corvia_engine") / "models" / WEIGHTS_FILE
    try:
        data = resource.read_bytes()
    except OSError as error:
        raise WordsModelMissing(
            f"The file {WEIGHTS_FILE} is missing from the installation. Install Corvia Local again."
        ) from error
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        return model_of(dict(arrays))


def model_of(arrays: dict[str, NDArray[Any]]) -> WordsModel:
    """Make a model of the arrays of its file."""
    return WordsModel(
        arrays["names"],
        arrays["character_names"],
        arrays["idf"].astype(np.float32),
        arrays["weights"],
        arrays["scales"].astype(np.float32),
        arrays["cue_weights"].astype(np.float32),
        arrays["bias"].astype(np.float32),
        msgspec.json.decode(arrays["settings"].tobytes(), type=Settings),
        {},
    )


def _known(names: NDArray[np.uint32], grams: list[int]) -> Rows:
    wanted = np.array(grams, dtype=np.uint32)
    places = np.minimum(np.searchsorted(names, wanted), names.size - 1)
    known: Rows = places[names[places] == wanted].astype(np.int64)
    return known


def _mood(score: float, emotions: Floats, scaling: Scaling) -> float:
    scaled = _clipped(scaling.gain * (score - scaling.neutral))
    felt = float(emotions @ np.array(scaling.places, dtype=np.float32))
    return _clipped((1 - scaling.share) * scaled + scaling.share * felt)


def _probability(logit: float, calibration: tuple[float, float]) -> float:
    return 1.0 / (1.0 + math.exp(-(calibration[0] * logit + calibration[1])))


def _clipped(value: float) -> float:
    return min(1.0, max(-1.0, value))


def _sigmoid(logits: Floats) -> Floats:
    result: Floats = (1.0 / (1.0 + np.exp(-logits))).astype(np.float32)
    return result
