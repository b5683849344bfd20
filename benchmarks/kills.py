"""Kill the process while it saves entries: what was reported saved must be there."""

import subprocess
import sys


def main() -> None:
    """Run the long kill test of saving and print its figures (about two minutes)."""
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "tests/vault/test_kills.py",
            "-m",
            "soak",
            "-k",
            "saving",
            "-q",
            "-s",
            "-p",
            "no:cacheprovider",
        ],
        check=True,
    )


if __name__ == "__main__":
    main()
