"""From the corpus to melody.onnx and its card."""

import argparse
import hashlib
from collections.abc import Callable

import onnxruntime
import torch

from corvia_engine.music.melody.model import MODEL_FILE, MelodyModel, NextToken
from corvia_engine.music.melody.taste import Taste
from corvia_engine.training.melody.agreement import print_agreement
from corvia_engine.training.melody.card import Results, write_card
from corvia_engine.training.melody.corpus import Corpus, read_corpus
from corvia_engine.training.melody.export import export, parity
from corvia_engine.training.melody.figures import Figures, figures_of
from corvia_engine.training.melody.fitting import bits_per_note, fit
from corvia_engine.training.melody.known_runs import main as write_known_runs
from corvia_engine.training.melody.network import MelodyNetwork
from corvia_engine.training.melody.ngram import NGram, best_ngram
from corvia_engine.training.melody.sequences import Sequence, sequences_of
from corvia_engine.training.melody.trial import song_of, suits, write_songs
from corvia_engine.training.melody.tunes import Tune

CARD_FILE = MODEL_FILE.with_name("melody-card.md")
MINUTES = 26.0
AGREEMENT_SAMPLE = 60
PARITY_SEQUENCES = 12
LARGEST_DIFFERENCE = 1e-3

TASTES = (
    Taste(100, 100, 1000, 0),
    Taste(100, 100, 950, 0),
    Taste(100, 100, 950, 60),
    Taste(100, 100, 950, 100),
    Taste(100, 100, 970, 150),
    Taste(90, 80, 950, 60),
)

Sequences = dict[str, list[Sequence]]


def main() -> None:
    """Train, measure, export, write the card."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=MINUTES, help="time to train")
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    print_agreement(AGREEMENT_SAMPLE)
    corpus = read_corpus()
    write_known_runs(corpus.splits["train"])
    sequences = sequences_by_split(corpus)
    network, epochs = fit(sequences["train"], sequences["dev"], arguments.minutes)
    make(corpus, sequences, network, epochs)


def sequences_by_split(corpus: Corpus) -> Sequences:
    """Turn every split into sequences."""
    return {
        split: [sequence for tune in tunes for sequence in sequences_of(tune)]
        for split, tunes in corpus.splits.items()
    }


def make(corpus: Corpus, sequences: Sequences, network: MelodyNetwork, epochs: float) -> None:
    """Export a fitted network, measure it as exported, and write its card."""
    export(network, MODEL_FILE)
    difference = parity(network, MODEL_FILE, sequences["test"][:PARITY_SEQUENCES])
    print(f"parity: logits of torch and ONNX differ by {difference:.1e} at most")
    if difference > LARGEST_DIFFERENCE:
        raise SystemExit("The exported model does not say what the trained one says.")
    model = MelodyModel(
        onnxruntime.InferenceSession(str(MODEL_FILE), providers=["CPUExecutionProvider"])
    )
    ngram = best_ngram(sequences["train"], sequences["dev"])
    sung, danced = _apart(corpus)
    test = sequences["test"]
    results = Results(
        corpus=corpus,
        epochs=epochs,
        parameters=sum(parameter.numel() for parameter in network.parameters()),
        bits=_three(lambda sequences: bits_per_note(network, sequences), test, sung, danced),
        ngram_order=ngram.order,
        ngram_bits=_three(ngram.bits_per_note, test, sung, danced),
        parity=difference,
        sha256=hashlib.sha256(MODEL_FILE.read_bytes()).hexdigest(),
        trial_songs=len(_suited(corpus, "test")),
        written=_written(corpus, model, ngram),
        tuning_songs=len(_suited(corpus, "dev")),
        tried=_tried(corpus, model),
    )
    write_card(results, CARD_FILE)
    print(CARD_FILE.read_text(encoding="utf-8"))


def _three(
    measure: Callable[[list[Sequence]], float], *splits: list[Sequence]
) -> tuple[float, float, float]:
    all_of_them, sung, danced = (measure(split) for split in splits)
    return all_of_them, sung, danced


def _apart(corpus: Corpus) -> tuple[list[Sequence], list[Sequence]]:
    test = corpus.splits["test"]
    sung = [sequence for tune in test if tune.sung for sequence in sequences_of(tune)]
    danced = [sequence for tune in test if not tune.sung for sequence in sequences_of(tune)]
    return sung, danced


def _suited(corpus: Corpus, split: str) -> list[Tune]:
    return [tune for tune in corpus.splits[split] if suits(tune)]


def _tried(corpus: Corpus, model: NextToken) -> dict[str, Figures]:
    tunes = _suited(corpus, "dev")
    tried = {"those tunes": figures_of([song_of(tune) for tune in tunes])}
    for taste in TASTES:
        tried[_name(taste)] = figures_of(write_songs(tunes, 1, model, taste))
    return tried


def _name(taste: Taste) -> str:
    return (
        f"{taste.step_temperature / 100:g}, {taste.span_temperature / 100:g},"
        f" {taste.top / 10:g} %, {taste.echo / 100:g}"
    )


def _written(corpus: Corpus, model: NextToken, ngram: NGram) -> dict[str, Figures]:
    tunes = _suited(corpus, "test")
    others = _suited(corpus, "train")[::10][: len(tunes)]
    return {
        "those tunes": figures_of([song_of(tune) for tune in tunes]),
        "other tunes": figures_of([song_of(tune) for tune in others]),
        "written": figures_of(write_songs(tunes, 1, model)),
        "written by the n-gram": figures_of(write_songs(tunes, 1, ngram)),
    }
