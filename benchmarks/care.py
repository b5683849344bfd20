"""How often the reading of harm misses, and how often it cries wolf.

Own sentences stand in `corvia_engine/training/words`: a development half, which the patterns were
worked on with; a held-back half, written before; and a fresh list, written after, by the same hand
(how, and what each said when first read, stands in specs/care-v1.md). Everyday texts are those of
`../shared/data`; the alarms in the development part of GoEmotions were never read. Margins are 95 %
score intervals (Wilson 1927). The cost is processor time, as a ratio to spelling a text plainly.
"""

import csv
import math
import random
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import corvia_engine
from corvia_engine.words.care import crisis
from corvia_engine.words.care_spelling import in_plain_spelling
from corvia_engine.words.sentences import split_sentences

LENGTH = 200_000
LISTS = Path(corvia_engine.__file__).parent / "training" / "words"
DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
OWN = {
    "development half": "care_development.txt",
    "held-back half": "care_test.txt",
    "fresh list": "care_fresh.txt",
}


THOUGHTS = {
    "Own thoughts with a trap": "thinking_traps.txt",
    "Own posts of everyday worry": "long_posts.txt",
    "Own sentences without a trap": "no_trap.txt",
}
"""Written to train the thinking traps; some of them do say that somebody is a burden."""


@dataclass(frozen=True)
class Case:
    """A sentence or post, the level that we gave it, and what kind it is (empty: not said)."""

    text: str
    level: str
    kind: str


def read_list(name: str) -> list[Case]:
    """Read one of our lists: `[level]`, `# kind: …`, then a text a line."""
    cases: list[Case] = []
    level = kind = ""
    for line in (LISTS / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            level, kind = line.strip("[]"), ""
        elif line.startswith("# kind: "):
            kind = line.removeprefix("# kind: ")
        elif line and not line.startswith("#"):
            cases.append(Case(line, level, kind))
    return cases


def everyday() -> dict[str, list[str]]:
    """Give everyday texts by name, or nothing where `../shared/data` is not there."""
    if not DATA.is_dir():
        return {}
    return {
        "GoEmotions development": _goemotions("dev.tsv"),
        "GoEmotions test": _goemotions("test.tsv"),
        "EmoBank test": [
            row["text"] for row in _rows("emobank/emobank.csv") if row["split"] == "test"
        ],
        "Positive frames test, kinder words": [
            row["reframed_text"] for row in _rows("positive-frames/wholetest.csv")
        ],
        "Positive frames test, stressed posts": [
            row["original_text"] for row in _rows("positive-frames/wholetest.csv")
        ],
        "Sentences with a thinking trap": [
            row["text"] for row in _rows("distorted-sentences/sentences.csv")
        ],
    }


def _goemotions(name: str) -> list[str]:
    lines = (DATA / "goemotions" / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t")[0] for line in lines if line]


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def flagged(texts: Iterable[str]) -> tuple[int, int, int]:
    """Count the texts read as explicit, as soft, and all."""
    levels = [crisis(text).level for text in texts]
    return levels.count("explicit"), levels.count("soft"), len(levels)


def margin(count: int, whole: int) -> tuple[float, float]:
    """Give the 95 % score interval of a share."""
    z, share = 1.96, count / whole
    middle = share + z * z / (2 * whole)
    width = z * math.sqrt(share * (1 - share) / whole + z * z / (4 * whole * whole))
    scale = 1 + z * z / whole
    return max(0.0, (middle - width) / scale), (middle + width) / scale


def _print_row(name: str, texts: Iterable[str]) -> None:
    explicit, soft, whole = flagged(texts)
    low, high = margin(explicit + soft, whole)
    print(
        f"  {name:<38} {whole:5d}  explicit {explicit / whole:.4f}  soft {soft / whole:.4f}"
        f"  either {(explicit + soft) / whole:.4f} ({low:.4f}–{high:.4f})"
    )


def long_texts() -> dict[str, str]:
    """Give texts of 200,000 characters: quiet ones, our lists, their words shuffled, repeats."""
    texts = [one.text for name in OWN.values() for one in read_list(name) if one.level == "none"]
    words = [word for name in OWN.values() for one in read_list(name) for word in one.text.split()]
    random.Random(1).shuffle(words)
    shuffled = " ".join(words)
    quiet = " ".join(
        f"On day {k} we walked to the lake and she made soup." for k in range(LENGTH // 40)
    )
    return {
        "a quiet text, the model asked": quiet[:LENGTH],
        "harmless texts": "\n".join(texts * (LENGTH // 10_000))[:LENGTH],
        "words of harm, shuffled": f"{shuffled} " * (LENGTH // len(shuffled)),
        "“i do not want to be” over and over": ("i do not want to be " * LENGTH)[:LENGTH],
    }


def _plainly_spelled(text: str) -> None:
    for start, end in split_sentences(text):
        in_plain_spelling(text[start:end])


def _seconds(reading: Callable[[str], object], text: str) -> float:
    before = time.process_time()
    reading(text)
    return time.process_time() - before


def _print_cost() -> None:
    crisis("once, so that the phrases are there")
    print("processor time over 200,000 characters (baseline: split and spelled plainly)")
    for name, text in long_texts().items():
        whole, baseline = _seconds(crisis, text), _seconds(_plainly_spelled, text)
        tenth = _seconds(crisis, text[: LENGTH // 10])
        print(
            f"  {name:<38} {whole:5.2f} s  {whole / baseline:4.1f} times the baseline"
            f"  {whole / tenth:4.1f} times its first tenth"
        )


def main() -> None:
    """Print each list by level and kind, then the everyday texts and the cost."""
    for title, name in OWN.items():
        cases = read_list(name)
        print(f"{title}, {len(cases)} texts")
        harmful = [one.text for one in cases if one.level != "none"]
        _print_row("explicit and soft (recall)", harmful)
        for level in ("explicit", "soft", "none"):
            of_level = [one for one in cases if one.level == level]
            _print_row(level, [one.text for one in of_level])
            for kind in dict.fromkeys(one.kind for one in of_level if one.kind):
                _print_row(f"  {kind}", [one.text for one in of_level if one.kind == kind])
    print("everyday texts (false alarms, true ones among them not taken out)")
    for title, texts in everyday().items():
        _print_row(title, texts)
    print("own texts to train thinking traps with (true ones among them not taken out)")
    for title, name in THOUGHTS.items():
        _print_row(title, [one.text for one in read_list(name)])
    _print_cost()
