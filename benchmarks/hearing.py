"""A recogniser that listens to spoken and sung lines alike: PocketSphinx with its own model.

It knows the words of ten lyrics among as many others, each as likely as any at any place, and
nothing of how they follow each other. It was trained on speech: vowels held twice as long, nothing
else changed, raise its error by .2, three times as long by .4 where nobody sings, while pitch and
resynthesis cost nothing. It hears lines as they are.
"""

import math
import re
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.cepstra import RATE, cepstra, log_mel
from benchmarks.sung_texts import DISTRACTORS, LYRICS

_LOUDEST = 20_000
_SILENCE_SECONDS = 0.2


def vocabulary() -> list[str]:
    """Give the words that are known to the recogniser, in alphabetical order."""
    return sorted({word for text in (*LYRICS, DISTRACTORS) for word in words_of(text)})


def words_of(text: str) -> list[str]:
    """Give a text's words in small letters."""
    return re.sub(r"[^a-z' ]", " ", text.lower().replace("’", "'").replace("\n", " ")).split()


class Listener:
    """A recogniser with that vocabulary; ImportError where pocketsphinx is not installed."""

    def __init__(self) -> None:
        """Start it with a language model in which every word is as likely as any other."""
        from pocketsphinx import Decoder

        with tempfile.TemporaryDirectory() as folder:
            model = Path(folder) / "words.lm"
            model.write_text(_equal_words(vocabulary()))
            self._decoder: Any = Decoder(samprate=RATE, loglevel="FATAL", lm=str(model))

    def words(self, samples: NDArray[np.float64], rate: int) -> list[str]:
        """Give the words heard."""
        heard = cepstra(log_mel(_at_its_rate(samples, rate)))
        self._decoder.start_utt()
        self._decoder.process_cep(np.ascontiguousarray(heard).tobytes(), False, True)
        self._decoder.end_utt()
        hypothesis = self._decoder.hyp()
        return words_of(hypothesis.hypstr) if hypothesis else []


def wrong_words(wished: list[str], heard: list[str]) -> int:
    """Count the words to change, add or drop (Levenshtein)."""
    row = list(range(len(heard) + 1))
    for count, word in enumerate(wished, 1):
        before, row = row, [count]
        for place, other in enumerate(heard, 1):
            swapped = before[place - 1] + (word != other)
            row.append(min(before[place] + 1, row[-1] + 1, swapped))
    return row[-1]


def _equal_words(words: list[str]) -> str:
    """Write a unigram model in ARPA's format."""
    each = f"{-math.log10(len(words) + 1):.4f}"
    rows = ["\\data\\", f"ngram 1={len(words) + 2}", "", "\\1-grams:", "-99.0 <s>", f"{each} </s>"]
    return "\n".join([*rows, *(f"{each} {word}" for word in words), "", "\\end\\", ""])


def _at_its_rate(samples: NDArray[np.float64], rate: int) -> NDArray[np.int16]:
    padded = np.pad(samples, round(rate * _SILENCE_SECONDS))
    length = len(padded) * RATE // rate
    spectrum = np.fft.rfft(padded)[: length // 2 + 1]
    sound = np.fft.irfft(spectrum, length)
    return np.asarray(sound / max(float(np.abs(sound).max()), 1e-9) * _LOUDEST, np.int16)
