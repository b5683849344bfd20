"""How often the care patterns miss, and how often they cry wolf."""

from corvia_engine.training.words.corpora import HERE, EmotionCorpus, MoodCorpus
from corvia_engine.words.care import crisis


def read_cases(name: str) -> list[tuple[str, str]]:
    """Read (sentence, level) pairs."""
    cases, level = [], ""
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            level = line.strip("[]")
        elif line and not line.startswith("#"):
            cases.append((line, level))
    return cases


def print_care(goemotions: EmotionCorpus, emobank: MoodCorpus) -> None:
    """Print miss and false alarm rates on both lists and on unseen everyday sentences."""
    for name in ("care_development.txt", "care_test.txt"):
        cases = [(text, gold, crisis(text).level) for text, gold in read_cases(name)]
        for gold in ("explicit", "soft", "none"):
            levels = [level for _, g, level in cases if g == gold]
            shares = ", ".join(f"{x} {levels.count(x)}" for x in ("explicit", "soft", "none"))
            print(f"{name} {gold} ({len(levels)}): read as {shares}")
    for name, texts in (
        ("GoEmotions test", goemotions.texts["test"]),
        ("EmoBank test", emobank.texts["test"]),
    ):
        levels = [crisis(text).level for text in texts]
        rates = ", ".join(f"{x} {levels.count(x) / len(levels):.4f}" for x in ("explicit", "soft"))
        print(f"{name} ({len(levels)}): {rates}")
