"""The words model: a small transformer beside a linear model, heard one text at a time."""

import base64
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from corvia_engine.onnx_session import open_session
from corvia_engine.words.grams import GramVocabulary
from corvia_engine.words.wordpiece import WordPiece, wordpiece_of
from corvia_local.errors import PartMissing
from corvia_local.model.reflection import DistortionType

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

WEIGHTS_FILE: Final = "words.onnx"
MODEL_FILE: Final = Path(__file__).resolve().parents[1] / "models" / WEIGHTS_FILE
MOST_TOKENS = 200
"""Tokens that are heard at once, the two marks around them included."""

RECENT = 512
"""Texts whose outputs are kept, since one text is asked for several times."""

MOODS = 3

Floats = NDArray[np.float32]

NO_ROWS = np.zeros(1, dtype=np.int64)
NO_VALUES = np.zeros(1, dtype=np.float32)
"""Stand for a text without known n-grams."""


class WordsModelMissing(PartMissing):
    """The weights of the words model are not where the package keeps them."""


class Scaling(msgspec.Struct, frozen=True):
    """How a score on EmoBank's scale 1–5 becomes -1…1, and how emotions speak in it.

    scaled = gain · (score - neutral); felt = Σ p(label) · place(label); the result is
    softened((1 - share) · scaled + share · felt). `error` is the root-mean-square error of the
    result on the test split. `text_correlation` is how much sentences of one text go together
    (intraclass correlation of EmoBank's scores within its documents).
    """

    neutral: float
    gain: float
    error: float
    share: float
    text_correlation: float
    places: tuple[float, ...]


class Settings(msgspec.Struct, frozen=True):
    """What belongs to the weights: names, thresholds, calibrations (slope, shift of a logit).

    An emotion's logit is (1 - wide_share) · the network's + wide_share · the linear model's.
    `mood_weights` weigh each mood of the network's two branches and of the linear model;
    `mood_means` and `mood_spreads` bring the sum to EmoBank's scale. `known` is a
    base64 bit field over the vocabulary: words that are common in the English training texts.
    Below `least_confidence` of the likeliest emotion, the text is said to be unsure.
    """

    labels: tuple[str, ...]
    thresholds: tuple[float, ...]
    label_calibration: tuple[tuple[float, float], ...]
    least_confidence: float
    wide_share: float
    mood_weights: tuple[tuple[float, float, float], ...]
    mood_means: tuple[float, float, float]
    mood_spreads: tuple[float, float, float]
    valence: Scaling
    arousal: Scaling
    traps: tuple[DistortionType, ...]
    trap_temperature: float
    gate_calibration: tuple[float, float]
    gate_threshold: float
    harm_calibration: tuple[float, float]
    harm_threshold: float
    known: str


@dataclass(frozen=True)
class Raw:
    """The file's outputs for one text as they are, for tuning and measuring.

    `feeling` and `wide`: the emotions' logits, then three moods. `thinking`: three moods, the
    logit of any trap, the traps' logits, the logit of harm.
    """

    feeling: Floats
    thinking: Floats
    wide: Floats


@dataclass(frozen=True)
class Heard:
    """One text's outputs: `emotions` in order of Settings.labels, `traps` of Settings.traps.

    `scores` are valence, arousal and dominance on EmoBank's scale 1–5. `distorted` is the
    probability that any thinking trap stands in the text; `traps` add up to 1; `harm` is the
    probability that it speaks of harm to oneself or of hopelessness. `words` counts the tokens
    with letters or digits, `known` those of them that are common in English.
    """

    valence: float
    arousal: float
    scores: tuple[float, float, float]
    emotions: Floats
    distorted: float
    traps: Floats
    harm: float
    words: int
    known: int


