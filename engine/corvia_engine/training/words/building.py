"""Train the network, export it, tune and measure it through the shipped code."""

import base64
import os
import random
from pathlib import Path

import msgspec
import numpy as np
import onnx
import torch

from corvia_engine.training.words import caring, corpora, measuring, tuning
from corvia_engine.training.words.batching import keep_middle
from corvia_engine.training.words.exporting import export, reaches_of
from corvia_engine.training.words.feeling import Examples, train_feeling
from corvia_engine.training.words.network import WordsNetwork, fill
from corvia_engine.training.words.pretrained import pretrained_vocabulary, pretrained_weights
from corvia_engine.training.words.thinking import Thoughts, train_thinking
from corvia_engine.training.words.thoughts import ThoughtParts, read_parts, training_targets
from corvia_engine.training.words.vocabulary import kept_rows
from corvia_engine.training.words.wide import WideModel, train_wide
from corvia_engine.words.model import (
    MODEL_FILE,
    MOST_TOKENS,
    Settings,
    WordsModel,
    open_model,
)
from corvia_engine.words.wordpiece import WordPiece, wordpiece_of

SEED = 5
THREADS = 2
MOST_TRAINED_TOKENS = 96
OWN_MOOD_SPREAD = 2.5
"""A mood of ±1 stands for so many standard deviations of EmoBank's scores."""

OWN_MOOD_REPEATS = 2
REACH_TEXTS = 150
"""Training sentences of each corpus on which the reach of the layers' inputs is measured."""


def main() -> None:
    """Train, write the model, print every figure; about half an hour on two free cores."""
    torch.set_num_threads(THREADS)
    goemotions, emobank, parts = corpora.read_goemotions(), corpora.read_emobank(), read_parts()
    vocabulary, rows = kept_vocabulary(goemotions, emobank, parts)
    tokenizer, network = untrained(vocabulary, rows)
    trained(tokenizer, network, goemotions, emobank, parts)
    wide = train_wide(goemotions, emobank)
    write(tokenizer, network, wide, goemotions, emobank, parts, MODEL_FILE)
    print_figures(network, goemotions, emobank, parts)


def trained(
    tokenizer: WordPiece,
    network: WordsNetwork,
    goemotions: corpora.EmotionCorpus,
    emobank: corpora.MoodCorpus,
    parts: ThoughtParts,
) -> None:
    """Train both branches, one after the other."""
    moods = emobank_examples(network, tokenizer, emobank)
    texts = encoded(tokenizer, goemotions.texts["train"], MOST_TRAINED_TOKENS)
    marks = goemotions.marks["train"].astype(np.float32)
    train_feeling(network, Examples(keep_middle(network, texts), marks), moods, SEED)
    targets = training_targets(parts, goemotions, emobank, SEED)
    thoughts = Thoughts(
        keep_middle(network, encoded(tokenizer, targets.texts, MOST_TOKENS)),
        targets.distorted,
        targets.types,
        targets.harmful,
    )
    train_thinking(network, with_own_moods(network, tokenizer, emobank), thoughts, SEED)


def untrained(vocabulary: list[str], rows: np.ndarray) -> tuple[WordPiece, WordsNetwork]:
    """Give the tokenizer and the network as training finds them."""
    torch.manual_seed(SEED)
    network = WordsNetwork(len(rows))
    fill(network, pretrained_weights(), rows)
    return wordpiece_of([vocabulary[row] for row in rows]), network


def kept_vocabulary(
    goemotions: corpora.EmotionCorpus, emobank: corpora.MoodCorpus, parts: ThoughtParts
) -> tuple[list[str], np.ndarray]:
    """Give the whole vocabulary, and the rows that are kept of it."""
    texts = goemotions.texts["train"] + emobank.texts["train"] + corpora.read_reframes("train")
    texts += parts.sentences.train.texts + parts.posts.train.texts + parts.untyped.train.texts
    vocabulary = pretrained_vocabulary()
    return vocabulary, kept_rows(vocabulary, texts)


