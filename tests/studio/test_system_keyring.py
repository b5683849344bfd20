"""The system's keyring opens a vault only where it encrypts and where the person chose it."""

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import null

from corvia_crypto.passphrase import KdfLimits
from corvia_local.studio.keys import list_keys, rotate
from corvia_local.studio.system_keyring import (
    TRUSTED,
    KeyringSilent,
    NoKeyring,
    add_to_keyring,
    keyring_opens,
    unlock_with_keyring,
)
from corvia_local.vault.entries import add_entry, entries
from corvia_local.vault.opening import Vault, create_vault


class Remembering(KeyringBackend):
    """Stands in for the desktop's keyring, which a test machine has not."""

    priority = 1.0  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch) -> Iterator[Remembering]:
    before, used = keyring.get_keyring(), Remembering()
    monkeypatch.setitem(TRUSTED, Remembering.__module__, "desktop's keyring")
    keyring.set_keyring(used)
    yield used
    keyring.set_keyring(before)


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    with create_vault(tmp_path / "corvia", "a quiet morning", KdfLimits(1, 8192))[0] as made:
        yield made


def test_it_opens_the_vault_after_a_rotation_too(vault: Vault, desktop: Remembering) -> None:
    entry = add_entry(vault, "words")
    assert not keyring_opens(vault.home)
    assert add_to_keyring(vault).label == "desktop's keyring"
    assert [slot.kind for slot in list_keys(vault)][-1] == "system keyring"
    rotate(vault)
    vault.close()
    assert keyring_opens(vault.home)
    with unlock_with_keyring(vault.home) as again:
        assert entries(again) == [entry]
    [name] = desktop.kept
    for held in ("", "AAAA", "not base64!"):
        desktop.kept[name] = held
        with pytest.raises(KeyringSilent):
            unlock_with_keyring(vault.home)


def test_a_keyring_that_keeps_nothing_or_plain_text_is_refused(vault: Vault) -> None:
    before = keyring.get_keyring()
    try:
        for refused in (null.Keyring(), Remembering()):
            keyring.set_keyring(refused)
            with pytest.raises(NoKeyring, match="encrypted"):
                add_to_keyring(vault)
    finally:
        keyring.set_keyring(before)
    assert len(list_keys(vault)) == 2
