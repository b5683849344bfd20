"""The system's keyring opens a vault only where it encrypts and where the person chose it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import null

from corvia_crypto.passphrase import KdfLimits
from corvia_local.studio.erasing import erase_everything, plan_everything
from corvia_local.studio.keys import list_keys, remove_key, rotate
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

_ROOT = Path(__file__).parents[2]
_PLACES = os.pathsep.join(str(_ROOT / part) for part in (".", "crypto", "sync", "engine"))


class Remembering(KeyringBackend):
    """Stands in for the desktop's keyring, which a test machine has not."""

    priority = 1.0  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]

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


def test_a_way_in_that_is_removed_leaves_no_secret_in_the_keyring(
    vault: Vault, desktop: Remembering
) -> None:
    slot = add_to_keyring(vault, "the laptop")
    assert slot.label == "the laptop"
    assert desktop.kept
    remove_key(vault, slot.id)
    assert desktop.kept == {}
    add_to_keyring(vault)
    erase_everything(vault, plan_everything(vault))
    assert desktop.kept == {}


def test_a_keyring_that_is_silent_stops_no_removal(vault: Vault, desktop: Remembering) -> None:
    slot = add_to_keyring(vault)
    keyring.set_keyring(null.Keyring())
    remove_key(vault, slot.id)
    assert not keyring_opens(vault.home)


SECRET_SERVICE = """
set -e
printf password | gnome-keyring-daemon --unlock --components=secrets > /dev/null
"$1" - "$2" <<'PYTHON'
import sys
from pathlib import Path
from corvia_crypto.passphrase import KdfLimits
from corvia_local.studio.erasing import erase_everything, plan_everything
from corvia_local.studio.keys import remove_key
from corvia_local.studio.system_keyring import add_to_keyring, unlock_with_keyring, KeyringSilent
from corvia_local.vault.opening import create_vault
home = Path(sys.argv[1])
with create_vault(home, "a quiet morning", KdfLimits(1, 8192))[0] as vault:
    slot = add_to_keyring(vault)
assert (slot.kind, slot.label) == ("system keyring", "Secret Service")
with unlock_with_keyring(home) as vault:
    remove_key(vault, slot.id)
try:
    unlock_with_keyring(home)
except KeyringSilent as silent:
    print(silent)
PYTHON
"""


@pytest.mark.skipif(
    not (shutil.which("dbus-run-session") and shutil.which("gnome-keyring-daemon")),
    reason="dbus-run-session and gnome-keyring are not here",
)
def test_a_real_secret_service_opens_the_vault_and_forgets(tmp_path: Path) -> None:
    run = tmp_path / "run"
    run.mkdir(mode=0o700)
    folders = {name: str(tmp_path) for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")}
    script = ["bash", "-c", SECRET_SERVICE, "bash", sys.executable, str(tmp_path / "corvia")]
    done = subprocess.run(
        ["dbus-run-session", "--", *script],
        env=os.environ | folders | {"XDG_RUNTIME_DIR": str(run), "PYTHONPATH": _PLACES},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "holds no secret for this vault" in done.stdout, done.stderr
    [kept] = (tmp_path / "keyrings").glob("login.keyring")
    assert b"Corvia" not in kept.read_bytes(), "the keyring encrypts what it keeps"
