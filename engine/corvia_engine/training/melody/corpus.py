"""The ABC collections that music21 carries, found without importing it."""

import hashlib
import importlib.util
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corvia_engine.training.melody.abc_reader import TuneNotRead, read_tunes
from corvia_engine.training.melody.tunes import Tune, tune_of

SPLITS = ("train", "dev", "test")


@dataclass(frozen=True)
class Collection:
    """A folder of ABC files, and what its licence note or its headers say about its use."""

    folder: str
    name: str
    sung: bool
    note: str


COLLECTIONS = (
    Collection(
        "essenFolksong",
        "Essen folk song collection (Schaffrath, Dahlig-Turek; ABC by Schlien)",
        True,
        "given to music21 for non-commercial distribution and use; its note calls the legal status"
        " of the encodings unclear",
    ),
    Collection(
        "oneills1850",
        "O'Neill's Music of Ireland, 1903 (transcribed by many volunteers)",
        False,
        "the printed tunes are in the public domain; the files name their transcribers and no"
        " licence of their own",
    ),
    Collection(
        "airdsAirs",
        "Aird's Selection of Scotch, English, Irish and Foreign Airs, 1782–1803 (Jack Campin)",
        False,
        "the printed tunes are in the public domain; the files name their transcriber and no"
        " licence of their own",
    ),
    Collection(
        "ryansMammoth",
        "Ryan's Mammoth Collection, 1883 (contributed by Ray Davies)",
        False,
        "the printed tunes are in the public domain; the files name their contributor and no"
        " licence of their own",
    ),
)


@dataclass(frozen=True)
class Corpus:
    """Tunes by split, and how many tunes of each collection were read or why they were not."""

    splits: dict[str, list[Tune]]
    read: Counter[str]
    refused: dict[str, Counter[str]]
    doubles: int


def corpus_folder() -> Path:
    """Give the folder of music21's corpus."""
    spec = importlib.util.find_spec("music21")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("music21 is not installed; its corpus is the training data.")
    return Path(spec.origin).parent / "corpus"


def texts_of(collection: Collection) -> Iterator[str]:
    """Give each ABC file of a collection, in order of name."""
    for path in sorted((corpus_folder() / collection.folder).glob("*.abc")):
        data = path.read_bytes()
        try:
            yield data.decode("utf-8")
        except UnicodeDecodeError:
            yield data.decode("latin-1")


def read_corpus() -> Corpus:
    """Read everything, drop doubles, and split by families of near-identical tunes."""
    tunes: list[Tune] = []
    read: Counter[str] = Counter()
    refused: dict[str, Counter[str]] = {c.folder: Counter() for c in COLLECTIONS}
    for collection in COLLECTIONS:
        for text in texts_of(collection):
            for abc in read_tunes(text):
                try:
                    if isinstance(abc, TuneNotRead):
                        raise abc
                    tunes.append(tune_of(abc, collection.folder, sung=collection.sung))
                    read[collection.folder] += 1
                except TuneNotRead as error:
                    refused[collection.folder][str(error)] += 1
    distinct = list({_identity(tune): tune for tune in tunes}.values())
    return Corpus(split_by_family(distinct), read, refused, len(tunes) - len(distinct))


def _identity(tune: Tune) -> tuple[tuple[int, int], ...]:
    return tuple((note.span, note.step) for note in tune.notes())


def split_by_family(tunes: list[Tune]) -> dict[str, list[Tune]]:
    """Put families of tunes that share a phrase of eight intervals into the same split."""
    family = list(range(len(tunes)))

    def root(member: int) -> int:
        while family[member] != member:
            family[member] = family[family[member]]
            member = family[member]
        return member

    seen: dict[tuple[int, ...], int] = {}
    for index, tune in enumerate(tunes):
        for gram in _grams(tune):
            other = seen.setdefault(gram, index)
            if other != index:
                family[root(index)] = root(other)
    splits: dict[str, list[Tune]] = {name: [] for name in SPLITS}
    for index, tune in enumerate(tunes):
        splits[_split_of(root(index))].append(tune)
    return splits


NEAR = 16
"""Tunes that share so many consecutive steps count as near-identical."""


def _grams(tune: Tune) -> Iterator[tuple[int, ...]]:
    steps = [note.step for note in tune.notes()]
    for start in range(len(steps) - NEAR + 1):
        yield tuple(steps[start : start + NEAR])


def _split_of(family: int) -> str:
    draw = int.from_bytes(hashlib.sha256(f"melody {family}".encode()).digest()[:4], "big") % 100
    return "test" if draw < 5 else "dev" if draw < 8 else "train"
