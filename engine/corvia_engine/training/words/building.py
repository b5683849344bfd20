"""Train the network, export it, tune and measure it through the shipped code."""

import os
from pathlib import Path

import msgspec
import numpy as np
import onnx
import torch

from corvia_engine.training.words import caring, corpora, measuring, tuning
from corvia_engine.training.words.batching import keep_embedded
from corvia_engine.training.words.exporting import export
from corvia_engine.training.words.feeling import Examples, train_feeling
from corvia_engine.training.words.network import WordsNetwork, fill
from corvia_engine.training.words.pretrained import pretrained_vocabulary, pretrained_weights
from corvia_engine.training.words.thinking import Thoughts, keep_middle, train_thinking
from corvia_engine.training.words.thoughts import ThoughtParts, read_parts, training_targets
from corvia_engine.training.words.vocabulary import kept_rows
from corvia_engine.words.model import MODEL_FILE, MOST_TOKENS, Settings, open_model
from corvia_engine.words.wordpiece import WordPiece, wordpiece_of

SEED = 5
THREADS = 2
MOST_TRAINED_TOKENS = 96


def main() -> None:
    """Train, write the model, print every figure; about half an hour on two free cores."""
    torch.set_num_threads(THREADS)
    goemotions, emobank, parts = corpora.read_goemotions(), corpora.read_emobank(), read_parts()
    network = trained(goemotions, emobank, parts)
    write(network, goemotions, emobank, parts, MODEL_FILE)
    print_figures(network, goemotions, emobank, parts)


def trained(
    goemotions: corpora.EmotionCorpus, emobank: corpora.MoodCorpus, parts: ThoughtParts
) -> WordsNetwork:
    """Train both branches, one after the other."""
    torch.manual_seed(SEED)
    vocabulary = pretrained_vocabulary()
    tokenizer = wordpiece_of([vocabulary[row] for row in kept_rows(vocabulary)])
    network = WordsNetwork(len(tokenizer.numbers))
    fill(network, pretrained_weights(), kept_rows(vocabulary))
    moods = mood_examples(network, tokenizer, emobank)
    emotions = Examples(
        keep_embedded(network, encoded(tokenizer, goemotions.texts["train"], MOST_TRAINED_TOKENS)),
        goemotions.marks["train"].astype(np.float32),
    )
    train_feeling(network, emotions, moods, SEED)
    targets = training_targets(parts, goemotions, emobank, SEED)
    embedded = keep_embedded(network, encoded(tokenizer, targets.texts, MOST_TOKENS))
    thoughts = Thoughts(
        keep_middle(network, embedded), targets.distorted, targets.types, targets.harmful
    )
    moods = Examples(keep_middle(network, moods.kept), moods.targets)
    train_thinking(network, moods, thoughts, SEED)
    return network


def mood_examples(
    network: WordsNetwork, tokenizer: WordPiece, emobank: corpora.MoodCorpus
) -> Examples:
    """Give EmoBank's training part, each mood with mean 0 and standard deviation 1."""
    scores = emobank.scores["train"]
    standard = (scores - scores.mean(axis=0)) / scores.std(axis=0)
    texts = encoded(tokenizer, emobank.texts["train"], MOST_TRAINED_TOKENS)
    return Examples(keep_embedded(network, texts), standard.astype(np.float32))


def encoded(tokenizer: WordPiece, texts: list[str], most: int) -> list[list[int]]:
    """Encode texts."""
    return [tokenizer.encode(text, most) for text in texts]


def write(
    network: WordsNetwork,
    goemotions: corpora.EmotionCorpus,
    emobank: corpora.MoodCorpus,
    parts: ThoughtParts,
    target: Path,
) -> None:
    """Export, tune through the exported file, and put it in place at the end."""
    vocabulary = pretrained_vocabulary()
    vocabulary = [vocabulary[row] for row in kept_rows(vocabulary)]
    draft = target.with_suffix(".new")
    known = tuning.common_words(
        wordpiece_of(vocabulary), goemotions.texts["train"] + emobank.texts["train"]
    )
    plain = tuning.provisional(goemotions.labels, emobank, known)
    export(network, metadata_of(vocabulary, plain), draft)
    settings = tuning.tuned(open_model(draft), goemotions, emobank, parts)
    export(network, metadata_of(vocabulary, settings), draft)
    errors = measuring.mood_errors(open_model(draft), emobank)
    settings = msgspec.structs.replace(
        settings,
        valence=msgspec.structs.replace(settings.valence, error=errors[0]),
        arousal=msgspec.structs.replace(settings.arousal, error=errors[1]),
    )
    export(network, metadata_of(vocabulary, settings), draft)
    onnx.checker.check_model(onnx.load(str(draft)))
    os.replace(draft, target)
    print(f"{target.name}: {target.stat().st_size / 1e6:.2f} MB")


def metadata_of(vocabulary: list[str], settings: Settings) -> dict[str, str]:
    """Give what is kept beside the weights in the file."""
    return {
        "settings": msgspec.json.encode(settings).decode("utf-8"),
        "vocabulary": "\n".join(vocabulary),
    }


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
