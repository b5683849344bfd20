"""The process leaves no core behind, closes its memory to others, and its files are its owner's."""

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import ctypes, os, resource, sys
from corvia_local.studio.hardening import harden_process
harden_process()
harden_process()
assert resource.getrlimit(resource.RLIMIT_CORE)[0] == 0
open(sys.argv[1], "w").close()
assert os.stat(sys.argv[1]).st_mode & 0o777 == 0o600
if sys.platform == "linux":
    assert ctypes.CDLL(None).prctl(3, 0, 0, 0, 0) == 0, "PR_GET_DUMPABLE"
os.abort()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no core dumps of this kind")
def test_a_crash_leaves_nothing(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, "made"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        check=False,
    )
    assert done.returncode == -6, done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["made"]
