"""The corpora of `../shared/data`, read as they were published."""

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np

PROJECT = Path(__file__).resolve().parents[4]
DATA = PROJECT.parent / "shared" / "data"
HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class EmotionCorpus:
    """GoEmotions: sentences and an indicator matrix (sentences × 28) a split."""

    labels: tuple[str, ...]
    texts: dict[str, list[str]]
    marks: dict[str, np.ndarray]


@dataclass(frozen=True)
class MoodCorpus:
    """EmoBank: sentences and columns V, A, D on the scale 1–5, a split."""

    texts: dict[str, list[str]]
    scores: dict[str, np.ndarray]


def read_goemotions() -> EmotionCorpus:
    """Read the official splits."""
    folder = DATA / "goemotions"
    labels = tuple((folder / "labels.txt").read_text().split())
    texts: dict[str, list[str]] = {}
    marks: dict[str, np.ndarray] = {}
    for split in ("train", "dev", "test"):
        lines = (folder / f"{split}.tsv").read_text(encoding="utf-8").splitlines()
        rows = [line.split("\t") for line in lines if line]
        texts[split] = [row[0] for row in rows]
        marks[split] = np.zeros((len(rows), len(labels)), dtype=np.int8)
        for index, row in enumerate(rows):
            for label in row[1].split(","):
                marks[split][index, int(label)] = 1
    return EmotionCorpus(labels, texts, marks)


def read_emobank() -> MoodCorpus:
    """Read the official splits."""
    texts: dict[str, list[str]] = {"train": [], "dev": [], "test": []}
    scores: dict[str, list[list[float]]] = {"train": [], "dev": [], "test": []}
    with (DATA / "emobank" / "emobank.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            texts[row["split"]].append(row["text"])
            scores[row["split"]].append([float(row[name]) for name in "VAD"])
    return MoodCorpus(texts, {split: np.array(rows) for split, rows in scores.items()})


def document_correlation() -> tuple[float, float]:
    """Intraclass correlation of valence and arousal within EmoBank's documents.

    A document is what an id names before its character range; those with 5–60 sentences count.
    """
    documents: dict[str, list[tuple[float, float]]] = {}
    with (DATA / "emobank" / "emobank.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            name = row["id"].rsplit("_", 2)[0]
            documents.setdefault(name, []).append((float(row["V"]), float(row["A"])))
    groups = [np.array(rows) for rows in documents.values() if 5 <= len(rows) <= 60]
    within = np.mean([group.var(axis=0, ddof=1) for group in groups], axis=0)
    total = np.concatenate(groups).var(axis=0)
    valence, arousal = 1 - within / total
    return round(float(valence), 3), round(float(arousal), 3)


def read_reframes(split: str) -> list[str]:
    """Read the kinder wordings of positive-frames; `split` is train, dev or test."""
    path = DATA / "positive-frames" / f"whole{split}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return [row["reframed_text"] for row in csv.DictReader(file)]


def read_distorted() -> list[str]:
    """Read the sentences that hold an unnamed distortion."""
    with (DATA / "distorted-sentences" / "sentences.csv").open(encoding="utf-8", newline="") as f:
        return sorted({row["text"].strip() for row in csv.DictReader(f)})


def read_journal_moods() -> tuple[list[str], np.ndarray]:
    """Read our own journal-like sentences and their quadrants (columns valence, arousal; ±1)."""
    texts: list[str] = []
    quadrants: list[tuple[int, int]] = []
    sides = (0, 0)
    for line in (HERE / "journal_moods.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            sides = (1 if "[pleasant" in line else -1, 1 if "activated" in line else -1)
        elif line and not line.startswith("#"):
            texts.append(line)
            quadrants.append(sides)
    return texts, np.array(quadrants)


def read_own_moods() -> tuple[list[str], np.ndarray]:
    """Read our own sentences with valence and arousal (columns, -1…1)."""
    lines = (HERE / "own_moods.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [text for _, text in rows], np.array([[float(x) for x in m.split()] for m, _ in rows])
