"""How long `corvia --help` takes, against a Python that imports click and does nothing."""

import subprocess
import sys

from benchmarks.repeating import paired


def _run(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)


def main() -> None:
    """Print median seconds and the ratio."""
    ours, base, ratio = paired(
        lambda: _run("-m", "corvia_local", "--help"), lambda: _run("-c", "import click"), 15
    )
    print(f"corvia --help          {ours * 1000:6.0f} ms")
    print(f"python -c import click {base * 1000:6.0f} ms   ratio {ratio:.2f}")


if __name__ == "__main__":
    main()
