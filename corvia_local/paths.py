"""Where things are kept: CORVIA_HOME, else the XDG data folder."""

import os
from pathlib import Path


def home_folder(given: str | os.PathLike[str] | None = None) -> Path:
    """Give the folder that holds the vault; it need not exist yet.

    In this order: the folder given, the environment's CORVIA_HOME, `$XDG_DATA_HOME/corvia`,
    `~/.local/share/corvia` (XDG Base Directory Specification 0.8).
    """
    if given:
        return Path(given).expanduser()
    if chosen := os.environ.get("CORVIA_HOME"):
        return Path(chosen).expanduser()
    data = os.environ.get("XDG_DATA_HOME", "")
    base = Path(data) if os.path.isabs(data) else Path.home() / ".local" / "share"
    return base / "corvia"
