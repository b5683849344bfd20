"""What should change a reflection and what should not, counted by group.

After CheckList (Ribeiro et al. 2020). The cases stand in tests/engine/words/behaviours.tsv.
"""

from pathlib import Path

from corvia_engine.words.reflecting import reflect
from corvia_local.model.reflection import Reflection

CASES = Path(__file__).resolve().parents[1] / "tests" / "engine" / "words" / "behaviours.tsv"
GAP = 0.05
TOLERANCE = 0.15

Case = tuple[str, str, str, str]


def main() -> None:
    """Print how many cases hold in each group, and which do not."""
    found = outcomes()
    for group, cases in found.items():
        print(f"{group}: {sum(held for held, _ in cases)} of {len(cases)}")
    held = sum(held for cases in found.values() for held, _ in cases)
    print(f"all: {held} of {sum(map(len, found.values()))}")
    for cases in found.values():
        for held, (group, relation, first, second) in cases:
            if not held:
                print(f"  not held, {group} {relation}: {first} | {second}")


def outcomes() -> dict[str, list[tuple[bool, Case]]]:
    """Say for each case of each group whether it holds."""
    found: dict[str, list[tuple[bool, Case]]] = {}
    for case in read_cases():
        group, relation, first, second = case
        held = holds(relation, reflect(first), reflect(second))
        found.setdefault(group, []).append((held, case))
    return found


def read_cases() -> list[Case]:
    """Read group, relation and both texts of every case."""
    cases: list[Case] = []
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            group, relation, first, second = line.split("\t")
            cases.append((group, relation, first, second))
    return cases


def holds(relation: str, first: Reflection, second: Reflection) -> bool:
    """Compare two reflections; the file's head says what the relations mean."""
    if relation == "v<":
        return first.valence + GAP <= second.valence
    if relation == "a<":
        return first.arousal + GAP <= second.arousal
    if relation == "t>":
        return bool(first.distortions) and not second.distortions
    if relation != "=":
        raise ValueError(f"There is no relation called {relation}.")
    labels = [[emotion.label for emotion in one.emotions[:1]] for one in (first, second)]
    return abs(first.valence - second.valence) <= TOLERANCE and labels[0] == labels[1]
