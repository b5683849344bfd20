"""The few settings that are wanted while the vault is locked, in a small file beside it."""

from pathlib import Path

import msgspec

from corvia_local.vault.atomic_file import write_atomically
from corvia_local.vault.failures import storage_failures
from corvia_local.vault.files import make_home

OPEN_SETTINGS_FILE = "before-unlocking.json"
LARGEST_FILE = 65_536


def stored_open_settings(home: Path) -> dict[str, bytes]:
    """Give each open setting's JSON by its name; none where the file is missing or no such file.

    Settings are a comfort: a damaged file must never keep a person from their vault.
    """
    try:
        with (home / OPEN_SETTINGS_FILE).open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
        if len(data) > LARGEST_FILE:
            return {}
        found = msgspec.json.decode(data, type=dict[str, msgspec.Raw])
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return {}
    return {name: bytes(value) for name, value in found.items()}


def store_open_setting(home: Path, name: str, value: bytes | None) -> None:
    """Keep an open setting's JSON, or forget it where it is None; raise StorageFailed."""
    with storage_failures(home):
        make_home(home)
        kept = {key: msgspec.Raw(json) for key, json in stored_open_settings(home).items()}
        kept.pop(name, None)
        if value is not None:
            kept[name] = msgspec.Raw(value)
        data = msgspec.json.encode(kept, order="sorted") + b"\n"
        write_atomically(home / OPEN_SETTINGS_FILE, data)
