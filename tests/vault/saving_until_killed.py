"""Saves entries into the vault named on the command line, and prints each id once it is saved.

The test of kills starts this as a process and kills it.
"""

import random
import sys
from pathlib import Path

from corvia_local.vault.entries import add_entry
from corvia_local.vault.opening import open_vault


def main(home: Path, passphrase: str, seed: int) -> None:
    lengths = random.Random(seed)
    with open_vault(home, passphrase) as vault:
        while True:
            words = "words that must not be lost " * lengths.choice((1, 1, 1, 20, 400))
            print(add_entry(vault, words, tags=("kept",)).id, flush=True)  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
