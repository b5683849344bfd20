"""The models run without leaving a trace or calling anybody, whatever onnxruntime would do."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
HEARD = """
import os
os.environ.pop("ORT_DISABLE_TELEMETRY", None)
from corvia_engine.words.reflecting import reflect
print(reflect("I always ruin everything.").distortions[0].type)
import onnxruntime
assert os.environ["ORT_DISABLE_TELEMETRY"] == "1"
"""


def test_a_model_leaves_no_file_in_any_folder_of_the_person(tmp_path: Path) -> None:
    places = os.pathsep.join(str(ROOT / part) for part in (".", "engine"))
    done = subprocess.run(
        [sys.executable, "-c", HEARD],
        env={name: str(tmp_path) for name in FOLDERS} | {"PYTHONPATH": places},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert list(tmp_path.rglob("*")) == []
