"""The backup that is made before an older vault is brought up to date."""

from corvia_local.vault.files import backups_folder
from corvia_local.vault.kept_backups import write_dated_backup
from corvia_local.vault.vault import Vault

KEPT = 3


def back_up_before_migration(vault: Vault) -> None:
    """Back an older vault up into its own folder, where the last three such are kept.

    Raises as `write_backup`; the vault is then left as it is.
    """
    write_dated_backup(vault, backups_folder(vault.home), KEPT)
