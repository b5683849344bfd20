"""The shipped weights are those of the card, and the card's figures bear out what is claimed."""

import hashlib
import re

import pytest

from corvia_engine.music.melody.model import MODEL_FILE

CARD = MODEL_FILE.with_name("melody-card.md").read_text(encoding="utf-8")


def row(label: str) -> list[float]:
    match = re.search(rf"^\| {re.escape(label)} \|(.*)\|$", CARD, re.MULTILINE)
    assert match is not None
    return [float(cell) for cell in match.group(1).split("|")]


def test_the_card_names_the_weights() -> None:
    assert hashlib.sha256(MODEL_FILE.read_bytes()).hexdigest() in CARD


def test_the_network_foretells_better_than_the_ngram() -> None:
    for network, ngram in zip(row("network"), row("n-gram"), strict=True):
        assert network < ngram - 0.5


def test_the_exported_file_says_what_torch_says() -> None:
    match = re.search(r"\(float16[^:]*: (\S+)\.", CARD)
    assert match is not None
    assert float(match.group(1)) < 1e-3


@pytest.mark.parametrize("label", ["moves by one degree", "repeated notes"])
def test_written_shares_are_near_those_of_tunes(label: str) -> None:
    tunes, _, written, _ = row(label)
    assert abs(written - tunes) < 0.08


def test_written_moves_and_motifs_are_nearer_to_tunes_than_the_ngrams() -> None:
    assert row("distance of moves")[2] < 0.1
    motifs = row("motifs heard before")
    assert abs(motifs[2] - motifs[0]) < abs(motifs[3] - motifs[0])
