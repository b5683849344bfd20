"""An open vault whose key derivation is cheap; everything else about it is as it ships."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from corvia_crypto.passphrase import KdfLimits
from corvia_local.vault.opening import Vault, create_vault, open_vault

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


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory, cheap: KdfLimits) -> Path:
    home = tmp_path_factory.mktemp("made once") / "corvia"
    create_vault(home, PASSPHRASE, cheap)[0].close()
    return home


@pytest.fixture
def vault(made_once: Path, home: Path) -> Iterator[Vault]:
    shutil.copytree(made_once, home)
    with open_vault(home, PASSPHRASE) as opened:
        yield opened
