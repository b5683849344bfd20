"""`corvia demo`, from three texts to one composition, against the length of what then sounds."""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import soundfile


def main() -> None:
    """Print the seconds, the ratio, and the composition on which three peers agreed."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-m", "corvia_local", "demo", "--json", "--out", folder],
            check=True,
            capture_output=True,
            text=True,
        )
        seconds = time.perf_counter() - began
        answer = json.loads(done.stdout)
        sound = sum(soundfile.info(path).duration for path in Path(folder).rglob("*.flac"))
    print(f"corvia demo {seconds:.1f} s for {sound:.0f} s of sound, ratio {seconds / sound:.3f}")
    print(f"three peers, each importing in another order, agree on {answer['composition']}")


if __name__ == "__main__":
    main()
