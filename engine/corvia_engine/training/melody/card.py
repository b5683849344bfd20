"""The model's card: what it was trained on, what was measured, what it is not."""

from dataclasses import dataclass
from pathlib import Path

from corvia_engine.music.melody.taste import Taste
from corvia_engine.training.melody.corpus import COLLECTIONS, NEAR, Corpus
from corvia_engine.training.melody.figures import Figures, distance


@dataclass(frozen=True)
class Results:
    """Everything that the card says in numbers. Bits are bits a note on the test split: all
    tunes, songs, dance tunes; `written` and `tried` are named figures, the
    corpus' first."""

    corpus: Corpus
    epochs: float
    parameters: int
    bits: tuple[float, float, float]
    ngram_order: int
    ngram_bits: tuple[float, float, float]
    parity: float
    sha256: str
    trial_songs: int
    written: dict[str, Figures]
    tuning_songs: int
    tried: dict[str, Figures]


ROWS = (
    ("moves by one degree", "stepwise"),
    ("repeated notes", "repeated"),
    ("leaps of a fifth or more", "leaps"),
    ("entropy of degrees, bits", "degree_entropy"),
    ("motifs heard before", "motifs"),
    ("bar rhythms heard before", "bar_rhythms"),
    ("arched phrases", "arches"),
    ("last note on a beat", "placed_ends"),
    ("last note the longest", "long_ends"),
    ("last note reached by a step", "stepwise_ends"),
)


def card_of(results: Results) -> str:
    """Write the card in Markdown."""
    splits = results.corpus.splits
    taste = Taste()
    return f"""# melody.onnx

Writes melodies phrase by phrase: a decoder-only transformer ({results.parameters:,} parameters),
which reads steps above the tonic, spans and a plan of the phrase, and is drawn from within exact
masks. Made by `python -m corvia_engine.training.melody`; every figure below was printed by it.

SHA-256 `{results.sha256}`

## Trained on

{_sources(results.corpus)}

{results.corpus.doubles} doubles were dropped. Tunes that share {NEAR} consecutive steps stand in
the same split: {len(splits["train"]):,} tunes to train, {len(splits["dev"])} to choose by,
{len(splits["test"])} to test. {results.epochs:.1f} passes. The Essen collection was given for
non-commercial use; whoever uses these weights commercially should train them without it (drop it
from `COLLECTIONS`).

Beside it stands `melody-runs.bin`, a Bloom filter of the 446,000 runs of nine notes in the tunes to
train on (`python -m corvia_engine.training.melody.known_runs`): a step that would complete one is
not chosen while another one is allowed. `python -m benchmarks copying` prints the longest runs that
songs share with those tunes, and that held-back tunes do.

## Measured on tunes never trained on

Bits a note (step, span, and the note's share of the phrase's first onset; lower is better).
The network is also told the phrase's plan (notes and time left, ending degree, direction); the
n-gram (Witten–Bell, order {results.ngram_order}, chosen on the development split) sees the same
tokens without it.

| | all | songs | dance tunes |
|---|---|---|---|
{_row("network", results.bits)}
{_row("n-gram", results.ngram_bits)}

Largest difference of a logit between torch and the ONNX file (float16 weights, read token by
token through the cache): {results.parity:.1e}.

## Written melodies

{results.trial_songs} songs written to the measure of tunes of the test split (equal bars, notes,
compass, scale, ending, direction), with step temperature {taste.step_temperature / 100:g}, span
temperature {taste.span_temperature / 100:g}, top {taste.top / 10:g} %, echo
{taste.echo / 100:g}. Distances are total variation from those tunes; “other tunes” are as many
tunes of the training split: they show how far tunes lie from each other.

{_table(results.written)}

These four numbers were chosen on {results.tuning_songs} tunes of the development split:

{_table(results.tried)}

## What it is not

It knows European (above all German), some Chinese, and Irish and Scottish melody up to about 1900,
single voices without words. Uneven metres are held by the masks; it has hardly met them. Chromatic
steps are read as their degree: which keys sound is the tradition's matter. It does not know what
words mean.
"""


def write_card(results: Results, path: Path) -> None:
    """Write the card beside the weights."""
    path.write_text(card_of(results), encoding="utf-8")


def _row(name: str, values: tuple[float, ...]) -> str:
    return f"| {name} | " + " | ".join(f"{value:.3f}" for value in values) + " |"


def _sources(corpus: Corpus) -> str:
    lines = []
    for collection in COLLECTIONS:
        left_out = sum(corpus.refused[collection.folder].values())
        lines.append(
            f"- {collection.name}: {corpus.read[collection.folder]:,} tunes read, {left_out:,}"
            f" left out. {collection.note[0].upper()}{collection.note[1:]}."
        )
    return "\n".join(lines)


def _table(written: dict[str, Figures]) -> str:
    names = list(written)
    first = written[names[0]]
    lines = ["| | " + " | ".join(names) + " |", "|---" * (len(names) + 1) + "|"]
    for label, name in ROWS:
        lines.append(_row(label, tuple(getattr(figures, name) for figures in written.values())))
    for label, name in (("distance of moves", "moves"), ("distance of spans", "spans")):
        distances = [
            distance(getattr(figures, name), getattr(first, name)) for figures in written.values()
        ]
        lines.append(_row(label, tuple(distances)))
    return "\n".join(lines)