def emobank_examples(
    network: WordsNetwork, tokenizer: WordPiece, emobank: corpora.MoodCorpus
) -> Examples:
    """Give EmoBank's training part, each mood with mean 0 and standard deviation 1."""
    scores = emobank.scores["train"]
    standard = (scores - scores.mean(axis=0)) / scores.std(axis=0)
    texts = encoded(tokenizer, emobank.texts["train"], MOST_TRAINED_TOKENS)
    return Examples(keep_middle(network, texts), standard.astype(np.float32))


def with_own_moods(
    network: WordsNetwork, tokenizer: WordPiece, emobank: corpora.MoodCorpus
) -> Examples:
    """Give EmoBank's training part and our own sentences, whose dominance is left open."""
    scores = emobank.scores["train"]
    texts, own = corpora.read_own_moods()
    standard = (scores - scores.mean(axis=0)) / scores.std(axis=0)
    ours = np.full((len(texts), 3), np.nan)
    ours[:, :2] = own * OWN_MOOD_SPREAD
    kept = keep_middle(
        network,
        encoded(tokenizer, emobank.texts["train"] + texts * OWN_MOOD_REPEATS, MOST_TRAINED_TOKENS),
    )
    targets = np.concatenate([standard, *[ours] * OWN_MOOD_REPEATS])
    return Examples(kept, targets.astype(np.float32))


def encoded(tokenizer: WordPiece, texts: list[str], most: int) -> list[list[int]]:
    """Encode texts."""
    return [tokenizer.encode(text, most) for text in texts]


def write(
    tokenizer: WordPiece,
    network: WordsNetwork,
    wide: WideModel,
    goemotions: corpora.EmotionCorpus,
    emobank: corpora.MoodCorpus,
    parts: ThoughtParts,
    target: Path,
) -> None:
    """Export, tune through the exported file, and put it in place at the end."""
    draft = target.with_suffix(".new")
    known = tuning.common_words(tokenizer, goemotions.texts["train"] + emobank.texts["train"])
    draw = random.Random(SEED)
    seen = draw.sample(goemotions.texts["train"], REACH_TEXTS)
    seen += draw.sample(emobank.texts["train"], REACH_TEXTS)
    reaches = reaches_of(network, encoded(tokenizer, seen, MOST_TOKENS))

    def store(settings: Settings) -> WordsModel:
        export(network, wide, reaches, metadata_of(tokenizer, wide, settings), draft)
        return open_model(draft)

    model = store(tuning.provisional(goemotions.labels, emobank, known))
    settings = tuning.tuned(model, goemotions, emobank, parts)
    errors = measuring.mood_errors(store(settings), emobank)
    store(
        msgspec.structs.replace(
            settings,
            valence=msgspec.structs.replace(settings.valence, error=errors[0]),
            arousal=msgspec.structs.replace(settings.arousal, error=errors[1]),
        )
    )
    onnx.checker.check_model(onnx.load(str(draft)))
    os.replace(draft, target)
    print(f"{target.name}: {target.stat().st_size / 1e6:.2f} MB")


def metadata_of(tokenizer: WordPiece, wide: WideModel, settings: Settings) -> dict[str, str]:
    """Give what is kept beside the weights in the file."""
    grams = wide.vocabulary
    return {
        "settings": msgspec.json.encode(settings).decode("utf-8"),
        "vocabulary": "\n".join(tokenizer.numbers),
        "word_grams": _base64(grams.words.astype("<u4")),
        "character_grams": _base64(grams.characters.astype("<u4")),
        "idf": _base64(grams.idf.astype("<f2")),
    }


def _base64(values: np.ndarray) -> str:
    return base64.b64encode(values.tobytes()).decode("ascii")


def print_figures(
    network: WordsNetwork,
    goemotions: corpora.EmotionCorpus,
    emobank: corpora.MoodCorpus,
    parts: ThoughtParts,
) -> None:
    """Print what the card states."""
    model = open_model(MODEL_FILE)
    measuring.print_parity(network, model, goemotions, emobank)
    measuring.print_mood(model, emobank)
    measuring.print_journal_moods(model)
    measuring.print_emotions(model, goemotions)
    measuring.print_traps(model, parts, emobank, goemotions)
    caring.print_care(goemotions, emobank)
