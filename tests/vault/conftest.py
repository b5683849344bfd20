"""An open vault whose key derivation is cheap; everything else about it is as it ships."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corvia_crypto.passphrase import KdfLimits
from corvia_local.vault.opening import Vault, create_vault

PASSPHRASE = "a quiet morning"


@pytest.fixture(scope="session")
def passphrase() -> str:
    return PASSPHRASE


@pytest.fixture(scope="session")
def cheap() -> KdfLimits:
    return KdfLimits(operations=1, memory=8192)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "corvia"


@pytest.fixture
def vault(home: Path, cheap: KdfLimits) -> Iterator[Vault]:
    made, _ = create_vault(home, PASSPHRASE, cheap)
    with made:
        yield made
