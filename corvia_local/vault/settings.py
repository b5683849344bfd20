"""The settings as the vault keeps them: names and JSON, whatever they mean."""

from corvia_local.errors import BadInput
from corvia_local.vault.vault import Vault

LONGEST_NAME = 64
LARGEST_VALUE = 65_536
MOST_SETTINGS = 500


class SettingTooLarge(BadInput):
    """A setting's value, or the number of settings, goes beyond what is kept."""


def stored_settings(vault: Vault) -> dict[str, bytes]:
    """Give every setting that was set, by name, as JSON in UTF-8."""
    return {
        str(key): str(value).encode()
        for key, value in vault.rows("SELECT key, value FROM settings ORDER BY key")
    }


def store_setting(vault: Vault, name: str, value: bytes) -> None:
    """Keep a setting's JSON in place of the one before; raise SettingTooLarge."""
    if len(value) > LARGEST_VALUE or not 1 <= len(name) <= LONGEST_NAME:
        raise SettingTooLarge(
            f"The setting “{name[:LONGEST_NAME]}” is too large: at most {LARGEST_VALUE:,} bytes are"
            " kept."
        )
    with vault.transaction():
        others = vault.rows("SELECT count(*) FROM settings WHERE key <> ?", (name,))[0][0]
        if others >= MOST_SETTINGS:
            raise SettingTooLarge(f"At most {MOST_SETTINGS} settings are kept. Reset one first.")
        vault.write(
            "INSERT INTO settings (key, value) VALUES (?, ?)"
            " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (name, value.decode()),
        )


def forget_setting(vault: Vault, name: str) -> None:
    """Forget a setting, so that its default holds again."""
    with vault.transaction():
        vault.write("DELETE FROM settings WHERE key = ?", (name,))