class WordsModel:
    """An inference session with its tokenizer and settings. Outputs of recent texts are kept."""

    def __init__(self, session: "InferenceSession") -> None:
        self._session = session
        metadata = session.get_modelmeta().custom_metadata_map
        self.settings = msgspec.json.decode(metadata["settings"], type=Settings)
        self.tokenizer: WordPiece = wordpiece_of(metadata["vocabulary"].split("\n"))
        self._grams = gram_vocabulary(metadata)
        bits = np.frombuffer(base64.b64decode(self.settings.known), dtype=np.uint8)
        self._known = np.unpackbits(bits).astype(bool)
        self._calibration = np.array(self.settings.label_calibration, dtype=np.float32)
        self.hear = lru_cache(maxsize=RECENT)(self._hear)

    def length(self, text: str) -> int:
        """Count the tokens of a text, without the marks around it."""
        return sum(len(self.tokenizer.pieces(word)) for word in self.tokenizer.words(text))

    def raw(self, text: str) -> Raw:
        """Give the outputs as they are; what goes beyond 200 tokens is not read by the network."""
        return self._run(text, self.tokenizer.words(text))

    def _run(self, text: str, words: Sequence[str]) -> Raw:
        tokens = np.array(self.tokenizer.encode_words(words, MOST_TOKENS), dtype=np.int64)
        rows, values = self._grams.vector(text)
        feeling, thinking, wide = self._session.run(
            None,
            {
                "tokens": tokens,
                "grams": rows if rows.size else NO_ROWS,
                "values": values if rows.size else NO_VALUES,
            },
        )
        return Raw(feeling[0], thinking[0], wide[0])

    def _hear(self, text: str) -> Heard:
        words = self.tokenizer.words(text)
        spoken = [word for word in words[:MOST_TOKENS] if word[0].isalnum()]
        known = sum(self._is_known(word) for word in spoken)
        return self._outputs(self._run(text, words), len(spoken), known)

    def _is_known(self, word: str) -> bool:
        pieces = self.tokenizer.pieces(word)
        return len(pieces) == 1 and bool(self._known[pieces[0]])

    def _outputs(self, raw: Raw, words: int, known: int) -> Heard:
        settings = self.settings
        count = len(settings.labels)
        share = settings.wide_share
        logits = (1 - share) * raw.feeling[:count] + share * raw.wide[:count]
        emotions = _sigmoid(self._calibration[:, 0] * logits + self._calibration[:, 1])
        valence, arousal, dominance = mood_scores(settings, raw)
        thinking = raw.thinking
        traps = np.exp(
            (thinking[MOODS + 1 : -1] - thinking[MOODS + 1 : -1].max()) / settings.trap_temperature
        )
        return Heard(
            _mood(valence, emotions, settings.valence),
            _mood(arousal, emotions, settings.arousal),
            (valence, arousal, dominance),
            emotions,
            _probability(float(thinking[MOODS]), settings.gate_calibration),
            traps / traps.sum(),
            _probability(float(thinking[-1]), settings.harm_calibration),
            words,
            known,
        )


def mood_scores(settings: Settings, raw: Raw) -> tuple[float, float, float]:
    """Give valence, arousal and dominance on EmoBank's scale 1–5."""
    count = len(settings.labels)
    parts = np.stack([raw.feeling[count:], raw.thinking[:MOODS], raw.wide[count:]])
    moods = np.einsum("kp,pk->k", np.array(settings.mood_weights), parts)
    valence, arousal, dominance = (
        np.array(settings.mood_means) + np.array(settings.mood_spreads) * moods
    )
    return float(valence), float(arousal), float(dominance)


@lru_cache(maxsize=1)
def words_model() -> WordsModel:
    """Load the model shipped with the package, once; raise WordsModelMissing without it."""
    if not MODEL_FILE.is_file():
        raise WordsModelMissing(
            f"The file {WEIGHTS_FILE} is missing from the installation. Install Corvia Local again,"
            " or run `make train`."
        )
    return open_model(MODEL_FILE)


def gram_vocabulary(metadata: Mapping[str, str]) -> GramVocabulary:
    """Read the n-grams' names and document frequencies, base64 in the file's metadata."""
    words, characters, idf = (
        np.frombuffer(base64.b64decode(metadata[name]), dtype=kind)
        for name, kind in (("word_grams", "<u4"), ("character_grams", "<u4"), ("idf", "<f2"))
    )
    return GramVocabulary(words, characters, idf.astype(np.float32))


def open_model(path: Path) -> WordsModel:
    """Open a model's file on one thread."""
    return WordsModel(open_session(path))


def _mood(score: float, emotions: Floats, scaling: Scaling) -> float:
    scaled = scaling.gain * (score - scaling.neutral)
    felt = float(emotions @ np.array(scaling.places, dtype=np.float32))
    return softened((1 - scaling.share) * scaled + scaling.share * felt)


def _probability(logit: float, calibration: tuple[float, float]) -> float:
    return 1.0 / (1.0 + math.exp(-(calibration[0] * logit + calibration[1])))


def softened(value: float) -> float:
    """Bring any number to -1…1, keeping its order: x / √(1 + x²)."""
    return value / math.sqrt(1 + value * value)


def _sigmoid(logits: Floats) -> Floats:
    result: Floats = (1.0 / (1.0 + np.exp(-logits))).astype(np.float32)
    return result
