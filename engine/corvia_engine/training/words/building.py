"""Train every head, quantise, measure through the shipped inference code, write the weights."""

import io
import random
import zipfile
from pathlib import Path

import msgspec
import numpy as np
import scipy.sparse as sp

from corvia_engine.training.words import caring, corpora, emotions, measuring, mood, traps, vectors
from corvia_engine.words.model import WEIGHTS_FILE, Scaling, Settings, model_of
from corvia_local.model.reflection import DISTORTION_TYPES

MODELS = Path(__file__).resolve().parents[2] / "models"
EVERYDAY_TRAIN = 4000
GATE_THRESHOLD = 0.5
TRAP_THRESHOLD = 0.35


def main() -> None:
    """Train, write the weights, print every figure."""
    goemotions, emobank = corpora.read_goemotions(), corpora.read_emobank()
    trap_train, trap_test = trap_sentences()
    everyday = everyday_sentences(goemotions, emobank)
    trap_texts = trap_train.texts + everyday
    trap_kinds = trap_train.kinds + [traps.NO_TRAP] * len(everyday)

    counted = {
        "emotion train": vectors.count_grams(goemotions.texts["train"]),
        "mood train": vectors.count_grams(emobank.texts["train"]),
        "traps": vectors.count_grams(trap_texts),
    }
    vocabulary = vectors.make_vocabulary(
        counted["emotion train"] + counted["mood train"] + counted["traps"][: len(trap_train.texts)]
    )
    matrices = {name: vectors.matrix(grams, vocabulary) for name, grams in counted.items()}
    dev = vectors.matrix(vectors.count_grams(goemotions.texts["dev"]), vocabulary)
    mood_dev = vectors.matrix(vectors.count_grams(emobank.texts["dev"]), vocabulary)

    emotion = emotions.train_emotions(
        matrices["emotion train"], goemotions.marks["train"], dev, goemotions.marks["dev"]
    )
    moods = mood.train_mood(
        matrices["mood train"], emotion.weights, emotion.bias, emobank.scores["train"]
    )
    trap = traps.train_traps(
        matrices["traps"], vectors.cue_matrix(trap_texts), trap_kinds, DISTORTION_TYPES
    )
    scalings = mood_scalings(moods, emotion, mood_dev, dev, goemotions)
    harm = harm_head(vocabulary, matrices["traps"], trap_kinds)
    settings = Settings(
        labels=goemotions.labels,
        thresholds=tuple(round(float(t), 3) for t in emotion.thresholds),
        label_calibration=tuple((float(a), float(b)) for a, b in emotion.calibration),
        valence=scalings[0],
        arousal=scalings[1],
        traps=DISTORTION_TYPES,
        gate_calibration=trap.gate_calibration,
        gate_threshold=GATE_THRESHOLD,
        trap_threshold=TRAP_THRESHOLD,
        harm_calibration=harm.calibration,
        harm_threshold=harm.threshold,
    )
    arrays = quantised(vocabulary, emotion, moods, trap, harm)
    errors = measuring.mood_errors(model_of(with_settings(arrays, settings)), emobank)
    settings = msgspec.structs.replace(
        settings,
        valence=msgspec.structs.replace(settings.valence, error=errors[0]),
        arousal=msgspec.structs.replace(settings.arousal, error=errors[1]),
    )
    arrays = with_settings(arrays, settings)
    write_reproducibly(MODELS / WEIGHTS_FILE, arrays)
    measuring.print_figures(model_of(arrays), goemotions, emobank, trap_test)
    caring.print_care(goemotions, emobank)


