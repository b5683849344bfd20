"""What may be loaded when: asked of a real process."""

import subprocess
import sys

HEAVY = ("torch", "music21", "textual", "onnxruntime", "numpy", "sqlite_utils", "rich")


def _loaded(arguments: list[str]) -> set[str]:
    code = (
        "import sys\n"
        "from corvia_local.cli.app import main\n"
        "try:\n"
        f"    main({arguments!r})\n"
        "except SystemExit:\n"
        "    pass\n"
        "print('LOADED', *sorted(sys.modules))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split("LOADED", 1)[1].split())


def test_help_loads_nothing_heavy() -> None:
    assert not set(HEAVY) & _loaded(["--help"])


def test_the_help_of_a_command_loads_nothing_heavy() -> None:
    assert not set(HEAVY) & _loaded(["compose", "--help"])


def test_reflecting_loads_no_training_and_no_terminal() -> None:
    loaded = _loaded(["reflect", "--text", "I feel calm today", "--json"])
    assert not {"torch", "music21", "textual", "sklearn"} & loaded
