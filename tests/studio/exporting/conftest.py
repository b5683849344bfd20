"""The public age program: on PATH, or built once from its Go module into .cache/."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

MODULE = "filippo.io/age/cmd/age@v1.2.1"
CACHE = Path(__file__).resolve().parents[3] / ".cache" / "go-bin"


@pytest.fixture(scope="session")
def age() -> Path:
    if found := shutil.which("age"):
        return Path(found)
    built = CACHE / "age"
    if built.exists():
        return built
    go = shutil.which("go") or shutil.which("go", path="/usr/local/go/bin")
    if go is None:
        pytest.skip("neither the age program nor a Go toolchain to build it is here")
    CACHE.mkdir(parents=True, exist_ok=True)
    try:
        subprocess.run(
            [go, "install", MODULE],
            env={**os.environ, "GOBIN": str(CACHE), "GOFLAGS": "-modcacherw"},
            capture_output=True,
            check=True,
            timeout=300,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        pytest.skip("the age program could not be built: no Go module proxy is reached")
    return built
