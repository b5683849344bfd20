"""A folder that may not be written is said to be so, and nothing in it changes."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corvia_crypto.passphrase import KdfLimits
from corvia_local.errors import StorageFailed
from corvia_local.vault.entries import add_entry, entries
from corvia_local.vault.opening import create_vault, open_vault

NOBODY = 65534


@pytest.fixture
def shared_folder() -> Iterator[Path]:
    """Give a folder that another user may reach, which pytest's own is not."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def as_a_user(act: Callable[[], None]) -> None:
    """Run `act` in a process that permissions bind: root's would pass them by."""
    child = os.fork()
    if child == 0:
        failed = 1
        try:
            if os.getuid() == 0:
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            act()
            failed = 0
        finally:
            os._exit(failed)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def let_have(folder: Path) -> None:
    if os.getuid() == 0:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, NOBODY, NOBODY)


def set_modes(home: Path, folder: int, files: int) -> None:
    for path in home.iterdir():
        path.chmod(files)
    home.chmod(folder)


@pytest.mark.parametrize(("folder", "files"), [(0o500, 0o400), (0o700, 0o400), (0o500, 0o600)])
def test_a_write_into_a_read_only_vault_is_refused(
    shared_folder: Path, passphrase: str, cheap: KdfLimits, folder: int, files: int
) -> None:
    home = shared_folder / "corvia"
    with create_vault(home, passphrase, cheap)[0] as vault:
        entry = add_entry(vault, "words")
    before = (home / "vault.db").read_bytes()
    let_have(home)
    set_modes(home, folder, files)

    def try_to_write() -> None:
        with (
            pytest.raises(StorageFailed, match="may not be written"),
            open_vault(home, passphrase) as vault,
        ):
            add_entry(vault, "more")

    as_a_user(try_to_write)
    set_modes(home, 0o700, 0o600)
    assert (home / "vault.db").read_bytes() == before
    with open_vault(home, passphrase) as vault:
        assert entries(vault) == [entry]


def test_no_vault_is_made_where_nothing_may_be_written(
    shared_folder: Path, passphrase: str, cheap: KdfLimits
) -> None:
    let_have(shared_folder)
    shared_folder.chmod(0o500)

    def try_to_make() -> None:
        with pytest.raises(StorageFailed, match="Permission denied"):
            create_vault(shared_folder / "corvia", passphrase, cheap)
        with pytest.raises(StorageFailed):
            create_vault(shared_folder, passphrase, cheap)

    as_a_user(try_to_make)
    shared_folder.chmod(0o700)
    assert list(shared_folder.iterdir()) == []
