"""`python -m benchmarks [NAME …]`: run all benchmarks, or those named."""

import importlib
import pkgutil
import sys

import benchmarks

TOOLS = {
    "__main__",
    "cepstra",
    "clip_judges",
    "draw_song",
    "example_songs",
    "hearing",
    "journal_texts",
    "making_once",
    "note_features",
    "pictures",
    "repeating",
    "sentence_similarity",
    "sound_judge",
    "sung_texts",
    "vowel_onsets",
}


def main(names: list[str]) -> None:
    """Run the benchmarks in alphabetical order; each prints its own figures."""
    found = sorted(m.name for m in pkgutil.iter_modules(benchmarks.__path__))
    for name in names or [n for n in found if n not in TOOLS]:
        print(f"── {name}", flush=True)
        importlib.import_module(f"benchmarks.{name}").main()


if __name__ == "__main__":
    main(sys.argv[1:])
