"""How long until the app's door is drawn on a terminal, against a Python that imports Textual."""

import os
import pty
import select
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.repeating import paired
from corvia_crypto.passphrase import KdfLimits
from corvia_local.vault.opening import create_vault

DRAWN = b"our passphrase"
"""Words of the door's field; its first letter lies under the cursor."""


def _until_the_door(home: Path) -> None:
    process, terminal = pty.fork()
    if process == 0:
        os.environ.update(CORVIA_HOME=str(home), TERM="xterm-256color")
        os.execv(sys.executable, [sys.executable, "-m", "corvia_local"])
    drawn = b""
    while DRAWN not in drawn:
        if not select.select([terminal], [], [], 30)[0]:
            raise TimeoutError("The door was not drawn within 30 seconds.")
        drawn += os.read(terminal, 65_536)
    os.write(terminal, b"\x11")
    while True:
        try:
            if not os.read(terminal, 65_536):
                break
        except OSError:
            break
    os.waitpid(process, 0)
    os.close(terminal)


def _import_textual() -> None:
    subprocess.run([sys.executable, "-c", "import textual.app"], check=True)


def main() -> None:
    """Print median seconds, from process start to drawn door and out again, and the ratio."""
    with tempfile.TemporaryDirectory(prefix="corvia-bench-") as folder:
        home = Path(folder) / "vault"
        vault, _ = create_vault(home, "a passphrase", KdfLimits(1, 8192))
        vault.close()
        ours, base, ratio = paired(lambda: _until_the_door(home), _import_textual, 9)
    print(f"corvia, door drawn and left   {ours * 1000:6.0f} ms")
    print(f"python -c import textual.app  {base * 1000:6.0f} ms   ratio {ratio:.2f}")


if __name__ == "__main__":
    main()
