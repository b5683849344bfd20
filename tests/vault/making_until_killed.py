"""Makes a vault in the folder named on the command line; the test of kills kills it midway."""

import sys
from pathlib import Path

from corvia_crypto.passphrase import KdfLimits
from corvia_local.vault.opening import create_vault


def main(home: Path, passphrase: str) -> None:
    print("begun", flush=True)  # noqa: T201
    create_vault(home, passphrase, KdfLimits(1, 8192))
    print("made", flush=True)  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
