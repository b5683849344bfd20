"""Read and change what the person set: some before the vault is open, the rest within it."""

import difflib
from pathlib import Path
from typing import Any, get_type_hints

import msgspec

from corvia_local.errors import BadInput, NotFound
from corvia_local.model.settings import BEFORE_UNLOCKING, TAKES, Settings
from corvia_local.studio.before_unlocking import store_open_setting, stored_open_settings
from corvia_local.vault.opening import Vault
from corvia_local.vault.settings import forget_setting, store_setting, stored_settings

__all__ = [
    "BEFORE_UNLOCKING",
    "SettingUnknown",
    "SettingUnusable",
    "Settings",
    "change_open_setting",
    "change_setting",
    "open_settings",
    "read_setting_text",
    "read_settings",
    "require_setting",
    "reset_setting",
    "unused_settings",
]

_TYPES: dict[str, Any] = get_type_hints(Settings, include_extras=True)


class SettingUnknown(NotFound):
    """There is no setting of this name."""


class SettingUnusable(BadInput):
    """A value that this setting cannot have."""


def open_settings(home: Path) -> Settings:
    """Give what can be known while the vault is locked; all other settings are at their defaults.

    Never fails: where the file is missing or damaged, every default holds.
    """
    return _settings(_own(stored_open_settings(home), before_unlocking=True))


def read_settings(vault: Vault) -> Settings:
    """Give every setting; what was never set, or cannot be used, is at its default."""
    return _settings(_stored(vault))


def change_setting(vault: Vault, name: str, value: object) -> Settings:
    """Set one to a value of its type, at once and for good; give all settings as they are then.

    Raises SettingUnknown, SettingUnusable, SettingTooLarge, StorageFailed, Busy.
    """
    data = _checked(name, value)
    if name in BEFORE_UNLOCKING:
        store_open_setting(vault.home, name, data)
    else:
        store_setting(vault, name, data)
    return read_settings(vault)


def change_open_setting(home: Path, name: str, value: object) -> Settings:
    """Set one of those that are wanted while the vault is locked, with no vault needed.

    `value` None sets its default again. Raises as `change_setting`.
    """
    if name not in BEFORE_UNLOCKING:
        require_setting(name)
        raise SettingUnusable(f"“{name}” is kept in the vault. Open the vault to change it.")
    store_open_setting(home, name, None if value is None else _checked(name, value))
    return open_settings(home)


def reset_setting(vault: Vault, name: str) -> Settings:
    """Let a setting's default hold again; raise SettingUnknown.

    What a newer version set is known by its name, and can be reset too.
    """
    if name not in unused_settings(vault):
        require_setting(name)
    if name in BEFORE_UNLOCKING:
        store_open_setting(vault.home, name, None)
    else:
        forget_setting(vault, name)
    return read_settings(vault)


def unused_settings(vault: Vault) -> tuple[str, ...]:
    """Name what is stored in the vault but unknown here, or unusable: another version set it."""
    return tuple(name for name, data in stored_settings(vault).items() if not _usable(name, data))


def read_setting_text(name: str, text: str) -> object:
    """Read a value as a person types it: as JSON where that suits the setting, else as words.

    So `10`, `false`, `null`, `dusk` and `{"app.lock": "ctrl+k"}` all are what they look like.
    Raises SettingUnknown, SettingUnusable.
    """
    require_setting(name)
    if name == "country":
        text = text.strip().upper() if text.strip() != "null" else "null"
    for data in (text.encode(errors="replace"), msgspec.json.encode(text)):
        if _usable(name, data):
            return msgspec.json.decode(data, type=_TYPES[name])
    raise _unusable(name)


def _settings(stored: dict[str, bytes]) -> Settings:
    return Settings(
        **{
            name: msgspec.json.decode(data, type=_TYPES[name])
            for name, data in stored.items()
            if _usable(name, data)
        }
    )


def _stored(vault: Vault) -> dict[str, bytes]:
    within = _own(stored_settings(vault), before_unlocking=False)
    return within | _own(stored_open_settings(vault.home), before_unlocking=True)


def _own(stored: dict[str, bytes], *, before_unlocking: bool) -> dict[str, bytes]:
    """Keep what has its place there: who can write the open file sets nothing else by it."""
    return {
        name: data
        for name, data in stored.items()
        if (name in BEFORE_UNLOCKING) is before_unlocking
    }


def _usable(name: str, data: bytes) -> bool:
    if name not in _TYPES:
        return False
    try:
        msgspec.json.decode(data, type=_TYPES[name])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return True


def _checked(name: str, value: object) -> bytes:
    require_setting(name)
    try:
        data = msgspec.json.encode(value)
    except (TypeError, UnicodeEncodeError) as error:
        raise _unusable(name) from error
    if not _usable(name, data):
        raise _unusable(name)
    return data


def _unusable(name: str) -> SettingUnusable:
    return SettingUnusable(
        f"“{name}” takes {TAKES[name]}. `corvia settings reset {name}` sets its default again."
    )


def require_setting(name: str) -> None:
    """Raise SettingUnknown, with a near name where there is one, for a name that is no setting."""
    if name in _TYPES:
        return
    near = difflib.get_close_matches(name, _TYPES, 1)
    hint = f"Did you mean “{near[0]}”?" if near else "`corvia settings list` names them all."
    raise SettingUnknown(f"There is no setting “{name[:64]}”. {hint}")
