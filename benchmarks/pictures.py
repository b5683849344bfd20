"""Make the README's pictures: a song drawn, and the app's screen after writing.

`python -m benchmarks.pictures` writes them to `pictures/`.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import draw_song

PICTURES = Path(__file__).parents[1] / "pictures"


def main() -> None:
    """Compose the demo's first song and draw it."""
    from corvia_local.studio.demo import demo_text

    text, reframe = demo_text("ana")
    with tempfile.TemporaryDirectory() as folder:
        arguments = ["--no-save", "--seed", "11", "--to", "comfort", "--out", folder]
        subprocess.run(
            [sys.executable, "-m", "corvia_local", "compose", "--text", text,
             "--reframe", reframe, *arguments],
            check=True,
        )  # fmt: skip
        draw_song.draw(*draw_song.read(Path(folder)), PICTURES / "song.png")


if __name__ == "__main__":
    main()
