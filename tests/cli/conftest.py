"""Call the command line as a person does: a process, its exit code, what it says."""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

LOCALE = frozenset({"LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"})
"""The language of whoever runs the tests; commands speak English here unless a test says more."""

PASSPHRASE = "a lantern on the quiet lake"


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        content = json.loads(self.out)
        assert isinstance(content, dict)
        return content


Corvia = Callable[..., Result]


def _limit(largest_file: int) -> None:
    """Let no file grow beyond so many bytes, as on a disk that is full."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))


@pytest.fixture
def passphrase_file(tmp_path: Path) -> Path:
    file = tmp_path / "passphrase"
    file.write_text(PASSPHRASE + "\n")
    return file


@pytest.fixture
def corvia(tmp_path: Path, passphrase_file: Path) -> Corvia:
    def run(
        *arguments: str,
        home: str = "home",
        stdin: bytes | None = None,
        env: dict[str, str] | None = None,
        cwd: Path | None = None,
        largest_file: int | None = None,
    ) -> Result:
        done = subprocess.run(
            [sys.executable, "-m", "corvia_local", *arguments],
            input=stdin if stdin is not None else b"",
            capture_output=True,
            cwd=cwd or tmp_path,
            env={
                **{name: value for name, value in os.environ.items() if name not in LOCALE},
                "CORVIA_HOME": str(tmp_path / home),
                "CORVIA_PASSPHRASE_FILE": str(passphrase_file),
                **(env or {}),
            },
            timeout=300,
            preexec_fn=None if largest_file is None else lambda: _limit(largest_file),
            check=False,
        )
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run