def mood_scalings(
    moods: mood.MoodHead,
    emotion: emotions.EmotionHead,
    mood_dev: sp.csr_matrix,
    emotion_dev: sp.csr_matrix,
    goemotions: corpora.EmotionCorpus,
) -> list[Scaling]:
    """Find the gain on EmoBank's dev split, and the neutral score with GoEmotions' dev split.

    People writing about themselves sound more aroused, and less pleasant, to a model of news and
    letters than they are. The neutral arousal is the one at which sentences that raters called
    neutral, and nothing else, come out at 0 on average; the neutral valence lies halfway between
    that and the scale's middle, since journals are rarely written about nothing.
    """
    marks = goemotions.marks["dev"]
    plain = (marks[:, goemotions.labels.index("neutral")] == 1) & (marks.sum(axis=1) == 1)
    spoken = moods.scores(emotion_dev)[plain].mean(axis=0)
    gains = [mood.gain_for(moods.scores(mood_dev)[:, k]) for k in range(2)]
    felt = emotion.probabilities(emotion_dev)[plain].mean(axis=0)
    scalings = []
    for k, toward_middle in enumerate((0.5, 0.0)):
        places = np.array([mood.PLACES[label][k] for label in goemotions.labels])
        places = places * mood.PLACE_GAIN[k]
        share = mood.EMOTION_SHARES[k]
        neutral = spoken[k] + share / (1 - share) * (felt @ places) / gains[k]
        neutral += toward_middle * (mood.MIDDLE - neutral)
        correlation = corpora.document_correlation()[k]
        rounded = tuple(float(place) for place in places.round(3))
        scalings.append(Scaling(float(neutral), gains[k], 0.0, share, correlation, rounded))
    return scalings


def harm_head(
    vocabulary: vectors.Vocabulary, trap_features: sp.csr_matrix, trap_kinds: list[str]
) -> caring.HarmHead:
    """Train on the development list, with sentences that hold no trap as more harmless ones."""
    cases = caring.read_cases("care_development.txt")
    own = vectors.matrix(vectors.count_grams([text for text, _ in cases]), vocabulary)
    harmless = np.array([kind == traps.NO_TRAP for kind in trap_kinds])
    harmful = np.array([level != "none" for _, level in cases] + [False] * int(harmless.sum()))
    return caring.train_harm(sp.vstack([own, trap_features[harmless]]).tocsr(), harmful.astype(int))


def trap_sentences() -> tuple[traps.Labelled, traps.Labelled]:
    """Give train and test sentences: our own, and those with an unnamed trap."""
    own_train, own_test = traps.split(traps.read_own_sentences())
    distorted = corpora.read_distorted()
    untyped = traps.Labelled(distorted, [traps.UNTYPED] * len(distorted))
    more_train, more_test = traps.split(untyped)
    return (
        traps.Labelled(own_train.texts + more_train.texts, own_train.kinds + more_train.kinds),
        traps.Labelled(own_test.texts + more_test.texts, own_test.kinds + more_test.kinds),
    )


def everyday_sentences(goemotions: corpora.EmotionCorpus, emobank: corpora.MoodCorpus) -> list[str]:
    """Draw training sentences as negatives: three quarters GoEmotions, a quarter EmoBank."""
    draw = random.Random(traps.SEED)
    from_reddit = draw.sample(goemotions.texts["train"], EVERYDAY_TRAIN * 3 // 4)
    return from_reddit + draw.sample(emobank.texts["train"], EVERYDAY_TRAIN // 4)


def quantised(
    vocabulary: vectors.Vocabulary,
    emotion: emotions.EmotionHead,
    moods: mood.MoodHead,
    trap: traps.TrapHead,
    harm: caring.HarmHead,
) -> dict[str, np.ndarray]:
    """Join the heads and round each column to int8 with its own scale."""
    weights = np.hstack([emotion.weights, moods.weights, trap.weights, harm.weights[:, None]])
    scales = np.abs(weights).max(axis=0) / 127
    return {
        "names": vocabulary.names,
        "character_names": vocabulary.character_names,
        "idf": vocabulary.idf.astype(np.float16),
        "weights": np.round(weights / scales).astype(np.int8),
        "scales": scales.astype(np.float32),
        "cue_weights": trap.cue_weights.astype(np.float32),
        "bias": np.concatenate([emotion.bias, moods.bias, trap.bias, [harm.bias]]).astype(
            np.float32
        ),
    }


def with_settings(arrays: dict[str, np.ndarray], settings: Settings) -> dict[str, np.ndarray]:
    """Add the settings as JSON bytes."""
    encoded = np.frombuffer(msgspec.json.encode(settings), dtype=np.uint8)
    return {**arrays, "settings": encoded}


def write_reproducibly(target: Path, arrays: dict[str, np.ndarray]) -> None:
    """Write an .npz whose bytes depend on the arrays alone."""
    target.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, array in arrays.items():
            buffer = io.BytesIO()
            np.lib.format.write_array(buffer, np.ascontiguousarray(array), allow_pickle=False)
            entry = zipfile.ZipInfo(f"{name}.npy", date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, buffer.getvalue())
    print(f"{target.name}: {target.stat().st_size / 1e6:.2f} MB")
